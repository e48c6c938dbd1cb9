"""Rules between the tables of contexts at level 2."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.contexts import ASKS, PROTECTIVE
from data_loaders.deliveries.places import AGENCIES, HARMS
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem

CASES, STAGE_ROWS, WEIGHTS = "context_cases", "context_stage_history", "context_weights"
PARTS = (STAGE_ROWS, WEIGHTS, "context_risks", "context_measures")
SEVERAL = {
    (CASES, "harm_types"): HARMS, (CASES, "agencies_attended"): AGENCIES, (CASES, "young_people_asked_for"): ASKS,
    ("context_risks", "protective_factors"): PROTECTIVE,
}  # fmt: skip
DELIVER = "Correct it in the source and deliver again."


def _rows(wrong: pd.Series, table: str, column: str, rule: str, what: str, cure: str = DELIVER) -> list[Problem]:
    return rows_problem(wrong, table, table, column, rule, what, cure)


def parts_have_their_context(tables: Tables) -> list[Problem]:
    known = set(tables[CASES]["case_id"]) if CASES in tables else set()
    problems = []
    for name in PARTS:
        if name in tables:
            problems += _rows(~tables[name]["case_id"].isin(known), name, "case_id", "no context", "is no context of context_cases",
                              "Deliver the tables of contexts from one extract.")  # fmt: skip
    return problems


def weights_sum_to_a_hundred(tables: Tables) -> list[Problem]:
    if WEIGHTS not in tables:
        return []
    frame = tables[WEIGHTS]
    total = frame.groupby(["case_id", "assessed_dt"])["weight"].transform("sum")
    wrong = ((total - 100).abs() > 0.01) | ~frame["weight"].between(0, 100)
    return _rows(wrong, WEIGHTS, "weight", "sum of weights", "belongs to weights that do not sum to 100 on their day")


def stages_follow_each_other(tables: Tables) -> list[Problem]:
    """A stage ends after it begins, and the next begins when it ends, not before."""
    if STAGE_ROWS not in tables:
        return []
    frame = tables[STAGE_ROWS]
    problems = _rows(
        frame["left_dt"] < frame["entered_dt"], STAGE_ROWS, "left_dt", "left before entered", "lies before entered_dt"
    )
    ordered = frame.sort_values(["case_id", "entered_dt", "left_dt"], kind="stable")
    left = ordered.groupby("case_id")["left_dt"].shift()
    follows = ordered["case_id"] == ordered["case_id"].shift()
    early = follows & (left.isna() | (ordered["entered_dt"] < left))
    return problems + _rows(early.reindex(frame.index), STAGE_ROWS, "entered_dt", "stages overlap",
                            "lies before the stage before it was left")  # fmt: skip


def dates_of_a_context_are_in_order(tables: Tables) -> list[Problem]:
    if CASES not in tables:
        return []
    frame = tables[CASES]
    problems = []
    for earlier, later in (("referral_date", "conference_date"), ("referral_date", "plan_date"), ("conference_date", "plan_date"),
                           ("referral_date", "closed_date"), ("plan_date", "closed_date")):  # fmt: skip
        problems += _rows(frame[later] < frame[earlier], CASES, later, "dates in order", f"lies before {earlier}")
    closed = frame["stage"] == "CLOSED"
    return problems + _rows(closed != frame["closed_date"].notna(), CASES, "closed_date", "closed or not",
                            "and the stage do not agree on whether the context is closed")  # fmt: skip


def stage_is_the_last_of_its_history(tables: Tables) -> list[Problem]:
    if CASES not in tables or STAGE_ROWS not in tables:
        return []
    cases = tables[CASES]
    ordered = tables[STAGE_ROWS].sort_values(["entered_dt", "left_dt"], kind="stable")
    last = cases["case_id"].map(ordered.groupby("case_id")["stage"].last())
    return _rows(last.notna() & (last != cases["stage"]), CASES, "stage", "stage and history",
                 "is not the last stage of context_stage_history")  # fmt: skip


def risks_lie_on_their_scales(tables: Tables) -> list[Problem]:
    if "context_risks" not in tables:
        return []
    frame = tables["context_risks"]
    return [
        problem
        for column in ("likelihood", "impact")
        for problem in _rows(
            ~frame[column].isin(range(1, 6)), "context_risks", column, "five points", "is none of 1, 2, 3, 4, 5"
        )
    ]


def listed_codes_are_known(tables: Tables) -> list[Problem]:
    problems = []
    for (name, column), known in SEVERAL.items():
        if name not in tables:
            continue
        wrong = tables[name][column].map(lambda text, k=known: any(part not in k for part in text.split(";") if part))
        problems += _rows(wrong, name, column, "listed codes", f"holds a code that is none of {', '.join(known)}")
    return problems


def homes_are_no_contexts(tables: Tables) -> list[Problem]:
    if CASES not in tables:
        return []
    cure = "Weigh it in the plan of the child, and leave it out of the contexts."
    what = "is HOME, which is weighed at level 1: the row is left out of every count of contexts"
    return _warned(tables[CASES]["context_type"] == "HOME", "context_type", "home as a context", what, cure)


def chairs_came_to_their_conference(tables: Tables) -> list[Problem]:
    if CASES not in tables:
        return []
    frame = tables[CASES]
    came = [
        chair in ("", "NK") or chair in several.split(";")
        for chair, several in zip(frame["chair_agency"].fillna(""), frame["agencies_attended"].fillna(""), strict=True)
    ]
    what = "is not among agencies_attended: an agency that chairs a conference is there"
    return _warned(
        ~pd.Series(came, index=frame.index, dtype=bool), "chair_agency", "chair among those who came", what, DELIVER
    )


def _warned(wrong: pd.Series, column: str, rule: str, what: str, cure: str) -> list[Problem]:
    return rows_problem(wrong, CASES, CASES, column, rule, what, cure, severity="warn")


CONTEXT_RELATIONS = (
    homes_are_no_contexts,
    chairs_came_to_their_conference,
    parts_have_their_context,
    weights_sum_to_a_hundred,
    stages_follow_each_other,
    dates_of_a_context_are_in_order,
    stage_is_the_last_of_its_history,
    risks_lie_on_their_scales,
    listed_codes_are_known,
)
