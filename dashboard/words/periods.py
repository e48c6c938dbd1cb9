"""Periods and units of time in words."""

from __future__ import annotations

import pandas as pd

UNIT_WORDS = {
    "month": "month",
    "quarter": "quarter",
    "half_year": "half-year",
    "year": "year",
    "all": "the whole period",
}
YEAR_TITLES = {
    "council": "Council year (April–March)",
    "calendar": "Calendar year",
    "committee": "Committee year (August–July)",
    "school": "School year (August–July; schools close in July)",
}


def period_label(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if start.to_period("M") == end.to_period("M"):
        return f"{start:%B %Y}"
    if start.year == end.year:
        return f"{start:%b}–{end:%b %Y}"
    return f"{start:%b %Y}–{end:%b %Y}"
