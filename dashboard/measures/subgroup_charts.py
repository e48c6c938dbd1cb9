"""Charts of several measurements a period: their means (x-bar) and their standard deviations (s).

Sources: Montgomery (2013), Introduction to Statistical Quality Control, section 6.3: equations 6.27 to 6.29
for subgroups of one size, 6.30 and 6.31 for sizes that differ.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

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


@dataclass(frozen=True, eq=False)
class Subgroups:
    """One entry per subgroup, in the order of their labels; `deviation` is NaN for fewer than two
    measurements.
    """

    labels: tuple[object, ...]
    size: FloatArray
    mean: FloatArray
    deviation: FloatArray


def summarise_subgroups(values: Numbers, subgroup: Numbers) -> Subgroups:
    """Size, mean and standard deviation (n − 1) of each subgroup. values, subgroup: (n,).

    Missing values are left out.

    Raises ValueError if the lengths differ.
    """
    y, labels = as_floats(values), pd.Series(subgroup).reset_index(drop=True)
    if y.size != labels.size:
        raise ValueError(f"{y.size} values do not match {labels.size} subgroup labels.")
    grouped = pd.Series(y).groupby(labels, sort=True)
    size, mean, deviation = (as_floats(column) for column in (grouped.count(), grouped.mean(), grouped.std()))
    return Subgroups(tuple(grouped.groups), size, mean, deviation)


def xbar_chart(values: Numbers, subgroup: Numbers, *, plan: ChartPlan = WHOLE_SERIES) -> ControlChart:
    """Means of subgroups: grand mean ± A₃ s̄. Montgomery (2013), eq. 6.28 to 6.31. One point per subgroup.

    values: (n,) single measurements; subgroup: (n,) their labels, which sort in time order. A subgroup of one
    has no limits. Raises ValueError if the lengths differ.
    """
    groups = summarise_subgroups(values, subgroup)

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        size, mean = groups.size[where], groups.mean[where]
        known = baseline & (size > 0)
        centre = np.full(size.size, (size[known] * mean[known]).sum() / size[known].sum())
        spread = _typical_deviation(groups, where, known)
        if not spread > 0:
            return no_limits(centre, ChartStatus.NO_VARIATION)
        with np.errstate(divide="ignore", invalid="ignore"):
            return even_limits(centre, spread / (_c4(size) * np.sqrt(size)))

    return build_chart("x-bar", groups.mean, plan=plan, limits_of=limits_of)


def s_chart(values: Numbers, subgroup: Numbers, *, plan: ChartPlan = WHOLE_SERIES) -> ControlChart:
    """Standard deviations of subgroups: B₃ s̄ to B₄ s̄. Montgomery (2013), eq. 6.27, 6.31.

    Arguments as `xbar_chart`.
    """
    groups = summarise_subgroups(values, subgroup)

    def limits_of(where: slice, baseline: BoolArray) -> Limits:
        size = groups.size[where]
        spread = _typical_deviation(groups, where, baseline & (size > 0))
        centre = np.full(size.size, spread)
        if not spread > 0:
            return no_limits(centre, ChartStatus.NO_VARIATION)
        c4 = _c4(size)
        limits = even_limits(centre, centre * np.sqrt(1 - c4**2) / c4)
        return replace(limits, lower=np.maximum(limits.lower, 0), near_lower=np.maximum(limits.near_lower, 0))

    return build_chart("s", groups.deviation, plan=plan, limits_of=limits_of)


def _typical_deviation(groups: Subgroups, where: slice, known: BoolArray) -> float:
    """The mean deviation where all subgroups are of one size, else the pooled one (each weighted by n −
    1).
    """
    sizes = groups.size[where]
    deviation, size = groups.deviation[where][known], sizes[known]
    measured = np.isfinite(deviation)
    if not measured.any():
        return math.nan
    if np.unique(sizes[sizes > 0]).size == 1:
        return float(deviation[measured].mean())
    weight = size[measured] - 1
    return math.sqrt((weight * deviation[measured] ** 2).sum() / weight.sum())


def _c4(size: FloatArray) -> FloatArray:
    """Mean of the standard deviation of n standard normal values; NaN for n < 2."""
    c4 = [
        math.sqrt(2 / (n - 1)) * math.exp(math.lgamma(n / 2) - math.lgamma((n - 1) / 2)) if n > 1 else math.nan
        for n in size
    ]
    return np.asarray(c4, dtype=np.float64)
