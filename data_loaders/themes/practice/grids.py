"""Full grids of yes and no: every period × band, with records that are marked and records that are not, each cell safe.

A cell is safe when at least k different voices are behind it and none of them makes most of it. An empty cell is not safe.
So the difference of any two sums of one grid is nothing, or at least k voices: a sum is a union of cells that share nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.safety.calendar import MONTHS_IN, Calendar

ALL = "all"


@dataclass(frozen=True)
class Floor:
    k: int
    dominance: float


@dataclass(frozen=True)
class Span:
    """A unit of time and the months that are shown by it, first to last inclusive."""

    unit: str
    first: int
    last: int

    def periods(self, year_starts: int) -> list[tuple[int, int]]:
        return Calendar(self.first, self.last, year_starts).periods(self.unit)


def is_finer(one: str, other: str) -> bool:
    order = [*MONTHS_IN, ALL]
    return order.index(one) < order.index(other)


def safe_periods(
    frame: pd.DataFrame,
    marked: np.ndarray,
    groups: pd.Series,
    *,
    periods: Sequence[tuple[int, int]],
    floor: Floor,
    halves: tuple[bool, ...],
) -> list[bool]:
    """For each period whether all its cells are safe: every group × each of `halves` (marked, not marked)."""
    month, voice = frame["month"].to_numpy(), frame["voice"].to_numpy()
    names, group = np.unique(groups.to_numpy(dtype=object).astype(str), return_inverse=True)
    wanted, width = len(names) * len(halves), int(voice.max()) + 1
    meant = np.isin(marked, halves)
    found = []
    for first, last in periods:
        inside = (month >= first) & (month <= last) & meant
        cell = group[inside] * 2 + marked[inside]
        each, times = np.unique(cell * width + voice[inside], return_counts=True)
        cells, starts = np.unique(each // width, return_index=True)
        if len(cells) != wanted:
            found.append(False)
            continue
        voices, sizes = np.diff([*starts, len(each)]), np.add.reduceat(times, starts)
        largest = np.maximum.reduceat(times, starts)
        found.append(bool(((voices >= floor.k) & (largest <= floor.dominance * sizes)).all()))
    return found


def longest_tail(is_safe: Sequence[bool]) -> int:
    """Position of the first period from which all are safe; the length of the list if the last one is not."""
    start = len(is_safe)
    while start and is_safe[start - 1]:
        start -= 1
    return start


def settle(
    frame: pd.DataFrame, marked: np.ndarray, *, calendar: Calendar, units: Sequence[str], floor: Floor
) -> list[Span]:
    """Spans in which marked and unmarked are both safe in every period up to the last, the one with most periods first."""
    groups, spans = pd.Series("", index=frame.index), []
    for unit in (*units, ALL):
        periods = calendar.periods(unit)
        start = longest_tail(safe_periods(frame, marked, groups, periods=periods, floor=floor, halves=(True, False)))
        if start < len(periods):
            spans.append((len(periods) - start, Span(unit, periods[start][0], periods[-1][1])))
    return [span for _, span in sorted(spans, key=lambda s: -s[0])]


def counted(
    frame: pd.DataFrame, marked: np.ndarray, groups: pd.Series, *, span: Span, year_starts: int
) -> pd.DataFrame:
    """The grid: group, unit, first, last, n (marked) and base (all of the group)."""
    month = frame["month"].to_numpy()
    names, group = np.unique(groups.to_numpy(dtype=object).astype(str), return_inverse=True)
    rows = []
    for first, last in span.periods(year_starts):
        inside = (month >= first) & (month <= last)
        base = np.bincount(group[inside], minlength=len(names))
        n = np.bincount(group[inside & marked], minlength=len(names))
        rows += [(str(g), span.unit, first, last, int(n[i]), int(base[i])) for i, g in enumerate(names)]
    return pd.DataFrame(rows, columns=["group", "unit", "first", "last", "n", "base"])
