"""Log-linear regression of counts that vary more than chance, and the waves that stand for a season.

A few children with many episodes make counts vary more than Poisson: if each child brings a random number of
episodes, the variance is a multiple φ of the mean. Sources: McCullagh & Nelder (1989), Generalized Linear
Models, ch. 6 and 9 (quasi-likelihood); Cameron & Trivedi (2013), Regression Analysis of Count Data, ch. 3
(negative binomial).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dashboard.measures.numbers_in import FloatArray, TooShortError

STEPS = 100
TOLERANCE = 1e-10


class CountVariance(StrEnum):
    """How the variance grows with the mean μ: φμ (quasi-Poisson) or μ + αμ² (negative binomial)."""

    QUASI_POISSON = "quasi-Poisson"
    NEGATIVE_BINOMIAL = "negative binomial"


@dataclass(frozen=True, eq=False)
class CountFit:
    """coefficients (p,), covariance (p, p) with the dispersion in it, fitted and Pearson residuals (n,).

    dispersion is Pearson's χ² over the residual degrees of freedom of the Poisson model, as observed,
    and multiplies the covariance; overdispersion_p is the chance of a χ² as large from Poisson counts.
    """

    coefficients: FloatArray
    covariance: FloatArray
    fitted: FloatArray
    residuals: FloatArray
    dispersion: float
    overdispersion_p: float
    residual_df: int
    alpha: float


def fit_counts(
    counts: FloatArray,
    design: FloatArray,
    *,
    offset: FloatArray | None = None,
    variance: CountVariance = CountVariance.QUASI_POISSON,
) -> CountFit:
    """Fit E[count] = exp(design · β + offset) by iteratively reweighted least squares. counts (n,), design
    (n, p).

    Raises TooShortError without at least three more counts than columns, ValueError where all counts are
    zero.
    """
    n, p = design.shape
    if n < p + 3:
        raise TooShortError(f"{n} periods cannot carry {p} coefficients: at least {p + 3} are needed.")
    if counts.sum() <= 0:
        raise ValueError("All counts are zero: there is no level to describe.")
    shift = np.zeros(n) if offset is None else offset
    beta, fitted = _reweighted(counts, design, shift, alpha=0.0)
    chi2 = float((((counts - fitted) ** 2) / fitted).sum())
    alpha = 0.0
    if variance is CountVariance.NEGATIVE_BINOMIAL:
        beta, fitted, alpha = _negative_binomial(counts, design, shift, df=n - p)
    weight = fitted / (1 + alpha * fitted)
    scale = chi2 / (n - p) if variance is CountVariance.QUASI_POISSON else 1.0
    covariance = np.linalg.inv((design.T * weight) @ design) * scale
    residuals = (counts - fitted) / np.sqrt(fitted * (1 + alpha * fitted))
    return CountFit(beta, covariance, fitted, residuals, chi2 / (n - p), _chi2_above(chi2, n - p), n - p, alpha)


def seasonal_waves(position: FloatArray, *, season: int, harmonics: int) -> FloatArray:
    """Cosines and sines of 1 … `harmonics` waves a season at each `position` (n,), as (n, columns).

    A wave faster than half the season cannot be seen and is left out; at exactly half only its cosine can.
    """
    columns = []
    for k in range(1, min(harmonics, season // 2) + 1):
        angle = 2 * np.pi * k * position / season
        columns += [np.cos(angle)] if 2 * k == season else [np.cos(angle), np.sin(angle)]
    return np.column_stack(columns) if columns else np.zeros((position.size, 0))


def lag_one_correlation(residuals: FloatArray) -> float:
    """Correlation of each residual with the one before it; 0 where there is no variation."""
    total = float((residuals**2).sum())
    return float((residuals[1:] * residuals[:-1]).sum() / total) if total > 0 else 0.0


def t_quantile(confidence: float, df: int) -> float:
    """The two-sided Student quantile of a confidence level."""
    from scipy.special import stdtrit

    return float(stdtrit(df, confidence + (1 - confidence) / 2))


def _reweighted(
    counts: FloatArray, design: FloatArray, offset: FloatArray, *, alpha: float
) -> tuple[FloatArray, FloatArray]:
    fitted = counts + 0.5
    beta = np.zeros(design.shape[1])
    for _ in range(STEPS):
        weight = np.sqrt(fitted / (1 + alpha * fitted))
        working = np.log(fitted) + (counts - fitted) / fitted - offset
        new, *_ = np.linalg.lstsq(design * weight[:, None], working * weight, rcond=None)
        fitted = np.exp(np.clip(design @ new + offset, -30, 30))
        if np.abs(new - beta).max() < TOLERANCE:
            return np.asarray(new, dtype=np.float64), fitted
        beta = np.asarray(new, dtype=np.float64)
    return beta, fitted


def _negative_binomial(
    counts: FloatArray, design: FloatArray, offset: FloatArray, *, df: int
) -> tuple[FloatArray, FloatArray, float]:
    """α such that Pearson's χ² equals its degrees of freedom (method of moments); 0 where counts do not
    overspread.
    """
    low, high = 0.0, 10.0
    beta, fitted = _reweighted(counts, design, offset, alpha=0.0)
    if _pearson(counts, fitted, 0.0) <= df:
        return beta, fitted, 0.0
    for _ in range(40):
        alpha = (low + high) / 2
        beta, fitted = _reweighted(counts, design, offset, alpha=alpha)
        low, high = (alpha, high) if _pearson(counts, fitted, alpha) > df else (low, alpha)
    return beta, fitted, high


def _pearson(counts: FloatArray, fitted: FloatArray, alpha: float) -> float:
    return float(((counts - fitted) ** 2 / (fitted * (1 + alpha * fitted))).sum())


def _chi2_above(chi2: float, df: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(df, chi2))
