"""A survey of pupils: its questions, the answers of each pupil, or answers that are counted already."""

from __future__ import annotations

from data_loaders.deliveries.missing import CONTEXTS, SEXES
from data_loaders.deliveries.table import Column, Table

STAGES = {**{f"P{n}": f"Primary {n}" for n in (5, 6, 7)}, **{f"S{n}": f"Secondary {n}" for n in range(1, 7)}}
SHANARRI = {
    "SAFE": "Safe", "HEALTHY": "Healthy", "ACHIEVING": "Achieving", "NURTURED": "Nurtured", "ACTIVE": "Active",
    "RESPECTED": "Respected", "RESPONSIBLE": "Responsible", "INCLUDED": "Included",
}  # fmt: skip
TIMES = {"DAY": "By day", "EVENING": "Evening", "ANY": "At any time"}
FIFTHS = {
    "1": "Most deprived fifth",
    "2": "Second fifth",
    "3": "Third fifth",
    "4": "Fourth fifth",
    "5": "Least deprived fifth",
}
NOT_KNOWN = {"NK": "Not known"}

QUESTIONS = Table(
    "survey_questions", "Survey questions", "One row for each question of a survey; one for each wave where its wording changed.",
    ("survey_id", "wave", "question_id"),
    (
        Column("survey_id", "A short name of the survey.", is_required=True, synonyms=("survey",)),
        Column("wave", "The wave that the wording belongs to; blank for all waves."),
        Column("question_id", "A short name of the question, the same in every wave.", is_required=True, synonyms=("question",)),
        Column("wording", "The question as pupils read it.", is_required=True, synonyms=("text", "label")),
        Column("short", "The question in a few words, for charts; blank means the wording itself.", synonyms=("short_label",)),
        Column("theme", "What the question is about, in a few words."),
        Column("shanarri", "The wellbeing indicator that it belongs to.", "code", False, SHANARRI),
        Column("instrument", "The questionnaire or scale that it was taken from."),
        Column("scale", "The answers from one end to the other with ; between, each a code or code = words; or a named scale: AGREE_5, AGREE_4, OFTEN_5, SAFE_4, YES_NO.", is_required=True),
        Column("positive_direction", "Which end of the scale is the good one.", "code", True, {"FIRST": "The first answers", "LAST": "The last answers"}),
        Column("stages_asked", "The stages that were asked, with ; between; blank for all."),
        Column("place", "For a question about feeling safe: the kind of place that it names.", "code", False, CONTEXTS),
        Column("time_of_day", "For a question about feeling safe: the time of day that it names.", "code", False, TIMES),
    ),
)  # fmt: skip

WHO = (
    Column("area_code", "The area of the pupil's home or school, whichever the survey gives."),
    Column("stage", "The pupil's stage at school.", "code", False, {**STAGES, **NOT_KNOWN}),
    Column("sex", "Sex as the pupil gave it.", "code", False, SEXES, ("gender",), {"FEMALE": "F", "MALE": "M", "GIRL": "F", "BOY": "M", "UNKNOWN": "NK"}),
    Column("simd_quintile", "Deprivation fifth of the pupil's home, 1 the most deprived.", "code", False, {**FIFTHS, **NOT_KNOWN}, ("simd", "quintile")),
)  # fmt: skip

RESPONSES = Table(
    "survey_responses", "Survey responses", "One row for each pupil and question.", (),
    (
        Column("survey_id", "The survey.", is_required=True, synonyms=("survey",)),
        Column("wave", "The wave, named so that waves sort by time, for instance 2024.", is_required=True),
        Column("pupil_pseudo_id", "A random identifier of the pupil, new in each extract; where it is missing, each row of a question is one pupil.", synonyms=("pupil_id", "respondent")),
        *WHO,
        Column("question_id", "The question.", is_required=True, synonyms=("question",)),
        Column("response_code", "The answer: a code of the question's scale; NR or blank for no answer, NA for not asked.", synonyms=("response", "answer")),
        Column("weight", "The pupil's weight. It is read and used for nothing that is published: each pupil counts once.", "number"),
        Column("stratum", "The stratum from which the pupil's cluster was drawn.", synonyms=("strata",)),
        Column("cluster", "What was drawn in the stratum, for instance the school, as a random identifier.", synonyms=("psu",)),
        Column("stratum_size", "How many clusters (or pupils, if there are no clusters) the stratum has in all, if known.", "number", synonyms=("fpc",)),
    ),
)  # fmt: skip

RESULTS = Table(
    "survey_results", "Survey results", "Answers that are counted already: one row for each question, group and answer. A group column is blank where it does not divide.",
    ("survey_id", "wave", "area_code", "stage", "sex", "simd_quintile", "question_id", "response_code"),
    (
        Column("survey_id", "The survey.", is_required=True, synonyms=("survey",)),
        Column("wave", "The wave, named so that waves sort by time, for instance 2024.", is_required=True),
        *WHO,
        Column("question_id", "The question.", is_required=True, synonyms=("question",)),
        Column("response_code", "The answer, a code of the question's scale.", is_required=True, synonyms=("response", "answer")),
        Column("n", "How many pupils of the group gave it.", "integer", True),
        Column("base_n", "How many pupils of the group answered the question.", "integer", True, synonyms=("base",)),
        Column("non_response_n", "How many pupils of the group were asked and did not answer.", "integer", True),
        Column("population_n", "How many pupils the group has in all.", "integer"),
    ),
)  # fmt: skip

SURVEY = (QUESTIONS, RESPONSES, RESULTS)
