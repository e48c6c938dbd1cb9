"""The common controls of pages about missing children, and of dated events."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dashboard.ask.months import ALL, NONE, WHOLE, Months, areas_of, levels_of, splits_of
from dashboard.ask.published import rows_of
from dashboard.controls.choice import LEVEL_TITLES, ONE_OF, keep, pick, pick_few
from dashboard.selection import Selection
from dashboard.web.missing import Asked
from dashboard.words.format import month
from data_loaders.release import Release

LIMITS = {
    "found": "where a change was found", "breaks": "at changes in recording", "events": "at every dated event", "never": "never",
}  # fmt: skip


SEASON = {"shown": "as counted", "out": "season taken out"}


NO_EVENT = "none"
INVENTED = "Invented example: "  # said once, by the chip of every page


MONTHS = {"36": "3 years", "24": "24 months", "12": "12 months"}
AREA, BODY = "area", "missing-body"


def choose_trend(release: Release) -> Asked:
    """One row: count, one searchable list of areas, compare by, period, more."""
    known = [d for d in release.manifest.datasets if d.name.startswith("missing_")]
    shown = [d for d in known if any(v.status == "published" for v in release.views(d.name))] or known
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        dataset = pick_few("Count", {d.name: d.counts.split()[-1].capitalize() for d in shown}, "unit")
        areas = known_areas(release, dataset)
        area = pick("Area", {code: label for code, (_, label) in areas.items()}, AREA)
        level, block = areas[area][0], area
        split = pick("Compare by", splits_of(release, dataset, level) | {NONE: "Nothing"}, "split")
        months = pick_few("Period", MONTHS, "months")
        with st.popover("More", key="more"):
            others = {code: label for code, (_, label) in areas.items() if code != area}
            other = pick("Another area beside it", {NONE: "Nothing", **others}, "also")
            limits = pick("Limits begin afresh", LIMITS | _event_titles(release), "limits")
            season = pick("Time of year", SEASON, "season")
            measure = pick("Measure", _measures(release, dataset, level, split), "measure")
    selection = Selection(dataset, level, block, split, measure, limits=limits, season=season)
    beside = replace(selection, level=areas[other][0], block=other) if other != NONE else None
    return Asked(selection, int(months), area, bool(st.session_state.get("ahead")), beside)


def known_areas(release: Release, dataset: str) -> dict[str, tuple[str, str]]:
    """The code of each area: its level, and its name with the level where that is not a locality; first the whole council.

    An area that is one at several levels stands at the first of them, whose months are the finest.
    """
    found = {ALL: (WHOLE, f"All of {release.manifest.council}")}
    for level in levels_of(release, dataset):
        note = f" ({ONE_OF[level]})" if level in ONE_OF else ""
        found = {block: (level, f"{name}{note}") for block, name in areas_of(release, dataset, level).items()} | found
    return {ALL: found.pop(ALL), **dict(sorted(found.items(), key=lambda area: area[1][1]))}


def _measures(release: Release, dataset: str, level: str, split: str) -> dict[str, str]:
    measures = {"n": "Number"}
    if split == NONE and len(rows_of(release, "population")):
        measures["rate"] = "Per 1,000 aged 10 to 17"
    if split == NONE and _has_children(release, dataset, level):
        measures["children"] = f"Different {release.dataset(dataset).protected}"
    return measures


def take_event() -> None:
    """A row of the chart sets the area, and its switch the range ahead; both are also controls or kept with the page."""
    event = (st.session_state.get(BODY) or {}).get("event") or {}
    if event.get("kind") == "row":
        st.session_state[AREA] = str(event.get("value"))
    elif event.get("kind") == "switch":
        st.session_state["ahead"] = bool(event.get("value"))


def choose_level(release: Release, dataset: str) -> str:
    """The level of areas of a page about places."""
    levels = [level for level in levels_of(release, dataset) if level != WHOLE]
    if not levels:
        return WHOLE
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        return pick_few("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas")


def choose_indicator(titles: dict[str, str]) -> str:
    """One published indicator, or the first few (NONE)."""
    return (pick if len(titles) > 1 else keep)("Indicator", {NONE: "The first few", **titles}, "indicator")


def choose_event(release: Release) -> str:
    """The dated event that a page compares before and after; at first none, and a year stands beside the year before as on the Overview."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        options = {NO_EVENT: "No event: year against year"} | _titles(events)
        return pick("Before and after", options, "event", earlier={"No event": NO_EVENT})


def choose_sharing_event(release: Release) -> str:
    """The same for pages about sharing; at first an agreement to share, since no verdict is told elsewhere."""
    events = rows_of(release, "events").sort_values(["date", "label"], kind="stable")
    first = events["label"].str.contains("sharing", case=False)
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
        day = event.date.date().isoformat()
        again = sum(code[:10] == day for code in found)
        found[f"{day}.{again + 1}" if again else day] = (
            f"{month(event.date)}: {str(event.label).removeprefix(INVENTED)}"
        )
    return found


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Months(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))
