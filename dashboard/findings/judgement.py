"""From the judgement of a monthly series to the one typed verdict that title, table, card and paper read."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.measures.series_verdict import Judgement
from dashboard.measures.verdict import Answer, Level, Verdict
from dashboard.words.format import month_name

A_MONTH, YEAR = "a month", 12


def typed_verdict(judged: Judgement) -> Verdict:
    """What is said of the whole series, with the means of the last two years where no change gives it two levels."""
    verdict, shown = judged.verdict, judged.shown
    if verdict.before is not None or not len(shown):
        return verdict
    if len(shown) < 2 * YEAR:
        return replace(verdict, latest=verdict.latest or Level(float(shown.mean()), "all months", A_MONTH))
    latest, before = float(shown.iloc[-YEAR:].mean()), float(shown.iloc[-2 * YEAR : -YEAR].mean())
    return replace(verdict, latest=Level(latest, "latest year", A_MONTH), before=Level(before, "year before", A_MONTH))


def recording_change(judged: Judgement, since: pd.Timestamp) -> pd.Timestamp | None:
    """The month since when recording changed, if that is what is said of the series and months from `since` on lie before it."""
    verdict = judged.verdict
    is_within = verdict.answer is Answer.RECORDING_CHANGED and verdict.since is not None and verdict.since > since
    return verdict.since if is_within else None


def season_ends(judged: Judgement, first: pd.Timestamp) -> tuple[tuple[str, float], tuple[str, float]] | None:
    """The months that usually hold most and least, with their share of an average month, where the season can be told from chance."""
    if judged.trend is None or not judged.has_season:
        return None
    factors = pd.Series(judged.trend.seasonal_factors)
    names = {int(i): f"{month_name(first + pd.DateOffset(months=int(i)))}" for i in factors.index}
    high, low = int(factors.idxmax()), int(factors.idxmin())
    return (names[high], float(factors[high])), (names[low], float(factors[low]))
