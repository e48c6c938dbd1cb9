"""Time as an axis: by which unit, and from when on, every period of a grid is safe.

A unit of time is one step, as a banding is; but a series may begin late. It ends with the last whole period there is: a
figure that stopped before the end would tell of the period that stopped it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data_loaders.safety.calendar import MONTHS_IN, Calendar
from data_loaders.safety.floor import Bools, Floor, Ints, tally

ALL = "all"


@dataclass(frozen=True)
class Span:
    """A unit of time and the months that are shown by it, first to last inclusive."""

    unit: str
    first: int
    last: int

    def periods(self, year_starts: int) -> list[tuple[int, int]]:
        return Calendar(self.first, self.last, year_starts).periods(self.unit)


@dataclass(frozen=True)
class Dated:
    """Records with the month of each and the person behind it; `cell`: where each stands in every period (−1: nowhere)."""

    person: Ints
    month: Ints
    cell: Ints
    cells: int

    def safe_periods(self, periods: Sequence[tuple[int, int]], floor: Floor) -> list[bool]:
        """For each period whether all its cells are safe."""
        if not periods or not self.cells:
            return [False] * len(periods)
        period = np.full(len(self.month), -1, dtype=np.int64)
        for number, (first, last) in enumerate(periods):
            period[(self.month >= first) & (self.month <= last)] = number
        inside = (period >= 0) & (self.cell >= 0)
        place, people = np.where(inside, period * self.cells + self.cell, -1), int(self.person.max(initial=-1)) + 1
        found = tally(place, self.person, cells=len(periods) * self.cells, people=people)
        fails = floor.fails(found).reshape(len(periods), self.cells)
        return [not failed.any() for failed in fails]


def is_finer(one: str, other: str) -> bool:
    order = [*MONTHS_IN, ALL]
    return order.index(one) < order.index(other)


def longest_tail(is_safe: Sequence[bool]) -> int:
    """Position of the first period from which all are safe; the length of the list if the last one is not."""
    start = len(is_safe)
    while start and is_safe[start - 1]:
        start -= 1
    return start


def spans_of(records: Dated, calendar: Calendar, units: Sequence[str], floor: Floor) -> list[Span]:
    """Spans of which every period up to the last is safe, the one with most periods first."""
    found = []
    for unit in (*units, ALL):
        periods = calendar.periods(unit)
        start = longest_tail(records.safe_periods(periods, floor))
        if start < len(periods):
            found.append((len(periods) - start, Span(unit, periods[start][0], periods[-1][1])))
    return [span for _, span in sorted(found, key=lambda s: -s[0])]


def cells_of(group: Ints, groups: int, marked: Bools, halves: Sequence[bool]) -> tuple[Ints, int]:
    """The cell of each record among groups × halves (marked, not marked), and how many cells that are."""
    position = {half: number for number, half in enumerate(halves)}
    half = np.where(marked, position.get(True, -1), position.get(False, -1))
    return np.where((half >= 0) & (group >= 0), group * len(halves) + half, -1), groups * len(halves)
