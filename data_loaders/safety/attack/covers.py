"""The strict rule over three views: a printed sum less two printed sums that cover nearly all of it.

29 of a locality in May; 10 by girls in May and 13 by boys under twelve in all the time: at least 29 − 10 − 13 = 6 are by boys of the
locality above twelve, though no two of the three tables say so. So wherever n(a) − n(d) − n(e) is above nobody, whoever is in a
and in neither d nor e must be k persons or more. It is tried on the true groups.

Sums are cells of a view, and what it has of a single dimension added up. Of a view that covers, one of its sums is taken, or all
that a touches but one. Only those come into question that are nearly all within a: what lies outside is lost to the one who
subtracts, and fewer than k persons have few records. Chains of four tables are not tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from data_loaders.safety.attack.pairs import Key, covered, numbered
from data_loaders.safety.floor import Bools, Ints, is_short
from data_loaders.safety.views.finder import Grid

if TYPE_CHECKING:
    from data_loaders.safety.views.dataset import Countable

NEAR = 1e-3  # sums of shares, in single precision
Question = tuple[tuple[Key, int], ...]


@dataclass(frozen=True)
class Covers:
    """Which three grids tell of a small group. What was asked once is remembered: choosing and auditing ask the same."""

    data: Countable
    known: dict[Question, tuple[str, ...]] = field(default_factory=dict)

    def telling(self, grids: dict[str, Grid], until: dict[str, int]) -> tuple[str, ...]:
        """The first views found that tell together, in the order of the views; none where nothing is told."""
        last = {name: until.get(name, self.data.calendar.last) for name in grids}
        question = tuple((grid.key, last[name]) for name, grid in grids.items())
        if question not in self.known:
            found = next(_told(self.data, _sums(self.data, grids, last)), ())
            self.known[question] = tuple(name for name in grids if name in found)
        return self.known[question]


@dataclass(frozen=True)
class Sums:
    """Every sum that can be read off: of which view and table it is, and the records in it. A record is once in a table."""

    view: tuple[str, ...]
    table: Ints
    holds: sparse.csr_array  # sum × record

    @property
    def n(self) -> Ints:
        return np.asarray(self.holds.sum(axis=1), dtype=np.int64)


def _sums(data: Countable, grids: dict[str, Grid], last: dict[str, int]) -> Sums:
    rows, columns, views, tables = [], [], list[str](), list[int]()
    seen = set[tuple[Key, int]]()
    for name, grid in grids.items():
        for added in (grid, *(Grid({d: step}, grid.unit) for d, step in grid.cut.items() if len(grid.cut) > 1)):
            if (added.key, last[name]) in seen:
                continue
            seen.add((added.key, last[name]))
            is_in = covered(data, added.unit, (0, last[name]))
            inside = np.flatnonzero(is_in)
            if not len(inside):
                continue
            found, cell = np.unique(numbered(data, added, is_in), return_inverse=True)
            rows.append(cell + len(views))
            columns.append(inside)
            tables += [len(seen)] * len(found)
            views += [name] * len(found)
    at = (np.concatenate(rows), np.concatenate(columns)) if rows else (np.zeros(0, int), np.zeros(0, int))
    holds = sparse.csr_array((np.ones(len(at[0]), dtype=np.int64), at), shape=(len(views), len(data.records)))
    return Sums(tuple(views), np.array(tables, dtype=np.int64), holds)


def _told(data: Countable, sums: Sums) -> Iterator[set[str]]:
    """Views that tell of fewer than k persons together."""
    n, overlaps, person = sums.n, sparse.csr_array(sums.holds @ sums.holds.T), data.records.person
    of_sum = np.repeat(np.arange(len(n)), np.diff(sums.holds.indptr))
    labels = np.full((len(person), int(sums.table.max(initial=0)) + 1), -1, dtype=np.int64)
    labels[sums.holds.indices, sums.table[of_sum]] = of_sum
    for a in range(len(n)):
        own = sums.holds.indices[sums.holds.indptr[a] : sums.holds.indptr[a + 1]]
        who = np.unique(person[own], return_inverse=True)[1]
        few = int(
            np.sort(np.bincount(who))[-(data.k - 1) :].sum()
        )  # the most records that fewer than k persons have in it
        touched = slice(overlaps.indptr[a], overlaps.indptr[a + 1])
        cells = np.asarray(overlaps.indices[touched], dtype=np.int64)
        covers = _covers(sums, n, cells, overlaps.data[touched], whole=int(n[a]), few=few)
        if len(covers.n) < 2:
            continue
        inside = covers.inside(labels[own][:, covers.table].T)
        for one, two in _pairs(covers, inside, who, whole=int(n[a]), k=data.k):
            if is_short(len(np.unique(who[~(inside[one] | inside[two])])), data.k):
                yield {sums.view[a], *(sums.view[covers.cell[at]] for at in (one, two))}


@dataclass(frozen=True)
class Sets:
    """Sums of a table, or all that a touches of it but one: records, and how many of them are a's."""

    table: Ints
    cell: Ints
    is_rest: Bools
    n: Ints
    own: Ints

    def inside(self, label: Ints) -> Bools:
        """Which records of a are in each; `label` is the sum of its table in which each record is."""
        is_cell = label == self.cell[:, None]
        return np.asarray(np.where(self.is_rest[:, None], (label >= 0) & ~is_cell, is_cell))

    def of(self, chosen: Bools) -> Sets:
        return Sets(self.table[chosen], self.cell[chosen], self.is_rest[chosen], self.n[chosen], self.own[chosen])


def _covers(sums: Sums, n: Ints, cells: Ints, both: Ints, *, whole: int, few: int) -> Sets:
    """What is nearly all within a: as much as fewer than k persons can have may lie outside, and no more."""
    table = sums.table[cells]
    number, total, inside = (np.bincount(table, weights=w)[table].astype(np.int64) for w in (None, n[cells], both))
    one = Sets(table, cells, np.zeros(len(cells), dtype=bool), n[cells], both)
    rest = Sets(table, cells, np.ones(len(cells), dtype=bool), total - n[cells], inside - both)
    parts = [
        part.of((number >= least) & (part.n - part.own < few) & (part.n < whole))
        for part, least in ((one, 2), (rest, 3))
    ]
    every = Sets(
        *(np.concatenate([getattr(part, what) for part in parts]) for what in ("table", "cell", "is_rest", "n", "own"))
    )
    if not len(every.n):
        return every
    return every.of((every.own + every.own.max() >= whole - few) & (every.n + every.n.min() < whole))


def _pairs(covers: Sets, inside: Bools, who: Ints, *, whole: int, k: int) -> Iterator[tuple[int, int]]:
    """Of two tables, with more left than nobody by what is printed, where those left may be fewer than k.

    A record weighs one by the records of its person: what weighs more than k − 1 is of k persons or more.
    """
    weight = (1.0 / np.bincount(who)[who]).astype(np.float32)
    small = np.flatnonzero(2 * covers.n < whole)  # of two that are less than a together, one is less than half of it
    of_each = inside @ weight
    both = (inside[small] * weight) @ inside.T.astype(np.float32)
    left = weight.sum() - of_each[small, None] - of_each + both
    is_few = (
        (covers.n[small, None] + covers.n < whole)
        & is_short(left + 1 - NEAR, k)
        & (covers.table[small, None] != covers.table)
    )
    yield from ((int(small[one]), int(two)) for one, two in np.argwhere(is_few))
