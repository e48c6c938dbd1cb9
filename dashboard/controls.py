"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.findings.finding import Finding
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
    by_service = events[events["kind"] == "SERVICE"]
    ordered = [*by_service.itertuples(), *events[events["kind"] != "SERVICE"].itertuples()]
    titles = {f"{e.date:%Y-%m-%d} {e.label}": f"{e.date:%B %Y}: {e.label}" for e in ordered} | {NO_EVENT: "No event"}
    chosen = _pick("Before and after", titles, "event")
    return None if chosen == NO_EVENT else pd.Timestamp(chosen[:10])


PICKED, SCREEN = "picked", "screen"


@dataclass(frozen=True)
class Picked:
    """A finding as somebody saw it, with what they noted; it lives as long as their visit."""

    finding: Finding
    note: str = ""


def picked() -> list[Picked]:
    return list(st.session_state.get(PICKED, []))


def is_picked(finding: Finding) -> bool:
    return any(_same(p.finding, finding) for p in picked())


def pick_finding(finding: Finding) -> None:
    """Add to the visitor's own briefing, once."""
    if not is_picked(finding):
        st.session_state[PICKED] = [*picked(), Picked(finding)]


def move_picked(number: int, to: int) -> None:
    """One place up or down; to −1, out of the briefing."""
    order = picked()
    one = order.pop(number)
    st.session_state[PICKED] = order if to < 0 else [*order[:to], one, *order[to:]]


def keep_picked_note(number: int, text: str) -> None:
    order = picked()
    order[number] = replace(order[number], note=text)
    st.session_state[PICKED] = order


def _same(one: Finding, other: Finding) -> bool:
    return (one.key, one.question, one.release_id) == (other.key, other.question, other.release_id)


def choose_body(bodies: dict[str, str]) -> str:
    """For which body of the partnership a briefing is."""
    return _pick("For", bodies, "for")


def choose_screen(titles: list[str]) -> int:
    """Which screen of a meeting: by name, by buttons, or by the arrow keys."""
    screens = {f"{n} {title}": f"{n} {title}" for n, title in enumerate(titles, start=1)}
    before, name, after = st.columns([1, 4, 1], vertical_alignment="bottom")
    with name:
        chosen = _pick("Screen", screens, SCREEN)
    number = list(screens).index(chosen)
    for column, label, key, to in ((before, "Previous", "Left", number - 1), (after, "Next", "Right", number + 1)):
        with column:
            st.button(label, shortcut=key, width="stretch", disabled=not 0 <= to < len(titles), on_click=_go_to, args=(list(screens), to))  # fmt: skip
    return number


def _go_to(screens: list[str], number: int) -> None:
    st.session_state[SCREEN] = screens[number]


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Selection(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))


def _pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else next(iter(options))
