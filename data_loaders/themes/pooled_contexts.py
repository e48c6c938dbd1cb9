"""Contexts counted together. Those that are not shown one by one are protected units: every cell has k of them behind it.

A total over all contexts less those shown one by one is a number of pooled ones, which anybody can work out. So each cell of
each count is tried on the pooled ones alone, whoever else is counted in it; and so is, for each two sets that are counted, who
is in the one and not in the other.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.safety.floor import Bools, Floor
from data_loaders.safety.grid import Axis, Records, finest, finest_cut, hidden
from data_loaders.safety.ladder import Band, Ladder, banded, joined_in_order, leaves_of
from data_loaders.themes.context_questions import (
    ENDS,
    FOLLOWED_STEPS,
    LATER,
    Question,
    interval_of,
    long_enough,
    questions,
)

WHY = hidden("children")


def pooled_rows(cases: pd.DataFrame, tables: Tables, setting: ContextPolicy, floor: Floor) -> tuple[pd.DataFrame, list[Bools]]:  # fmt: skip
    """A row for each band of each question, or a neutral one; and the sets of contexts that are counted, for what comes next."""
    rows, out = list[dict[str, object]](), list[Bools]()
    for question in questions(cases, tables, setting):
        bands = _bands(question, cases, out, floor)
        at = {"question": question.name, "whom": question.whom}
        if bands is None:
            rows.append({**at, "group": "", "n": 0, "status": "withheld", "reason": WHY})
            continue
        out.append(question.of.to_numpy(dtype=bool))
        answers = question.answer[question.of]
        rows += [
            {**at, "group": ";".join(sorted(band.leaves)), "n": int(answers.isin(band.leaves).sum()), "status": "shown", "reason": ""}
            for band in bands
        ]  # fmt: skip
    return pd.DataFrame(rows), out


def _bands(question: Question, cases: pd.DataFrame, out: list[Bools], floor: Floor) -> tuple[Band, ...] | None:
    pooled = ~cases["is_named"].to_numpy(dtype=bool)
    of = question.of.to_numpy(dtype=bool)
    if not _may_stand_beside(of, out, pooled, floor):
        return None
    answer = leaves_of(question.answer.where(question.of & pooled, ""))
    grid = finest(Records(np.arange(len(cases))), [Axis(question.ladder, answer)], floor)
    return None if grid is None else grid.bands[0]


def _may_stand_beside(of: Bools, out: list[Bools], pooled: Bools, floor: Floor) -> bool:
    """Whether what is left of a set, when one that lies in it is taken away, is no pooled context or k of them.

    Two sets of which neither lies in the other have no difference that is a number of contexts: it mixes both rests.
    """
    rests = [(int((pooled & of & ~old).sum()), int((pooled & old & ~of).sum())) for old in out]
    return floor.may_differ([max(pair) for pair in rests if min(pair) == 0])


def curves(cases: pd.DataFrame, setting: ContextPolicy, floor: Floor, out: list[Bools]) -> pd.DataFrame:
    """Waits of contexts taken on at level 2 long enough ago: how many ended in each interval, and how many later or not yet."""
    made, sets, pooled = [], list(out), ~cases["is_named"].to_numpy(dtype=bool)
    for name, column in ENDS.items():
        of = long_enough(cases, FOLLOWED_STEPS[name] * setting.curve_days)
        if not _may_stand_beside(of.to_numpy(dtype=bool), sets, pooled, floor):
            continue
        if len(rows := _curve(cases[of], column, FOLLOWED_STEPS[name], setting.curve_days, floor)):
            made.append(rows.assign(question=name))
            sets.append(of.to_numpy(dtype=bool))
    columns = ["day_from", "day_to", "n_ended", "n_waiting", "question"]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=columns)


def _curve(cases: pd.DataFrame, column: str, steps: int, step_days: int, floor: Floor) -> pd.DataFrame:
    leaf = interval_of(cases, column, steps, step_days)
    pooled = leaves_of(leaf.where(~cases["is_named"], ""))
    records = Records(np.arange(len(cases)))
    cuts = [finest_cut(records, Axis(ladder, pooled), (), floor) for ladder in interval_ladders(steps)]
    bands = max((grid.bands[0] for grid in cuts if grid is not None), key=len, default=())
    rows = []
    for band in bands if len(bands) > 1 else ():
        n, numbers = int(leaf.isin(band.leaves).sum()), sorted(int(code) for code in band.leaves if code != LATER)
        is_last = LATER in band.leaves
        start = numbers[0] if numbers else steps
        end = start if is_last else numbers[-1] + 1
        rows.append((start * step_days, end * step_days, 0 if is_last else n, n if is_last else 0))
    return pd.DataFrame(rows, columns=["day_from", "day_to", "n_ended", "n_waiting"])


def interval_ladders(steps: int) -> tuple[Ladder, ...]:
    """Steps joined two by two, four by four …; whoever came later or not yet last of all, or with the last of them.

    The third is for what mostly comes soon: it joins from the far end, so that an early end is told apart.
    """
    names = {str(number): str(number) for number in range(steps)}
    parts = [[sorted(band.leaves, key=int) for band in step] for step in joined_in_order("interval", names).steps]
    alone = [[*step, [LATER]] for step in parts]
    with_last = [[*step[:-1], [*step[-1], LATER]] for step in parts[1:]]
    pairs = parts[1]
    far = [[*pairs[:kept], [*chain.from_iterable(pairs[kept:]), LATER]] for kept in range(len(pairs) - 1, 0, -1)]
    labels, whole = names | {LATER: "later or not yet"}, [[*names, LATER]]
    return tuple(
        banded("interval", labels, bandings)
        for bandings in ([*alone, whole], [*alone[:2], *with_last], [*alone[:2], *far, whole])
    )
