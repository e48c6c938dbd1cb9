"""From the judgement of a monthly series to the one typed verdict that title, table, card and paper read."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.measures.series_verdict import Judgement
from dashboard.measures.verdict import Level, Verdict
from dashboard.words.format import month_name

A_MONTH = "a month"


def typed_verdict(judged: Judgement) -> Verdict:
    """What is said of the whole series, with the mean of all months where nothing else was told."""
    if judged.verdict.latest is not None or not len(judged.shown):
        return judged.verdict
    return replace(judged.verdict, latest=Level(float(judged.shown.mean()), "all months", A_MONTH))


def season_ends(judged: Judgement, first: pd.Timestamp) -> tuple[tuple[str, float], tuple[str, float]] | None:
    """The months that usually hold most and least, with their share of an average month."""
    if judged.trend is None:
        return None
    factors = pd.Series(judged.trend.seasonal_factors)
    names = {int(i): f"{month_name(first + pd.DateOffset(months=int(i)))}" for i in factors.index}
    high, low = int(factors.idxmax()), int(factors.idxmin())
    return (names[high], float(factors[high])), (names[low], float(factors[low]))
