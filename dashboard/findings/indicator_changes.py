"""Published indicators beside the period before: a verdict where their publisher gives the number and the base of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.findings.measure import judged
from dashboard.measures.beside import FIGURES, shares_beside
from dashboard.measures.rates import wilson_interval
from dashboard.measures.verdict import WIDE, Answer, Direction, Doubt, Estimate, Kind, Level, Scale, Verdict
from dashboard.words import indicators as words

Pair = tuple[Any, Any]
SAME = ("definition_version", "year_type", "unit")
SCALES = (
    0.01  # by how much of itself a figure may differ from what its number and its base make, on the scale of the other
)
WIDER = 1.25  # times as wide as chance makes it: its publisher counts with more than chance


def changes(courses: Mapping[str, pd.DataFrame]) -> dict[str, Verdict]:
    """The latest figure of each course beside the one before, all of them looked at together. courses: name → rows by time."""
    pairs = {name: tuple(course.tail(2).itertuples()) for name, course in courses.items()}
    unfit = {name: _unfit(pair) for name, pair in pairs.items()}
    fit = {name: (pair[1], pair[0]) for name, pair in pairs.items() if unfit[name] is None}
    figures = [(a.numerator, a.denominator, b.numerator, b.denominator) for a, b in fit.values()]
    found = shares_beside(pd.DataFrame(figures, index=list(fit), columns=FIGURES).astype(float))
    return {name: unfit[name] or _judged(fit[name], found.loc[name]) for name in pairs}


def _unfit(pair: tuple[Any, ...]) -> Verdict | None:
    """Why the two cannot be compared; nothing where they can."""
    if len(pair) < 2:
        return _not_compared(words.NO_EARLIER_FIGURE, Doubt.TOO_EARLY)
    before, latest = pair
    if pd.isna(latest.value) or pd.isna(before.value):
        return _not_compared(words.KEPT_BACK, Doubt.WITHHELD)
    if any(getattr(latest, name) != getattr(before, name) for name in SAME) or before.period_end >= latest.period_start:
        return _not_compared(words.COUNTED_OTHERWISE, Doubt.NOT_COMPARABLE)
    if not (_is_counted(latest) and _is_counted(before)):
        return _not_compared(words.NO_NUMBER, Doubt.NOT_DELIVERED)
    scales = [row.value * row.denominator / row.numerator for row in (latest, before)]
    if abs(scales[0] / scales[1] - 1) > SCALES or _is_wider(latest) or _is_wider(before):
        return _not_compared(words.OWN_RULES, Doubt.NOT_COMPARABLE)
    return None


def _is_counted(row: Any) -> bool:
    return bool(0 < row.numerator <= row.denominator and row.value > 0)


def _is_wider(row: Any) -> bool:
    """Whether its publisher's range is wider than chance alone would make it."""
    if pd.isna(row.lower) or pd.isna(row.upper):
        return False
    made = wilson_interval([row.numerator], [row.denominator])
    own = float(made.upper[0] - made.lower[0]) * row.value * row.denominator / row.numerator
    return bool(row.upper - row.lower > WIDER * own)


def _judged(pair: Pair, found: pd.Series) -> Verdict:
    latest, before = pair
    made = Estimate(float(found["difference_pct"]), float(found["lower_pct"]), float(found["upper_pct"]), Scale.POINTS)
    now, then = (Level(float(r.value), str(r.period), str(r.unit), float(r.denominator)) for r in (latest, before))
    verdict = judged(made, latest=now, before=then, is_beyond=bool(found["is_beyond_chance"]), good_end=Direction.NEITHER, kind=Kind.DIFFERENCE)  # fmt: skip
    share = 100 * before.numerator / before.denominator
    is_wide = (
        share + made.low < share / WIDE or share + made.high > share * WIDE
    )  # of a small share few points are much
    return replace(verdict, answer=Answer.CANNOT_TELL) if verdict.answer is Answer.NOT_CHANGED and is_wide else verdict


def _not_compared(why: str, doubt: Doubt) -> Verdict:
    return Verdict(Answer.NOT_COMPARED, Kind.DIFFERENCE, why=why, doubt=doubt)
