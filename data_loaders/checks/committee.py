"""Rules of what the Committee keeps."""

from __future__ import annotations

from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem

RISKS, HEARD = "risk_register", "heard_and_answered"


def risks_lie_on_their_scales(tables: Tables) -> list[Problem]:
    if RISKS not in tables:
        return []
    frame = tables[RISKS]
    return [
        problem
        for column in ("likelihood", "impact")
        for problem in rows_problem(~frame[column].isin(range(1, 6)), RISKS, RISKS, column, "five points",
                                    "is none of 1, 2, 3, 4, 5", "Correct the number.")
    ]  # fmt: skip


def ends_come_after_beginnings(tables: Tables) -> list[Problem]:
    problems: list[Problem] = []
    for table, begin, end in ((RISKS, "opened", "closed"), (HEARD, "heard", "told_back")):
        if table in tables:
            frame = tables[table]
            problems += rows_problem(frame[end] < frame[begin], table, table, end, "dates in order", f"lies before {begin}",
                                     "Correct one of the two days.")  # fmt: skip
    return problems


COMMITTEE_RELATIONS = (risks_lie_on_their_scales, ends_come_after_beginnings)
