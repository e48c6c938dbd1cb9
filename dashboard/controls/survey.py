"""A survey, a wave, a question, and whom to compare."""

from __future__ import annotations

import streamlit as st

from dashboard.ask.cache import remembered
from dashboard.ask.months import NONE, WHOLE
from dashboard.ask.survey import SurveyQuestion, questions_of, safety_questions, waves_of
from dashboard.ask.survey import splits_of as survey_splits
from dashboard.controls.choice import LEVEL_TITLES, pick
from dashboard.findings.known_harm import recorded_kinds, recorded_levels
from dashboard.findings.survey_part import part_splits
from data_loaders.release import Release

EVERY_INDICATOR = "every"


def choose_survey(release: Release) -> tuple[str, str, str]:
    """A survey, one of its waves, and one wellbeing indicator or all."""
    waves = waves_of(release)
    first, second, third = st.columns(3)
    with first:
        survey = pick("Survey", {s: s.replace("_", " ").capitalize() for s in waves}, "survey")
    with second:
        wave = pick("Wave", {w: w for w in waves[survey]}, "wave")
    with third:
        known = sorted({str(i) for i in questions_of(release, survey, wave)["shanarri"] if i})
        indicator = pick(
            "Wellbeing indicator", {EVERY_INDICATOR: "Every indicator", **{i: i for i in known}}, "shanarri"
        )
    return survey, wave, indicator


def choose_question(release: Release) -> SurveyQuestion:
    """One question of a wave, found by indicator and theme, and what it is split by."""
    survey, wave, indicator = choose_survey(release)
    rows = questions_of(release, survey, wave)
    rows = rows if indicator == EVERY_INDICATOR else rows[rows["shanarri"] == indicator]
    first, second, third = st.columns([1, 2, 1])
    with first:
        themes = {str(t): str(t) for t in dict.fromkeys(rows["theme"]) if t}
        theme = pick("Theme", {NONE: "Every theme", **themes}, "theme")
    with second:
        rows = rows if theme == NONE else rows[rows["theme"] == theme]
        question = pick("Question", dict(zip(rows["question_id"], rows["wording"], strict=True)), "question")
    with third:
        split = pick("Split by", survey_splits(release, SurveyQuestion(survey, wave, question)), "by")
    return SurveyQuestion(survey, wave, question, split)


def choose_part(release: Release) -> tuple[str, str, str]:
    """A survey, a wave, and by what those who took part are divided."""
    waves = waves_of(release)
    first, second, third = st.columns(3)
    with first:
        survey = pick("Survey", {s: s.replace("_", " ").capitalize() for s in waves}, "survey")
    with second:
        wave = pick("Wave", {w: w for w in waves[survey]}, "wave")
    with third:
        split = pick("Divided by", part_splits(release, survey, wave) or {NONE: "Nothing"}, "part")
    return survey, wave, split


def choose_known_harm(release: Release) -> dict[str, str] | None:
    """A question about feeling safe, a level of areas, and what is recorded, in codes; None where nothing can be chosen."""
    recorded = recorded_kinds(release)
    asked = safety_questions(release)
    if not recorded or not asked:
        return None
    first, second, third = st.columns([2, 1, 1])
    with first:
        known = {f"{a.survey}|{a.wave}|{a.question}": a for a in asked}
        felt = pick("Young people were asked", {k: asked[a] for k, a in known.items()}, "felt")
    with second:
        dataset = pick("Agencies recorded", recorded, "recorded")
    with third:
        question = ("recorded levels", felt, dataset)
        levels = remembered(release, question, lambda: recorded_levels(release, known[felt], dataset)) or [WHOLE]
        level = pick("Areas", {x: LEVEL_TITLES.get(x, x.title()) for x in levels}, "areas")
    return {"felt": felt, "recorded": dataset, "areas": level}
