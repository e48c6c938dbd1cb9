"""Words that blame for each 1,000 words, by kind of document and period.

Sources: Breslow & Day (1987) and Garwood (1936) for the interval of a rate (`rates.rate_interval`); Przyborowski & Wilenski
(1940) for the ratio of two (`comparison.rate_ratio`).
"""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import Contrast, rate_ratio
from dashboard.measures.rates import rate_interval

PER = 1000.0


def rates_by_kind(language: pd.DataFrame) -> pd.DataFrame:
    """Hits of all categories together: doc_type, period_start, period_end, words, hits, rate, lower, upper (per 1,000 words).

    language: doc_type, category, period_start, period_end, words, hits, one row for each category (its words are the same).
    """
    keys = ["doc_type", "period_start", "period_end"]
    rows = language.groupby(keys, sort=True, as_index=False).agg(words=("words", "first"), hits=("hits", "sum"))
    rate = rate_interval(rows["hits"], rows["words"], per=PER)
    return rows.assign(rate=rate.value, lower=rate.lower, upper=rate.upper)


def rates_by_category(language: pd.DataFrame) -> pd.DataFrame:
    """The same of all kinds of documents together: category, period_start, period_end, words, hits, rate, lower, upper."""
    keys = ["category", "period_start", "period_end"]
    rows = language.groupby(keys, sort=True, as_index=False)[["words", "hits"]].sum()
    rate = rate_interval(rows["hits"], rows["words"], per=PER)
    return rows.assign(rate=rate.value, lower=rate.lower, upper=rate.upper)


def year_against_year(language: pd.DataFrame) -> Contrast | None:
    """The rate of the latest twelve months over that of the first twelve, widened by how much quarters vary; None under two years."""
    rows = rates_by_kind(language)
    start, end = rows["period_start"].min(), rows["period_end"].max()
    first = rows[rows["period_end"] < start + pd.DateOffset(years=1)]
    last = rows[rows["period_start"] > end - pd.DateOffset(years=1)]
    if first.empty or last.empty or first["period_end"].max() >= last["period_start"].min():
        return None
    return rate_ratio(
        float(first["hits"].sum()), float(last["hits"].sum()), before_exposure=float(first["words"].sum()),
        after_exposure=float(last["words"].sum()), dispersion=max(_spread(first), _spread(last)),
    )  # fmt: skip


def _spread(rows: pd.DataFrame) -> float:
    """Pearson's χ² of the kinds' own rates over its degrees of freedom; 1 or more."""
    sums = rows.groupby("doc_type")[["hits", "words"]].transform("sum")
    expected = sums["hits"] / sums["words"] * rows["words"]
    freedom = len(rows) - rows["doc_type"].nunique()
    return (
        max(1.0, float(((rows["hits"] - expected) ** 2 / expected).sum() / freedom))
        if freedom > 0 and (expected > 0).all()
        else 1.0
    )


def totals_by_period(language: pd.DataFrame) -> list[tuple[float, float]]:
    """Words that blame and all words of all kinds of documents together, period by period."""
    rows = rates_by_kind(language).groupby("period_start", sort=True)[["hits", "words"]].sum()
    return [(float(hits), float(words)) for hits, words in zip(rows["hits"], rows["words"], strict=True)]
