"""Whether two views that add up to the same cells must meet in a few of their records: the arithmetic of the strict rule (pairs).

In each common cell s: n(a) + n(b) − n(s) records are in both at least, and so a and b together must be k persons or nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data_loaders.safety.floor import Bools, Ints, distinct

MANY = 10**9  # persons: k and more, however many
AT_ONCE = 20_000  # records, or cells, of pairs asked side by side: more of them no longer fit into a processor's cache


@dataclass(frozen=True)
class Common:
    """The records of the cells that two views both add up to: in which cell each is, and the most that few can have there."""

    s: Ints
    person: Ints
    most: Ints
    k: int

    def telling(self, pairs: Sequence[tuple[Ints, Ints]]) -> Iterator[tuple[int, bool]]:
        """Of pairs of views, numbered within: which of them, and whether fewer than k persons are shown to be in a cell of both.

        Pairs of like size are asked side by side: each asks little of many small tables, and the asking is what takes time.
        """
        sizes = [(int(a.max()) + 1, int(b.max()) + 1) for a, b in pairs]
        start, ordered = 0, sorted(range(len(pairs)), key=sizes.__getitem__)
        for end in range(1, len(ordered) + 1):
            if end == len(ordered) or not self._fit([sizes[at] for at in ordered[start : end + 1]]):
                some, start = ordered[start:end], end
                yield from zip(some, self._side_by_side([pairs[at] for at in some]).tolist(), strict=True)

    def _fit(self, sizes: Sequence[tuple[int, int]]) -> bool:
        a, b = (max(side) for side in zip(*sizes, strict=True))
        return bool(len(sizes) * max(len(self.s), len(self.most) * a * b) <= AT_ONCE)

    def _side_by_side(self, pairs: Sequence[tuple[Ints, Ints]]) -> Bools:
        cells, times = len(self.most), len(pairs)
        a, b = (np.concatenate(side) for side in zip(*pairs, strict=True))
        s, most = (np.arange(times)[:, None] * cells + self.s).ravel(), np.tile(self.most, times)
        open_cells = np.flatnonzero(_doubtful(_counts(s, a, b, len(most)), most, self.k))
        if not len(open_cells):
            return np.zeros(times, dtype=bool)
        number = np.full(len(most), -1, dtype=np.int64)
        number[open_cells] = np.arange(len(open_cells))
        at = np.flatnonzero(number[s] >= 0)
        person = self.person[at % len(self.s)]
        table = _Table.of(number[s[at]], a[at], b[at], person, most=most[open_cells])
        is_telling = table.telling(self.k) | table.turned().telling(self.k)
        return np.bincount(open_cells[is_telling] // cells, minlength=times) > 0


@dataclass(frozen=True)
class _Table:
    """Two views inside their common cells: common cell × cells of a × cells of b, each numbered within its common cell.

    Persons are told apart only where there are so few records that they may be fewer than k; elsewhere they are `MANY`.
    """

    n_s: Ints  # s
    n_a: Ints  # s × a
    n_b: Ints  # s × b
    persons: Ints  # s × a × b: different persons in both
    outside_a: Ints  # s × a × b: different persons of b who have a record outside a
    outside_b: Ints  # s × a × b: different persons of a who have a record outside b

    @staticmethod
    def of(s: Ints, a: Ints, b: Ints, person: Ints, *, most: Ints) -> _Table:
        records = _counts(s, a, b, len(most))
        least = most[:, None, None]
        is_open = records <= least
        place = np.ravel_multi_index((s, a, b), records.shape)
        beside_a, beside_b = (records.sum(axis=axis, keepdims=True) - records for axis in (1, 2))
        is_beside_a, is_beside_b = ((beside > 0) & (beside <= least) for beside in (beside_a, beside_b))
        homes = is_beside_a.any(axis=1, keepdims=True), is_beside_b.any(axis=2, keepdims=True)
        cell, who = _told_apart(place, person, is_open | homes[0] | homes[1])
        persons = np.bincount(cell, minlength=records.size).reshape(records.shape)
        elsewhere = (_elsewhere(cell, who, records.shape, home) for home in homes)
        outside_a, outside_b = (
            np.where(is_beside, found, np.where(beside > 0, MANY, 0))
            for found, is_beside, beside in zip(
                elsewhere, (is_beside_a, is_beside_b), (beside_a, beside_b), strict=True
            )
        )
        sums = records.sum(axis=(1, 2)), records.sum(axis=2), records.sum(axis=1)
        return _Table(*sums, np.where(is_open, persons, MANY), outside_a, outside_b)

    def turned(self) -> _Table:
        """The same with a and b in each other's place."""
        turned = (t.transpose(0, 2, 1) for t in (self.persons, self.outside_b, self.outside_a))
        return _Table(self.n_s, self.n_b, self.n_a, *turned)

    def telling(self, k: int) -> Bools:
        """Where some set of cells a, with b or with all but b, must hold records, and they are of fewer than k persons."""
        most = _most(np.concatenate([self.persons, self.outside_b], axis=2), self.n_a, k)
        in_b, not_b = np.split(most, 2, axis=1)
        in_b, not_b = self.n_b + in_b - self.n_s[:, None], not_b - self.n_b
        exists = self.n_b > 0
        return np.asarray((((in_b > 0) | (not_b > 0)) & exists).any(axis=1))


def _told_apart(place: Ints, person: Ints, chosen: Bools) -> tuple[Ints, Ints]:
    """Each person once in each of the chosen cells: the cells, and who is in them."""
    people, inside = int(person.max()) + 1, chosen.ravel()[place]
    cell, who = np.divmod(distinct(place[inside] * people + person[inside]), people)
    return cell, who


