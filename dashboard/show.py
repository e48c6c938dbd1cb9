"""Draws a finding: headline, figure, table, what to bear in mind, source, download."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.controls.paper import draw_findings, picked, toggle_pick
from dashboard.findings.finding import FigureFinding, Finding
from dashboard.paper.draft import read_pick
from dashboard.web.body import finding_block, page_data
from dashboard.words.escaping import formula_safe, plain
from data_loaders.release import Release

PROSE = 60  # signs of the longest cell from which a table is read rather than scanned
CARD = 16  # rows of words alone that are read like a card


def show(finding: Finding | FigureFinding, release: Release, *, on_pick: Callable[[], None] | None = None) -> None:
    """`on_pick` is called when somebody picks a part of the figure; the page has a control that does the same."""
    if isinstance(finding, Finding):
        draw_findings(
            page_data((finding_block(finding, release),), release), key=f"body-{finding.key}", on_event=on_pick
        )
        return
    st.header(plain(finding.title))
    if finding.withheld:
        st.info(f"**{plain(finding.headline)}** {plain(finding.withheld)}")
        return
    st.markdown(f"**{plain(finding.headline)}**".replace(" %", "\u00a0%"))  # no line begins with a per cent sign
    if finding.figure is not None:
        st.plotly_chart(finding.figure, theme=None, key=finding.key, alt=finding.alt, config={"displayModeBar": False},
                        on_select=on_pick or "ignore", selection_mode="points")  # fmt: skip
        with st.expander("The same as a table"):
            st.dataframe(finding.table, hide_index=True, alt=finding.alt)
        notes = [plain(note) for note in finding.notes if note]
        st.markdown("\n".join(f"- {note}" for note in notes) if len(notes) > 1 else "".join(notes))
    elif _is_prose(finding.table):
        st.table(finding.table.map(_cell), hide_index=True, alt=finding.alt)
    else:
        st.dataframe(finding.table, hide_index=True, alt=finding.alt)
    small = [*finding.caveats, finding.definition, f"Source: {finding.source}"]
    st.markdown(f":small[{plain(' '.join(s for s in small if s))}]")
    with st.container(horizontal=True):
        st.download_button(
            "Download exactly this (CSV)", csv_of(finding, release), f"{finding.key}-{release.id}.csv", "text/csv",
            key=f"download-{finding.key}", on_click="ignore",
        )  # fmt: skip
        if pick := read_pick(finding.entry):
            is_in = pick in picked()
            st.button(
                "In my paper ✓" if is_in else "Add to my paper",
                key=f"add-{finding.key}",
                on_click=toggle_pick,
                args=(pick,),
                type="tertiary",
            )


def _is_prose(table: pd.DataFrame) -> bool:
    """Whether sentences stand in it: they are wrapped, where a grid would cut them."""
    texts = table.select_dtypes("str")
    is_card = texts.shape[1] == table.shape[1] and len(table) <= CARD
    return bool(len(texts)) and (is_card or any(texts[column].str.len().max() > PROSE for column in texts))


def _cell(value: object) -> str:
    return plain(value) if isinstance(value, str) else f"{value:,}" if isinstance(value, int) else str(value)


def show_events(events: pd.DataFrame) -> None:
    """What the numbered lines of a trend mean: as `events_of` gives them."""
    if len(events):
        lines = [f"{e.number}. {plain(f'{e.date:%d %B %Y}: {e.label}')}{_scope(e.scope)}" for e in events.itertuples()]
        st.markdown("\n".join(["Dated events, numbered as on the chart:", "", *lines]))


def _scope(scope: object) -> str:
    return "" if not scope or str(scope) == "ALL" else f" ({plain(scope)})"


def csv_of(finding: FigureFinding, release: Release) -> bytes:
    """What is shown and where it comes from; no cell that a spreadsheet would run."""
    manifest = release.manifest
    notes = [
        ("question", finding.question), ("source", finding.source), ("release", release.id),
        ("as at", f"{manifest.as_at:%Y-%m-%d}"), ("audience", manifest.audience),
        ("invented data", "yes" if manifest.is_synthetic else "no"), ("definition", finding.definition),
    ]  # fmt: skip
    text = io.StringIO()
    formula_safe(pd.DataFrame(notes)).to_csv(text, index=False, header=False)
    formula_safe(finding.table).to_csv(text, index=False)
    return text.getvalue().encode("utf-8-sig")
