"""Bounds and witnesses for the targets of one program, by linear and integer programming (HiGHS)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog

from data_loaders.refusal import RefusedError
from data_loaders.safety.attack.swaps import Walk, held_by_swaps
from data_loaders.safety.attack.worlds import WHOLE, Held, whole_world
from data_loaders.safety.floor import Bools, Floats, Ints

REACH = 1.0  # how far from a fractional corner to look for whole numbers, before looking everywhere
CUT_SHORT = 1  # scipy's status for "the limit was reached"
LARGE = 6_000  # base cells from which on a solver may take hours over one target, so that it is cut short
TABLES = 16  # tables that a solver finds for a large program: each clears most of what is open, and what it leaves is exchanged
STEPS = 50_000  # of the simplex for one of them; a hundred times what the demo's largest takes
ROOT = 1  # nodes of the branch and bound for one of them
LOOSE = 0.5  # any table that fits is a witness; the last steps to the best one cost most of the time


@dataclass(frozen=True)
class Program:
    """Find x ≥ 0 with constraints @ x = totals. Each target is a set of cells; its label says which, never how many."""

    cells: int
    constraints: Any  # a sparse matrix, sums × cells
    totals: Floats
    targets: list[Ints]
    labels: tuple[str, ...]
    walk: Walk | None = None  # the true table, record by record, to find witnesses without a solver

    @cached_property
    def members(self) -> Ints:
        """The cells of all targets, one target after another."""
        return np.concatenate([np.empty(0, dtype=np.int64), *self.targets])

    @cached_property
    def of_member(self) -> Ints:
        """The target of each of these cells."""
        return np.repeat(np.arange(len(self.targets)), [len(target) for target in self.targets])

    def held(self, table: Floats) -> Floats:
        """What each target holds in a table."""
        found = np.bincount(self.of_member, weights=table[self.members], minlength=len(self.targets))
        return np.asarray(found, dtype=np.float64)


class AuditUnfinishedError(RefusedError):
    """A solver did not reach its optimum. What was not proved is not published."""

    def of(self, subject: str) -> AuditUnfinishedError:
        """The same, of these views."""
        return AuditUnfinishedError(
            f"{subject}: whether they are safe side by side could not be worked out. {self.sentence}",
            "Take one of these views out of the policy, or ask for it no finer than by quarter, and publish again.",
        )


def first_forced(program: Program, *, k: int) -> str | None:
    """Clear every target by a witness of whole numbers, or name the first that is forced."""
    is_large = program.walk is not None and program.cells > LARGE
    held = Held.nothing(len(program.targets))
    return (_clear_large if is_large else _clear_all)(program, held, k)


def _clear_large(program: Program, held: Held, k: int) -> str | None:
    """A few tables by a solver that is cut short, then exchanges of records. What neither clears counts as forced."""
    tables = 0
    tried = np.zeros(len(program.targets), dtype=bool)
    while tables < TABLES and (is_open := ~_are_clear(held, k) & ~tried).any():
        number = int(np.argmax(is_open))
        tried[number] = True
        for sign in (1.0, -1.0):
            table = _cut_short(program, program.targets[number], is_open, sign)
            if table is not None:
                held = held.with_world(program.held(table))
            tables += 1
            if _are_clear(held, k)[number]:
                break
    if program.walk is not None:
        held = held_by_swaps(program, program.walk, held, k)
    return next((program.labels[number] for number in np.flatnonzero(~_are_clear(held, k))), None)


def _cut_short(program: Program, target: Ints, is_open: Bools, sign: float) -> Floats | None:
    corner = solve(program, _weights(program, target, is_open, sign), steps=STEPS)
    if corner is None:
        return None
    whole = _as_whole(program, corner)
    return _close_to(program, corner, target, nodes=ROOT) if whole is None else whole


def _clear_all(program: Program, held: Held, k: int) -> str | None:
    """Every target, however long it takes: a table that clears it, or the two extreme ones that prove it forced."""
    for number in range(len(program.targets)):
        target = program.targets[number]
        for sign in (1.0, -1.0):
            is_open = ~_are_clear(held, k)
            if not is_open[number]:
                break
            weights = _weights(program, target, is_open, sign)
            held = held.with_world(program.held(_near(program, target, weights)))
        for sign in (1.0, -1.0):
            if _are_clear(held, k)[number]:
                break
            # Loose witnesses did not clear it: look for the two extreme tables themselves before calling it forced.
            found = solve_whole(program, sign * _indicator(program, target), gap=0.0)
            held = held.with_world(program.held(found))
        if not _are_clear(held, k)[number]:
            return program.labels[number]
    return None


def _are_clear(held: Held, k: int) -> Bools:
    """Of each target: nobody can say that it holds anybody, or place it within less than k."""
    return held.may_be_nobody() | held.is_uncounted(k)


def _indicator(program: Program, target: Ints) -> Floats:
    weights = np.zeros(program.cells)
    weights[target] = 1.0
    return weights


def _weights(program: Program, target: Ints, is_open: Bools, sign: float) -> Floats:
    """Push this target first; among equals, let the same table clear as many of the others as it can."""
    weights = _indicator(program, target)
    extra = np.bincount(program.members[is_open[program.of_member]], minlength=program.cells)
    return np.asarray(sign * (weights + extra / (1.0 + extra.sum() * max(program.totals.sum(), 1.0)) * 0.5))


def _optimum(program: Program, weights: Floats) -> Floats:
    """The table that minimises weights @ x. Raises unless the solver says that it reached the optimum."""
    found = solve(program, weights, steps=None)
    if found is None:
        raise AuditUnfinishedError("The linear program did not reach its optimum.")
    return found


def solve(program: Program, weights: Floats, *, steps: int | None) -> Floats | None:
    """The same within so many steps of the simplex, or None. Sums of cells leave nothing to presolve: it costs twice the rest."""
    options: Any = {"presolve": False} | ({} if steps is None else {"maxiter": steps})
    found = linprog(
        weights, A_eq=program.constraints, b_eq=program.totals, bounds=(0, None), method="highs-ds", options=options
    )
    if found.status == CUT_SHORT and steps is not None:
        return None
    if found.status != 0:
        raise AuditUnfinishedError(f"The linear program did not reach its optimum: {found.message}")
    return np.asarray(found.x, dtype=np.float64)


def solve_whole(program: Program, weights: Floats, *, gap: float) -> Floats:
    """The same in whole numbers: a table within `gap` of the best one. The true table fits, so there always is one."""
    found = _whole(program, weights, Bounds(0.0, np.inf), {"mip_rel_gap": gap})
    if found is None:
        raise AuditUnfinishedError("The integer program found no table, though the true one fits.")
    return found


def _whole(program: Program, weights: Floats, box: Bounds, options: Any) -> Floats | None:
    """A table of whole numbers inside the box that fits, or None where none was found."""
    sums = LinearConstraint(program.constraints, program.totals, program.totals)
    table = whole_world(weights, sums, box, options)
    return table if table is not None and _is_witness(program, table) else None


def _near(program: Program, target: Ints, weights: Floats) -> Floats:
    """A table of whole numbers at or close to the best corner: in a narrow box first, for that is quick."""
    corner = _optimum(program, weights)
    found = _as_whole(program, corner)
    if found is None:
        found = _close_to(program, corner, target, nodes=None)
    return solve_whole(program, weights, gap=LOOSE) if found is None else found


def _close_to(program: Program, corner: Floats, target: Ints, *, nodes: int | None) -> Floats | None:
    """Any table within reach of the corner, the target as it is there if that can be, or None.

    None is wanted more than another, so that the first one found ends the search.
    """
    limit = {} if nodes is None else {"node_limit": nodes}
    reach = np.full(program.cells, REACH)
    for of_target in (0.0, REACH):
        reach[target] = of_target
        box = Bounds(np.maximum(np.floor(corner + WHOLE) - reach, 0.0), np.ceil(corner - WHOLE) + reach)
        found = _whole(program, np.zeros(program.cells), box, {"presolve": False, **limit})
        if found is not None:
            return found
    return None


def _is_witness(program: Program, table: Floats) -> bool:
    """Whole numbers, none below nobody, that add up to everything published."""
    return bool(table.min(initial=0.0) >= 0 and np.array_equal(program.constraints @ table, program.totals))


def _as_whole(program: Program, corner: Floats) -> Floats | None:
    """The corner itself, where it is of whole numbers."""
    table = np.round(corner)
    is_near = np.abs(corner - table).max(initial=0.0) < WHOLE
    return table if is_near and _is_witness(program, table) else None
