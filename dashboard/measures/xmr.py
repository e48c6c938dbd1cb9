"""Individuals and moving ranges (XmR): one number a period, judged by how much neighbours differ.

Sources: Shewhart (1931); Wheeler & Chambers (1992), Understanding Statistical Process Control; NHS England,
Making Data Count (2018); Montgomery (2013), Introduction to Statistical Quality Control, eq. 6.33.
"""

from __future__ import annotations

import math
from dataclasses import replace
from enum import Enum

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
from dashboard.measures.numbers_in import BoolArray, FloatArray, Numbers, as_floats

D2 = 1.128  # expected range of two standard normal values, as Montgomery prints it
D4 = 3.267  # upper limit of a moving range, in mean moving ranges


class LimitScale(Enum):
    """Distance from centre to limit in mean moving ranges: the NHS rounds 3/1.128 to 2.66."""

    NHS = 2.66
    MONTGOMERY = 3 / D2


class Screening(Enum):
    """Moving ranges at or above this many times their mean are left out, once."""

    ONCE = D4
    NONE = math.inf


def xmr_chart(
    values: Numbers,
    *,
    plan: ChartPlan = WHOLE_SERIES,
    scale: LimitScale = LimitScale.NHS,
    screening: Screening = Screening.ONCE,
    floor: float | None = None,
) -> ControlChart:
    """Limits = mean ± 2.66 × mean moving range, by segment of the plan, with the NHS rules applied.

    values: (n,), any unit; a missing period is NaN, makes no moving range and ends runs. floor: limits are
    not drawn below it (0 for counts and rates), the rules use the line as drawn. R's qicharts2 is scale
    MONTGOMERY. Raises ValueError for a plan that names points that are not there.
    """
    y = as_floats(values)

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        limits = individual_limits(y[where], baseline, scale=scale, screening=screening)
        return limits if floor is None else _floored(limits, floor)

    return build_chart("XmR", y, plan=plan, limits_of=limits_of)


def individual_limits(values: FloatArray, baseline: BoolArray, *, scale: LimitScale, screening: Screening) -> Limits:
    """Limits of one segment from the points where `baseline` is true; both of shape (n,).

    Used by t charts too.
    """
    based = values[baseline]
    centre = np.full(values.size, _mean(based))
    spread = screened_moving_range(based, screen=screening.value)
    if not spread > 0:
        # Limits of no width would call every later point a signal.
        return no_limits(centre, ChartStatus.NO_VARIATION)
    return even_limits(centre, np.full(values.size, spread * scale.value / 3))


def _mean(values: FloatArray) -> float:
    known = values[np.isfinite(values)]
    if known.size and known.min() == known.max():
        return float(known[0])  # a mean of equal numbers may differ from them in the last digit
    return float(known.mean()) if known.size else math.nan


def _floored(limits: Limits, floor: float) -> Limits:
    return replace(limits, lower=np.maximum(limits.lower, floor))
