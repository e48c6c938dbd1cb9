"""How a division of a year is told."""

from __future__ import annotations

import pandas as pd

from dashboard.words.format import months

YEAR_DAYS = 366


def no_year(periods: pd.DataFrame) -> str:
    """Why no year can be told: what is published for longer than one is not divided; else none is whole yet."""
    longer = periods[(periods["period_end"] - periods["period_start"]).dt.days >= YEAR_DAYS]
    if longer.empty:
        return "No whole year of these figures is covered yet."
    last = longer.loc[longer["period_end"].idxmax()]
    span = months(last["period_start"], last["period_end"])
    return f"These figures are published for {span} together: no single year can be told from them."


def year_words(shares: pd.DataFrame) -> dict[str, str]:
    """ "latest" and "before" → the months they span."""
    spans = shares.drop_duplicates("year")
    return {r.year: f"{r.year_start:%B %Y} to {r.year_end:%B %Y}" for r in spans.itertuples()}
