"""What counts as a signal on a control chart: the four rules of the NHS "Making Data Count" programme (2018), point by point.

All arrays have one entry per point, in time order.
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np

from dashboard.measures.numbers_in import BoolArray, FloatArray, IntArray, Numbers, as_floats

SHIFT_POINTS = 7
TREND_POINTS = 7


class TwoOfThree(StrEnum):
    """GUIDANCE: two of three beyond two thirds of the way to a limit, on one side, as NHS England's text says it.

    PLOT_THE_DOTS: as the R package NHSRplotthedots computes it: points outside the limits do not count, and all three lie
    on one side of the centre. It flags fewer points; those it leaves out stand beside one that is flagged as outside.
    """

    GUIDANCE = "guidance"
    PLOT_THE_DOTS = "plot the dots"


def shift_points(values: Numbers, centre: Numbers, *, points: int = SHIFT_POINTS) -> BoolArray:
    """Points in a run of `points` (7) or more on one side of the centre.

    A point on it, or missing, ends a run.

    Source: NHS England, Making Data Count (2018). Shapes (n,), (n,) → (n,).
    """
    side = np.sign(as_floats(values) - as_floats(centre))
    return _in_long_run(np.nan_to_num(side), points)


def trend_points(values: Numbers, *, points: int = TREND_POINTS) -> BoolArray:
    """Points in a run of `points` (7) or more, each above (or each below) the one before.

    A tie or gap ends a run.

    Source: NHS England, Making Data Count (2018). Shape (n,) → (n,).
    """
    step = np.nan_to_num(np.sign(np.diff(as_floats(values))))
    rising = _in_long_run(step, points - 1)
    marked = np.zeros(len(step) + 1, dtype=np.bool_)
    marked[:-1] |= rising
    marked[1:] |= rising
    return marked if len(step) else np.zeros(as_floats(values).size, dtype=np.bool_)


def two_of_three_points(values: Numbers, near_lower: Numbers, near_upper: Numbers) -> BoolArray:
    """Points beyond two thirds of the way to a limit, where two of three neighbours are so on the same side.

    Source: Western Electric (1956), as in NHS England, Making Data Count (2018). A point outside the limit is
    also beyond two thirds of the way. Shapes (n,) each → (n,).
    """
    y = as_floats(values)
    return _two_of_three(y > as_floats(near_upper)) | _two_of_three(y < as_floats(near_lower))


def two_of_three_inside(
    values: Numbers, centre: Numbers, near: tuple[Numbers, Numbers], limits: tuple[Numbers, Numbers]
) -> BoolArray:
    """As `two_of_three_points`, by the letter of NHSRplotthedots (`TwoOfThree.PLOT_THE_DOTS`).

    near, limits: (lower, upper), each (n,). Source: NHSRplotthedots, ptd_two_in_three. Shapes (n,) → (n,).
    """
    y, side = as_floats(values), np.nan_to_num(np.sign(as_floats(values) - as_floats(centre)))
    is_outside = outside_points(y, *limits)
    is_near = np.asarray((y > as_floats(near[1])) | (y < as_floats(near[0])), dtype=np.bool_) & ~is_outside
    marked = np.zeros(y.size, dtype=np.bool_)
    for start in range(y.size - 2):
        three = slice(start, start + 3)
        if is_near[three].sum() >= 2 and abs(side[three].sum()) == 3:
            marked[three] |= is_near[three]
    return marked


def outside_points(values: Numbers, lower: Numbers, upper: Numbers) -> BoolArray:
    """Points above the upper or below the lower limit ("sigma signal"). Shewhart (1931).

    Missing is never a signal.
    """
    y = as_floats(values)
    return np.asarray((y > as_floats(upper)) | (y < as_floats(lower)), dtype=np.bool_)


def screened_moving_range(values: Numbers, *, screen: float = 3.267) -> float:
    """Mean moving range, without those at or above `screen` times their mean (left out once, then meaned
    again).

    Source: Nelson (1982), Journal of Quality Technology 14:172. `screen=inf` leaves none out. NaN without two
    neighbouring points. Shape (n,) → scalar.
    """
    ranges = np.abs(np.diff(as_floats(values)))
    ranges = ranges[np.isfinite(ranges)]
    if ranges.size == 0 or ranges.max() == 0:
        return 0.0 if ranges.size else math.nan
    return float(ranges[ranges < screen * ranges.mean()].mean())


def _in_long_run(sign: FloatArray, points: int) -> BoolArray:
    """Where a value other than zero is repeated at least `points` times in a row."""
    if sign.size == 0:
        return np.zeros(0, dtype=np.bool_)
    lengths = _run_lengths(sign)
    return np.asarray((np.repeat(lengths, lengths) >= points) & (sign != 0), dtype=np.bool_)


def _run_lengths(sign: FloatArray) -> IntArray:
    starts = np.flatnonzero(np.r_[True, sign[1:] != sign[:-1]])
    return np.asarray(np.diff(np.r_[starts, sign.size]), dtype=np.int64)


def _two_of_three(near: BoolArray) -> BoolArray:
    padded = np.r_[False, False, near, False, False].astype(int)
    sums = padded[:-2] + padded[1:-1] + padded[2:]  # windows that end at each place
    return np.asarray(near & ((sums[:-2] >= 2) | (sums[1:-1] >= 2) | (sums[2:] >= 2)), dtype=np.bool_)
