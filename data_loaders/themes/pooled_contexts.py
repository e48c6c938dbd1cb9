"""Contexts counted together. Those that are not shown one by one are protected units: every cell has k of them behind it.

A total over all contexts less those shown one by one is a number of pooled ones, which anybody can work out. So each cell of
each count is tried on the pooled ones alone, whoever else is counted in it; and so is what chains of counts leave over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.safety.chains import Chains, LiesIn
from data_loaders.safety.floor import Bools, Floor
from data_loaders.safety.grid import Axis, Records, finest, finest_cut, hidden
from data_loaders.safety.ladder import Ladder, Step, banded, joined_in_order, leaves_of
from data_loaders.themes.context_questions import (
    ENDS,
    FOLLOWED_STEPS,
    LATER,
    LIES_IN,
    Question,
    interval_of,
    long_enough,
    questions,
)

WHY = hidden("children")


def pooled_rows(
    cases: pd.DataFrame, tables: Tables, setting: ContextPolicy, floor: Floor
) -> tuple[pd.DataFrame, Chains]:
    """A row for each band of each question, or a neutral one; and the figures that are out by then, for what comes next."""
    rows, out = list[dict[str, object]](), Chains(floor, ~cases["is_named"].to_numpy(dtype=bool))
    every = list(questions(cases, tables, setting))
    for number, question in enumerate(every):
        bands = _bands(question, cases, out, every, _name(question, every[:number]))
        at = {"question": question.name, "whom": question.whom}
        if bands is None:
            rows.append({**at, "group": "", "n": 0, "status": "withheld", "reason": WHY})
            continue
        answers = question.answer[question.of]
        rows += [
            {**at, "group": ";".join(sorted(band.leaves)), "n": int(answers.isin(band.leaves).sum()), "status": "shown", "reason": ""}
            for band in bands
        ]  # fmt: skip
    return pd.DataFrame(rows), out


def _name(question: Question, earlier: Sequence[Question]) -> str:
    """That of the first question with the same answers in every context that both are put to: it is the same, put to others.

    Read off the rows, so that a question which is put to some others of the contexts need not say that it was asked before.
    """
    return next((of.name for of in earlier if of.ladder == question.ladder and _agree(of, question)), question.name)


def _agree(one: Question, other: Question) -> bool:
    both = one.of & other.of
    return bool(both.any() and (one.answer[both] == other.answer[both]).all())


def _bands(question: Question, cases: pd.DataFrame, out: Chains, every: Sequence[Question], same: str) -> Step | None:
    """The finest bands that hold enough pooled contexts each and tell of few beside nothing that is out."""
    of = question.of.to_numpy(dtype=bool)
    leaf = leaves_of(question.answer.where(question.of & out.protected, ""))
    untold = 0 if question.is_told else int((of & ~out.protected).sum())
    ladder = question.ladder
    while ladder.steps:
        grid = finest(Records(np.arange(len(cases))), [Axis(ladder, leaf)], out.floor)
        if grid is None:
            return None
        cells = [_gave(question, band.leaves) for band in grid.bands[0]]
        inside = _inside(question, [band.leaves for band in grid.bands[0]], every)
        if out.take(question=of, answers=cells, untold=untold, names={same, question.name}, lies_in=inside):
            return grid.bands[0]
        ladder = Ladder(ladder.dimension, tuple(step for step in ladder.steps if len(step) < len(grid.bands[0])))
    return None


def _gave(question: Question, answers: Iterable[str]) -> Bools:
    return np.asarray(question.of & question.answer.isin(list(answers)), dtype=bool)


def _inside(question: Question, bands: Sequence[frozenset[str]], every: Sequence[Question]) -> LiesIn:
    """Of other questions that answers of this one lie in: each band that does, and who gave the answers that it means there."""
    means = LIES_IN.get(question.name, {})
    return {
        other.name: [
            (_gave(question, leaves), _gave(other, {meant[leaf] for leaf in leaves}))
            for leaves in bands
            if leaves <= meant.keys()
        ]
        for other in every
        if (meant := means.get(other.name)) is not None
    }


def curves(cases: pd.DataFrame, setting: ContextPolicy, out: Chains) -> pd.DataFrame:
    """Waits of contexts taken on at level 2 long enough ago: how many ended in each interval, and how many later or not yet."""
    made = []
    for name, column in ENDS.items():
        of = long_enough(cases, FOLLOWED_STEPS[name] * setting.curve_days)
        leaf = interval_of(cases, column, FOLLOWED_STEPS[name], setting.curve_days).where(of, "")
        bands = _intervals(leaf, of.to_numpy(dtype=bool), FOLLOWED_STEPS[name], out)
        if bands:
            made.append(_curve(leaf, bands, FOLLOWED_STEPS[name], setting.curve_days).assign(question=name))
    columns = ["day_from", "day_to", "n_ended", "n_waiting", "question"]
    return pd.concat(made, ignore_index=True) if made else pd.DataFrame(columns=columns)


def _intervals(leaf: pd.Series, of: Bools, steps: int, out: Chains) -> Step:
    """The most intervals of which none holds few, and of which none of the sums up to a day tells of few beside what is out."""
    pooled, records = leaves_of(leaf.where(out.protected, "")), Records(np.arange(len(leaf)))
    cuts = [finest_cut(records, Axis(ladder, pooled), (), out.floor) for ladder in interval_ladders(steps)]
    for bands in sorted(
        (grid.bands[0] for grid in cuts if grid is not None and len(grid.bands[0]) > 1), key=len, reverse=True
    ):
        ended = [leaf.isin(band.leaves).to_numpy() for band in bands if LATER not in band.leaves]
        reached = list(np.logical_or.accumulate(ended)) if ended else []
        if out.take(question=of, by_day=reached):
            return bands
    return ()


def _curve(leaf: pd.Series, bands: Step, steps: int, step_days: int) -> pd.DataFrame:
    rows = []
    for band in bands:
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
