"""Rules between the tables of the audit."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries.audits import VALUES
from data_loaders.deliveries.several import codes_in
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem

RATINGS, REVIEW = "audit_ratings", "system_review"
DELIVER = "Correct it in the source and deliver again."


def _rows(wrong: pd.Series, table: str, column: str, rule: str, what: str, cure: str = DELIVER) -> list[Problem]:
    return rows_problem(wrong, table, table, column, rule, what, cure)


def ratings_have_six_points(tables: Tables) -> list[Problem]:
    if RATINGS not in tables:
        return []
    rating = tables[RATINGS]["rating"]
    return _rows(~rating.isin(range(1, 7)), RATINGS, "rating", "six points", "is none of 1, 2, 3, 4, 5, 6")


def ratings_have_their_standard_and_round(tables: Tables) -> list[Problem]:
    if RATINGS not in tables:
        return []
    frame = tables[RATINGS]
    problems = []
    for column, table in (("item_id", "audit_items"), ("round", "audit_rounds")):
        known = set(tables[table][column]) if table in tables else set()
        problems += _rows(~frame[column].isin(known), RATINGS, column, f"no row in {table}", f"has no row in {table}",
                          f"Add it to {table}.")  # fmt: skip
    return problems


def records_have_one_team(tables: Tables) -> list[Problem]:
    if RATINGS not in tables:
        return []
    frame = tables[RATINGS]
    teams = frame.groupby(["round", "record_pseudo_id"])["team_band"].transform("nunique")
    return _rows(teams > 1, RATINGS, "team_band", "two teams", "differs from that of another row of the same record")


def frames_hold_what_was_drawn(tables: Tables) -> list[Problem]:
    if RATINGS not in tables or "audit_rounds" not in tables:
        return []
    rounds = tables["audit_rounds"]
    drawn = tables[RATINGS].groupby("round")["record_pseudo_id"].nunique()
    return _rows(rounds["frame_n"] < rounds["round"].map(drawn).fillna(0), "audit_rounds", "frame_n", "frame too small",
                 "is less than the number of records that were read")  # fmt: skip


def values_are_known(tables: Tables) -> list[Problem]:
    if REVIEW not in tables:
        return []
    wrong = ~tables[REVIEW]["evidence_values"].map(lambda text: set(codes_in(text)) <= set(VALUES))
    return _rows(wrong, REVIEW, "evidence_values", "unknown code", "holds a code that is no value of the approach",
                 f"Known: {', '.join(VALUES)}.")  # fmt: skip


AUDIT_RELATIONS = (
    ratings_have_six_points,
    ratings_have_their_standard_and_round,
    records_have_one_team,
    frames_hold_what_was_drawn,
    values_are_known,
)
