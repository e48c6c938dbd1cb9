"""What a series is said to have done. The lasting change comes first, with its uncertainty; causes are never named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.measures.control_chart import ChartStatus, ControlChart
from dashboard.measures.forecast import Forecast
from dashboard.measures.level_shift import LevelShift, RecordingCheck
from dashboard.measures.series_verdict import Verdict
from dashboard.words.change import percent

# The strongest first. Each is told once, with all the stretches of time that it holds for.
RULES = {
    "is_outside": "Outside the limits, where chance seldom goes",
    "is_shift": "Seven or more in a row on one side of the centre line, so the level has moved",
    "is_trend": "Seven or more in a row rising or falling, a steady drift",
    "is_two_of_three": "Two of three close to a limit, unusual and worth watching",
}
QUIET = "Nothing stands out by the rules of the chart."
MOST = 4


def verdict_sentence(verdict: Verdict, counts: str) -> str:
    """The headline of a monthly series."""
    if verdict.trend is None:
        return f"There are fewer than two years of {counts}: too few to tell a lasting change from a season."
    if verdict.shift is None:
        return f"No lasting change: the number of {counts} has stayed within what chance and the season would produce."
    sentence = shift_sentence(verdict.shift, counts)
    return f"{sentence} {recording_sentence(verdict.recording)}".strip()


def shift_sentence(shift: LevelShift, counts: str) -> str:
    direction = "more" if shift.ratio > 1 else "fewer"
    since = f"{shift.month:%B %Y}" if shift.month is not None else f"period {shift.since + 1}"
    change = f"{percent(shift.ratio)}, between {percent(shift.lower)} and {percent(shift.upper)}"
    course = " The change may have come gradually." if shift.is_gradual else ""
    return (
        f"{direction.capitalize()} {counts} since about {since}: {shift.after:.0f} a month, {shift.before:.0f} before "
        f"({change}), beyond what chance and the season would explain.{course}"
    )


def recording_sentence(recording: RecordingCheck | None) -> str:
    if recording is None or not recording.is_probable_recording_change:
        return ""
    return (
        f"A change in recording is dated at the same time ({'; '.join(recording.labels)}), "
        "so the records have probably changed rather than children’s lives."
    )


def signal_sentences(chart: ControlChart, labels: list[str]) -> list[str]:
    """One sentence for each rule that found something, the strongest rule first; `labels` name the points."""
    told = []
    for rule, what in RULES.items():
        runs = _runs(np.asarray(getattr(chart, rule), dtype=bool), chart.segment)
        spans = [_span(chart, labels, start, stop, has_side=rule != "is_trend") for start, stop in runs]
        if spans:
            more = f"; and {len(spans) - MOST} earlier" if len(spans) > MOST else ""
            told.append(f"{what}: {'; '.join(spans[-MOST:])}{more}.")
    return told


def limits_sentence(
    chart: ControlChart, *, unit: str = "", times: float = 1.0, digits: int = 0, afresh: str = ""
) -> str:
    """What the limits are, or why there are none. `times`: 100 with the unit " %" for a chart of shares."""
    if chart.status is not ChartStatus.JUDGED:
        return f"No limits are drawn: {chart.status}."
    where = "" if len(chart.segments) == 1 else " Limits begin afresh where a dashed line says so."
    low, high = (f"{line[-1] * times:.{digits}f}{unit}" for line in (chart.lower, chart.upper))
    return (
        f"The shaded band is where nearly all figures would lie if nothing changed: from {low} to {high} at the latest limits."
        f" {afresh}".rstrip()
        + ("" if afresh else where)
    )


def afresh_sentence(verdict: Verdict) -> str:
    """What the limits do at a change that was found: not the NHS's practice of dated changes alone, so it says so."""
    if verdict.shift is None or verdict.shift.month is None:
        return ""
    when = f"{verdict.shift.month:%B %Y}"
    if verdict.plan.baseline_points is not None:
        return (
            f"They are those of the months before {when}, drawn on: the new level is too young for limits of its own."
        )
    if verdict.shift.since not in verdict.plan.rebase_at:
        return ""
    return (
        f"The limits begin afresh in {when}, where the level was found to have changed (dashed line); for limits that do so "
        "only at dated events, or never, see More choices."
    )


def forecast_sentence(forecast: Forecast, counts: str, months: Sequence[pd.Timestamp]) -> str:
    """The range of the first and the last month ahead, and how such ranges have done."""
    first, last = forecast.ranges.iloc[0], forecast.ranges.iloc[-1]
    sentence = (
        f"If nothing changes: between {first.lower:.0f} and {first.upper:.0f} {counts} in {months[0]:%B %Y}, and between "
        f"{last.lower:.0f} and {last.upper:.0f} in {months[-1]:%B %Y}."
    )
    if not forecast.record_checked:
        return f"{sentence} There is no record yet of how such ranges have done here."
    wide = (
        " More than meant: the ranges are on the wide side."
        if forecast.record_inside == forecast.record_checked
        else ""
    )
    return (
        f"{sentence} Such ranges are meant to hold {forecast.confidence * 100:.0f} % of months; made at each month of the past, "
        f"they held {forecast.record_inside} of {forecast.record_checked}.{wide}"
    )


def year_trend_sentence(verdict: Verdict, counts: str) -> str:
    trend = verdict.trend
    if trend is None:
        return ""
    span = f"between {percent(1 + trend.lower_pct / 100)} and {percent(1 + trend.upper_pct / 100)}"
    how = "a change of" if trend.is_beyond_chance else "within the usual range:"
    return f"Drawn as one straight course over the whole time, {counts} show {how} {percent(1 + trend.change_pct / 100)} a year ({span})."


def season_sentence(verdict: Verdict, first_month: pd.Timestamp) -> str:
    """The months that usually hold most and least, where the season is more than a tenth either way."""
    if verdict.trend is None:
        return ""
    factors = pd.Series(verdict.trend.seasonal_factors)
    names = [f"{first_month + pd.DateOffset(months=int(i)):%B}" for i in factors.index]
    high, low = int(factors.idxmax()), int(factors.idxmin())
    if factors[high] < 1.1 and factors[low] > 0.9:
        return "The time of year makes little difference."
    return (
        f"Usually most in {names[high]} ({percent(float(factors[high]))} against an average month) and least in "
        f"{names[low]} ({percent(float(factors[low]))})."
    )


def _span(chart: ControlChart, labels: list[str], start: int, stop: int, *, has_side: bool) -> str:
    span = labels[start] if stop - start == 1 else f"{labels[start]} to {labels[stop - 1]}"
    above = np.asarray(chart.values[start:stop] > chart.centre[start:stop])
    side = "above" if above.all() else "below" if not above.any() else ""
    return f"{span}, {side}" if side and has_side else span


def _runs(flags: np.ndarray, segment: np.ndarray) -> list[tuple[int, int]]:
    """(start, stop) of each run of true points inside one segment."""
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(flags):
        if runs and runs[-1][1] == at and segment[at] == segment[at - 1]:
            runs[-1] = (runs[-1][0], int(at) + 1)
        else:
            runs.append((int(at), int(at) + 1))
    return runs
