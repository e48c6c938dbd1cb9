"""Periods as publishers write them: '2021/22 financial year', '4-year aggregate (2014 - 2017)'."""

from __future__ import annotations

import re

import pandas as pd

FIRST_MONTH = {"financial": 4, "school": 8, "academic": 8, "calendar": 1, "survey": 1}
YEARS = re.compile(r"(\d{4})(?:/(\d{2}))?")


def period_of(words: str) -> tuple[pd.Timestamp, pd.Timestamp, str] | None:
    """First day, last day and kind of year; None where the words name no year."""
    found = YEARS.findall(words)
    if not found:
        return None
    kind = next((k for k in FIRST_MONTH if k in words.lower()), "calendar")
    month = FIRST_MONTH[kind] if found[0][1] or kind not in ("financial", "school", "academic") else 1
    first, last = int(found[0][0]), int(found[-1][0])
    start = pd.Timestamp(first, month, 1)
    end = pd.Timestamp(last + 1, month, 1) - pd.Timedelta(days=1)
    return start, end, f"{kind} year"


def fill_periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Fill what the words say where the dates are blank; dates that were delivered stay."""
    parsed = frame["period"].map(period_of)
    for position, column in enumerate(("period_start", "period_end")):
        said = pd.to_datetime(parsed.map(lambda p, i=position: p[i] if p else pd.NaT)).astype("datetime64[us]")
        frame[column] = frame[column].where(frame[column].notna(), said)
    kinds = parsed.map(lambda p: p[2] if p else "").astype("str")
    frame["year_type"] = frame["year_type"].where(frame["year_type"] != "", kinds)
    return frame
