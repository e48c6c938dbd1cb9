"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.language.documents import MOST_MB, SUFFIXES
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.words.periods import YEAR_TITLES
from data_loaders.release import Release

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


LIMITS = {"breaks": "at changes in recording", "events": "at every dated event", "never": "never"}
SEASON = {"shown": "as counted", "out": "season taken out"}
NO_EVENT = "none"
FORMS, PASTED, HANDED = "checks", "pasted", "handed over"


def choose_missing(release: Release) -> Selection:
    """The common controls of a trend: unit, area, split, kind of year."""
    known = [d for d in release.manifest.datasets if d.name.startswith("missing_")]
    shown = [d for d in known if any(v.status == "published" for v in release.views(d.name))]
    titles = {d.name: d.counts.capitalize() for d in shown or known}
    first, second, third, fourth = st.columns(4)
    with first:
        dataset = _pick("Count", titles, "unit")
    with second:
        level = _pick("Where", {x: LEVEL_TITLES.get(x, x.title()) for x in levels_of(release, dataset)}, "level")
    with third:
        areas = areas_of(release, dataset, level)
        block = _pick("Area", {ALL: "All of them" if areas else "The whole area", **areas}, "area")
    with fourth:
        split = _pick("Split by", splits_of(release, dataset, level), "split")
    with st.expander("More choices: kind of year, limits, time of year, measure"):
        first, second, third, fourth = st.columns(4)
        with first:
            year_type = _pick("Kind of year for totals", YEAR_TITLES, "year")
        with second:
            limits = _pick("Limits begin afresh", LIMITS, "limits")
        with third:
            season = _pick("Time of year", SEASON, "season")
        with fourth:
            measures = {"n": titles[dataset], "children": f"Different {release.dataset(dataset).protected}"}
            if split != NONE or not _has_children(release, dataset, level):
                measures.pop("children")
            measure = _pick("Measure", measures, "measure") if len(measures) > 1 else "n"
    return Selection(dataset, level, block if areas else ALL, split, measure, year_type, limits, season)


def choose_level(release: Release, dataset: str) -> str:
    """The level of areas of a page about places."""
    levels = [level for level in levels_of(release, dataset) if level != WHOLE]
    return _pick("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas") if levels else WHOLE


def choose_harm(harms: dict[str, str]) -> str:
    """Which kind of harm a map shows: all, or one of the groups that the release publishes by place."""
    return _pick("Kind of harm", {NONE: "All kinds", **harms}, "harm") if harms else NONE


def choose_event(release: Release) -> pd.Timestamp | None:
    """The dated event that a page compares before and after; at first the first new service."""
    events = release.table("events").sort_values(["date", "label"], kind="stable")
    return _event(events, events["kind"] == "SERVICE")


def choose_sharing_event(release: Release) -> pd.Timestamp | None:
    """The same for pages about sharing; at first an agreement to share."""
    events = release.table("events").sort_values(["date", "label"], kind="stable")
    return _event(events, events["label"].str.contains("sharing", case=False))


def _event(events: pd.DataFrame, first: pd.Series) -> pd.Timestamp | None:
    ordered = [*events[first].itertuples(), *events[~first].itertuples()]
    titles = {f"{e.date:%Y-%m-%d} {e.label}": f"{e.date:%B %Y}: {e.label}" for e in ordered} | {NO_EVENT: "No event"}
    chosen = _pick("Before and after", titles, "event")
    return None if chosen == NO_EVENT else pd.Timestamp(chosen[:10])


THEME_SPLITS = {"agency": "Agency", "role": "Role", "stance": "Ask, barrier, enabler, praise"}


def choose_theme(themes: dict[str, str]) -> str:
    """One theme of the codebook, or all of them."""
    return _pick("Theme", {ALL: "All themes", **themes}, "theme")


def choose_theme_split() -> str:
    return _pick("Who or what named it", THEME_SPLITS, "by")


def choose_action(actions: pd.DataFrame) -> str:
    """One action of the register, by its number; none at first."""
    numbers = {str(r.action_id): str(r.action_id) for r in actions.itertuples()}
    return _pick("Action", {NONE: "None chosen", **numbers}, "action")


def choose_text() -> tuple[str, tuple[str, bytes] | None]:
    """A text that was pasted, or the name and content of a document that was dropped: handed over once, for this run alone.

    Neither is in the link. When the run begins, both have left the widgets and the session, and the server's store of uploads.
    """
    number = st.session_state.setdefault(FORMS, 0)
    with st.form(f"check-{number}"):
        st.text_area("Paste a text", height=160, max_chars=400_000, key=PASTED)
        st.file_uploader(
            f"Or drop a document (docx, pdf or txt, up to {MOST_MB} MB)", list(SUFFIXES), max_upload_size=MOST_MB, key=f"document-{number}"
        )  # fmt: skip
        st.form_submit_button("Check", on_click=_hand_over, args=(number,))
    text, document = st.session_state.pop(HANDED, ("", None))
    return text, document


def _hand_over(number: int) -> None:
    """Before the run: take text and document out of the widgets, and forget the document where the server keeps uploads."""
    dropped = st.session_state.pop(f"document-{number}", None)
    content = None if dropped is None else (dropped.name, dropped.getvalue())
    st.session_state[HANDED] = (st.session_state[PASTED], content)
    st.session_state[PASTED], st.session_state[FORMS] = "", number + 1
    context = get_script_run_ctx()
    if dropped is not None and context is not None and runtime.exists():
        uploads = runtime.get_instance().uploaded_file_mgr
        if isinstance(uploads, MemoryUploadedFileManager):
            uploads.remove_file(context.session_id, dropped.file_id)


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Selection(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))


def _pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else next(iter(options))
