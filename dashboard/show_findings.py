"""Draws the findings that the catalogue lists for a page, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.catalogue.entry import Entry, lacking
from dashboard.catalogue.register import entries_of, finding_of
from dashboard.show import show
from dashboard.words.escaping import plain
from data_loaders.release import Release

Pick = Callable[[Entry], Callable[[], None] | None]


def show_findings(
    release: Release,
    page: str,
    codes: Mapping[str, str] | None = None,
    *,
    place: str = "main",
    on_pick: Pick = lambda _: None,
) -> None:
    """One place of a page. What was not delivered is named; `on_pick` says what picking a part of a figure does."""
    gone = []
    for entry in entries_of(page, place):
        finding = finding_of(release, entry.key, codes)
        if finding is not None:
            show(finding, release, on_pick=on_pick(entry))
        elif lacking(release, entry.needs):
            gone.append(entry.title)
    if gone:
        st.info(plain(f"Not delivered for this release: {', '.join(gone)}."))
