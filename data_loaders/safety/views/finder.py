"""The view finder: for each wanted view, the safe candidate that keeps most detail. Deterministic.

A cell is safe when at least k different persons stand behind it and none of them accounts for more than the dominance
limit of its records. Joining two safe cells gives a safe cell, so along each hierarchy the safe steps are the coarse ones
and the finest of them is found by bisection. Among the time units and the steps of the other dimensions the finder takes
the candidate that keeps most detail: the sum over dimensions of weight × log2(number of blocks), weights from the policy.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from math import inf, log2

import numpy as np

from data_loaders.policy.datasets import EACH, View
from data_loaders.release import TIME_UNITS
from data_loaders.safety.floor import Bools, Ints, Tally, is_short, tally
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.places import MINORITY

# One sentence for every cause: which one it was would tell of the records.
NOT_SHOWN = "Hidden to protect {protected}: at the detail asked for, small groups could be told apart."
TOO_EARLY = "This series began before a whole {unit} was covered, and of a shorter time it cannot be told."


@dataclass(frozen=True)
class Grid:
    """One candidate: a step of each dimension's hierarchy and a time unit."""

    cut: dict[str, int]
    unit: str

    @cached_property
    def key(self) -> tuple[tuple[str, int], ...]:
        """The same for grids that are the same."""
        return (*sorted(self.cut.items()), ("", TIME_UNITS.index(self.unit)))


@dataclass(frozen=True)
class Found:
    view: View
    grid: Grid | None  # None: nothing is safe, and `reason` says so
    reason: str
    score: float


def cells_of(data: Countable, grid: Grid) -> tuple[Ints, int]:
    """Cell number of each record (−1 outside the whole periods) and the number of cells, time outermost."""
    cell = data.period(grid.unit)
    outside, cells = cell < 0, len(data.calendar.periods(grid.unit))
    for dimension, step in grid.cut.items():
        hierarchy = data.hierarchies[dimension]
        cell = cell * len(hierarchy.steps[step]) + hierarchy.block_of_leaf(step)[data.records.leaf[dimension]]
        cells *= len(hierarchy.steps[step])
    return np.where(outside, -1, cell), cells


def counted(data: Countable, grid: Grid) -> Tally:
    cell, cells = cells_of(data, grid)
    return tally(cell, data.records.person, cells=cells, people=data.people)


def is_safe(data: Countable, grid: Grid) -> bool:
    """Every cell safe, and at least one period."""
    if grid.key not in data.safe:
        data.safe[grid.key] = _is_safe(data, grid)
    return data.safe[grid.key]


def _is_safe(data: Countable, grid: Grid) -> bool:
    """Counts of records go first: they are cheap and rule most out."""
    cell, cells = cells_of(data, grid)
    if cells == 0 or len(data.records) < cells * data.k:
        return False
    if is_short(np.bincount(cell[cell >= 0], minlength=cells), data.k).any():
        return False
    return not unsafe(data, grid).any()


def unsafe(data: Countable, grid: Grid) -> Bools:
    """Which cells may not be shown: those of too few, mostly one person's, or mostly a sensitive place's."""
    cell, cells = cells_of(data, grid)
    fails = data.floor.fails(tally(cell, data.records.person, cells=cells, people=data.people))
    sensitive = data.records.sensitive
    if sensitive is None or not any(data.policy.dimensions[d].kind == "cells" for d in grid.cut):
        return fails
    return fails | _of_a_sensitive_place(data, cell, cells, sensitive)


def _of_a_sensitive_place(data: Countable, cell: Ints, cells: int, sensitive: Bools) -> Bools:
    """A house can be a minority of its hexagon over all the time and most of it in one quarter, or in one kind of context."""
    every, theirs = (
        tally(np.where(rows, cell, -1), data.records.person, cells=cells, people=data.people)
        for rows in (np.ones_like(sensitive), sensitive)
    )
    are_most = (theirs.n >= MINORITY * every.n) | (theirs.persons >= MINORITY * every.persons)
    return np.asarray((theirs.n > 0) & (are_most | is_short(every.persons - theirs.persons, data.k)))


