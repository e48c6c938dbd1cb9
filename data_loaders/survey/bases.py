"""Bases of two questions beside each other, from the published tables alone: what a recount of each cannot see.

The proof that they stand for. (1) Inside one grid the cells do not overlap and each holds at least k pupils, so what two
filters differ by is a union of cells: nobody, or at least k. (2) All grids of a question use one ladder of answers and one tree
for each split; given an answer, what is known of different splits are their margins alone, and for every combination of their
groups there is a table that fits all of them and puts the smaller of the two margins, at least k, into it. (3) Pupils whom the
same questions were put to are nobody or at least k in every group shown (`grids`), so what bases leave of each other is too: one
less another that it holds, or less two that share no stage. (4) What two splits and all other questions tell
together is attacked cell by cell (`attack.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from data_loaders.release import Check
from data_loaders.safety.floor import Floor

ALL_STAGES = "All stages surveyed"
VIEW = ["survey_id", "wave", "question_id", "split"]


def check_bases(made: dict[str, pd.DataFrame], k: int) -> Check:
    """Whoever subtracts from the base of one question those of one or two others finds nobody, or at least k pupils."""
    stages = made["survey_questions"].set_index(["survey_id", "wave", "question_id"])["stages_asked"]
    base = made["survey_cells"].groupby([*VIEW, "block"], as_index=False)["n"].sum()
    named = base.join(stages, on=["survey_id", "wave", "question_id"])
    wrong = [
        f"{split} {block} in {wave}"
        for (_, wave, split, block), rows in named.groupby(["survey_id", "wave", "split", "block"])
        if not Floor(k).may_differ(list(_left(list(zip(rows["stages_asked"], rows["n"], strict=True)))))
    ]
    right = f"Bases of different questions differ by nobody or by at least {k} pupils in every group."
    return Check(
        name="survey bases", subject="survey", status="failed" if wrong else "passed",
        reason=f"Not so: {'; '.join(wrong[:5])}." if wrong else right, tried=len(base),
    )  # fmt: skip


def _left(bases: list[tuple[str, int]]) -> Iterator[int]:
    """What each base leaves of the others. bases: the stages that a question was put to, and how many pupils these are."""
    known = list(dict.fromkeys(bases))
    for whole, size in known:
        parts = [(stages, n) for stages, n in known if _holds(whole, stages)]
        yield from (size - n for _, n in parts)
        yield from (size - n - m for (one, n), (other, m) in combinations(parts, 2) if _are_apart(one, other))


def _holds(whole: str, part: str) -> bool:
    return whole in (ALL_STAGES, part) or (part != ALL_STAGES and set(part.split(", ")) <= set(whole.split(", ")))


def _are_apart(one: str, other: str) -> bool:
    return ALL_STAGES not in (one, other) and not set(one.split(", ")) & set(other.split(", "))
