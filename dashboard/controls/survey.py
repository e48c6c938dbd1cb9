"""A survey, a wave, a question, and whom to compare."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.ask.months import NONE, WHOLE
from dashboard.ask.survey import SurveyQuestion, questions_of, safety_questions, waves_of
from dashboard.ask.survey import splits_of as survey_splits
from dashboard.catalogue.entry import Other
from dashboard.controls.choice import LEVEL_TITLES, keep, pick, pick_few
from dashboard.findings.recorded_rates import recorded_kinds, recorded_levels
from dashboard.findings.survey_part import part_splits
from data_loaders.release import Release

EVERY_INDICATOR = "every"
BESIDE = 4  # choices that stand side by side; more are a list


def choose_survey(release: Release) -> tuple[str, str, str]:
    """A survey, one of its waves, and one wellbeing indicator or all."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        survey, wave = _choose_wave(release)
        return survey, wave, _choose_indicator(release, survey, wave)


def _choose_wave(release: Release) -> tuple[str, str]:
    """The survey is asked for only where there are several."""
    waves = waves_of(release)
    names = {s: s.replace("_", " ").capitalize() for s in waves}
    survey = (pick if len(names) > 1 else keep)("Survey", names, "survey")
    beside = pick_few if len(waves[survey]) <= BESIDE else pick
    return survey, beside("Wave", {w: w for w in waves[survey]}, "wave")


def _choose_indicator(release: Release, survey: str, wave: str) -> str:
    known = sorted({str(i) for i in questions_of(release, survey, wave)["shanarri"] if i})
    return pick("Wellbeing indicator", {EVERY_INDICATOR: "Every indicator", **{i: i for i in known}}, "shanarri")


def choose_question(release: Release) -> SurveyQuestion:
    """One question of a wave and what it is split by; the list of questions is searched by typing."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        survey, wave = _choose_wave(release)
        rows = questions_of(release, survey, wave)
        short, wording = (dict(zip(rows["question_id"], rows[name], strict=True)) for name in ("short", "wording"))
        question = pick("Question", short, "question", earlier={text: code for code, text in wording.items()})
        split = pick("Compare by", survey_splits(release, SurveyQuestion(survey, wave, question)), "by")
    return SurveyQuestion(survey, wave, question, split)


def choose_part(release: Release) -> tuple[str, str, str]:
    """A survey, a wave, and by what those who took part are divided."""
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        survey, wave = _choose_wave(release)
        splits = part_splits(release, survey, wave) or {NONE: "Nothing"}
        beside = pick_few if len(splits) <= BESIDE else pick
        return survey, wave, beside("Divided by", splits, "part")


def other_parts(release: Release, survey: str, wave: str, split: str) -> list[Other]:
    """Those who took part divided otherwise, in the order of the control, from the one that is chosen on."""
    return [
        Other({"part": s}, f"Divided by: {title}") for s, title in _others(part_splits(release, survey, wave), split)
    ]


def other_records(release: Release, codes: Mapping[str, str]) -> list[Other]:
    """What else agencies recorded, then what else young people were asked."""
    asked = {f"{a.survey}|{a.wave}|{a.question}": title for a, title in safety_questions(release).items()}
    return [
        *(Other({"recorded": k}, f"Agencies recorded: {title}") for k, title in _others(recorded_kinds(release), codes["recorded"])),
        *(Other({"felt": k}, f"Young people were asked: {title}") for k, title in _others(asked, codes["felt"])),
    ]  # fmt: skip


def _others(known: Mapping[str, str], chosen: str) -> list[tuple[str, str]]:
    """All but the one that is chosen: those after it, then those before."""
    at = list(known).index(chosen) if chosen in known else 0
    return [*list(known.items())[at + 1 :], *list(known.items())[:at]]


def choose_known_harm(release: Release) -> dict[str, str] | None:
    """A question about feeling safe, a level of areas, and what is recorded, in codes; None where nothing can be chosen."""
    recorded = recorded_kinds(release)
    asked = safety_questions(release)
    if not recorded or not asked:
        return None
    with st.container(horizontal=True, key="controls", vertical_alignment="bottom"):
        known = {f"{a.survey}|{a.wave}|{a.question}": a for a in asked}
        dataset = pick("Agencies recorded", recorded, "recorded")
        felt = pick("Young people were asked", {k: asked[a] for k, a in known.items()}, "felt")
        question = ("recorded levels", felt, dataset)
        levels = remembered(release, question, lambda: recorded_levels(release, known[felt], dataset)) or [WHOLE]
        areas = {x: LEVEL_TITLES.get(x, x.title()) for x in levels}
        level = (pick if len(areas) > 1 else keep)("Areas", areas, "areas")  # what leaves no choice needs no box
    return {"felt": felt, "recorded": dataset, "areas": level}
