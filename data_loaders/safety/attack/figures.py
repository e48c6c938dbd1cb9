"""What a reader holds: sums of hidden cells, each known exactly or within limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix

from data_loaders.safety.floor import Floats, Ints


@dataclass(frozen=True)
class Sum:
    """Which cells are added up, and what their sum is known to lie between."""

    cells: Ints
    low: float
    high: float


@dataclass(frozen=True)
class Figures:
    """`truth`: what stands in each hidden cell; nobody who attacks is told, it says only which cells are worth attacking."""

    truth: Floats
    sums: tuple[Sum, ...]
    most: float  # no cell holds more than this

    def __post_init__(self) -> None:
        if not self.fits(self.truth):
            raise ValueError("The figures do not fit the records that they were made from.")

    def fits(self, world: Floats) -> bool:
        return all(one.low <= world[one.cells].sum() <= one.high for one in self.sums)

    def matrix(self) -> csr_matrix:
        row = np.repeat(np.arange(len(self.sums)), [len(one.cells) for one in self.sums])
        column = np.concatenate([one.cells for one in self.sums]) if self.sums else np.array([], dtype=np.int64)
        return csr_matrix((np.ones(len(row)), (row, column)), shape=(len(self.sums), len(self.truth)))


def exactly(truth: Floats, masks: Sequence[np.ndarray]) -> tuple[Sum, ...]:
    """Sums over masks of the cells that are published as they are."""
    return tuple(Sum(np.flatnonzero(mask), float(truth[mask].sum()), float(truth[mask].sum())) for mask in masks)


def of_margins(table: Ints) -> Figures:
    """A table of several dimensions of which every margin of one dimension less is published, or known besides."""
    truth = table.ravel().astype(float)
    axes = np.indices(table.shape).reshape(table.ndim, -1)
    masks = []
    for kept in combinations(range(table.ndim), table.ndim - 1):
        key = np.ravel_multi_index([axes[d] for d in kept], [table.shape[d] for d in kept])
        masks += [key == number for number in range(int(key.max()) + 1)]
    return Figures(truth, exactly(truth, masks), float(truth.sum()))
