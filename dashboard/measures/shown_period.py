"""The years that a reader can look at, and which periods of a view belong to one."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.complete_years import YEAR_STARTS

WHOLE_TIME = "whole"


def years_in(first: pd.Timestamp, last: pd.Timestamp, year_type: str) -> dict[str, str]:
    """The years of a type that touch the time from `first` to `last`: first month (2024-04) → words, newest first."""
    starts = YEAR_STARTS[year_type]
    began = first.year - (first.month < starts)
    years = [
        pd.Timestamp(year, starts, 1) for year in range(began, last.year + 1) if pd.Timestamp(year, starts, 1) <= last
    ]
    return {f"{y:%Y-%m}": f"{y:%B %Y} to {y + pd.DateOffset(months=11):%B %Y}" for y in reversed(years)}


def in_year(frame: pd.DataFrame, year: str) -> np.ndarray:
    """True for each row whose period touches the year that begins in the month `year`: dates snap outward to whole periods.

    `frame`: period_start, period_end. Nothing is recounted, so what a choice shows is always whole published figures.
    Everything is true for WHOLE_TIME.
    """
    if year == WHOLE_TIME:
        return np.ones(len(frame), dtype=bool)
    begin = pd.Timestamp(f"{year}-01")
    inside = (frame["period_start"] < begin + pd.DateOffset(years=1)) & (frame["period_end"] >= begin)
    return np.asarray(inside, dtype=bool)


def last_months(frame: pd.DataFrame, months: int) -> np.ndarray:
    """True for each row whose period touches the last `months` of the frame; 0 is the whole time.

    `frame`: period_start, period_end. Whole published periods, as with years: nothing is recounted.
    """
    if not months or frame.empty:
        return np.ones(len(frame), dtype=bool)
    begin = frame["period_end"].max() + pd.Timedelta(days=1) - pd.DateOffset(months=months)
    return np.asarray(frame["period_end"] >= begin, dtype=bool)
