"""What series of one view tell laid beside each other: of nobody, or of k persons.

Each series is a table of its own: who named a theme and who did not, by period and band. Two of them meet in whatever both add up to.
Of eighteen reviews five that found one thing leave thirteen that did not, and eight that found another meet those in no one or in
three. Forty-two of a half-year, seventeen of its managers and twenty-six of one of its quarters leave one manager of that quarter. So a
series is added only if no two then tell of few (`safety.attack.meeting`): in all records of a period and band, and in each theme that
both lie in by what they mean (a theme in its root, a stance in its theme). Who comes first is settled by the codebook and by the kind of
split, never by how many records stand where; what tells later is shown coarser, or not.

Pairs of themes and what two coders found are tables of years, and are held against the series of finer time and against each other: ten
who named two themes, one of which six named in the first year, are four at least in the second. They come after all series. What is out
of them holds back a new series, but none that is out itself: its later periods are after them.

Two splits (agency, role) are not held against each other, nor three series; the Safety page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, product
from typing import TypeAlias

import numpy as np

from data_loaders.safety.attack.meeting import Common, records_of_few, within
from data_loaders.safety.calendar import MONTHS_IN, Calendar
from data_loaders.safety.floor import Bools, Ints
from data_loaders.safety.ladder import Band
from data_loaders.safety.spans import ALL, Span, is_finer
from data_loaders.themes.practice.records import Counted

Mark = tuple[str, str]  # a theme or context, and what was said of it: one kind, or several joined by "+"
Bands = tuple[frozenset[str], ...]
Key = tuple[str, str, str]  # split, code and kind
EVERYTHING: Mark = ("", "")
NO_BANDS: Bands = (frozenset({""}),)


@dataclass(frozen=True)
class Cut:
    """Which cells a series divides the records into: those that are marked and those that are not, by band and period."""

    what: Mark
    dimension: str  # "" where nobody is divided
    bands: Bands
    span: Span


@dataclass(frozen=True)
class Table:
    """A table that is no series, such as a pair of themes over common years: in which of its cells each record is."""

    name: Key
    cell: Ints = field(compare=False, repr=False)
    wholes: tuple[Mark, ...] = (EVERYTHING,)  # what all but one of its cells lie in, by what they mean


Shown: TypeAlias = Cut | Table


@dataclass(frozen=True)
class Sums:
    """The cells that two cuts both add up to."""

    whole: Mark
    dimension: str
    bands: Bands
    span: Span


@dataclass(frozen=True)
class Together:
    """All that is shown of one view by now."""

    data: Counted
    year_starts: int
    k: int
    roots: Mapping[str, str]
    out: dict[Key, tuple[Shown, ...]] = field(default_factory=dict)
    known: dict[frozenset[Shown], bool] = field(default_factory=dict)
    marks: dict[Mark, Bools] = field(default_factory=dict)
    commons: dict[Sums, tuple[Common, Ints] | None] = field(default_factory=dict)  # with the positions of its records
    cells: dict[tuple[Shown, Sums], Ints] = field(default_factory=dict)
    periods: dict[Span, Ints] = field(default_factory=dict)  # of each record
    groups: dict[tuple[str, Bands], Ints] = field(default_factory=dict)  # of each record

    def hold(self, key: Key, cuts: Sequence[Shown]) -> None:
        """What is out already, whatever it tells."""
        self.out[key] = tuple(cuts)

    def leave(self, key: Key) -> None:
        self.out.pop(key, None)

    def may_join(self, key: Key, cuts: Sequence[Shown]) -> bool:
        """Add these, in place of what was there of the same series, unless two then tell of few."""
        others = dict.fromkeys(chain.from_iterable(held for name, held in self.out.items() if name != key))
        if key in self.out:
            others = {other: None for other in others if isinstance(other, Cut)}
        if self.tell_of_few(chain(combinations(cuts, 2), product(cuts, others))):
            return False
        self.hold(key, cuts)
        return True

    def tell_of_few(self, twos: Iterable[tuple[Shown, Shown]]) -> bool:
        """Whether two cuts of some pair show that few are in a cell of both."""
        asked = {frozenset(two): two for two in twos if two[0] != two[1]}
        if not any(self.known.get(two, False) for two in asked):
            self._ask({key: two for key, two in asked.items() if key not in self.known})
        return any(self.known.get(two, False) for two in asked)

    def _ask(self, asked: Mapping[frozenset[Shown], tuple[Shown, Shown]]) -> None:
        """What adds up to the same is asked together."""
        self.known.update(dict.fromkeys(asked, False))
        by_sums: dict[Sums, list[frozenset[Shown]]] = {}
        for key, two in asked.items():
            for sums in self._common(*two):
                by_sums.setdefault(sums, []).append(key)
        for sums, keys in by_sums.items():
            if (found := self._records(sums)) is not None:
                pairs = [
                    (self._within(one, sums), self._within(other, sums)) for one, other in map(asked.__getitem__, keys)
                ]
                self.known.update((keys[at], True) for at, is_telling in found[0].telling(pairs) if is_telling)

    def _common(self, one: Shown, other: Shown) -> list[Sums]:
        wholes = [whole for whole in self._wholes(one) if whole in self._wholes(other)]
        if isinstance(one, Table) or isinstance(other, Table):
            return [Sums(whole, "", NO_BANDS, self.always) for whole in wholes] if len(self.data.frame) else []
        if one.dimension and other.dimension and one.dimension != other.dimension:
            return []
        span = _shared_span(one.span, other.span)
        coarse = min(one, other, key=lambda cut: len(cut.bands)) if one.dimension == other.dimension else None
        by = (coarse.dimension, coarse.bands) if coarse is not None else ("", NO_BANDS)
        return [Sums(whole, *by, span) for whole in wholes] if span is not None else []

    def _wholes(self, cut: Shown) -> Sequence[Mark]:
        return cut.wholes if isinstance(cut, Table) else self._lies_in(cut.what)

    def _lies_in(self, what: Mark) -> list[Mark]:
        """The marks that this one lies in by what they mean, itself and all records among them."""
        code, kind = what
        found = product(dict.fromkeys((code, self.roots.get(code, code))), dict.fromkeys((kind, "")))
        return [EVERYTHING, *(mark for mark in found if mark[0] and (mark[1] or mark in self.data.marks))]

    def _records(self, sums: Sums) -> tuple[Common, Ints] | None:
        if sums not in self.commons:
            period = self._period(sums.span)
            at = np.flatnonzero(period >= 0)
            cell = (period * (len(sums.bands) + 1) + self._group(sums)) * 2 + self._marked(sums.whole)
            person = self.data.frame["voice"].to_numpy()[at]
            s = np.unique(cell[at], return_inverse=True)[1]
            self.commons[sums] = (Common(s, person, records_of_few(s, person, self.k), self.k), at) if len(at) else None
        return self.commons[sums]

    def _within(self, cut: Shown, sums: Sums) -> Ints:
        found = self._records(sums)
        if (cut, sums) not in self.cells and found is not None:
            common, at = found
            cell = self._cell(cut)
            cells = np.unique(common.s * (int(cell.max()) + 1) + cell[at], return_inverse=True)[1]
            self.cells[cut, sums] = within(common.s, cells)
        return self.cells[cut, sums]

    def _cell(self, cut: Shown) -> Ints:
        if isinstance(cut, Table):
            return cut.cell
        # Months of the sum that the cut has no figure for stand in a cell of their own, as if it had.
        period = self._period(cut.span) + 1
        return (period * (len(cut.bands) + 1) + self._group(cut)) * 2 + self._marked(cut.what)

    @cached_property
    def always(self) -> Span:
        """The years that all records are of."""
        first, last = (int(month) for month in self.data.frame["month"].agg(["min", "max"]))
        years = Calendar(first, last, self.year_starts)
        return Span(ALL, years.start_of(first, "year"), years.start_of(last, "year") + MONTHS_IN["year"] - 1)

    def _period(self, span: Span) -> Ints:
        if span not in self.periods:
            month = self.data.frame["month"].to_numpy(dtype=np.int64)
            self.periods[span] = Calendar(span.first, span.last, self.year_starts).index(month, span.unit)
        return self.periods[span]

    def _group(self, of: Cut | Sums) -> Ints:
        """The band of each record, from one up; nought where it is in none."""
        if (key := (of.dimension, of.bands)) not in self.groups:
            self.groups[key] = self._banded(*key)
        return self.groups[key]

    def _banded(self, dimension: str, bands: Bands) -> Ints:
        if not dimension:
            return np.zeros(len(self.data.frame), dtype=np.int64)
        return self.data.leaves(dimension).places_in([Band("", "", leaves) for leaves in bands]) + 1

    def _marked(self, mark: Mark) -> Bools:
        if mark not in self.marks:
            self.marks[mark] = np.ones(len(self.data.frame), bool) if mark == EVERYTHING else self.data.marked(mark)
        return self.marks[mark]


def _shared_span(one: Span, other: Span) -> Span | None:
    """The time that both divide, by the coarser of their units: one figure of all the time is divided as a whole or not at all."""
    unit = other.unit if is_finer(one.unit, other.unit) else one.unit
    whole = [span for span in (one, other) if span.unit == ALL]
    if whole:
        return Span(ALL, min(span.first for span in whole), max(span.last for span in whole))
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Span(unit, first, last) if first <= last else None
