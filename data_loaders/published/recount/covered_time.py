"""The whole months of files that are counted by their own days, and the periods that lie whole in a time."""

from __future__ import annotations

import pandas as pd

from data_loaders.published.recount.evidence import Evidence
from data_loaders.published.recount.spans import Span, periods_between, whole_years

DAY = pd.Timedelta(days=1)


def covered(evidence: Evidence, table: str, days: list[pd.Timestamp]) -> Span:
    """The whole months that the files say they cover; where none says so, those of the rows."""
    files = evidence.table("coverage")
    own = files[files["table"] == table] if len(files) else files
    if own.empty or own["period_start"].isna().all() or own["period_end"].isna().all():
        return min(days).replace(day=1), max(days) + pd.offsets.MonthEnd(0)
    first = own["period_start"].min() + pd.offsets.MonthBegin(0)
    last = (own["period_end"].max() + DAY).replace(day=1) - DAY
    return first, last


def times(first: pd.Timestamp, last: pd.Timestamp, unit: str, year_starts: int) -> list[Span]:
    if unit == "all":
        return [time] if (time := whole_years(first, last, year_starts)) else []
    return list(periods_between(first, last, unit, year_starts))
