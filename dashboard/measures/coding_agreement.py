"""How far coders agree, beyond what chance would give.

Sources: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability (values, missing codings, four levels of measurement);
Fleiss (1971), Psychological Bulletin 76:378; Gwet (2008), British J Math Stat Psych 61:29 (AC1, which a rare category misleads
less); Efron & Tibshirani (1993), An Introduction to the Bootstrap (percentile intervals).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from dashboard.measures.numbers_in import FloatArray

Level = Literal["nominal", "ordinal", "interval", "ratio"]
DRAWS, SEED = 2000, 20080401


def krippendorff_alpha(ratings: ArrayLike, *, level: Level = "nominal") -> float:
    """Alpha of ratings (coders, units), NaN where a coder did not code a unit; units with one coding do not count.

    1 − observed over expected disagreement, from the table of coincidences. NaN if nothing varies. Raises ValueError if no
    unit was coded twice or if a ratio scale has negative values.
    """
    table = np.asarray(ratings, dtype=np.float64)
    values = np.unique(table[~np.isnan(table)])
    counts = np.stack([(table == v).sum(axis=0) for v in values], axis=1).astype(np.float64)  # units × values
    paired = counts[counts.sum(axis=1) >= 2]
    if not len(paired):
        raise ValueError("No unit was coded by two coders: there is nothing to compare.")
    if level == "ratio" and (values < 0).any():
        raise ValueError("A ratio scale has no values below zero.")
    weight = 1 / (paired.sum(axis=1) - 1)
    coincidences = (paired.T * weight) @ paired - np.diag((paired * weight[:, None]).sum(axis=0))
    return _alpha(coincidences, _distances(values, coincidences.sum(axis=1), level))


def _distances(values: FloatArray, totals: FloatArray, level: Level) -> FloatArray:
    """Squared differences between values (Krippendorff 2011, section E)."""
    a, b = values[:, None], values[None, :]
    if level == "nominal":
        return np.asarray(a != b, dtype=np.float64)
    if level == "interval":
        return np.asarray((a - b) ** 2, dtype=np.float64)
    if level == "ratio":
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.nan_to_num(((a - b) / (a + b)) ** 2), dtype=np.float64)
    order = np.arange(len(totals))
    low, high = np.minimum.outer(order, order), np.maximum.outer(order, order)
    before = np.concatenate([[0.0], np.cumsum(totals)])
    held = before[high + 1] - before[low]  # all codings from the one value to the other, both included
    return np.asarray((held - (totals[low] + totals[high]) / 2) ** 2, dtype=np.float64)


def _alpha(coincidences: FloatArray, distances: FloatArray) -> float:
    totals = coincidences.sum(axis=1)
    n = totals.sum()
    expected = (np.outer(totals, totals) * distances).sum() / (n - 1)
    return float(1 - (coincidences * distances).sum() / expected) if expected > 0 else float("nan")


def fleiss_kappa(counts: ArrayLike) -> float:
    """Kappa of counts (subjects, categories): how many raters put each subject into each category, as many for every subject.

    NaN if all ratings fall into one category. Raises ValueError for an unequal number of raters.
    """
    table = np.asarray(counts, dtype=np.float64)
    raters = table.sum(axis=1)
    if len(table) == 0 or (raters != raters[0]).any() or raters[0] < 2:
        raise ValueError("Every subject needs the same number of raters, two or more.")
    observed = float(((table * (table - 1)).sum(axis=1) / (raters * (raters - 1))).mean())
    expected = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


def gwet_ac1(both: float, one: float, neither: float) -> float:
    """AC1 of two coders and one yes-or-no theme: found by both, by one of the two, by neither."""
    n = both + one + neither
    observed, p = (both + neither) / n, (both + one / 2) / n
    expected = 2 * p * (1 - p)
    return float((observed - expected) / (1 - expected))


def pair_agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Raw agreement, alpha with its interval, and AC1 of two coders, theme by theme, from a published table of counts.

    table: both, one, neither. Which coder was the one is not known and not needed: alpha takes coders as exchangeable. Adds
    base, raw_pct, alpha, lower, upper (95 %, percentiles of 2,000 draws of as many contributions, the same each time) and ac1.
    """
    rows = []
    for row in table.itertuples():
        n = row.both + row.one + row.neither
        drawn = np.random.default_rng(SEED).multinomial(n, [row.both / n, row.one / n, row.neither / n], size=DRAWS)
        low, high = np.nanquantile(_alphas(drawn.astype(np.float64)), [0.025, 0.975])
        alpha = float(_alphas(np.array([[row.both, row.one, row.neither]], dtype=np.float64))[0])
        rows.append(
            (
                n,
                100 * (row.both + row.neither) / n,
                alpha,
                float(low),
                float(high),
                gwet_ac1(row.both, row.one, row.neither),
            )
        )
    made = pd.DataFrame(rows, columns=["base", "raw_pct", "alpha", "lower", "upper", "ac1"], index=table.index)
    return pd.concat([table, made], axis=1)


def _alphas(cells: FloatArray) -> FloatArray:
    """Nominal alpha of many tables (draws, 3) at once: 1 − (2n − 1) · one / (yes · no), with yes + no = 2n codings."""
    both, one, neither = cells.T
    yes, no = 2 * both + one, 2 * neither + one
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (yes + no - 1) * one / (yes * no), dtype=np.float64)
