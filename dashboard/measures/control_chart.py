"""The result that every control chart shares, and how a series is cut into segments with limits of their
own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import pandas as pd

from dashboard.measures import chart_rules
from dashboard.measures.numbers_in import BoolArray, FloatArray, IntArray

MINIMUM_POINTS = 12


class ChartStatus(StrEnum):
    """Whether a segment can be judged.

    Where it cannot, its limits are NaN and none of its points is a signal.
    """

    JUDGED = "judged"
    TOO_FEW = "too few to judge"
    NO_VARIATION = "no variation to judge by"
    ZERO_CENTRE = "nothing happened, so nothing to judge by"


@dataclass(frozen=True)
class ChartPlan:
    """How a series is to be judged. Indices count points from 0.

    rebase_at: where new segments begin, each with limits of its own. excluded: points that make no limits
    (known special causes, or a level that is too young). minimum_points: a segment whose baseline has fewer is "too few to judge"; set it to 2 to
    reproduce a textbook. two_of_three: the guidance's rule, or the R package's to the letter.
    """

    rebase_at: Sequence[int] = ()
    excluded: Sequence[int] = ()
    minimum_points: int = MINIMUM_POINTS
    two_of_three: chart_rules.TwoOfThree = chart_rules.TwoOfThree.GUIDANCE


WHOLE_SERIES = ChartPlan()


@dataclass(frozen=True, eq=False)
class Limits:
    """Of one segment, one entry per point; `near_*` lie two thirds of the way from the centre to the
    limit.
    """

    centre: FloatArray
    lower: FloatArray
    upper: FloatArray
    near_lower: FloatArray
    near_upper: FloatArray
    status: ChartStatus = ChartStatus.JUDGED


@dataclass(frozen=True)
class ChartSegment:
    """Points start … stop − 1, judged by their own limits."""

    start: int
    stop: int
    status: ChartStatus


@dataclass(frozen=True, eq=False)
class ControlChart:
    """Every array has one entry per point. `segment` numbers the segments from 0."""

    method: str
    values: FloatArray
    centre: FloatArray
    lower: FloatArray
    upper: FloatArray
    near_lower: FloatArray
    near_upper: FloatArray
    is_shift: BoolArray
    is_trend: BoolArray
    is_two_of_three: BoolArray
    is_outside: BoolArray
    segment: IntArray
    segments: tuple[ChartSegment, ...]

    @property
    def is_signal(self) -> BoolArray:
        return np.asarray(self.is_shift | self.is_trend | self.is_two_of_three | self.is_outside)

    @property
    def status(self) -> ChartStatus:
        """That of the latest segment: the one a reader asks about."""
        return self.segments[-1].status if self.segments else ChartStatus.TOO_FEW

    def to_frame(self) -> pd.DataFrame:
        """One row per point, for a table or a download."""
        arrays = (
            "values",
            "centre",
            "lower",
            "upper",
            "is_shift",
            "is_trend",
            "is_two_of_three",
            "is_outside",
        )
        frame = pd.DataFrame({name.replace("values", "value"): getattr(self, name) for name in arrays})
        return frame.assign(segment=self.segment, status=[str(self.segments[s].status) for s in self.segment])


LimitsOf = Callable[[slice, BoolArray], Limits]


def build_chart(method: str, values: FloatArray, *, plan: ChartPlan, limits_of: LimitsOf) -> ControlChart:
    """Cut `values` into the plan's segments, ask `limits_of(where, baseline)` for each one's limits, apply
    the rules.

    `limits_of` gets the slice of the segment and a mask, one entry per point of it, of the points that make
    its limits. Raises ValueError if the plan names a point that is not there.
    """
    bounds = _bounds(plan, values.size)
    included = _included(plan, values.size)
    segments, pieces = [], []
    for start, stop in bounds:
        where = slice(start, stop)
        limits = _segment_limits(values[where], included[where], where, plan, limits_of)
        segments.append(ChartSegment(start, stop, limits.status))
        pieces.append((limits, _signals(values[where], limits, plan.two_of_three)))
    return _joined(method, values, segments=tuple(segments), pieces=pieces)


def even_limits(centre: FloatArray, sigma: FloatArray, *, status: ChartStatus = ChartStatus.JUDGED) -> Limits:
    """Three and two sigma either side of a centre."""
    return Limits(
        centre, centre - 3 * sigma, centre + 3 * sigma, centre - 2 * sigma, centre + 2 * sigma, status
    )  # fmt: skip


def no_limits(centre: FloatArray, status: ChartStatus) -> Limits:
    """A centre line that judges nothing."""
    nothing = np.full(centre.shape, np.nan)
    return Limits(centre, nothing, nothing, nothing, nothing, status)


def _segment_limits(
    values: FloatArray, included: BoolArray, where: slice, plan: ChartPlan, limits_of: LimitsOf
) -> Limits:
    if (included & np.isfinite(values)).sum() < max(plan.minimum_points, 1):
        return no_limits(np.full(values.size, np.nan), ChartStatus.TOO_FEW)
    return limits_of(where, included)


def _signals(values: FloatArray, limits: Limits, rule: chart_rules.TwoOfThree) -> tuple[BoolArray, ...]:
    if limits.status is not ChartStatus.JUDGED:
        return tuple(np.zeros(values.size, dtype=np.bool_) for _ in range(4))
    near, far = (limits.near_lower, limits.near_upper), (limits.lower, limits.upper)
    return (
        chart_rules.shift_points(values, limits.centre),
        chart_rules.trend_points(values),
        chart_rules.two_of_three_points(values, *near)
        if rule is chart_rules.TwoOfThree.GUIDANCE
        else chart_rules.two_of_three_inside(values, limits.centre, near, far),
        chart_rules.outside_points(values, *far),
    )


def _joined(
    method: str,
    values: FloatArray,
    *,
    segments: tuple[ChartSegment, ...],
    pieces: list[tuple[Limits, tuple[BoolArray, ...]]],
) -> ControlChart:
    def lines(name: str) -> FloatArray:
        return np.concatenate([getattr(limits, name) for limits, _ in pieces] or [np.zeros(0)])

    flags = [np.concatenate([signals[kind] for _, signals in pieces] or [np.zeros(0, bool)]) for kind in range(4)]
    number = np.repeat(np.arange(len(segments)), [s.stop - s.start for s in segments])
    return ControlChart(
        method, values,
        lines("centre"), lines("lower"), lines("upper"), lines("near_lower"), lines("near_upper"),
        flags[0], flags[1], flags[2], flags[3], number.astype(np.int64), segments,
    )  # fmt: skip


def _bounds(plan: ChartPlan, size: int) -> list[tuple[int, int]]:
    if any(not 0 <= at < max(size, 1) for at in (*plan.rebase_at, *plan.excluded)):
        raise ValueError(f"The chart has points 0 to {size - 1}; re-basing or exclusion names one that is not there.")
    edges = [*sorted({0, *plan.rebase_at}), size] if size else []
    return list(pairwise(edges))


def _included(plan: ChartPlan, size: int) -> BoolArray:
    included = np.ones(size, dtype=np.bool_)
    included[list(plan.excluded)] = False
    return included
