"""Rules between the tables of a survey."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.survey import STAGES
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem, stop
from data_loaders.survey.divided import divided
from data_loaders.survey.scales import NOT_ASKED, SILENT, read_scale

ANSWERS = ("survey_responses", "survey_results")
WHO = ["area_code", "stage", "sex", "simd_quintile", "stratum", "cluster"]
# Of one group and question each of these is one figure, and n of each answer.
FIGURES = {
    "n": "differs from another row of the same group and answer",
    **{column: "differs from another row of the same group and question" for column in ("base_n", "non_response_n", "population_n")},
}  # fmt: skip
FEWEST_ROUNDED = 20  # counts: by chance all of twenty are threes once in three thousand million tables
NO_AREA = ("", "NK", "NR", "NA", "ALL")


def answers_have_questions(tables: Tables) -> list[Problem]:
    """Every answer belongs to a described question, and is one of its answers."""
    problems = list[Problem]()
    for name in [n for n in ANSWERS if n in tables]:
        if "survey_questions" not in tables:
            problems.append(stop("survey_questions", "", "missing table", f"{name} was delivered without survey_questions.",
                                 "Deliver survey_questions, so that wording and scales are known."))  # fmt: skip
            continue
        frame = tables[name]
        allowed = _allowed(tables["survey_questions"])
        keys = pd.MultiIndex.from_arrays([frame["survey_id"], frame["question_id"]])
        is_known = pd.Series(keys.isin(list(allowed)), index=frame.index)
        problems += rows_problem(~is_known, name, name, "question_id", "no question", "is no question of that survey",
                                 "Add it to survey_questions, or map it in mapping.toml.")  # fmt: skip
        triple = pd.MultiIndex.from_arrays([frame["survey_id"], frame["question_id"], frame["response_code"]])
        answers = {(*key, code) for key, codes in allowed.items() for code in (*codes, *SILENT, NOT_ASKED)}
        wrong = is_known & ~pd.Series(triple.isin(list(answers)), index=frame.index)
        problems += rows_problem(wrong, name, name, "response_code", "no answer of the scale", "is no answer of the question's scale",
                                 f"Correct the scale, or map the code in mapping.toml under [{name}.codes.response_code].")  # fmt: skip
    return problems


def scales_can_be_read(tables: Tables) -> list[Problem]:
    if "survey_questions" not in tables:
        return []
    frame, name = tables["survey_questions"], "survey_questions"
    bad = pd.Series(
        [read_scale(s, d) is None for s, d in zip(frame["scale"], frame["positive_direction"], strict=True)], index=frame.index, dtype=bool
    )  # fmt: skip
    return rows_problem(bad, name, name, "scale", "no scale", "is no scale of two different answers or more",
                        "Write the answers in order with ; between, or the name of a scale.")  # fmt: skip


def stages_asked_are_stages(tables: Tables) -> list[Problem]:
    if "survey_questions" not in tables:
        return []
    frame, name = tables["survey_questions"], "survey_questions"
    strange = pd.Series(
        [bool({s.strip() for s in text.split(";")} - {"", *STAGES}) for text in frame["stages_asked"]],
        index=frame.index,
        dtype=bool,
    )
    return rows_problem(strange, name, name, "stages_asked", "no stage", "names a stage that does not exist",
                        f"Write {', '.join(STAGES)} with ; between, or leave it blank for all.")  # fmt: skip


def pupils_agree_with_themselves(tables: Tables) -> list[Problem]:
    """A pupil answers a question once, and is the same pupil in every row."""
    if "survey_responses" not in tables:
        return []
    frame, name = tables["survey_responses"], "survey_responses"
    named = frame[frame["pupil_pseudo_id"] != ""]
    key = ["survey_id", "wave", "pupil_pseudo_id"]
    twice = named.duplicated([*key, "question_id"])
    problems = rows_problem(twice, name, name, "pupil_pseudo_id, question_id", "answered twice", "stands in an earlier row too",
                            "Deliver one row for each pupil and question.")  # fmt: skip
    differ = named.drop_duplicates([*key, *WHO]).duplicated(key)
    return problems + rows_problem(differ, name, name, "pupil_pseudo_id", "two pupils", "belongs to a pupil who differs in another row",
                                   "Give a pupil the same area, stage, sex, fifth, stratum and cluster in every row.")  # fmt: skip


def samples_fit_their_strata(tables: Tables) -> list[Problem]:
    """A stratum cannot hold fewer clusters (or pupils) than were drawn from it: its correction would be below zero."""
    if "survey_responses" not in tables:
        return []
    frame, name = tables["survey_responses"], "survey_responses"
    unit = frame["cluster"].where(frame["cluster"] != "", frame["pupil_pseudo_id"])
    drawn = unit.groupby([frame["survey_id"], frame["wave"], frame["stratum"]]).transform("nunique")
    return rows_problem(drawn > frame["stratum_size"], name, name, "stratum_size", "stratum too small", "is less than what was drawn from the stratum",
                        "Write how many clusters (or pupils) the stratum has in all, or leave it blank.")  # fmt: skip


def weights_are_not_used(tables: Tables) -> list[Problem]:
    """Said, and no stop: whoever weighted the survey must not think that the figures are."""
    name = "survey_responses"
    if name not in tables or tables[name]["weight"].nunique(dropna=True) < 2:
        return []
    said = f"{name}, weight: pupils have different weights, and these are not used. Each pupil counts once, since weights tell who is in a small number."
    cure = "Nothing is to be done. Where the survey has weighted figures of its own, do not lay them beside these."
    return [Problem("warn", name, name, None, "weight", "weights not used", said, cure)]


def counts_fit_their_base(tables: Tables) -> list[Problem]:
    """One base for a group, however its rows name it, and its answers make that base: what is printed leaves nobody over."""
    name = "survey_results"
    if name not in tables:
        return []
    frame, problems = tables[name], list[Problem]()
    by = divided(frame, tables["ref_area"])
    key = [frame["survey_id"], frame["wave"], frame["question_id"], *(by[column] for column in by)]
    for column, what in FIGURES.items():
        of = [*key, frame["response_code"]] if column == "n" else key
        differ = frame[column].fillna(-1).groupby(of).transform("nunique") > 1
        problems += rows_problem(differ, name, name, column, "two figures", what,
                                 "Write one figure for a group. A row with the code of the council and a row without an area are of one group.")  # fmt: skip
    is_first = ~pd.concat([*key, frame["response_code"]], axis=1).duplicated()
    is_known, is_silent = ~frame["n"].isna().groupby(key).transform("any"), frame["response_code"].isin(SILENT)
    is_answer = ~is_silent & (frame["response_code"] != NOT_ASKED)
    answers = frame["n"].where(is_first & is_answer, 0).groupby(key).transform("sum")
    silent = frame["n"].where(is_first & is_silent, 0).groupby(key).transform("sum")
    problems += rows_problem(answers > frame["base_n"], name, name, "n", "more than the base", "makes the answers of its group exceed base_n",
                             "Correct n or base_n.")  # fmt: skip
    problems += rows_problem(is_known & (answers < frame["base_n"]), name, name, "base_n", "less than the base", "is more than the answers of its group add up to",
                             "Deliver a row for each answer that somebody gave, and counts that are not rounded. base_n is how many answered; who did not stands in non_response_n.")  # fmt: skip
    problems += rows_problem(is_silent & (silent != frame["non_response_n"]), name, name, "n", "two numbers of silent", "is of the silent and differs from non_response_n",
                             "Correct one of the two, or leave the row out.")  # fmt: skip
    negative = (frame[["n", "base_n", "non_response_n"]] < 0).any(axis=1)
    return problems + rows_problem(negative, name, name, "n", "below 0", "lies below 0", "Correct the count.")


def counts_are_whole(tables: Tables) -> list[Problem]:
    """Counts that were rounded before they came: shares of small groups are wrong by more than they look."""
    if "survey_results" not in tables:
        return []
    name, counts = "survey_results", tables["survey_results"]["n"].dropna()
    counts = counts[counts > 0]
    step = next((step for step in (10, 5, 3) if len(counts) >= FEWEST_ROUNDED and (counts % step == 0).all()), 0)
    if not step:
        return []
    said = f"{name}, n: all {len(counts):,} counts can be divided by {step}, as if they had been rounded."
    cure = "Deliver counts that are not rounded: the product protects small ones itself. If they are whole counts, nothing is to be done."
    return [Problem("warn", name, name, None, "n", "rounded counts", said, cure)]


def survey_areas_are_known(tables: Tables) -> list[Problem]:
    known, problems = {*tables["ref_area"]["area_code"], *NO_AREA}, list[Problem]()
    for name in [n for n in ANSWERS if n in tables]:
        problems += rows_problem(~tables[name]["area_code"].isin(known), name, name, "area_code", "unknown area",
                                 "is no area of ref_area", "Add the area to ref_area, or write NK.")  # fmt: skip
    return problems


def _allowed(questions: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    made = dict[tuple[str, str], list[str]]()
    for row in questions.itertuples():
        scale = read_scale(row.scale, row.positive_direction)
        made.setdefault((row.survey_id, row.question_id), []).extend(scale.answers if scale else ())
    return made


SURVEY_RELATIONS = (
    answers_have_questions,
    scales_can_be_read,
    stages_asked_are_stages,
    pupils_agree_with_themselves,
    weights_are_not_used,
    samples_fit_their_strata,
    counts_fit_their_base,
    counts_are_whole,
    survey_areas_are_known,
)
