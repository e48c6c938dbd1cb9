"""Is a monthly count really changing? Everything that is asked of one series, worked out together.

The strongest change of any kind decides the verdict; the control chart shows where each signal lies; the yearly course and
the season are what is left. Breaks in recording cut the series for the chart, never for the search: a change whose date may
be that of a break is told as a probable change of recording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.control_chart import MINIMUM_POINTS, ChartPlan, ControlChart
from dashboard.measures.design_effect import UNKNOWN, DesignEffect
from dashboard.measures.series_change import TWO_YEARS, SeriesChange, SeriesSearch, find_change
from dashboard.measures.trend import Trend, fit_trend
from dashboard.measures.verdict import Answer, Direction, Doubt, Kind, Level, Verdict
from dashboard.measures.xmr import xmr_chart

# A lasting rise that must be within reach before "not changed" is said (a fall of the same size undone is −38 %): about what
# a council with 60 records a month, at twice the spread of chance, can still see. Below that the answer is "cannot tell".
MATTERS_PCT = 60.0
SEASON_P = 0.01
LASTING = (Kind.STEP, Kind.STEPS)
UNKNOWN_REPEATS = Verdict(Answer.CANNOT_TELL, Kind.STEP, why=UNKNOWN, doubt=Doubt.REPEATS)


@dataclass(frozen=True, eq=False)
class Judgement:
    """`verdict` is what is said of the series. `trend` is None under two years; `shown` are the charted values.

    breaks: the months in which the level was found to have changed, where limits may begin afresh.
    """

    verdict: Verdict
    chart: ControlChart
    plan: ChartPlan
    shown: pd.Series
    trend: Trend | None
    breaks: tuple[pd.Timestamp, ...]

    @property
    def has_season(self) -> bool:
        """Whether the months of a year can be told from each other by more than chance."""
        return self.trend is not None and self.trend.season_p < SEASON_P


def judge_counts(
    monthly: pd.Series,
    *,
    events: pd.DataFrame,
    design_effect: DesignEffect | None,
    rebase_dates: Sequence[pd.Timestamp] = (),
    rebase_found: bool = False,
    season_out: bool = False,
) -> Judgement:
    """Judge counts by month, indexed by the first day of each month without gaps.

    events: columns date, label, kind. design_effect: of the children behind the counts; without it nothing is told.
    rebase_dates, rebase_found: where the chart's limits begin afresh (see `chart_plan`).
    season_out: chart the counts with the season taken out (two years are needed).
    """
    months = pd.DatetimeIndex(monthly.index)
    is_long = len(monthly) >= TWO_YEARS and bool(monthly.sum())
    trend = fit_trend(monthly) if is_long else None
    searched = None
    if is_long and design_effect is not None:
        searched = find_change(monthly, design_effect=design_effect, recorded_from=_recorded_from(months, events))
    season_p = trend.season_p if trend else 1.0
    verdict = (
        UNKNOWN_REPEATS
        if is_long and design_effect is None
        else series_verdict(monthly, searched, events=events, season_p=season_p)
    )
    values = pd.Series(trend.seasonally_adjusted, index=monthly.index) if trend and season_out else monthly
    breaks = _breaks(months, searched.change if searched else None)
    plan = chart_plan(months, rebase_dates, found=breaks if rebase_found else (), recorded=_recorded_since(verdict))
    return Judgement(verdict, xmr_chart(values, plan=plan, floor=0.0), plan, values, trend, breaks)


def series_verdict(
    monthly: pd.Series, searched: SeriesSearch | None, *, events: pd.DataFrame, season_p: float
) -> Verdict:
    """What is said of counts by month that were searched for a change; None where there are too few to be searched."""
    if searched is None:
        is_empty = len(monthly) >= TWO_YEARS
        why = "nothing was counted" if is_empty else "there are fewer than two years"
        return Verdict(Answer.NOT_COMPARED, Kind.STEP, why=why, doubt=Doubt.TOO_FEW if is_empty else Doubt.TOO_EARLY)
    if searched.change is not None:
        return _changed(monthly, searched.change, searched.looks, events)
    kind = Kind.SEASON if season_p < SEASON_P else Kind.STEP
    level = Level(float(monthly.mean()), "the whole time", "a month")
    lasting = next((d for d in searched.would_have_found if d.kind is Kind.STEP), None)
    is_known = lasting is None or (lasting.rise_pct is not None and lasting.rise_pct <= MATTERS_PCT)
    return Verdict(
        Answer.NOT_CHANGED if is_known else Answer.CANNOT_TELL, kind, latest=level, p_value=searched.p,
        would_have_found=searched.would_have_found, looks=searched.looks,
        why="" if is_known else "too few are counted to tell a change from chance",
    )  # fmt: skip


def _changed(monthly: pd.Series, change: SeriesChange, looks: int, events: pd.DataFrame) -> Verdict:
    months = pd.DatetimeIndex(monthly.index)
    low, high = months[change.start_low], months[change.start_high]
    recording = recorded_differently(low, high, events) if change.kind in (*LASTING, Kind.LATEST) else ()
    until = months[change.second] if change.kind is Kind.STEPS else months[change.stop - 1]
    labels = ("the first year", "the latest year") if change.kind is Kind.COURSE else ("before", "since")
    if change.kind in (Kind.ENDED, Kind.MONTHS):
        labels = ("the other months", "these months")
    return Verdict(
        Answer.RECORDING_CHANGED if recording else Answer.CHANGED, change.kind,
        direction=Direction.MORE if _size_of(change) > 1 else Direction.FEWER,
        since=months[change.start], until=until, since_low=low, since_high=high,
        before=Level(change.before, labels[0], "a month"), latest=Level(change.after, labels[1], "a month"),
        estimate=change.ratio, p_value=change.p, looks=looks, recording=recording,
    )  # fmt: skip


def _size_of(change: SeriesChange) -> float:
    if change.ratio is not None:
        return change.ratio.value
    return change.after / change.before if change.before else np.inf


def _recorded_from(months: pd.DatetimeIndex, events: pd.DataFrame) -> list[int]:
    """The positions of the months in which recording changed."""
    return [_position(months, date) for date in events.loc[events["kind"] == "DATA_BREAK", "date"]]


def recorded_differently(low: pd.Timestamp, high: pd.Timestamp, events: pd.DataFrame) -> tuple[str, ...]:
    """Labels of the changes in recording within the months that may be the first of a change, or one to either side.

    events: columns date, label, kind (table `events` of a release); a change in recording has kind DATA_BREAK.
    """
    breaks = events.loc[events["kind"] == "DATA_BREAK"]
    month = pd.DatetimeIndex(breaks["date"]).to_period("M")
    is_near = (month >= low.to_period("M") - 1) & (month <= high.to_period("M") + 1)
    return tuple(str(label) for label in breaks.loc[is_near, "label"])


def _recorded_since(verdict: Verdict) -> tuple[pd.Timestamp, ...]:
    """The month since when a series is recorded otherwise, where that is what is said of it."""
    return (verdict.since,) if verdict.answer is Answer.RECORDING_CHANGED and verdict.since is not None else ()


def _breaks(months: pd.DatetimeIndex, change: SeriesChange | None) -> tuple[pd.Timestamp, ...]:
    if change is None or change.kind not in LASTING:
        return ()
    at = (change.start, change.second) if change.kind is Kind.STEPS else (change.start,)
    return tuple(pd.Timestamp(months[month]) for month in at)


def chart_plan(
    months: pd.DatetimeIndex,
    dates: Sequence[pd.Timestamp],
    *,
    found: Sequence[pd.Timestamp] = (),
    recorded: Sequence[pd.Timestamp] = (),
) -> ChartPlan:
    """Where limits begin afresh: where months are recorded otherwise, however few have followed, since none of them may be
    judged by the months before; at the changes that were found; then at each date that leaves twelve months on either side.

    Another found change with fewer months after it has no limits of its own yet: those of the months before are drawn on,
    which is how the NHS shows a change before it is settled (Making Data Count 2018, "when to re-calculate limits").
    """
    in_turn = [*found, *(d for d in sorted(dates) if d not in found)]
    points = rebase_points(months, in_turn, recorded=recorded)
    at = _position(months, found[0]) if found and len(months) else 0
    if at < MINIMUM_POINTS or set(points) & {_position(months, month) for month in found}:
        return ChartPlan(rebase_at=points)
    return ChartPlan(rebase_at=rebase_points(months[:at], in_turn), excluded=range(at, len(months)))


def rebase_points(
    months: pd.DatetimeIndex, dates: Sequence[pd.Timestamp], *, recorded: Sequence[pd.Timestamp] = ()
) -> tuple[int, ...]:
    """Positions at which a new segment begins: of each month in `recorded`, then the first month on or after each date,
    with enough months on both sides. Where two dates are too near each other, the one that is given first stands.
    """
    points = [_position(months, date) for date in recorded]
    for date in dates:
        at = _position(months, date)
        if all(abs(at - other) >= MINIMUM_POINTS for other in (0, len(months), *points)):
            points.append(at)
    return tuple(sorted(points))


def _position(months: pd.DatetimeIndex, date: pd.Timestamp) -> int:
    return int(np.searchsorted(months.to_numpy(), np.datetime64(pd.Timestamp(date).replace(day=1))))
