"""Rules of what the Committee keeps."""

from __future__ import annotations

from data_loaders.deliveries.committee import TARGETS_IN_PER_CENT
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem

RISKS, HEARD, TARGETS = "risk_register", "heard_and_answered", "targets"


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


def targets_can_be_reached(tables: Tables) -> list[Problem]:
    """A share has no more than 100 in it, and a time has at least a day."""
    if TARGETS not in tables:
        return []
    frame = tables[TARGETS]
    shares = frame["measure"].isin(TARGETS_IN_PER_CENT)
    problems = rows_problem(
        frame["target"] <= 0, TARGETS, TARGETS, "target", "no target", "is not above 0", "Correct the number."
    )
    return problems + rows_problem(shares & (frame["target"] > 100), TARGETS, TARGETS, "target", "above 100", "is more than 100 per cent",
                                   "Write how many per cent are to be reached.")  # fmt: skip


COMMITTEE_RELATIONS = (risks_lie_on_their_scales, ends_come_after_beginnings, targets_can_be_reached)
