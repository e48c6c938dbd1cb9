"""How a change is told: uncertainty first, plain words, no cause."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.panel_changes import TwelveMonths
from dashboard.measures.trend import year_on_year
from dashboard.words.periods import period_label

TWO_YEARS = 24
MOST = 20  # a ratio above which an interval says nothing


def change_sentence(monthly: pd.Series, counts: str, year_title: str) -> str:
    """The last whole year against the one before, its type named. `monthly`: counts by month up to that year's end."""
    if len(monthly) < TWO_YEARS:
        return f"{year_title}: fewer than two whole years of {counts}, too few to compare."
    contrast = year_on_year(monthly)
    before, after = int(monthly.iloc[-24:-12].sum()), int(monthly.iloc[-12:].sum())
    numbers = f"{year_title} to {monthly.index[-1]:%B %Y}: {after:,} {counts}, {before:,} in the year before"
    span = f"between {percent(contrast.lower)} and {percent(contrast.upper)}"
    if contrast.lower <= 1 <= contrast.upper:
        return f"{numbers}: within the usual range (a change anywhere {span} would fit)."
    direction = "more" if contrast.value > 1 else "fewer"
    return f"{numbers}: {direction} than chance alone would explain (a change {span})."


def panels_sentence(rows: pd.DataFrame, span: TwelveMonths, counts: str, at: pd.Timestamp | None) -> str:
    """Which of several areas or groups changed by more than chance, in their fixed order; `rows` as `panel_changes`."""
    year = f"the twelve months from {span.after_start:%B %Y}" if at is not None else "the latest twelve months"
    moved = rows[rows["is_beyond_chance"]]
    if moved.empty:
        many = "the one" if len(rows) == 1 else f"none of the {len(rows)}"
        return f"In {many}, {counts} in {year} differ from the twelve before by more than chance would explain."
    told = [f"{_panel(r.area, r.group)} ({percent(r.ratio)})" for r in moved.itertuples()]
    rest = len(rows) - len(moved)
    others = {0: "", 1: " In the other one, chance would explain the difference."}
    return (
        f"{counts.capitalize()} in {year} against the twelve before: a change by more than chance in {'; '.join(told)}."
        f"{others.get(rest, f' In the other {rest}, chance would explain the difference.')}"
    )


def ratios_sentence(rows: pd.DataFrame) -> str:
    """The interval of each, in their fixed order."""
    told = [
        f"{_panel(r.area, r.group)} {percent(r.lower)} to {percent(r.upper)}"
        for r in rows.itertuples()
        if r.upper < MOST
    ]
    return f"Changes that would fit: {'; '.join(told)}." if told else ""


def short_sentence(frame: pd.DataFrame, counts: str) -> str:
    """A line with too few points to be judged: what it holds, and that it says no more. `frame`: one row a period."""
    span = period_label(frame["period_start"].min(), frame["period_end"].max())
    low, high = int(frame["n"].min()), int(frame["n"].max())
    told = f"{low:,}" if low == high else f"between {low:,} and {high:,}"
    many = "one figure" if len(frame) == 1 else f"{len(frame)} figures"
    return f"{told[:1].upper()}{told[1:]} {counts} in each period ({span}). That is {many}: too few to tell a change from chance."


def _panel(area: object, group: object) -> str:
    return ", ".join(str(part) for part in (area, group) if part)


def percent(ratio: float) -> str:
    """A ratio as a signed change: 1.4 → +40 %."""
    change = round((ratio - 1) * 100)
    return f"{change:+d}\u00a0%".replace("-", "−")
