"""Charts of counts (c), rates (u) and shares (p), with limits from the count itself.

Sources: Montgomery (2013), Introduction to Statistical Quality Control, sections 7.2 and 7.3; Laney (2002),
Quality Engineering 14:531, for the limits that allow for variation between periods.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import numpy as np

from dashboard.measures.chart_rules import screened_moving_range
from dashboard.measures.control_chart import (
    WHOLE_SERIES,
    ChartPlan,
    ChartStatus,
    ControlChart,
    Limits,
    build_chart,
    even_limits,
    no_limits,
)
from dashboard.measures.numbers_in import BoolArray, FloatArray, Numbers, as_counts, as_floats
from dashboard.measures.xmr import D2, Screening


class Variation(StrEnum):
    """WITHIN: chance alone (Poisson, binomial).

    BETWEEN: widened by what periods differ beyond chance (Laney).
    """

    WITHIN = "within"
    BETWEEN = "between"


Widened = tuple[Variation, Screening]


def u_chart(
    counts: Numbers,
    exposure: Numbers,
    *,
    per: float = 1.0,
    plan: ChartPlan = WHOLE_SERIES,
    variation: Variation = Variation.WITHIN,
    screening: Screening = Screening.ONCE,
) -> ControlChart:
    """Events per `per` units of exposure: ū ± 3 √(ū/nᵢ), not below 0. Montgomery (2013), eq. 7.19.

    counts, exposure: (n,); a period with no exposure is missing. per: 1000 gives rates per 1,000.
    variation, screening: whether limits widen by the moving ranges of the standardised rates, and which are left out.
    Raises ValueError for negative numbers or lengths that differ.
    """
    y, n = _pair(counts, exposure)

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        return _counted(y[where], baseline, exposure=n[where], per=per, widened=(variation, screening))

    return build_chart(_name("u", variation), y / n * per, plan=plan, limits_of=limits_of)


def p_chart(
    numerators: Numbers,
    bases: Numbers,
    *,
    per: float = 1.0,
    plan: ChartPlan = WHOLE_SERIES,
    variation: Variation = Variation.WITHIN,
    screening: Screening = Screening.ONCE,
) -> ControlChart:
    """Shares of a base: p̄ ± 3 √(p̄(1 − p̄)/nᵢ), between 0 and 1. Montgomery (2013), section 7.2.

    numerators, bases: (n,); a period with no base is missing. per: 100 gives percentages.
    variation, screening: as `u_chart`. Raises ValueError for negative numbers, a numerator above its base, or lengths that differ.
    """
    x, n = _pair(numerators, bases)
    if (x > n).any():
        raise ValueError("A numerator is above its base: a share cannot be more than the whole.")

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        return _shared(x[where], baseline, bases=n[where], per=per, widened=(variation, screening))

    return build_chart(_name("p", variation), x / n * per, plan=plan, limits_of=limits_of)


def _counted(counts: FloatArray, baseline: BoolArray, *, exposure: FloatArray, per: float, widened: Widened) -> Limits:
    rate = _ratio(counts[baseline], exposure[baseline])
    centre = np.full(counts.size, rate)
    if not rate > 0:
        return no_limits(centre * per, ChartStatus.ZERO_CENTRE)
    sigma = np.sqrt(rate / exposure)
    sigma = sigma * _inflation((counts / exposure - rate) / sigma, baseline, widened)
    return _scaled(even_limits(centre, sigma), per, lambda line: np.maximum(line, 0))


def _shared(numerators: FloatArray, baseline: BoolArray, *, bases: FloatArray, per: float, widened: Widened) -> Limits:
    share = _ratio(numerators[baseline], bases[baseline])
    centre = np.full(numerators.size, share)
    if not share > 0:
        return no_limits(centre * per, ChartStatus.ZERO_CENTRE)
    if share >= 1:
        return no_limits(centre * per, ChartStatus.NO_VARIATION)
    sigma = np.sqrt(share * (1 - share) / bases)
    sigma = sigma * _inflation((numerators / bases - share) / sigma, baseline, widened)
    return _scaled(even_limits(centre, sigma), per, lambda line: np.clip(line, 0, 1))


def _inflation(scores: FloatArray, baseline: BoolArray, widened: Widened) -> float:
    variation, screening = widened
    if variation is Variation.WITHIN:
        return 1.0
    return screened_moving_range(scores[baseline], screen=screening.value) / D2


def _scaled(limits: Limits, per: float, bounded: Callable[[FloatArray], FloatArray]) -> Limits:
    # The limits stop where a count or share must; the lines two thirds of the way stop on their own.
    return Limits(
        limits.centre * per, bounded(limits.lower) * per, bounded(limits.upper) * per,
        bounded(limits.near_lower) * per, bounded(limits.near_upper) * per,
    )  # fmt: skip


def _ratio(counts: FloatArray, exposure: FloatArray) -> float:
    known = np.isfinite(counts) & np.isfinite(exposure)
    return float(counts[known].sum() / exposure[known].sum()) if known.any() else float("nan")


def _pair(counts: Numbers, exposure: Numbers) -> tuple[FloatArray, FloatArray]:
    y, n = as_counts(counts), as_floats(exposure)
    if y.size != n.size:
        raise ValueError(f"{y.size} counts do not match {n.size} exposures: one is needed for each period.")
    if (n < 0).any():
        raise ValueError("A base or population cannot be negative.")
    return y, np.where(n > 0, n, np.nan)


def _name(kind: str, variation: Variation) -> str:
    return kind if variation is Variation.WITHIN else f"{kind}′"
