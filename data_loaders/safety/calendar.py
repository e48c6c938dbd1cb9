"""Time as one nested hierarchy: month → quarter → half-year → year → all.

A month is an integer, `12 × year + month − 1`. A unit's periods are the whole ones inside what is covered: a quarter that
has not ended is not published, so that nothing published ever changes because time went on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data_loaders.release import TIME_UNITS, TimeUnit

MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True)
class Calendar:
    """The months covered, first to last inclusive, and the month with which a year begins."""

    first: int
    last: int
    year_starts: int

    def start_of(self, month: int, unit: str) -> int:
        """First month of the unit's period that holds `month`."""
        if unit == "all":
            return self.periods("all")[0][0]
        offset = (month - (self.year_starts - 1)) % MONTHS_IN[unit]
        return month - offset

    def periods(self, unit: str) -> list[tuple[int, int]]:
        """(first month, last month) of each whole period that is covered, in order.

        "all" is made of whole years, or of the largest units that are there: a month at its edge that finer units leave out
        could be worked out by taking these from it.
        """
        if unit == "all":
            parts = next((p for u in ("year", "half_year", "quarter", "month") if (p := self.periods(u))), [])
            return [(parts[0][0], parts[-1][1])] if parts else []
        length = MONTHS_IN[unit]
        start = self.start_of(self.first + length - 1, unit)
        return [(s, s + length - 1) for s in range(start, self.last - length + 2, length)]

    def index(self, month: NDArray[np.int64], unit: str) -> NDArray[np.int64]:
        """Position of each month's period among `periods(unit)`, −1 where that period is not whole."""
        of_month = _of_month(self, unit)
        inside = (month >= self.first) & (month <= self.last)
        return np.where(inside, of_month[np.clip(month - self.first, 0, len(of_month) - 1)], -1)


@cache
def _of_month(calendar: Calendar, unit: str) -> NDArray[np.int64]:
    """Position of the period of each month covered, −1 where that is not whole; asked for every grid that is tried."""
    found = np.full(calendar.last - calendar.first + 1, -1, dtype=np.int64)
    for position, (start, end) in enumerate(calendar.periods(unit)):
        found[start - calendar.first : end - calendar.first + 1] = position
    return found


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def month_start(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def month_end(month: int) -> date:
    return date.fromordinal(month_start(month + 1).toordinal() - 1)


def whole_months(start: date, end: date) -> tuple[int, int]:
    """The whole months between two dates; a part of a month at either end is left for a later release."""
    first = month_number(start) + (start.day > 1)
    last = month_number(end) - (end != month_end(month_number(end)))
    return first, last


def coarser(unit: TimeUnit) -> tuple[str, ...]:
    """The unit itself and all that are coarser."""
    return TIME_UNITS[TIME_UNITS.index(unit) :]
