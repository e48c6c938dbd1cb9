"""An invented survey of pupils in two waves: one answer that changed, one that did not, one area that feels less safe than recorded.

Schools are drawn in each locality, school and stage make the clusters, stage and locality the strata. Nobody is real: pupils are
drawn, and so is what they answer.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from data_loaders.demo.children import identifiers
from data_loaders.demo.places import Places
from data_loaders.demo.story import Story

SURVEY, WAVES = "DEMO_SURVEY", ("2023", "2025")
PUPILS = 3000  # in each wave
SCHOOLS = 6  # in each locality, of which all are asked
STAGES = np.array(["P7", "S1", "S2", "S3", "S4", "S5", "S6"])
STAGE_SHARE = np.array([0.15, 0.16, 0.16, 0.16, 0.15, 0.13, 0.09])
SCHOOL_SPREAD, PUPIL_SPREAD = (
    0.18,
    1.0,
)  # of what a school and a pupil add to every answer, on the scale of the cut points
NO_ANSWER, UNKNOWN = 0.045, 0.008
CHANGED, CHANGE = "bus_evening", (0.0, -0.45)  # in the first wave and in the second
UNSAFE_AREA, UNSAFE, LESS_SAFE = "LOC-WISHAW", "area_evening", -0.85

AGREE, OFTEN, SAFE = "AGREE_5", "OFTEN_5", "SAFE_4"
CODES = {
    AGREE: ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"),
    OFTEN: ("Always", "Often", "Sometimes", "Rarely", "Never"),
    SAFE: ("Very safe", "Safe", "Unsafe", "Very unsafe"),
    "YES_NO": ("Yes", "No"),
}
CUTS = {AGREE: (-0.6, 0.45, 1.1, 1.8), OFTEN: (-0.5, 0.35, 1.1, 1.8), SAFE: (-0.4, 0.9, 1.8), "YES_NO": (0.7,)}
# identifier, wording, theme, SHANARRI, scale, which end is good, level, stages asked, place, time of day
QUESTIONS = (
    ("area_day", "How safe do you feel in the area where you live by day?", "Safety in places", "SAFE", SAFE, "FIRST", 0.5, "", "NEIGHBOURHOOD", "DAY"),
    ("area_evening", "How safe do you feel in the area where you live in the evening?", "Safety in places", "SAFE", SAFE, "FIRST", 0.1, "", "NEIGHBOURHOOD", "EVENING"),
    ("bus_evening", "How safe do you feel on buses and at bus stops in the evening?", "Safety in places", "SAFE", SAFE, "FIRST", 0.1, "", "TRANSPORT", "EVENING"),
    ("school_day", "How safe do you feel at school?", "Safety in places", "SAFE", SAFE, "FIRST", 0.5, "", "SCHOOL", "DAY"),
    ("online", "How safe do you feel online?", "Safety in places", "SAFE", SAFE, "FIRST", 0.2, "", "ONLINE", "ANY"),
    ("trusted_adult", "I have an adult in my life whom I can trust with a worry.", "People", "NURTURED", AGREE, "FIRST", 0.35, "", "", ""),
    ("friends", "My friends look out for me.", "People", "INCLUDED", AGREE, "FIRST", 0.3, "", "", ""),
    ("belong", "I feel that I belong in my school.", "School", "INCLUDED", AGREE, "FIRST", -0.1, "", "", ""),
    ("listened", "Adults in my school listen to what pupils say.", "School", "RESPECTED", AGREE, "FIRST", -0.2, "", "", ""),
    ("learning", "I am doing well at school.", "School", "ACHIEVING", AGREE, "FIRST", 0.1, "", "", ""),
    ("bullied", "How often were you bullied in the last year?", "Harm between young people", "SAFE", OFTEN, "LAST", 0.35, "", "", ""),
    ("pressure", "How often do others press you to do what you do not want?", "Harm between young people", "RESPONSIBLE", OFTEN, "LAST", 0.4, "S1; S2; S3; S4; S5; S6", "", ""),
    ("sleep", "I get enough sleep.", "Health", "HEALTHY", AGREE, "FIRST", -0.4, "", "", ""),
    ("sport", "How often do you take part in sport or a club?", "Health", "ACTIVE", OFTEN, "FIRST", -0.1, "", "", ""),
    ("help_known", "I know where to go for help if somebody harms me.", "People", "SAFE", "YES_NO", "FIRST", 0.2, "", "", ""),
)  # fmt: skip
SHORT = {
    "area_day": "Safe near home by day",
    "area_evening": "Safe near home in the evening",
    "bus_evening": "Safe on buses in the evening",
    "school_day": "Safe at school",
    "online": "Safe online",
    "trusted_adult": "Has an adult to trust",
    "friends": "Friends look out for each other",
    "belong": "Belongs in school",
    "listened": "Is listened to in school",
    "learning": "Does well at school",
    "bullied": "Seldom or never bullied",
    "pressure": "Seldom or never pressed",
    "sleep": "Gets enough sleep",
    "sport": "Takes part in sport or a club",
    "help_known": "Knows where to get help",
}
REWORDED = {"listened": "Teachers in my school listen to what pupils say."}  # as the first wave put it


def survey_tables(story: Story, places: Places) -> tuple[dict[str, pa.Table], dict[str, object]]:
    """The tables `survey_questions` and `survey_responses`, and what was planted in them."""
    parts = [_wave(story, places, number) for number in range(len(WAVES))]
    responses = pa.concat_tables(parts)
    truth: dict[str, object] = {
        "waves": list(WAVES), "pupils_each_wave": _pupils(story), "reworded": sorted(REWORDED),
        "changed": CHANGED, "not_changed": "area_day", "unsafe": UNSAFE_AREA, "unsafe_question": UNSAFE,
    }  # fmt: skip
    return {"survey_questions": _question_table(), "survey_responses": responses}, truth if story.planted else {}


def _pupils(story: Story) -> int:
    return max(1, round(PUPILS * min(1.0, story.scale)))


def _question_table() -> pa.Table:
    rows = [
        {"survey_id": SURVEY, "wave": "", "question_id": q[0], "wording": f"Invented: {q[1]}", "short": SHORT[q[0]], "theme": q[2], "shanarri": q[3],
         "instrument": "Invented for the demo", "scale": q[4], "positive_direction": q[5], "stages_asked": q[7],
         "place": q[8], "time_of_day": q[9]}
        for q in QUESTIONS
    ]  # fmt: skip
    first = [
        {**r, "wave": WAVES[0], "wording": f"Invented: {REWORDED[str(r['question_id'])]}"}
        for r in rows
        if r["question_id"] in REWORDED
    ]
    return pa.Table.from_pylist([*rows, *first])


def _wave(story: Story, places: Places, number: int) -> pa.Table:
    """One wave, long: a row for each pupil and question that was put to the pupil's stage."""
    rng = story.rng(30 + number)
    count, localities = _pupils(story), len(places.localities)
    ward = rng.choice(len(places.wards), count, p=places.young / places.young.sum())
    locality, stage = places.locality_of[ward], rng.choice(len(STAGES), count, p=STAGE_SHARE)
    school = locality * SCHOOLS + rng.integers(0, SCHOOLS, count)
    sex = rng.choice(np.array(["F", "M", "OTHER", "NK"]), count, p=[0.49, 0.485, 0.017, 0.008])
    fifth = np.clip(np.round(rng.normal(2.7 + 0.25 * (places.locality_of[ward] - localities / 2), 1.2)), 1, 5).astype(
        int
    )
    community = np.where(rng.random(count) < UNKNOWN, "NK", _community(places)[ward])
    weight = np.round(0.8 + 0.35 * (stage >= 4) + 0.15 * rng.random(localities)[locality], 3)
    pupil = np.array(identifiers(rng, "p", count))
    schools = np.array(identifiers(story.rng(29), "h", localities * SCHOOLS)).astype(str)
    effect = rng.normal(0, SCHOOL_SPREAD, (localities * SCHOOLS, len(STAGES)))[school, stage]
    mood = rng.normal(0, 0.35, count)
    parts = []
    for place, question in enumerate(QUESTIONS):
        level = (
            question[6]
            + effect
            + mood
            + _planted(story, places, question[0], number, locality)
            - 0.12 * (stage >= 3) * (place % 3 == 0)
        )
        level = (
            level
            - 0.15 * (fifth <= 2) * (question[2] == "Safety in places")
            - 0.2 * (sex == "F") * (question[9] == "EVENING")
        )
        shown = np.isin(STAGES[stage], question[7].split("; ")) if question[7] else np.ones(count, dtype=bool)
        code = _answers(rng, level, question)
        columns = {
            "survey_id": np.full(count, SURVEY), "wave": np.full(count, WAVES[number]), "pupil_pseudo_id": pupil,
            "area_code": community, "stage": STAGES[stage], "sex": sex,
            "simd_quintile": fifth.astype(str), "question_id": np.full(count, question[0]), "response_code": code,
            "weight": weight, "stratum": np.char.add(np.char.add(places.localities[locality], " "), STAGES[stage]),
            "cluster": schools[school],
        }  # fmt: skip
        parts.append(pa.table({name: values[shown] for name, values in columns.items()}))
    return pa.concat_tables(parts)


def _answers(rng: np.random.Generator, level: np.ndarray, question: tuple[object, ...]) -> np.ndarray:
    """Codes by cut points of level and chance; the good end of the scale is where the level is high."""
    codes = np.array(CODES[str(question[4])])
    if question[5] == "LAST":
        codes = codes[::-1]
    at = np.searchsorted(CUTS[str(question[4])], rng.normal(0, PUPIL_SPREAD, len(level)) - level)
    return np.where(rng.random(len(level)) < NO_ANSWER, "NR", codes[at])


def _planted(story: Story, places: Places, question: object, wave: int, locality: np.ndarray) -> np.ndarray:
    moved = np.zeros(len(locality))
    if not story.planted:
        return moved
    if question == CHANGED:
        moved += CHANGE[wave]
    if question == UNSAFE:
        moved += np.where(places.localities[locality] == UNSAFE_AREA, LESS_SAFE, 0.0)
    return moved


def _community(places: Places) -> np.ndarray:
    parent = dict(zip(places.frame["area_code"], places.frame["parent_code"], strict=True))
    return np.array([parent[w] for w in places.wards])
