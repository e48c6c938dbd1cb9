"""Bases of two questions beside each other, from the published tables alone: what a recount of each cannot see.

The proof that they stand for. (1) Inside one grid the cells do not overlap and each holds at least k pupils, so what two
filters differ by is a union of cells: nobody, or at least k. (2) All grids of a question use one ladder of answers and one tree
for each split; given an answer, what is known of different splits are their margins alone, and for every combination of their
groups there is a table that fits all of them and puts the smaller of the two margins, at least k, into it. (3) Bases of two
questions differ, in every group shown, by nobody or by at least k pupils. (4) What two splits and all other questions tell
together is attacked cell by cell (`attack.py`).
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from data_loaders.release import Check
from data_loaders.safety.floor import Floor

VIEW = ["survey_id", "wave", "question_id", "split"]


def check_bases(made: dict[str, pd.DataFrame], k: int) -> Check:
    """Whoever subtracts the base of one question from that of another finds nobody, or at least k pupils."""
    cells = made["survey_cells"]
    base = cells.groupby([*VIEW, "block"], as_index=False)["n"].sum()
    wrong = list[str]()
    for (_, wave, split, block), rows in base.groupby(["survey_id", "wave", "split", "block"]):
        sizes = sorted(rows["n"].unique())
        if not Floor(k).may_differ([b - a for a, b in pairwise(sizes)]):
            wrong.append(f"{split} {block} in {wave}")
    return _check(
        "survey bases",
        wrong,
        f"Bases of different questions differ by nobody or by at least {k} pupils in every group.",
        len(base),
    )


def _check(name: str, wrong: list[str], right: str, tried: int) -> Check:
    return Check(
        name=name, subject="survey", status="failed" if wrong else "passed",
        reason=f"Not so: {'; '.join(wrong[:5])}." if wrong else right, tried=tried,
    )  # fmt: skip
