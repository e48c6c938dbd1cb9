"""Totals of whole years."""

from __future__ import annotations

import pandas as pd

YEAR_STARTS = {"council": 4, "calendar": 1, "committee": 8, "school": 8}
DAYS = 360  # a year of whole periods covers at least this many days


def year_totals(frame: pd.DataFrame, year_type: str) -> pd.DataFrame:
    """Sum n over periods that begin in the same year of a type; years that are not covered whole are left out.

    `frame`: period_start, period_end, area, group, n of one view. A period belongs to the year in which it begins, so a
    quarter that straddles the year's first month moves the year outward by at most that quarter.
    """
    starts = YEAR_STARTS[year_type]
    begin = frame["period_start"]
    first = begin.dt.year - (begin.dt.month < starts).astype(int)
    years = frame.assign(first=first, days=(frame["period_end"] - begin).dt.days + 1)
    totals = years.groupby(["first", "area", "group"], as_index=False, sort=True).agg(
        start=("period_start", "min"), end=("period_end", "max"), days=("days", "sum"), n=("n", "sum")
    )
    totals = totals[totals["days"] >= DAYS]
    shown = ["start", "end"] + [c for c in ("area", "group") if (totals[c] != "").any()] + ["n"]
    return totals[shown].reset_index(drop=True)


def up_to_whole_year(monthly: pd.Series, year_type: str) -> pd.Series:
    """The months up to the end of the last whole year of a type: what this year against last is told from.

    monthly: indexed by the first day of each month, without gaps.
    """
    last_month = (YEAR_STARTS[year_type] - 2) % 12 + 1
    ends = [n for n, month in enumerate(pd.DatetimeIndex(monthly.index).month, start=1) if month == last_month]
    return monthly.iloc[: ends[-1]] if ends else monthly.iloc[:0]
