"""Two figures side by side, with the interval of their difference; and what to do when there were many
looks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import Numbers, as_confidence, as_floats, upper_tail
from dashboard.measures.rates import wilson_interval


@dataclass(frozen=True)
class Contrast:
    """A comparison and its interval.

    `value` is a ratio (no difference = 1) or a difference (no difference = 0).
    """

    value: float
    lower: float
    upper: float
    no_difference: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves out "no difference". False where there is nothing to compare."""
        return bool(self.lower > self.no_difference or self.upper < self.no_difference)


def rate_ratio(
    before: float,
    after: float,
    *,
    before_exposure: float = 1.0,
    after_exposure: float = 1.0,
    dispersion: float = 1.0,
    confidence: float = 0.95,
) -> Contrast:
    """Rate after over rate before, with the exact interval of two Poisson counts given their sum.

    Przyborowski & Wilenski (1940), Biometrika 31:313: given the sum, `after` is binomial; its Clopper–Pearson
    (1934) limits are turned into limits of the ratio. dispersion φ > 1 (children with several episodes): both
    counts are divided by φ first, to the number of independent events they are worth; φ below 1 is taken as
    1. With no event before, value and upper are infinite; what is missing leaves nothing to compare. Raises ValueError for negative counts or exposures
    not above zero.
    """
    if min(before, after) < 0 or min(before_exposure, after_exposure) <= 0:
        raise ValueError("Counts must be zero or more, and exposures (months, population) above zero.")
    if not math.isfinite(before + after + before_exposure + after_exposure + dispersion):
        return Contrast(np.nan, np.nan, np.nan, no_difference=1.0)
    from scipy.special import betaincinv

    exposure = before_exposure / after_exposure
    if before + after == 0:
        return Contrast(np.nan, 0.0, np.inf, no_difference=1.0)
    a, b = after / max(dispersion, 1.0), before / max(dispersion, 1.0)
    p = upper_tail(as_confidence(confidence))
    low = float(betaincinv(a, b + 1, 1 - p)) if a > 0 else 0.0
    high = float(betaincinv(a + 1, b, p)) if b > 0 else 1.0
    value = after / before * exposure if before else np.inf
    return Contrast(value, low / (1 - low) * exposure, high / (1 - high) * exposure if high < 1 else np.inf, 1.0)


def share_difference(
    first: float, first_base: float, second: float, second_base: float, *, confidence: float = 0.95
) -> Contrast:
    """The second share less the first (both 0 to 1), with the hybrid score interval of Newcombe (1998),
    method 10.

    Statistics in Medicine 17:873. Raises ValueError as `wilson_interval`.
    """
    shares = wilson_interval([second, first], [second_base, first_base], confidence=confidence)
    (p, q), (p_low, q_low), (p_high, q_high) = shares.value, shares.lower, shares.upper
    difference = p - q
    lower = difference - np.hypot(p - p_low, q_high - q)
    upper = difference + np.hypot(p_high - p, q - q_low)
    return Contrast(float(difference), float(lower), float(upper), no_difference=0.0)


def false_discoveries_held(p_values: Numbers, *, false_share: float = 0.05) -> pd.DataFrame:
    """Which of many results stand, if at most `false_share` of those that stand may be chance.

    Benjamini & Hochberg (1995), JRSS B 57:289. p_values: (n,). Columns `adjusted_p`, `is_discovery`, `looks`
    (n), in the order given. A missing p-value stays missing and does not count as a look. Raises ValueError
    outside 0 to 1.
    """
    p = as_floats(p_values)
    if ((p < 0) | (p > 1)).any():
        raise ValueError("A p-value lies between 0 and 1.")
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    scaled = p[order] * order.size / np.arange(1, order.size + 1)
    adjusted = np.full(p.size, np.nan)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return pd.DataFrame({"adjusted_p": adjusted, "is_discovery": adjusted <= false_share, "looks": order.size})
