"""Trend and season of a series of counts, and this year against last.

Sources: McCullagh & Nelder (1989), Generalized Linear Models (log-linear counts with over-dispersion);
Stolwijk, Straatman & Zielhuis (1999), J Epidemiol Community Health 53:235 (seasons as sines and cosines).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.measures.comparison import Contrast, rate_ratio
from dashboard.measures.count_regression import (
    CountFit,
    CountVariance,
    fit_counts,
    lag_one_correlation,
    seasonal_waves,
    t_quantile,
)
from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.numbers_in import (
    BoolArray,
    FloatArray,
    Numbers,
    TooShortError,
    as_confidence,
    as_counts,
    as_exposure,
)

OVERDISPERSED_BELOW = 0.05


@dataclass(frozen=True, eq=False)
class Trend:
    """change_pct a year with its interval; seasonal_factors (season,) average 1, the first that of the first
    period.

    fitted, seasonally_adjusted: (n,), NaN where a period was missing. dispersion: how many times chance
    counts vary. season_p: how often waves as large as these come of chance, where there is no season.
    """

    change_pct: float
    lower_pct: float
    upper_pct: float
    seasonal_factors: FloatArray
    fitted: FloatArray
    seasonally_adjusted: FloatArray
    dispersion: float
    is_overdispersed: bool
    lag_one: float
    variance: CountVariance
    periods: int
    season_p: float

    @property
    def is_beyond_chance(self) -> bool:
        return bool(self.lower_pct > 0 or self.upper_pct < 0)


def fit_trend(
    counts: Numbers,
    *,
    exposure: Numbers | None = None,
    season: int = 12,
    harmonics: int = 2,
    variance: CountVariance = CountVariance.QUASI_POISSON,
    design_effect: DesignEffect = ONE_EACH,
    confidence: float = 0.95,
) -> Trend:
    """Percentage change a year, and the season, of counts in equal periods (season = periods a year: 12, 4, 2
    or 1).

    log E[count] = level + slope · years + waves (+ log exposure); errors scaled by the observed
    over-dispersion, or by the design effect of the children behind the counts where that is larger; Student's t.
    counts, exposure: (n,) in time order; NaN is missing.
    Raises TooShortError under two years, ValueError for negative counts.
    """
    y = as_counts(counts)
    known = ~np.isnan(y)
    if known.sum() < 2 * season:
        raise TooShortError(f"A trend needs two years, {2 * season} periods; {int(known.sum())} are given.")
    position = np.arange(y.size, dtype=np.float64)
    waves = seasonal_waves(position, season=season, harmonics=harmonics)
    design = np.column_stack([np.ones(y.size), position / season, waves])
    offset = np.zeros(y.size) if exposure is None else np.log(as_exposure(exposure))
    fit = fit_counts(y[known], design[known], offset=offset[known], variance=variance)
    widened = max(1.0, design_effect.value / fit.dispersion) if fit.dispersion > 0 else 1.0
    reach = t_quantile(as_confidence(confidence), fit.residual_df) * np.sqrt(fit.covariance[1, 1] * widened)
    with np.errstate(over="ignore"):  # of one record in three years no rise is too large: its upper end is infinite
        change, lower, upper = (float(np.expm1(fit.coefficients[1] + sign * reach) * 100) for sign in (0, -1, 1))
    factors = _seasonal_factors(fit, season, harmonics)
    return _trend(y, known, fit=fit, factors=factors, change=(change, lower, upper), variance=variance)


def year_on_year(
    counts: Numbers, *, design_effect: DesignEffect, season: int = 12, confidence: float = 0.95
) -> Contrast:
    """The latest full year over the one before, as a ratio of two counts with its interval (`rate_ratio`).

    counts: (n,) in time order, the last two years without gaps. The counts are worth fewer independent ones by the design
    effect of the children behind them, or by what `fit_trend` sees of the months where that is more. Raises TooShortError
    under two years.
    """
    y = as_counts(counts)
    latest = y[-2 * season :]
    if latest.size < 2 * season or np.isnan(latest).any():
        raise TooShortError(
            f"Two full years, {2 * season} periods without gaps, are needed to compare one with the other."
        )
    spread = design_effect.at_least(fit_trend(y, season=season).dispersion)
    return rate_ratio(
        float(latest[:season].sum()), float(latest[season:].sum()), dispersion=spread, confidence=confidence
    )  # fmt: skip


def _season_p(fit: CountFit) -> float:
    """Wald's test that all waves are 0, as an F of the observed dispersion (McCullagh & Nelder 1989, 4.5)."""
    from scipy.special import fdtrc

    waves, covariance = fit.coefficients[2:], fit.covariance[2:, 2:]
    if not waves.size:
        return 1.0
    return float(fdtrc(waves.size, fit.residual_df, waves @ np.linalg.solve(covariance, waves) / waves.size))


def _seasonal_factors(fit: CountFit, season: int, harmonics: int) -> FloatArray:
    waves = seasonal_waves(np.arange(season, dtype=np.float64), season=season, harmonics=harmonics)
    factors = np.exp(waves @ fit.coefficients[2:])
    return np.asarray(factors / factors.mean(), dtype=np.float64)


def _trend(
    y: FloatArray,
    known: BoolArray,
    *,
    fit: CountFit,
    factors: FloatArray,
    change: tuple[float, float, float],
    variance: CountVariance,
) -> Trend:
    fitted = np.full(y.size, np.nan)
    fitted[known] = fit.fitted
    return Trend(
        *change, factors, fitted, y / np.resize(factors, y.size), fit.dispersion,
        fit.overdispersion_p < OVERDISPERSED_BELOW, lag_one_correlation(fit.residuals),
        variance, int(known.sum()), _season_p(fit),
    )  # fmt: skip
