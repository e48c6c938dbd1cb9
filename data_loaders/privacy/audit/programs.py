"""Bounds and witnesses for the targets of one program, by linear and integer programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from data_loaders.privacy.audit.swaps import Walk, bounds_by_swaps
from data_loaders.safety.floor import Ints

WHOLE = 1e-6
REACHES = (0.0, 1.0)  # how far from a fractional corner to look for whole numbers, before looking everywhere
INFEASIBLE = 2  # scipy's status for "no such table"
LARGE = 6_000  # base cells from which on records are exchanged instead of solving
ANY = 1e9  # inside a narrow box any table is close to the corner
LOOSE = 0.5  # any table that fits is a witness; the last steps to the best one cost most of the time
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Program:
    """Find x ≥ 0 with constraints @ x = totals. Each target is a set of cells; its label says which, never how many."""

    cells: int
    constraints: Any  # a sparse matrix, sums × cells
    totals: Floats
    targets: list[Ints]
    labels: tuple[str, ...]
    walk: Walk | None = None  # the true table, record by record, to find witnesses without a solver


@dataclass(frozen=True)
class Outcome:
    forced: tuple[str, ...]
    witnesses: int
    solved: int


class AuditUnfinishedError(Exception):
    """A solver did not reach its optimum. What was not proved is not published."""


def clear_targets(program: Program, *, k: int) -> Outcome:
    """Clear every target by a witness of whole numbers, or name the first that is forced."""
    low = np.full(len(program.targets), np.inf)
    high = np.full(len(program.targets), -np.inf)
    if program.walk is not None and program.cells > LARGE:
        low, high = bounds_by_swaps(program, program.walk, k)
        open_targets = [n for n in range(len(program.targets)) if not _is_clear(low[n], high[n], k)]
        # A solver may take hours over one of these. What was not proved is not published, so it counts as forced.
        return Outcome(tuple(program.labels[n] for n in open_targets[:1]), len(program.targets), 0)
    forced: list[str] = []
    solved = witnesses = 0
    spread = np.nan_to_num(high - low, neginf=np.inf)  # what moved least is most likely forced, and one is enough
    for number in np.argsort(spread, kind="stable"):
        target = program.targets[number]
        if _is_clear(low[number], high[number], k):
            continue
        for sign in (1.0, -1.0):
            weights = _weights(program, target, low, high, k, sign)
            found = solve(program, weights)
            solved += 1
            if not _is_whole(found):
                found = _near(program, found, weights)
                solved += 1
            low, high = _widened(program, found, low, high)
            witnesses += 1
            if _is_clear(low[number], high[number], k):
                break
        else:
            # Loose witnesses did not clear it: look for the two extreme tables themselves before calling it forced.
            for sign in (1.0, -1.0):
                found = solve_whole(program, sign * _indicator(program, target), gap=0.0)
                low, high = _widened(program, found, low, high)
                solved += 1
            if not _is_clear(low[number], high[number], k):
                forced.append(program.labels[number])
                break
    return Outcome(tuple(forced), witnesses, solved)


def _widened(program: Program, table: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """What each target holds in one more table that fits everything published."""
    values = np.array([table[target].sum() for target in program.targets])
    return np.minimum(low, values), np.maximum(high, values)


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


def solve_whole(program: Program, weights: Floats, *, gap: float) -> Floats:
    """The same in whole numbers: a table within `gap` of the best one. The true table fits, so there always is one."""
    found = _whole(program, weights, Bounds(0.0, np.inf), gap)
    if found is None:
        raise AuditUnfinishedError("The integer program found no table, though the true one fits.")
    return found


def _whole(program: Program, weights: Floats, box: Bounds, gap: float) -> Floats | None:
    """A table of whole numbers inside the box, or None if there is none."""
    found = milp(
        weights,
        constraints=LinearConstraint(program.constraints, program.totals, program.totals),
        integrality=np.ones(program.cells, dtype=np.int64),
        bounds=box,
        options={"mip_rel_gap": gap},
    )
    if found.status == INFEASIBLE:
        return None
    if found.status != 0:
        raise AuditUnfinishedError(f"The integer program did not reach its optimum: {found.message}")
    table = np.asarray(np.round(found.x), dtype=np.float64)
    if not np.array_equal(program.constraints @ table, program.totals) or table.min(initial=0.0) < 0:
        raise AuditUnfinishedError("The integer program returned a table that does not fit what is published.")
    return table


def _near(program: Program, corner: Floats, weights: Floats) -> Floats:
    """A table of whole numbers close to a corner that has fractions: in a narrow box first, for that is quick."""
    for reach in REACHES:
        low, high = np.maximum(np.floor(corner + WHOLE) - reach, 0.0), np.ceil(corner - WHOLE) + reach
        found = _whole(program, weights, Bounds(low, high), ANY)
        if found is not None:
            return found
    return solve_whole(program, weights, gap=LOOSE)


def _is_whole(table: Floats) -> bool:
    return bool(np.abs(table - np.round(table)).max(initial=0.0) < WHOLE)
