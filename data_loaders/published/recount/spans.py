"""Periods as days: which months, quarters, half-years and years lie whole inside a time, when years begin in a given month."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
LARGEST_FIRST = ("year", "half_year", "quarter", "month")
Span = tuple[pd.Timestamp, pd.Timestamp]


def months_in(day: pd.Timestamp, unit: str, year_starts: int) -> Span:
    """First and last day of the period that holds a day."""
    length = MONTHS[unit]
    start = pd.Timestamp(day.year, day.month, 1) - pd.DateOffset(months=(day.month - year_starts) % length)
    return start, start + pd.DateOffset(months=length) - pd.Timedelta(days=1)


def periods_between(first: pd.Timestamp, last: pd.Timestamp, unit: str, year_starts: int) -> Iterator[Span]:
    """The whole periods of a unit inside a time, in order; "all" is all of it at once."""
    if unit == "all":
        yield first, last
        return
    start, end = months_in(first, unit, year_starts)
    while end <= last:
        if start >= first:
            yield start, end
        start, end = months_in(end + pd.Timedelta(days=1), unit, year_starts)


def whole_years(first: pd.Timestamp, last: pd.Timestamp, year_starts: int) -> Span | None:
    """The longest run of whole years inside a time, or of the largest periods that lie whole in it."""
    for unit in LARGEST_FIRST:
        if found := list(periods_between(first, last, unit, year_starts)):
            return found[0][0], found[-1][1]
    return None
