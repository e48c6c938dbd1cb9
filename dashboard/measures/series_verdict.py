"""Is a monthly count really changing? Everything that is asked of one series, worked out together.

The lasting change of level decides what is said; the control chart shows where each signal lies; the yearly course and
the season are what is left. Breaks in recording cut the series for the chart, never for the search: a change beside a
dated break is told as a probable change of recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.control_chart import MINIMUM_POINTS, ChartPlan, ControlChart
from dashboard.measures.level_shift import LevelShift, RecordingCheck, explains_recording, find_level_shift
from dashboard.measures.trend import Trend, fit_trend
from dashboard.measures.xmr import xmr_chart

TWO_YEARS = 24


@dataclass(frozen=True, eq=False)
class Verdict:
    """`trend`, `shift`, `recording` are None under two years or where there is none; `shown` are the charted values."""

    chart: ControlChart
    plan: ChartPlan
    shown: pd.Series
    trend: Trend | None
    shift: LevelShift | None
    recording: RecordingCheck | None


def judge_counts(
    monthly: pd.Series,
    *,
    events: pd.DataFrame,
    rebase_dates: Sequence[pd.Timestamp] = (),
    rebase_found: bool = False,
    season_out: bool = False,
) -> Verdict:
    """Judge counts by month, indexed by the first day of each month without gaps.

    events: columns date, label, kind. rebase_dates, rebase_found: where the chart's limits begin afresh (see `chart_plan`).
    season_out: chart the counts with the season taken out (two years are needed). XmR limits (see `xmr_chart`), level
    shift (see `find_level_shift`), trend (`fit_trend`).
    """
    is_long = len(monthly) >= TWO_YEARS and bool(monthly.sum())
    trend = fit_trend(monthly) if is_long else None
    shift = find_level_shift(monthly) if is_long else None
    values = pd.Series(trend.seasonally_adjusted, index=monthly.index) if trend and season_out else monthly
    months = pd.DatetimeIndex(monthly.index)
    found = shift.month if rebase_found and shift is not None else None
    plan = chart_plan(months, rebase_dates, found=found)
    return Verdict(
        chart=xmr_chart(values, plan=plan, floor=0.0),
        plan=plan,
        shown=values,
        trend=trend,
        shift=shift,
        recording=explains_recording(shift, events) if shift else None,
    )


def chart_plan(
    months: pd.DatetimeIndex, dates: Sequence[pd.Timestamp], *, found: pd.Timestamp | None = None
) -> ChartPlan:
    """Where limits begin afresh: at the change that was found, then at each date that leaves twelve months on either side.

    A found change with fewer months after it has no limits of its own yet: those of the months before are drawn on, which
    is how the NHS shows a change before it is settled (Making Data Count 2018, "when to re-calculate limits").
    """
    first = [] if found is None else [found]
    points = rebase_points(months, [*first, *(d for d in sorted(dates) if d not in first)])
    if found is None or not len(months):
        return ChartPlan(rebase_at=points)
    at = _position(months, found)
    if at in points or at < MINIMUM_POINTS:
        return ChartPlan(rebase_at=points)
    return ChartPlan(baseline_points=at)


def rebase_points(months: pd.DatetimeIndex, dates: Sequence[pd.Timestamp]) -> tuple[int, ...]:
    """Positions at which a new segment begins: the first month on or after each date, with enough months on both sides.

    Where two dates are too near each other, the one that is given first stands.
    """
    points: list[int] = []
    for date in dates:
        at = _position(months, date)
        if all(abs(at - other) >= MINIMUM_POINTS for other in (0, len(months), *points)):
            points.append(at)
    return tuple(sorted(points))


def _position(months: pd.DatetimeIndex, date: pd.Timestamp) -> int:
    return int(np.searchsorted(months.to_numpy(), np.datetime64(pd.Timestamp(date).replace(day=1))))
