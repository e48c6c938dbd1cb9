"""How a change is told: the figures, then the change, then how sure; plain words, no cause."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.design_effect import UNKNOWN, DesignEffect
from dashboard.measures.trend import year_on_year
from dashboard.words import format as written

TWO_YEARS = 24


def change_sentence(monthly: pd.Series, counts: str, year_title: str, *, design_effect: DesignEffect | None) -> str:
    """The last whole year against the one before, its type named. `monthly`: counts by month up to that year's end."""
    if len(monthly) < TWO_YEARS:
        return f"{year_title}: fewer than two whole years of {counts}, too few to compare."
    before, after = int(monthly.iloc[-24:-12].sum()), int(monthly.iloc[-12:].sum())
    if not before + after:
        return f"{year_title} to {written.month(monthly.index[-1])}: no {counts}, and none in the year before."
    numbers = f"{year_title} to {written.month(monthly.index[-1])}: {after:,} {counts}, {f'{before:,}' if before else 'none'} in the year before"
    if design_effect is None:
        return f"{numbers}. Cannot tell whether that is more than chance: {UNKNOWN}."
    contrast = year_on_year(monthly, design_effect=design_effect)
    if not contrast.is_beyond_chance:
        return f"{numbers}. Cannot tell: {written.would_fit(contrast.lower, contrast.upper)}."
    if not before:
        return f"{numbers}: more than chance would explain."
    more = written.more_or_fewer(contrast.value)
    return f"{numbers}: {more}, more than chance would explain ({written.could_be(contrast.lower, contrast.upper)})."


def not_compared(since: pd.Timestamp) -> str:
    """Of years between which recording changed: what page, card and list say alike."""
    return f"Recording changed in {written.month(since)}: the year before is not compared."


def years_title(totals: pd.DataFrame, counts: str) -> str:
    """The last whole year and the one before, as counted. `totals`: one row a year, or one for each group of a year."""
    sums = totals.groupby("year", sort=False)["n"].sum()
    if len(sums) < 2:
        return f"{int(sums.iloc[-1]):,} {counts} in {sums.index[-1]}"
    return f"{int(sums.iloc[-1]):,} {counts} in {sums.index[-1]}, {int(sums.iloc[-2]):,} the year before"
