"""The two averages that the title of a course tells, as its chart marks them: one comparison in words and picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard.charts.trend import Stretch
from dashboard.findings.judgement import YEAR
from dashboard.measures.numbers_in import FloatArray
from dashboard.measures.verdict import Kind, Verdict

Span = tuple[int, int]  # first month, and the one after the last
PER_1000 = "a month per 1,000"


def spans_told(verdict: Verdict, starts: pd.Series) -> tuple[Span, Span] | None:
    """The months of the average before and of the latest one; None where a verdict has no two, or they are not two spans."""
    end = len(starts)
    if verdict.latest is None or verdict.before is None or end < 2 * YEAR:
        return None
    if verdict.since is None or verdict.kind is Kind.COURSE:
        first = end - 2 * YEAR if verdict.since is None else 0
        return (first, first + YEAR), (end - YEAR, end)
    begins = {Kind.STEP: verdict.since, Kind.LATEST: verdict.since, Kind.STEPS: verdict.until}.get(verdict.kind)
    if begins is None:
        return None
    before, latest = (int(np.searchsorted(starts.to_numpy(), at.to_datetime64())) for at in (verdict.since, begins))
    return (0, before), (latest, end)


def levels_told(verdict: Verdict, spans: tuple[Span, Span] | None, first: int) -> tuple[Stretch, ...]:
    """As far as they lie in the months that are drawn, from `first` on."""
    if spans is None or verdict.latest is None or verdict.before is None:
        return ()
    told = zip(spans, (verdict.before.value, verdict.latest.value), strict=True)
    return tuple(Stretch(max(start - first, 0), stop - first, value) for (start, stop), value in told if stop > first)


def in_rates(verdict: Verdict, rates: FloatArray, spans: tuple[Span, Span]) -> Verdict:
    """The verdict of the counts with the averages of the rates that are drawn: a title tells what its chart shows."""
    before, latest = (float(np.nanmean(rates[start:stop])) for start, stop in spans)
    assert verdict.before is not None
    assert verdict.latest is not None
    return replace(
        verdict,
        before=replace(verdict.before, value=before, unit=PER_1000),
        latest=replace(verdict.latest, value=latest, unit=PER_1000),
    )
