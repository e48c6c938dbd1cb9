"""Bounds and witnesses for the targets of one program, by linear and integer programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, linprog, milp

from data_loaders.privacy.records import Ints

LARGEST = 40_000  # base cells of one program; more cannot be shown safe in reasonable time, so it counts as unsafe
WHOLE = 1e-6
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Program:
    """Find x ≥ 0 with constraints @ x = totals. Each target is a set of cells; its label says which, never how many."""

    cells: int
    constraints: Any  # a sparse matrix, sums × cells
    totals: Floats
    targets: list[Ints]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    forced: tuple[str, ...]
    witnesses: int
    solved: int


class AuditUnfinishedError(Exception):
    """A solver did not reach its optimum. What was not proved is not published."""


def clear_targets(program: Program, *, k: int) -> Outcome:
    """Clear every target by a witness of whole numbers, or name it as forced."""
    low = np.full(len(program.targets), np.inf)
    high = np.full(len(program.targets), -np.inf)
    forced: list[str] = []
    solved = witnesses = 0
    for number, target in enumerate(program.targets):
        if _is_clear(low[number], high[number], k):
            continue
        for sign in (1.0, -1.0):
            weights = _weights(program, target, low, high, k, sign)
            found = solve(program, weights)
            solved += 1
            if not _is_whole(found):
                found = solve_whole(program, sign * _indicator(program, target))
                solved += 1
            witnesses += 1
            values = np.array([found[t].sum() for t in program.targets])
            low, high = np.minimum(low, values), np.maximum(high, values)
            if _is_clear(low[number], high[number], k):
                break
        else:
            forced.append(program.labels[number])
    return Outcome(tuple(forced), witnesses, solved)


def _is_clear(low: float, high: float, k: int) -> bool:
    """Nobody can say that the target holds anybody, nor place it within less than k."""
    return low < 1 - WHOLE or high - low >= k - WHOLE


def _indicator(program: Program, target: Ints) -> Floats:
    weights = np.zeros(program.cells)
    weights[target] = 1.0
    return weights


def _weights(program: Program, target: Ints, low: Floats, high: Floats, k: int, sign: float) -> Floats:
    """Push this target first; among equals, let the same table clear as many of the others as it can."""
    weights = _indicator(program, target)
    open_cells = [t for t, a, b in zip(program.targets, low, high, strict=True) if not _is_clear(a, b, k)]
    if open_cells:
        extra = np.bincount(np.concatenate(open_cells), minlength=program.cells)
        weights += extra / (1.0 + extra.sum() * max(program.totals.sum(), 1.0)) * 0.5
    return sign * weights


def solve(program: Program, weights: Floats) -> Floats:
    """The table that minimises weights @ x. Raises unless the solver says that it reached the optimum."""
    found = linprog(weights, A_eq=program.constraints, b_eq=program.totals, bounds=(0, None), method="highs-ds")
    if found.status != 0:
        raise AuditUnfinishedError(f"The linear program did not reach its optimum: {found.message}")
    return np.asarray(found.x, dtype=np.float64)


def solve_whole(program: Program, weights: Floats) -> Floats:
    """The same in whole numbers, for a corner that has fractions."""
    found = milp(
        weights,
        constraints=LinearConstraint(program.constraints, program.totals, program.totals),
        integrality=np.ones(program.cells, dtype=np.int64),
    )
    if found.status != 0:
        raise AuditUnfinishedError(f"The integer program did not reach its optimum: {found.message}")
    return np.asarray(np.round(found.x), dtype=np.float64)


def _is_whole(table: Floats) -> bool:
    return bool(np.abs(table - np.round(table)).max(initial=0.0) < WHOLE)
