"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.findings.finding import Finding
from dashboard.findings.known_harm import recorded_kinds, recorded_levels
from dashboard.findings.survey_part import part_splits
from dashboard.remembered import remembered
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.survey_answers import Asking, questions_of, safety_questions, waves_of
from dashboard.survey_answers import splits_of as survey_splits
from dashboard.words.periods import YEAR_TITLES
from data_loaders.release import Release

LEVEL_TITLES = {
    WHOLE: "Whole council area",
    "LOCALITY": "Localities",
    "COMMUNITY": "Communities",
    "WARD": "Wards",
}


LIMITS = {
    "found": "where a change was found", "breaks": "at changes in recording", "events": "at every dated event", "never": "never",
}  # fmt: skip
SEASON = {"shown": "as counted", "out": "season taken out"}
NO_EVENT = "none"
EVERY_INDICATOR = "every"
NONE_BESIDE = "one-place"


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
            limits = _pick("Limits begin afresh", LIMITS | _event_titles(release), "limits")
        with third:
            season = _pick("Time of year", SEASON, "season")
        with fourth:
            measures = {"n": titles[dataset]}
            if split == NONE and len(release.table("population")):
                measures["rate"] = f"{titles[dataset]} per 1,000 aged 10–17"
            if split == NONE and _has_children(release, dataset, level):
                measures["children"] = f"Different {release.dataset(dataset).protected}"
            measure = _pick("Measure", measures, "measure") if len(measures) > 1 else "n"
    return Selection(dataset, level, block if areas else ALL, split, measure, year_type, limits, season)


def choose_level(release: Release, dataset: str) -> str:
    """The level of areas of a page about places."""
    levels = [level for level in levels_of(release, dataset) if level != WHOLE]
    return _pick("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas") if levels else WHOLE


def choose_layer(layers: dict[str, str]) -> str:
    """What the map shows."""
    return _pick("The map shows", layers, "layer")


def choose_beside(layers: dict[str, str]) -> str:
    """A second layer on a map beside the first, or none."""
    return _pick("Beside it", {NONE_BESIDE: "What is known of one place", **layers}, "beside")


def choose_place(places: dict[str, str]) -> str:
    """One place: by its name, or by a click on the map, which is the newer choice when it has changed."""
    clicked = (
        ((st.session_state.get("place-map") or {}).get("last_active_drawing") or {}).get("properties", {}).get("leaf")
    )
    if clicked in places and clicked != st.session_state.get("place-clicked"):
        st.session_state["place-clicked"], st.session_state["place"] = clicked, clicked
    return _pick("Place (or click on the map)", places, "place")


def choose_district(districts: dict[str, str]) -> str:
    """One district of the times of day, or all of them."""
    return _pick("District", districts, "district")


def choose_intervention(known: dict[str, str]) -> str:
    """One of the delivered interventions."""
    return _pick("Look closer at", known, "intervention")


def choose_indicator(titles: dict[str, str]) -> str:
    """One published indicator, or the first few (NONE)."""
    return _pick("Indicator", {NONE: "The first few", **titles}, "indicator") if len(titles) > 1 else NONE


def choose_event(release: Release) -> pd.Timestamp | None:
    """The dated event that a page compares before and after; at first the first new service."""
    events = release.table("events").sort_values(["date", "label"], kind="stable")
    is_service = events["kind"] == "SERVICE"
    titles = _titles(events[is_service]) | _titles(events[~is_service]) | {NO_EVENT: "No event"}
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


def choose_survey(release: Release) -> tuple[str, str, str]:
    """A survey, one of its waves, and one wellbeing indicator or all."""
    waves = waves_of(release)
    first, second, third = st.columns(3)
    with first:
        survey = _pick("Survey", {s: s.replace("_", " ").capitalize() for s in waves}, "survey")
    with second:
        wave = _pick("Wave", {w: w for w in waves[survey]}, "wave")
    with third:
        known = sorted({str(i) for i in questions_of(release, survey, wave)["shanarri"] if i})
        indicator = _pick(
            "Wellbeing indicator", {EVERY_INDICATOR: "Every indicator", **{i: i for i in known}}, "shanarri"
        )
    return survey, wave, indicator


def choose_question(release: Release) -> Asking:
    """One question of a wave, found by indicator and theme, and what it is split by."""
    survey, wave, indicator = choose_survey(release)
    rows = questions_of(release, survey, wave)
    rows = rows if indicator == EVERY_INDICATOR else rows[rows["shanarri"] == indicator]
    first, second, third = st.columns([1, 2, 1])
    with first:
        themes = {str(t): str(t) for t in dict.fromkeys(rows["theme"]) if t}
        theme = _pick("Theme", {NONE: "Every theme", **themes}, "theme")
    with second:
        rows = rows if theme == NONE else rows[rows["theme"] == theme]
        question = _pick("Question", dict(zip(rows["question_id"], rows["wording"], strict=True)), "question")
    with third:
        split = _pick("Split by", survey_splits(release, Asking(survey, wave, question)), "by")
    return Asking(survey, wave, question, split)


def choose_part(release: Release) -> tuple[str, str, str]:
    """A survey, a wave, and by what those who took part are divided."""
    waves = waves_of(release)
    first, second, third = st.columns(3)
    with first:
        survey = _pick("Survey", {s: s.replace("_", " ").capitalize() for s in waves}, "survey")
    with second:
        wave = _pick("Wave", {w: w for w in waves[survey]}, "wave")
    with third:
        split = _pick("Divided by", part_splits(release, survey, wave) or {NONE: "Nothing"}, "part")
    return survey, wave, split


def choose_known_harm(release: Release) -> tuple[Asking, str] | None:
    """A question about feeling safe, a level of areas, and what is recorded; None where there is nothing to choose."""
    recorded = recorded_kinds(release)
    asked = safety_questions(release)
    if not recorded or not asked:
        return None
    first, second, third = st.columns([2, 1, 1])
    with first:
        known = {f"{a.survey} {a.wave} {a.question}": a for a in asked}
        chosen = known[_pick("Young people were asked", {k: asked[a] for k, a in known.items()}, "felt")]
    with second:
        dataset = _pick("Agencies recorded", recorded, "recorded")
    with third:
        key = (release.id, "recorded levels", chosen, dataset)
        levels = remembered(key, lambda: recorded_levels(release, chosen, dataset)) or [WHOLE]
        level = _pick("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas")
    return replace(chosen, split=level), dataset


def _event_titles(release: Release) -> dict[str, str]:
    """Each dated event as a place where limits may begin afresh."""
    events = release.table("events").sort_values(["date", "label"], kind="stable")
    return {key: f"at {title}" for key, title in _titles(events).items()}


def _titles(events: pd.DataFrame) -> dict[str, str]:
    return {f"{e.date:%Y-%m-%d} {e.label}": f"{e.date:%B %Y}: {e.label}" for e in events.itertuples()}


def _has_children(release: Release, dataset: str, level: str) -> bool:
    wanted = Selection(dataset, level).dimensions
    return any(v.dimensions == wanted and v.children == "published" for v in release.views(dataset))


def _pick(label: str, options: dict[str, str], key: str) -> str:
    """One choice, kept in the link by its label. A value from an old link that no longer exists gives way to the first."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    chosen = st.selectbox(label, list(options), format_func=lambda o: options[o], key=key, bind="query-params")  # fmt: skip
    return chosen if chosen in options else next(iter(options))
