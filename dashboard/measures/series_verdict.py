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
    shown: pd.Series
    trend: Trend | None
    shift: LevelShift | None
    recording: RecordingCheck | None


def judge_counts(
    monthly: pd.Series, *, events: pd.DataFrame, rebase_dates: Sequence[pd.Timestamp] = (), season_out: bool = False
) -> Verdict:
    """Judge counts by month, indexed by the first day of each month without gaps.

    events: columns date, label, kind. rebase_dates: the chart's limits begin afresh in the month of each; dates that
    would leave fewer than twelve months on either side are left out. season_out: chart the counts with the season taken
    out (two years are needed). XmR limits (see `xmr_chart`), level shift (see `find_level_shift`), trend (`fit_trend`).
    """
    is_long = len(monthly) >= TWO_YEARS and bool(monthly.sum())
    trend = fit_trend(monthly) if is_long else None
    shift = find_level_shift(monthly) if is_long else None
    values = pd.Series(trend.seasonally_adjusted, index=monthly.index) if trend and season_out else monthly
    plan = ChartPlan(rebase_at=rebase_points(pd.DatetimeIndex(monthly.index), rebase_dates))
    return Verdict(
        chart=xmr_chart(values, plan=plan, floor=0.0),
        shown=values,
        trend=trend,
        shift=shift,
        recording=explains_recording(shift, events) if shift else None,
    )


def rebase_points(months: pd.DatetimeIndex, dates: Sequence[pd.Timestamp]) -> tuple[int, ...]:
    """Positions at which a new segment begins: the first month on or after each date, with enough months on both sides."""
    points: list[int] = []
    for date in sorted(dates):
        at = int(np.searchsorted(months.to_numpy(), np.datetime64(pd.Timestamp(date).replace(day=1))))
        before = points[-1] if points else 0
        if at - before >= MINIMUM_POINTS and len(months) - at >= MINIMUM_POINTS:
            points.append(at)
    return tuple(points)
