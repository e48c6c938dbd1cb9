"""The common controls of pages about missing children, and of dated events."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.ask.months import ALL, NONE, WHOLE, Months, areas_of, levels_of, splits_of
from dashboard.ask.published import rows_of
from dashboard.controls.choice import LEVEL_TITLES, pick
from dashboard.measures.shown_period import WHOLE_TIME, years_in
from dashboard.selection import Selection
from dashboard.words.periods import YEAR_TITLES
from data_loaders.release import Release

LIMITS = {
    "found": "where a change was found", "breaks": "at changes in recording", "events": "at every dated event", "never": "never",
}  # fmt: skip


SEASON = {"shown": "as counted", "out": "season taken out"}


NO_EVENT = "none"


def choose_missing(release: Release) -> Selection:
    """The common controls of a trend: unit, area, split, kind of year."""
    known = [d for d in release.manifest.datasets if d.name.startswith("missing_")]
    shown = [d for d in known if any(v.status == "published" for v in release.views(d.name))]
    titles = {d.name: d.counts.capitalize() for d in shown or known}
    first, second, third, fourth = st.columns(4)
    with first:
        dataset = pick("Count", titles, "unit")
    with second:
        level = pick("Where", {x: LEVEL_TITLES.get(x, x.title()) for x in levels_of(release, dataset)}, "level")
    with third:
        areas = areas_of(release, dataset, level)
        block = pick("Area", {ALL: "All of them" if areas else "The whole area", **areas}, "area")
    with fourth:
        split = pick("Split by", splits_of(release, dataset, level), "split")
    with st.expander("More choices: period, kind of year, limits, time of year, measure"):
        zeroth, first, second, third, fourth = st.columns(5)
        with first:
            year_type = pick("Kind of year", YEAR_TITLES, "year")
        with zeroth:
            period = pick(
                "Period drawn", {WHOLE_TIME: "All that is published", **_years(release, dataset, year_type)}, "period"
            )
        with second:
            limits = pick("Limits begin afresh", LIMITS | _event_titles(release), "limits")
        with third:
            season = pick("Time of year", SEASON, "season")
        with fourth:
            measures = {"n": titles[dataset]}
            if split == NONE and len(rows_of(release, "population")):
                measures["rate"] = f"{titles[dataset]} per 1,000 aged 10–17"
            if split == NONE and _has_children(release, dataset, level):
                measures["children"] = f"Different {release.dataset(dataset).protected}"
            measure = pick("Measure", measures, "measure") if len(measures) > 1 else "n"
    return Selection(dataset, level, block if areas else ALL, split, measure, year_type, limits, season, period=period)


def _years(release: Release, dataset: str, year_type: str) -> dict[str, str]:
    """The years that the dataset's published views reach into."""
    views = [v for v in release.views(dataset) if v.period_start and v.period_end]
    if not views:
        return {}
    first, last = min(v.period_start for v in views if v.period_start), max(v.period_end for v in views if v.period_end)
    return years_in(pd.Timestamp(first), pd.Timestamp(last), year_type)


def choose_level(release: Release, dataset: str) -> str:
    """The level of areas of a page about places."""
    levels = [level for level in levels_of(release, dataset) if level != WHOLE]
    return pick("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas") if levels else WHOLE


def choose_indicator(titles: dict[str, str]) -> str:
    """One published indicator, or the first few (NONE)."""
    return pick("Indicator", {NONE: "The first few", **titles}, "indicator") if len(titles) > 1 else NONE


def choose_event(release: Release) -> str:
    """The dated event that a page compares before and after; at first the first new service."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    return _event(events, events["kind"] == "SERVICE")


def choose_sharing_event(release: Release) -> str:
    """The same for pages about sharing; at first an agreement to share."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    return _event(events, events["label"].str.contains("sharing", case=False))


def _event(events: pd.DataFrame, first: pd.Series) -> str:
    titles = _titles(events[first]) | _titles(events[~first]) | {NO_EVENT: "No event"}
    return pick("Before and after", titles, "event")


def _event_titles(release: Release) -> dict[str, str]:
    """Each dated event as a place where limits may begin afresh."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    return {key: f"at {title}" for key, title in _titles(events).items()}


def _titles(events: pd.DataFrame) -> dict[str, str]:
    """An event's code is its day; a second one of the same day has its number after it."""
    found: dict[str, str] = {}
    for event in events.itertuples():
        day = f"{event.date:%Y-%m-%d}"
        again = sum(code[:10] == day for code in found)
        found[f"{day}.{again + 1}" if again else day] = f"{event.date:%B %Y}: {event.label}"
    return found


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Months(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))
