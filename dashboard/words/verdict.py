"""What a series is said to have done. The lasting change comes first, with its uncertainty; causes are never named."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.control_chart import ChartStatus, ControlChart
from dashboard.measures.forecast import Forecast
from dashboard.measures.level_shift import LevelShift, RecordingCheck
from dashboard.measures.series_verdict import Verdict
from dashboard.words.change import percent

RULES = {
    "is_outside": ("outside the limits", "chance seldom goes that far"),
    "is_shift": ("seven or more in a row on one side of the centre line", "the level has moved"),
    "is_trend": ("seven or more in a row rising or falling", "a steady drift"),
    "is_two_of_three": ("two of three close to a limit", "unusual, worth watching"),
}


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
    """One sentence for each run of signals of each kind, in time order; `labels` name the points."""
    found: list[tuple[int, str]] = []
    for rule, (what, meaning) in RULES.items():
        for start, stop in _runs(np.asarray(getattr(chart, rule), dtype=bool), chart.segment):
            span = labels[start] if stop - start == 1 else f"{labels[start]} to {labels[stop - 1]}"
            side = _side(chart, start, stop) if rule in ("is_outside", "is_shift", "is_two_of_three") else ""
            found.append((start, f"{span}: {what}{side} – {meaning}."))
    return [sentence for _, sentence in sorted(found)]


def limits_sentence(chart: ControlChart, *, unit: str = "", times: float = 1.0) -> str:
    """What the limits are, or why there are none. `times`: 100 with the unit " %" for a chart of shares."""
    if chart.status is not ChartStatus.JUDGED:
        return f"No limits are drawn: {chart.status}."
    where = "" if len(chart.segments) == 1 else " Limits begin afresh where a dashed line says so."
    return (
        f"The shaded band is where months would nearly all lie if nothing changed: from {chart.lower[-1] * times:.0f}{unit} to "
        f"{chart.upper[-1] * times:.0f}{unit} at the latest level.{where}"
    )


def forecast_sentence(forecast: Forecast, counts: str) -> str:
    first, last = forecast.ranges.iloc[0], forecast.ranges.iloc[-1]
    sentence = (
        f"If nothing changes, between {first.lower:.0f} and {first.upper:.0f} {counts} next month, and between "
        f"{last.lower:.0f} and {last.upper:.0f} in month {int(last.months_ahead)}."
    )
    if not forecast.record_checked:
        return f"{sentence} There is no record yet of how such ranges have done here."
    return (
        f"{sentence} Such ranges are meant to hold {forecast.confidence:.0%} of months; made at each month of the past, "
        f"they held {forecast.record_inside} of {forecast.record_checked}."
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


def _side(chart: ControlChart, start: int, stop: int) -> str:
    above = np.asarray(chart.values[start:stop] > chart.centre[start:stop])
    return ", above" if above.all() else ", below" if not above.any() else ""


def _runs(flags: np.ndarray, segment: np.ndarray) -> list[tuple[int, int]]:
    """(start, stop) of each run of true points inside one segment."""
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(flags):
        if runs and runs[-1][1] == at and segment[at] == segment[at - 1]:
            runs[-1] = (runs[-1][0], int(at) + 1)
        else:
            runs.append((int(at), int(at) + 1))
    return runs
