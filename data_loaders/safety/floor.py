"""The one test of a cell: who is behind it, whether one of them makes most of it, and what a difference may be.

A cell may be shown when at least k different persons are behind it and no one of them makes more than `dominance` of it.
An empty cell fails like a small one: that nobody is there would be told of the few who might have been. What two figures
differ by is either nobody, whom nothing can be told of, or at least k different persons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DOMINANCE = 0.5  # more than half of a cell from one person, and the cell tells of that person


@dataclass(frozen=True)
class Tally:
    """For each cell: records, different persons, the weight of its records, and the weight of the one person with most."""

    n: Ints
    persons: Ints
    weight: Floats
    top: Floats


@dataclass(frozen=True)
class Floor:
    """How many persons each cell needs, and the largest part of a cell that may be one person's."""

    k: int
    dominance: float = DOMINANCE

    def fails(self, cells: Tally) -> Bools:
        """Which cells may not be shown."""
        is_small = is_short(cells.persons, self.k) | (cells.weight <= 0)
        return np.asarray(is_small | (cells.top > self.dominance * cells.weight))

    def holds(self, cells: Tally) -> bool:
        """Whether all cells may be shown together: there is at least one, and none fails."""
        return len(cells.n) > 0 and not self.fails(cells).any()

    def is_reached(self, persons: ArrayLike) -> bool:
        """Whether each of these numbers of persons is k or more."""
        return not is_short(persons, self.k).any()

    def may_differ(self, persons: ArrayLike) -> bool:
        """Whether each difference between two figures is nobody, or at least k persons; negative ones by their size."""
        return not is_few(np.abs(np.asarray(persons)), self.k).any()


def is_short(persons: ArrayLike, k: int) -> Bools:
    """Fewer than k persons, nobody among them, or not known how many: what may not be shown."""
    return np.asarray(~(np.asarray(persons) >= k))


def is_few(persons: ArrayLike, k: int) -> Bools:
    """One to k − 1 persons, or not known how many: what nobody may be able to work out."""
    found = np.asarray(persons)
    return np.asarray(~((found <= 0) | (found >= k)))


def distinct(values: Ints) -> Ints:
    """Each value once, in order. By sorting: where most values differ, numpy's own way (by hashing) takes ten times as long."""
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def of_one_cell(person: Ints) -> Tally:
    """The cell that these records make, of whatever number their persons have."""
    records = np.unique(person, return_counts=True)[1]
    n, top = np.array([len(person)]), np.array([records.max(initial=0)], dtype=np.float64)
    return Tally(n, np.array([len(records)]), n.astype(np.float64), top)


def tally(cell: Ints, person: Ints, *, cells: int, people: int, weight: Floats | None = None) -> Tally:
    """Count each of `cells` cells (−1 = no cell). Without weights every record weighs one."""
    if len(person) == people and np.array_equal(person, np.arange(people)):
        return _of_single_records(cell, cells, weight)
    inside = cell >= 0
    of_pair, records = np.unique(cell[inside] * people + person[inside], return_counts=True)
    of_cell = of_pair // max(people, 1)
    heavy = records.astype(np.float64)
    if weight is not None:
        at = np.searchsorted(of_pair, cell[inside] * people + person[inside])
        heavy = np.bincount(at, weights=weight[inside], minlength=len(of_pair)).astype(np.float64)
    top = np.zeros(cells)
    np.maximum.at(top, of_cell, heavy)
    return Tally(
        n=np.bincount(of_cell, weights=records, minlength=cells).astype(np.int64),
        persons=np.bincount(of_cell, minlength=cells).astype(np.int64),
        weight=np.bincount(of_cell, weights=heavy, minlength=cells).astype(np.float64),
        top=top,
    )


def _of_single_records(cell: Ints, cells: int, weight: Floats | None) -> Tally:
    """Where each record is a person of its own, nobody has to be told apart."""
    inside = cell >= 0
    own = cell[inside]
    heavy = np.ones(len(own)) if weight is None else weight[inside]
    n = np.bincount(own, minlength=cells).astype(np.int64)
    top = np.zeros(cells)
    np.maximum.at(top, own, heavy)
    return Tally(n, n, np.bincount(own, weights=heavy, minlength=cells).astype(np.float64), top)
