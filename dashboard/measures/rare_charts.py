"""Charts of rare events: how many safe cases (g) or how much time (t) lie between one event and the next.

Dates between events are about individuals. Use these only on a series whose every cell passed the disclosure
audit; otherwise draw a quarterly c chart. Sources: Benneyan (2001), Health Care Management Science 4:305 (g);
Nelson (1994), Journal of Quality Technology 26:239 (t); Montgomery (2013), section 7.3.5.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

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
from dashboard.measures.xmr import LimitScale, Screening, individual_limits

POWER = 3.6  # makes waiting times between Poisson events nearly normal (Nelson 1994)


def g_chart(cases_between: Numbers, *, plan: ChartPlan = WHOLE_SERIES) -> ControlChart:
    """Cases between events: limits ḡ ± 3 √(ḡ(ḡ + 1)), not below 0; the centre line is the median.

    cases_between: (n,), zero or more. The median, as in R's qicharts2, because runs are counted about it and
    the geometric distribution is far from even. Raises ValueError for a negative number.
    """
    y = as_counts(cases_between, "cases between events")

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        based = y[where][baseline]
        mean = float(np.nanmean(based))
        middle = np.full(y[where].size, float(np.nanmedian(based)))
        if mean <= 0:
            return no_limits(middle, ChartStatus.ZERO_CENTRE)
        limits = even_limits(np.full(middle.size, mean), np.full(middle.size, np.sqrt(mean * (mean + 1))))
        return replace(
            limits,
            centre=middle,
            lower=np.maximum(limits.lower, 0),
            near_lower=np.maximum(limits.near_lower, 0),
        )

    return build_chart("g", y, plan=plan, limits_of=limits_of)


def t_chart(
    time_between: Numbers, *, plan: ChartPlan = WHOLE_SERIES, screening: Screening = Screening.ONCE
) -> ControlChart:
    """Time between events: an XmR chart of time^(1/3.6), turned back; a lower limit that would be negative is
    0.

    time_between: (n,), above zero, any unit of time. screening: as `xmr_chart`; R's qicharts2 leaves none out
    unless told to. Raises ValueError at zero or below.
    """
    y = as_floats(time_between)
    if (y <= 0).any():
        raise ValueError("Time between events must be above zero: count events at the same time as one.")
    evened = y ** (1 / POWER)

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        limits = individual_limits(evened[where], baseline, scale=LimitScale.MONTGOMERY, screening=screening)
        return Limits(
            _turned(limits.centre), _turned(limits.lower), _turned(limits.upper),
            _turned(limits.near_lower), _turned(limits.near_upper), limits.status,
        )  # fmt: skip

    return build_chart("t", y, plan=plan, limits_of=limits_of)


def _turned(line: FloatArray) -> FloatArray:
    return np.asarray(np.maximum(line, 0) ** POWER, dtype=np.float64)
