"""Draws the findings that the catalogue lists for one place of a page, in its order."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.catalogue.entry import lacking
from dashboard.catalogue.register import entries_of, finding_of
from dashboard.controls.paper import draw_findings
from dashboard.web.body import finding_block, page_data
from dashboard.words.escaping import plain
from data_loaders.release import Release


def show_findings(release: Release, page: str, codes: Mapping[str, str] | None = None, *, place: str = "main") -> None:
    """What was not delivered is named."""
    entries = entries_of(page, place)
    found = [f for entry in entries if (f := finding_of(release, entry.key, codes)) is not None]
    if found:
        blocks = tuple(finding_block(f, release, order=n) for n, f in enumerate(found))
        draw_findings(page_data(blocks, release), key=f"{page}-{place}")
    if gone := [entry.title for entry in entries if lacking(release, entry.needs)]:
        st.info(plain(f"Not delivered for this release: {', '.join(gone)}."))
