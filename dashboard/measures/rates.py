"""Rates and shares with intervals that hold for small numbers.

Conventions are those of UKHSA's PHEindicatormethods: rates take the exact Poisson interval below 10 events
and Byar's from 10 up; shares take Wilson's. Sources: Garwood (1936), Biometrika 28:437 (exact); Breslow & Day
(1987), Statistical Methods in Cancer Research II, IARC (Byar); Wilson (1927), JASA 22:209.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

import numpy as np
import pandas as pd

from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.numbers_in import (
    FloatArray,
    Numbers,
    as_confidence,
    as_counts,
    as_exposure,
    matched,
    upper_tail,
)

EXACT_BELOW = 10


class PoissonInterval(StrEnum):
    """STANDARD is exact below 10 events and Byar from 10 up; the other two are one method throughout."""

    STANDARD = "standard"
    EXACT = "exact"
    BYAR = "byar"


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values and the limits of their intervals, (n,) each, in one unit."""

    value: FloatArray
    lower: FloatArray
    upper: FloatArray


def poisson_interval(
    counts: Numbers, *, confidence: float = 0.95, method: PoissonInterval = PoissonInterval.STANDARD
) -> Estimate:
    """Interval of the mean behind each count. counts: (n,), zero or more, NaN stays NaN.

    STANDARD (PHEindicatormethods): Garwood (1936) below 10, Byar (Breslow & Day 1987) from 10 up. A Byar
    lower limit that would be negative is NaN: there the method does not hold. Raises ValueError for a
    negative count.
    """
    x = as_counts(counts)
    upper_p = upper_tail(as_confidence(confidence))
    if method is PoissonInterval.BYAR:
        return Estimate(x, *_byar(x, upper_p))
    exact = _exact_poisson(x, upper_p)
    if method is PoissonInterval.EXACT:
        return Estimate(x, *exact)
    byar, is_small = _byar(x, upper_p), x < EXACT_BELOW
    return Estimate(x, np.where(is_small, exact[0], byar[0]), np.where(is_small, exact[1], byar[1]))


def wilson_interval(numerators: Numbers, bases: Numbers, *, confidence: float = 0.95) -> Estimate:
    """Score interval of each share, between 0 and 1 (Wilson 1927; Newcombe 1998). numerators, bases: (n,).

    Numerators need not be whole (weighted counts). Raises ValueError for a base of zero or less, a negative
    numerator, or one above its base.
    """
    x, n = as_counts(numerators, "numerators"), as_exposure(bases, "bases")
    matched(x, n, "numerators and bases")
    if (x > n).any():
        raise ValueError("A numerator is above its base: a share cannot be more than the whole.")
    z = NormalDist().inv_cdf(upper_tail(as_confidence(confidence)))
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    lower, upper = ((2 * x + z**2 + sign * half) / 2 / (n + z**2) for sign in (-1, 1))
    # At 0 and at the whole the algebra gives exactly 0 and 1, the arithmetic only nearly.
    return Estimate(x / n, np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper))


def rate_interval(
    counts: Numbers,
    exposure: Numbers,
    *,
    per: float = 1000.0,
    confidence: float = 0.95,
    method: PoissonInterval = PoissonInterval.STANDARD,
) -> Estimate:
    """Events per `per` units of exposure with the interval of `poisson_interval`. counts, exposure: (n,).

    The exposure (population, child-years) is taken as known. Raises ValueError for a negative count or an
    exposure of zero or less.
    """
    interval = poisson_interval(counts, confidence=confidence, method=method)
    people = as_exposure(exposure)
    matched(interval.value, people, "counts and exposures")
    scale = per / people
    return Estimate(interval.value * scale, interval.lower * scale, interval.upper * scale)


def with_rate_per_1000(frame: pd.DataFrame, *, count: str, population: str, confidence: float = 0.95) -> pd.DataFrame:
    """The frame with `rate_per_1000`, `lower_per_1000`, `upper_per_1000` added (`rate_interval`), row by
    row.
    """
    rate = rate_interval(frame[count], frame[population], confidence=confidence)
    return frame.assign(rate_per_1000=rate.value, lower_per_1000=rate.lower, upper_per_1000=rate.upper)


def with_share_pct(
    frame: pd.DataFrame, *, numerator: str, base: str, confidence: float = 0.95, design_effect: DesignEffect = ONE_EACH
) -> pd.DataFrame:
    """The frame with `share_pct`, `lower_pct`, `upper_pct` added (`wilson_interval`), row by row."""
    worth = design_effect.value
    share = wilson_interval(frame[numerator] / worth, frame[base] / worth, confidence=confidence)
    return frame.assign(share_pct=share.value * 100, lower_pct=share.lower * 100, upper_pct=share.upper * 100)


def _exact_poisson(x: FloatArray, upper_p: float) -> tuple[FloatArray, FloatArray]:
    from scipy.special import gammaincinv

    # Half a chi-squared quantile with 2x degrees of freedom is a gamma quantile of shape x.
    lower = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), 1 - upper_p), 0.0)
    return np.where(np.isnan(x), np.nan, lower), np.asarray(gammaincinv(x + 1, upper_p), dtype=np.float64)


def _byar(x: FloatArray, upper_p: float) -> tuple[FloatArray, FloatArray]:
    z = NormalDist().inv_cdf(upper_p)
    above = x + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(lower < 0, np.nan, lower), upper
