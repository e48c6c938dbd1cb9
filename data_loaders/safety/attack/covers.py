"""The strict rule over three views: a printed sum less two printed sums that cover nearly all of it.

29 of a locality in May; 10 by girls in May and 13 by boys under twelve in all the time: at least 29 − 10 − 13 = 6 are by boys of the
locality above twelve, though no two of the three tables say so. So wherever n(a) − n(d) − n(e) is above nobody, whoever is in a
and in neither d nor e must be k persons or more. It is tried on the true groups.

Sums are cells of a view, and what it has of a single dimension added up. Of a view that covers, one of its sums is taken, or all
that a touches but one, in all its time or in one of its periods. Only those come into question that are nearly all within a: what lies outside is lost to the one who
subtracts, and fewer than k persons have few records. Chains of four tables are not tried.

Where a view was paused, what a longer one gives back of it (`given_back`) is a printed sum too, and is asked alone and less one
other as well.

What it costs grows with the records once a table, and otherwise with the sums: the larger of d and e leaves few records of a
over, and only those are looked into.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Literal

import numpy as np

from data_loaders.safety.attack.given_back import NOWHERE, Labels, given_back
from data_loaders.safety.attack.meeting import records_of_few
from data_loaders.safety.attack.pairs import Key, Span, covered, numbered
from data_loaders.safety.floor import Bools, Ints, distinct, is_short
from data_loaders.safety.views.finder import Grid

if TYPE_CHECKING:
    from data_loaders.safety.views.dataset import Countable

Told = frozenset[str]
Printed = tuple[Key, Span]  # a table, and the months that it has figures for
SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
FIELDS = ("table", "cell", "first", "last", "n", "own")  # of Sets, which are chosen and joined
Asked = Printed | tuple[Printed, Printed]  # two: what the first gives back of the second, which was paused


@dataclass(frozen=True)
class Table:
    """Sums that divide records among themselves: in which of them each record is, and the records in their order."""

    cell: Labels  # record → sum
    ordered: Labels  # records, by sum
    starts: Ints  # sum → where its records begin in `ordered`, and one more for the end
    period: Ints  # sum → its period; sums are numbered period after period
    few: Ints  # sum → the most records that fewer than k persons have in it

    @staticmethod
    def of(data: Countable, grid: Grid, span: Span) -> Table:
        is_in = covered(data, grid.unit, span)
        cell = np.full(len(is_in), NOWHERE, dtype=np.int32)
        cell[is_in] = numbered(data, grid, is_in)
        return Table.by(cell, data.period(grid.unit), data)

    @staticmethod
    def by(label: Labels, period: Ints, data: Countable) -> Table:
        is_in = label != NOWHERE
        cell = np.full(len(is_in), NOWHERE, dtype=np.int32)
        cell[is_in] = np.unique(label[is_in], return_inverse=True)[1]
        sizes = np.bincount(cell[is_in])
        ordered = np.argsort(cell, kind="stable")[len(cell) - int(sizes.sum()) :]
        few = records_of_few(cell[is_in], data.records.person[is_in], data.k) if len(sizes) else sizes
        starts = np.append(0, np.cumsum(sizes))
        return Table(cell, ordered.astype(np.int32), starts, period[ordered[starts[:-1]]], few)

    @property
    def n(self) -> Ints:
        return np.diff(self.starts)

    def records(self, cell: int) -> Labels:
        return self.ordered[self.starts[cell] : self.starts[cell + 1]]


@dataclass(frozen=True)
class Covers:
    """Which three grids tell of a small group.

    What was asked is remembered, since choosing asks of nearly the same tables many times, and auditing asks once more: of each
    table, among which others it was seen to be safe. Only what is new is asked then.
    """

    data: Countable
    tables: dict[Asked, Table] = field(default_factory=dict)
    safe: dict[Asked, list[frozenset[Asked]]] = field(default_factory=dict)
    known: dict[frozenset[tuple[str, Asked]], tuple[str, ...]] = field(default_factory=dict)

    def telling(
        self, grids: dict[str, Grid], until: dict[str, int], since: dict[str, int] | None = None
    ) -> tuple[str, ...]:
        """The first views found that tell together, in the order of the views; none where nothing is told.

        `since`, `until`: the first and the last month of those that do not have figures for all the calendar's time.
        """
        begins, last = since or {}, self.data.calendar.last
        spans = {name: (begins.get(name, 0), until.get(name, last)) for name in grids}
        question = frozenset((name, (grid.key, spans[name])) for name, grid in grids.items())
        if question not in self.known:
            found = self._told(self._named(grids, spans))
            self.known[question] = tuple(name for name in grids if name in found)
        return self.known[question]

    def _named(self, grids: dict[str, Grid], spans: dict[str, Span]) -> dict[Asked, Told]:
        """Every table that can be read off, once, with the first view that has it, or the first two that give it back."""
        printed = dict[Printed, tuple[str, Grid]]()
        for name, grid in grids.items():
            for added in (grid, *(Grid({d: step}, grid.unit) for d, step in grid.cut.items() if len(grid.cut) > 1)):
                printed.setdefault((added.key, spans[name]), (name, added))
        named = dict[Asked, Told]()
        for asked, (name, grid) in printed.items():
            if asked not in self.tables:
                self.tables[asked] = Table.of(self.data, grid, asked[1])
            named[asked] = frozenset((name,))
        for longer, paused in product(printed, [one for one in printed if one[1][1] < self.data.calendar.last]):
            two, names = (longer, paused), frozenset((printed[longer][0], printed[paused][0]))
            if two not in self.tables and (label := self._given_back(printed, two)) is not None:
                self.tables[two] = Table.by(label, np.zeros(len(label), dtype=np.int64), self.data)
            if two in self.tables:
                named[two] = names
        return {asked: names for asked, names in named.items() if len(self.tables[asked].ordered)}

    def _given_back(self, printed: dict[Printed, tuple[str, Grid]], two: tuple[Printed, Printed]) -> Labels | None:
        longer, paused = ((printed[one][1], one[1]) for one in two)
        return given_back(self.data, longer, paused)

    def _told(self, named: dict[Asked, Told]) -> Told:
        every, names = frozenset(named), list(named.values())
        is_given = np.array([len(of) > 1 for of in named.values()], dtype=bool)
        side = Side.of([self.tables[asked] for asked in named], is_given)
        for at, asked in enumerate(named):
            old = max((clean & every for clean in self.safe.get(asked, [])), key=len, default=frozenset[Asked]())
            is_new = np.array([one not in old for one in named])
            if not is_new.any():
                continue
            for views in side.telling(at, is_new, self.data):
                return frozenset().union(*(names[view] for view in views))
            self.safe.setdefault(asked, []).append(every)
        return frozenset()


@dataclass(frozen=True)
class Side:
    """Tables side by side. Their sums are numbered through."""

    tables: list[Table]
    is_given: Bools  # table → whether it is given back
    table: Ints  # sum → its table
    period: Ints  # sum → its table and period, numbered through
    n: Ints  # sum → records
    labels: Labels  # record × table → sum

    @staticmethod
    def of(tables: list[Table], is_given: Bools) -> Side:
        sizes = [len(table.n) for table in tables]
        first = np.append(0, np.cumsum(sizes))[:-1]
        labels = np.empty((len(tables[0].cell) if tables else 0, len(tables)), dtype=np.int32)
        for at, table in enumerate(tables):
            labels[:, at] = np.where(table.cell == NOWHERE, NOWHERE, table.cell + first[at])
        n = np.concatenate([table.n for table in tables]) if tables else np.zeros(0, dtype=np.int64)
        of_table = np.repeat(np.arange(len(tables)), sizes)
        begins = [np.diff(table.period, prepend=-1) != 0 for table in tables]
        period = np.cumsum(np.concatenate(begins)) - 1 if tables else of_table
        return Side(tables, is_given, of_table, period, n, labels)

    def telling(self, at: int, is_new: Bools, data: Countable) -> Iterator[tuple[int, int, int]]:
        """Tables that tell of fewer than k persons of a sum of this one; at least one of them is new."""
        table, new = self.tables[at], np.flatnonzero(is_new | is_new[at])
        for cell, few in enumerate(table.few):
            own = table.records(cell)
            labels = self.labels[own]
            group = Group(labels, np.arange(labels.shape[1]), data.records.person[own], few, data.k)
            if self.is_given[at] and is_short(len(distinct(group.person)), data.k):
                yield at, at, at
            if len(new) < labels.shape[1] and not len(_nearly_within(self, group.among(new)).n):
                continue
            covers = _nearly_within(self, group)
            is_open = is_new[covers.table] | is_new[at]
            for one in _alone(covers, group, is_open & (self.is_given[covers.table] | self.is_given[at])):
                yield at, int(covers.table[one]), int(covers.table[one])
            for one, two in _pairs(covers, group, is_open):
                yield at, int(covers.table[one]), int(covers.table[two])


@dataclass(frozen=True)
class Group:
    """The records of a sum: in which sums of the other tables they are, and whose they are."""

    labels: Labels  # record × table → sum
    tables: Ints
    person: Ints
    few: int  # the most records that fewer than k persons have in it
    k: int

    @property
    def whole(self) -> int:
        return len(self.person)

    def among(self, tables: Ints) -> Group:
        return Group(self.labels[:, tables], self.tables[tables], self.person, self.few, self.k)


@dataclass(frozen=True)
class Sets:
    """Sums of a table, or all that a touches of it but one: records, and how many of them are a's.

    `first` and `last`: between which sums all are taken but `cell`; where that alone is taken, both are it.
    """

    table: Ints
    cell: Ints
    first: Ints
    last: Ints
    n: Ints
    own: Ints

    def inside(self, group: Group, records: Ints) -> Bools:
        """Which of these records of a group are in each."""
        label = group.labels[records, self.table[:, None]]
        is_rest = (self.first < self.last)[:, None]
        is_in = (label >= self.first[:, None]) & (label <= self.last[:, None])
        return np.asarray(is_in & ((label != self.cell[:, None]) | ~is_rest))

    def one_inside(self, at: int, group: Group) -> Bools:
        """The same for one of them."""
        label, first, last = group.labels[:, self.table[at]], self.first[at], self.last[at]
        is_in = (label >= first) & (label <= last)
        return np.asarray(is_in & (label != self.cell[at]) if first < last else is_in)

    def of(self, chosen: Bools | Ints) -> Sets:
        return Sets(*(getattr(self, what)[chosen] for what in FIELDS))


def _nearly_within(side: Side, group: Group) -> Sets:
    """What covers: as much as fewer than k persons can have may lie outside, and no more."""
    touched = np.bincount((group.labels + 1).ravel(), minlength=len(side.n) + 1)[1:]
    cells = np.flatnonzero(touched)
    both, n, table, period = touched[cells], side.n[cells], side.table[cells], side.period[cells]
    is_partly = np.zeros(
        len(side.tables), dtype=np.int64
    )  # what a table does not cover of a is no part of any sum of it
    is_partly[group.tables] = (group.labels == NOWHERE).any(axis=0)
    number = np.bincount(table)[table] + is_partly[table]
    of_period = np.bincount(period)[period]
    near = np.flatnonzero((n - both < group.few) & (n < group.whole) & (number >= 2))
    parts = [Sets(table[near], cells[near], cells[near], cells[near], n[near], both[near])]
    for home, least in ((table, number >= 3), (period, (of_period >= 3) & (of_period < number))):
        rest, own = (np.bincount(home, weights=w)[home].astype(np.int64) - w for w in (n, both))
        near = np.flatnonzero((rest - own < group.few) & (rest < group.whole) & least)
        if len(near):
            parts.append(Sets(table[near], cells[near], *_ends(cells, home, near), rest[near], own[near]))
    return (
        parts[0] if len(parts) == 1 else Sets(*(np.concatenate([getattr(p, what) for p in parts]) for what in FIELDS))
    )


def _ends(cells: Ints, home: Ints, near: Ints) -> tuple[Ints, Ints]:
    """The first and the last of the cells of the home of these; both are numbered in one order."""
    first, last = (np.searchsorted(home, home[near], side=side) for side in SIDES)
    return cells[first], cells[last - 1]


def _alone(covers: Sets, group: Group, asked: Bools) -> Iterator[int]:
    """Of one table that is given back, or beside which one is, with more left than nobody, where those left are fewer than k."""
    for one in np.flatnonzero(asked):
        left = group.person[~covers.one_inside(int(one), group)]
        if is_short(len(distinct(left)), group.k):
            yield int(one)


def _pairs(covers: Sets, group: Group, is_new: Bools) -> Iterator[tuple[int, int]]:
    """Of two tables, with more left than nobody by what is printed, where those left are fewer than k.

    The larger of the two has half of what both must cover. A record of the other takes one person away of those whom it leaves,
    or none; so persons are told apart only where the records of the other that lie there could bring them below k.
    """
    for larger in np.flatnonzero(2 * covers.own >= group.whole - group.few):
        others = (
            (covers.n < group.whole - covers.n[larger])
            & (covers.own >= group.whole - group.few - covers.own[larger])
            & (covers.table != covers.table[larger])
            & (is_new | is_new[larger])
        )
        if not others.any():
            continue
        left = np.flatnonzero(~covers.one_inside(int(larger), group))
        person = group.person[left]
        spare = len(distinct(person)) - group.k
        few = np.flatnonzero(others & (covers.own > spare))
        if not len(few):
            continue
        inside = covers.of(few).inside(group, left)
        doubtful = inside.sum(axis=1) > spare
        for other, is_in in zip(few[doubtful], inside[doubtful], strict=True):
            if is_short(len(distinct(person[~is_in])), group.k):
                yield int(larger), int(other)
