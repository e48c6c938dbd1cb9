"""A cautious look ahead: the range first, never beyond twelve months, with its own record of hits and misses.

Source: Hyndman, Koehler, Ord & Snyder (2008), Forecasting with Exponential Smoothing, ch. 6 (variance of a
level that wanders); Tashman (2000), Int J Forecasting 16:437 (rolling back-test).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.count_regression import seasonal_waves, t_quantile
from dashboard.measures.numbers_in import FloatArray, Numbers, TooShortError, as_confidence, as_counts

LONGEST = 12
LEAST_MONTHS = 24
SMOOTHING = np.linspace(0.0, 0.6, 13)


class TooFarError(ValueError):
    """A forecast further ahead than can be answered for."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """ranges: one row a month ahead: `months_ahead, lower, upper, middle`.

    The record is of each past month forecast once, one month ahead, from what was then known: `record_checked` months,
    `record_inside` of them within their range (0 of 0: no record yet). One month counted at six distances would pass for six.
    """

    ranges: pd.DataFrame
    confidence: float
    record_checked: int
    record_inside: int


def forecast_counts(
    counts: Numbers, *, months: int = 6, season: int = 12, harmonics: int = 2, confidence: float = 0.95
) -> Forecast:
    """Ranges of the coming months' counts: the season carried on from the latest level, which may wander.

    counts: (n,) by month without gaps, 24 or more. On Anscombe's scale 2√(y + 3/8); no trend is carried
    forward. Raises TooFarError beyond 12 months, TooShortError under 24 months, ValueError for gaps.
    """
    y = as_counts(counts)
    if not 1 <= months <= LONGEST:
        raise TooFarError(f"{months} months ahead: a forecast goes 1 to {LONGEST} months ahead and no further.")
    if y.size < LEAST_MONTHS:
        raise TooShortError(f"{y.size} months are too few for a forecast: {LEAST_MONTHS} are needed.")
    if np.isnan(y).any():
        raise ValueError("The series has a gap: a forecast from it would hide what is not known.")
    level = as_confidence(confidence)
    ranges = _ranges(y, months, season=season, harmonics=harmonics, confidence=level)
    past = [
        _ranges(y[:origin], 1, season=season, harmonics=harmonics, confidence=level).iloc[0]
        for origin in range(LEAST_MONTHS, y.size)
    ]
    inside = sum(bool(r["lower"] <= n <= r["upper"]) for n, r in zip(y[LEAST_MONTHS:], past, strict=True))
    return Forecast(ranges, level, len(past), inside)


def _ranges(y: FloatArray, months: int, *, season: int, harmonics: int, confidence: float) -> pd.DataFrame:
    evened = 2 * np.sqrt(y + 0.375)
    position = np.arange(y.size + months, dtype=np.float64)
    waves = seasonal_waves(position, season=season, harmonics=harmonics)
    # The slope is fitted so that it does not pass for season, and then not carried forward.
    design = np.column_stack([np.ones(position.size), position, waves])[: y.size]
    beta, *_ = np.linalg.lstsq(design, evened, rcond=None)
    level, errors, smoothing = _smoothed(evened - waves[: y.size] @ beta[2:])
    df = y.size - waves.shape[1] - 2
    variance = float((errors**2).sum() / df)
    ahead = np.arange(1, months + 1)
    wave_error = _wave_variance(design, waves[y.size :])
    spread = np.sqrt(variance * (1 + (ahead - 1) * smoothing**2 + wave_error + 1 / LEAST_MONTHS))
    reach = t_quantile(confidence, df) * spread
    middle = level + waves[y.size :] @ beta[2:]
    lower, upper = (np.maximum(middle + sign * reach, 0) for sign in (-1, 1))
    return pd.DataFrame(
        {
            "months_ahead": ahead,
            # To the nearest count: outward, a range of 3 to 6 a month would hold far more than it is meant to.
            "lower": np.round(_count(lower)),
            "upper": np.round(_count(upper)),
            "middle": _count(middle),
        }
    )


def _smoothed(series: FloatArray) -> tuple[float, FloatArray, float]:
    """Latest level, one-step errors and smoothing weight of simple exponential smoothing, the weight of least
    error.

    The level begins at the mean, so that a weight of 0 is a level that does not wander.
    """
    best: tuple[float, FloatArray, float] | None = None
    for weight in SMOOTHING:
        level, errors = float(series.mean()), np.empty(series.size)
        for t, value in enumerate(series):
            errors[t] = value - level
            level += weight * errors[t]
        if best is None or (errors**2).sum() < (best[1] ** 2).sum():
            best = level, errors, float(weight)
    assert best is not None
    return best


def _wave_variance(design: FloatArray, waves: FloatArray) -> FloatArray:
    covariance = np.linalg.inv(design.T @ design)[2:, 2:]
    return np.asarray(np.einsum("ij,jk,ik->i", waves, covariance, waves), dtype=np.float64)


def _count(evened: FloatArray) -> FloatArray:
    return np.asarray(np.maximum((evened / 2) ** 2 - 0.375, 0), dtype=np.float64)
