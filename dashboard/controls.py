"""Widgets in, a Selection out. The only reader of session state; every control is in the link of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.evidence import areas_of, levels_of, splits_of
from dashboard.findings.known_harm import recorded_kinds, recorded_levels
from dashboard.findings.survey_part import part_splits
from dashboard.language.documents import MOST_MB, SUFFIXES
from dashboard.remembered import remembered
from dashboard.selection import ALL, NONE, WHOLE, Selection
from dashboard.steering_selection import AuditChoice
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
    return _event(events, events["kind"] == "SERVICE")


def choose_sharing_event(release: Release) -> pd.Timestamp | None:
    """The same for pages about sharing; at first an agreement to share."""
    events = release.table("events").sort_values(["date", "label"], kind="stable")
    return _event(events, events["label"].str.contains("sharing", case=False))


def _event(events: pd.DataFrame, first: pd.Series) -> pd.Timestamp | None:
    titles = _titles(events[first]) | _titles(events[~first]) | {NO_EVENT: "No event"}
    chosen = _pick("Before and after", titles, "event")
    return None if chosen == NO_EVENT else pd.Timestamp(chosen[:10])


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
