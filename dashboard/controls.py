"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.steering_selection import AuditChoice
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


def choose_audit(options: dict[str, dict[str, str]]) -> AuditChoice:
    """A filter for each dimension of the audit; `options` has the rounds first, the latest of them on top."""
    titles = {"round": "Round", "practice_area": "Area of practice", "item_id": "Standard", "domain": "Domain", "level": "Level",
              "team": "Group of teams"}  # fmt: skip
    chosen = {}
    for row in (("round", "practice_area", "item_id"), ("domain", "level", "team")):
        for column, name in zip(st.columns(3), row, strict=True):
            with column:
                every = {} if name == "round" else {ALL: "All"}
                chosen[name] = _pick(titles[name], every | options[name], f"audit-{name}")
    return AuditChoice(**chosen)


def choose_agreement(rounds: list[str]) -> tuple[str, str]:
    """A round, and whether standards or whole areas of practice are looked at."""
    first, second = st.columns(2)
    with first:
        name = _pick("Round", {r: r for r in reversed(rounds)}, "round")
    with second:
        view = _pick("Look at", {"item": "Standards", "area": "Areas of practice"}, "look")
    return name, view


def choose_context(shown: dict[str, str]) -> str:
    """One of the contexts that the release shows by itself; a link to any other opens the first of them."""
    return _pick("Context", shown, "context")


def picked(chart: str, names: tuple[str, ...]) -> Callable[[], None]:
    """What happens when a part of a chart is picked: the filters of its dimension follow; picked again, they open."""

    def follow() -> None:
        points = st.session_state[chart]["selection"]["points"]
        if not points:
            return
        code = points[0].get("customdata", points[0].get("x"))
        values = str(code[0] if isinstance(code, list | tuple) else code).split("|")
        for name, value in zip(names, values, strict=True):
            key = f"audit-{name}"
            again = st.session_state.get(key) == value and name != "round"
            st.session_state[key] = ALL if again else value

    return follow


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Selection(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))


def _pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else next(iter(options))
