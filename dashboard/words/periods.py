"""Periods and units of time in words."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import in_words, number_of

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


def how_long(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """ "three years", or in months where they fill no whole years; both ends are within."""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    years, rest = divmod(months, 12)
    return (
        number_of(months, "month", "months")
        if rest or not years
        else f"{in_words(years)} {'year' if years == 1 else 'years'}"
    )


def period_label(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if start.to_period("M") == end.to_period("M"):
        return f"{start:%B %Y}"
    if start.year == end.year:
        return f"{start:%b}–{end:%b %Y}"
    return f"{start:%b %Y}–{end:%b %Y}"