def find_view(data: Countable, view: View, *, time_detail: float, coarser: int = 0, below: float = inf) -> Found:
    """The safe candidate with most detail, or the reason why there is none.

    `coarser`: how many time units to leave out. `below`: a score that the candidate must stay under.
    """
    # Without one whole period the whole time would be a finer one, of which more is known later: the next release would differ.
    if not data.calendar.periods(view.no_finer_than):
        return Found(view, None, TOO_EARLY.format(unit=view.no_finer_than.replace("_", "-")), 0)
    steps: dict[str, range] = {}
    for dimension, level in view.dimensions.items():
        first = first_step(data, dimension, level)
        if first is None:
            return Found(
                view,
                None,
                f"No {level.lower()} areas were delivered for every place, so nothing can be split by them.",
                0,
            )
        steps[dimension] = range(first, len(data.hierarchies[dimension].steps) - 1)  # never one single block
    if any(len(r) == 0 for r in steps.values()):
        return Found(view, None, "There is only one group, so there is nothing to split.", 0)
    best: tuple[float, Grid] | None = None
    major = max(steps, key=lambda d: len(steps[d]), default=None)
    minors = [d for d in steps if d != major]
    last = TIME_UNITS.index(view.rather_not_coarser_than)
    for unit in TIME_UNITS[max(coarser, TIME_UNITS.index(view.no_finer_than)) :]:
        if best is not None and TIME_UNITS.index(unit) > last:
            break
        for chosen in itertools.product(*(steps[d] for d in minors)):
            cut = dict(zip(minors, chosen, strict=True))
            best = _better(best, _most_detailed(data, unit, cut, major, steps, best, time_detail, below))
    if best is None:
        return Found(view, None, not_shown(data), 0)
    ordered = {d: best[1].cut[d] for d in view.dimensions}
    return Found(view, Grid(ordered, best[1].unit), "", best[0])


def first_step(data: Countable, dimension: str, level: str) -> int | None:
    """The first step of a hierarchy that is not finer than the level a view asks for."""
    return 0 if level == EACH else data.hierarchies[dimension].level_step.get(level)


def not_shown(data: Countable) -> str:
    return NOT_SHOWN.format(protected=data.policy.protected)


def score(data: Countable, grid: Grid, time_detail: float) -> float:
    detail = time_detail * log2(max(len(data.calendar.periods(grid.unit)), 1))
    for dimension, step in grid.cut.items():
        detail += data.policy.dimensions[dimension].detail * log2(len(data.hierarchies[dimension].steps[step]))
    return detail


def _better(best: tuple[float, Grid] | None, other: tuple[float, Grid] | None) -> tuple[float, Grid] | None:
    if best is None or other is None:
        return best or other
    return other if other[0] > best[0] + 1e-9 else best


def _most_detailed(
    data: Countable,
    unit: str,
    cut: dict[str, int],
    major: str | None,
    steps: dict[str, range],
    best: tuple[float, Grid] | None,
    time_detail: float,
    below: float,
) -> tuple[float, Grid] | None:
    """The finest safe step of the major dimension for this unit and these other steps, unless it cannot beat the best."""
    if not data.calendar.periods(unit):
        return None
    if major is None:
        grid = Grid(cut, unit)
        hopeful = (best is None or score(data, grid, time_detail) > best[0]) and score(data, grid, time_detail) < below
        return (score(data, grid, time_detail), grid) if hopeful and is_safe(data, grid) else None
    low, high = steps[major].start, steps[major].stop
    while low < high:
        middle = low if low == steps[major].start else (low + high) // 2
        grid = Grid({**cut, major: middle}, unit)
        if best is not None and score(data, grid, time_detail) <= best[0]:
            if middle == low:
                return None
            high = middle  # coarser is worse still: only finer steps could win
            continue
        if score(data, grid, time_detail) < below and is_safe(data, grid):
            high = middle
            if middle == low:
                break
        else:
            low = middle + 1
    grid = Grid({**cut, major: high}, unit)
    if high >= steps[major].stop or score(data, grid, time_detail) >= below or not is_safe(data, grid):
        return None
    return score(data, grid, time_detail), grid
