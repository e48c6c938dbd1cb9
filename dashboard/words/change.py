"""How a change is told: uncertainty first, plain words, no cause."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.trend import year_on_year

TWO_YEARS = 24


def change_sentence(monthly: pd.Series, counts: str) -> str:
    """The last twelve months against the twelve before. `monthly`: counts indexed by month, over-dispersion allowed for."""
    if len(monthly) < TWO_YEARS:
        return f"There are fewer than two years of {counts}: too few to compare years."
    contrast = year_on_year(monthly)
    before, after = int(monthly.iloc[-24:-12].sum()), int(monthly.iloc[-12:].sum())
    numbers = f"{after:,} {counts} in the last twelve months, {before:,} in the twelve before"
    span = f"between {percent(contrast.lower)} and {percent(contrast.upper)}"
    if contrast.lower <= 1 <= contrast.upper:
        return f"{numbers}: within the usual range (a change anywhere {span} would fit)."
    direction = "more" if contrast.value > 1 else "fewer"
    return f"{numbers}: {direction} than chance alone would explain (a change {span})."


def percent(ratio: float) -> str:
    """A ratio as a signed change: 1.4 → +40 %."""
    change = round((ratio - 1) * 100)
    return f"{change:+d}\u00a0%".replace("-", "−")