def _elsewhere(cell: Ints, who: Ints, shape: tuple[int, ...], homes: Bools) -> Ints:
    """For each cell, the persons of its home (the cells beside it along an axis) who are in another cell of that home.

    `homes`: those that it is asked of, with one cell along that axis.
    """
    home = np.broadcast_to(np.arange(homes.size).reshape(homes.shape), shape).ravel()[cell]
    is_in = homes.ravel()[home]
    home, who, cell = home[is_in], who[is_in], cell[is_in]
    size, people = int(np.prod(shape)), int(who.max(initial=0)) + 1
    order = np.argsort(home * people + who)
    met, cell = (home * people + who)[order], cell[order]
    is_first, is_last = np.ones(len(met), dtype=bool), np.ones(len(met), dtype=bool)
    is_first[1:] = is_last[:-1] = met[1:] != met[:-1]
    of_home = np.bincount(met[is_first] // people, minlength=homes.size).reshape(homes.shape)
    in_one_cell = np.bincount(cell[is_first & is_last], minlength=size).reshape(shape)
    return np.asarray(of_home - in_one_cell, dtype=np.int64)


def records_of_few(s: Ints, person: Ints, k: int) -> Ints:
    """Of each common cell, the most records that fewer than k persons can have in it: where there are more, there are k.

    That is what the k - 1 with most have together: everybody who is not named counts as one person, who has many.
    """
    people = int(person.max()) + 1
    ordered = np.sort(s * people + person)
    start = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    records, home = np.diff(np.append(start, len(ordered))), ordered[start] // people
    by_size = np.lexsort((-records, home))
    records, home = records[by_size], home[by_size]
    rank = np.arange(len(home)) - np.searchsorted(home, home, side="left")
    return np.bincount(home, weights=np.where(rank < k - 1, records, 0), minlength=int(s.max()) + 1).astype(np.int64)


def _counts(s: Ints, a: Ints, b: Ints, cells: int) -> Ints:
    """Records of common cell × cells of a × cells of b, each numbered within its common cell."""
    of_a, of_b = int(a.max()) + 1, int(b.max()) + 1
    counts: Ints = np.bincount((s * of_a + a) * of_b + b, minlength=cells * of_a * of_b)
    return counts.reshape(cells, of_a, of_b)


def _doubtful(both: Ints, most: Ints, k: int) -> Bools:
    """Of each common cell, whether counts of records leave it open that some set of cells tells of fewer than k persons.

    Most common cells of a large delivery are settled so, and persons have to be told apart in the others alone.
    """
    n_s, found = both.sum(axis=(1, 2))[:, None], np.zeros(len(both), dtype=bool)
    for table in (both, both.transpose(0, 2, 1)):
        n_a, n_b = table.sum(axis=2, keepdims=True), table.sum(axis=1)
        in_b = n_b + _reach(table, n_a, most, k) - n_s
        not_b = _reach(n_a - table, n_a, most, k) - n_b
        found |= (((in_b > 0) | (not_b > 0)) & (n_b > 0)).any(axis=1)
    return found


def _reach(records: Ints, n_a: Ints, most: Ints, k: int) -> Ints:
    """For each s and b: no set of cells a has more records than this while fewer than k persons of theirs are in question.

    `records`: those of the persons in question. Cells without any come for nothing; of the others k - 1 at the most can be
    had, since there is a person in each, and none with more records than k - 1 persons have.
    """
    free = np.where(records == 0, n_a, 0).sum(axis=1)
    priced = np.where((records > 0) & (records <= most[:, None, None]), n_a, 0)
    if priced.shape[1] >= k:
        priced = np.partition(priced, priced.shape[1] - k + 1, axis=1)[:, 1 - k :]
    return np.asarray(free + priced.sum(axis=1), dtype=np.int64)


def within(s: Ints, cell: Ints) -> Ints:
    """Number each cell within its common cell, in a fixed order. A cell lies in one common cell."""
    home = np.full(int(cell.max()) + 1, -1, dtype=np.int64)
    home[cell] = s
    there = np.flatnonzero(home >= 0)
    order = there[np.argsort(home[there], kind="stable")]
    at = np.empty(len(home), dtype=np.int64)
    at[order] = np.arange(len(order)) - np.searchsorted(home[order], home[order], side="left")
    return np.asarray(at[cell], dtype=np.int64)


def _most(persons: Ints, n_a: Ints, k: int) -> Ints:
    """For each s and b: the most records that cells a can have together while fewer than k persons of theirs are in question."""
    records = np.broadcast_to(n_a[:, None, :], (len(n_a), persons.shape[2], n_a.shape[1]))
    persons = np.ascontiguousarray(persons.transpose(0, 2, 1))  # cells a side by side: they are sorted and added up
    best = np.zeros((k, *persons.shape[:2]), dtype=np.int64)  # by the number of persons that may be spent
    for price in range(1, k):
        dearest = (k - 1) // price  # so many cells of this price can be had at the most
        is_priced = persons == price
        if not is_priced.any():
            continue
        largest = _largest(np.where(is_priced, records, 0), dearest)
        before = best.copy()
        for spent in range(price, k):
            for cells in range(1, min(spent // price, largest.shape[2]) + 1):
                np.maximum(best[spent], before[spent - cells * price] + largest[:, :, cells - 1], out=best[spent])
    return np.asarray(np.where(persons == 0, records, 0).sum(axis=2) + best[k - 1], dtype=np.int64)


def _largest(records: Ints, at_most: int) -> Ints:
    """Along the last axis: the largest number, the two largest together, and so on."""
    if at_most == 1:
        return np.asarray(records.max(axis=2, keepdims=True), dtype=np.int64)
    return np.asarray(np.sort(records, axis=2)[:, :, : -at_most - 1 : -1].cumsum(axis=2), dtype=np.int64)
