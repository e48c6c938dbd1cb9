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
YEAR_TYPES = {"council": 4, "calendar": 1, "committee": 8, "school": 8}
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


def drawn_sentence(period: str, unit: str) -> str:
    """What a choice of one year leaves in the picture; nothing where all is drawn."""
    if period == "whole":
        return ""
    begin = pd.Timestamp(f"{period}-01")
    return (
        f"Drawn are the {unit}s that touch {begin:%B %Y} to {begin + pd.DateOffset(months=11):%B %Y}; "
        "what is said is judged from all that is published."
    )


def year_label(first: int, starts: int) -> str:
    return str(first) if starts == 1 else f"{first}/{(first + 1) % 100:02d}"
