"""Records ready to be counted: one row a record, everything an integer. The only thing that the finder sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """`person` 0…people−1 and `month` of each record; `leaf` maps a dimension to the leaf index of each record."""

    person: Ints
    month: Ints
    leaf: dict[str, Ints]
    people: int

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True)
class Tally:
    """For each cell: records, different persons, and the records of the one person with most."""

    n: Ints
    persons: Ints
    top: Ints

    def fails(self, k: int, dominance: float) -> NDArray[np.bool_]:
        return np.asarray((self.persons < k) | (self.top > dominance * self.n))


def tally(cell: Ints, person: Ints, *, cells: int, people: int) -> Tally:
    """Count records, different persons and the largest share of one person in each of `cells` cells (−1 = no cell)."""
    inside = cell >= 0
    pair, records = np.unique(cell[inside] * people + person[inside], return_counts=True)
    of_cell = pair // max(people, 1)
    top = np.zeros(cells, dtype=np.int64)
    np.maximum.at(top, of_cell, records)
    return Tally(
        n=np.bincount(of_cell, weights=records, minlength=cells).astype(np.int64),
        persons=np.bincount(of_cell, minlength=cells).astype(np.int64),
        top=top,
    )
