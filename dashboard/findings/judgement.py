"""From the judgement of a monthly series to the one typed verdict that title, table, card and paper read."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.series_verdict import Verdict as SeriesVerdict
from dashboard.measures.verdict import Answer, Direction, Estimate, Kind, Level, Verdict

A_MONTH = "a month"


def typed_verdict(judged: SeriesVerdict) -> Verdict:
    """What is said of the whole series."""
    mean = Level(float(judged.shown.mean()), "all months", A_MONTH) if len(judged.shown) else None
    if judged.trend is None:
        return Verdict(Answer.NOT_COMPARED, Kind.STEP, latest=mean, why="Fewer than two years are published.")
    if judged.shift is None:
        return Verdict(Answer.NOT_CHANGED, Kind.STEP, latest=mean)
    shift = judged.shift
    is_recording = judged.recording is not None and judged.recording.is_probable_recording_change
    return Verdict(
        Answer.RECORDING_CHANGED if is_recording else Answer.CHANGED, Kind.STEP,
        direction=Direction.MORE if shift.ratio > 1 else Direction.FEWER,
        since=shift.month, until=judged.shown.index[-1],
        latest=Level(shift.after, "since then", A_MONTH), before=Level(shift.before, "before", A_MONTH),
        estimate=Estimate(shift.ratio, shift.lower, shift.upper, allowed_for=("season",)), p_value=shift.p_value, looks=shift.looks,
    )  # fmt: skip


def season_ends(judged: SeriesVerdict, first: pd.Timestamp) -> tuple[tuple[str, float], tuple[str, float]] | None:
    """The months that usually hold most and least, with their share of an average month."""
    if judged.trend is None:
        return None
    factors = pd.Series(judged.trend.seasonal_factors)
    names = {int(i): f"{first + pd.DateOffset(months=int(i)):%B}" for i in factors.index}
    high, low = int(factors.idxmax()), int(factors.idxmin())
    return (names[high], float(factors[high])), (names[low], float(factors[low]))
