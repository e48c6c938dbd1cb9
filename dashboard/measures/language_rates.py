"""Words that blame for each 1,000 words, by kind of document and period.

Sources: Breslow & Day (1987) and Garwood (1936) for the interval of a rate (`rates.rate_interval`); Przyborowski & Wilenski
(1940) for the ratio of two (`comparison.rate_ratio`).
"""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import Contrast, rate_ratio
from dashboard.measures.rates import rate_interval

PER = 1000.0
YEAR, DAY = pd.DateOffset(years=1), pd.Timedelta(days=1)


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


def first_and_last(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """The fewest periods at either end that cover twelve months or more; None where they are not apart. rows: period_start, period_end.

    A period of few documents stands with the one after it, so that either may be longer than a year.
    """
    ends = rows[["period_start", "period_end"]].drop_duplicates().sort_values("period_start")
    start, end = ends["period_start"].iloc[0], ends["period_end"].iloc[-1]
    till = ends.loc[ends["period_end"] >= start + YEAR - DAY, "period_end"].min()
    since = ends.loc[ends["period_start"] <= end + DAY - YEAR, "period_start"].max()
    if pd.isna(till) or pd.isna(since) or till >= since:
        return None
    return rows[rows["period_end"] <= till], rows[rows["period_start"] >= since]


def months_in(rows: pd.DataFrame) -> int:
    """How many months some periods cover from the first to the last."""
    start, after = rows["period_start"].min(), rows["period_end"].max() + DAY
    return int((after.year - start.year) * 12 + after.month - start.month)


def year_against_year(language: pd.DataFrame) -> Contrast | None:
    """The rate of the latest twelve months over that of the first twelve, widened by how much quarters vary; None under two years."""
    found = first_and_last(rates_by_kind(language))
    if found is None:
        return None
    first, last = found
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
