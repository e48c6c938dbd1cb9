"""Case reviews, training and sharing in words: no kind of review, agency or flow is better or worse than another."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.words.form import capital, fitting, listed, number_of
from dashboard.words.format import month, percent, points_apart, span_percent

CENSUS = (
    "Everybody who should have had it is counted, so there is no range. Who that is, is each agency’s own definition."
)


def review_title(apart: Sequence[str], side: str, shown: int) -> str:
    """Whether kinds of review differ by more than their ranges, in as many as are shown. side: "gaps", "strengths", "contexts"."""
    if not apart:
        of = number_of(shown, side.removesuffix("s"), side)
        return f"Single- and multi-agency reviews: no clear difference in the {of} shown"
    return fitting(
        f"Single- and multi-agency reviews differ on {_quoted(apart)}",
        f"Single- and multi-agency reviews differ on {_some(apart, side)}",
    )


def times_words(spans: Sequence[str]) -> str:
    """One time for all, or that each has its own, which stands beside it: some are too few to be shown for all years."""
    return spans[0] if len(set(spans)) == 1 else "over the time under its name"


def years_title(apart: Sequence[str], side: str) -> str:
    if not apart:
        return f"We cannot tell whether reviews find other {side} than before: they are few"
    return fitting(
        f"Reviews of different years differ on {_quoted(apart)}",
        f"Reviews of different years differ on {_some(apart, side)}",
    )


def _quoted(names: Sequence[str]) -> str:
    return listed([f"“{name}”" for name in names])


def _some(apart: Sequence[str], side: str) -> str:
    return number_of(len(apart), f"of the {side}", side)


def coverage_title(rows: pd.DataFrame) -> str:
    """The span of all shares that can be shown. rows: course, share_pct."""
    known = rows["share_pct"].dropna()
    if known.empty:
        return "No share of training is large enough to be shown safely"
    courses = rows["course"].nunique()
    what = "the training" if courses == 1 else f"each of the {courses} courses"
    depending = "" if round(known.min()) == round(known.max()) else ", depending on the agency"
    return f"{span_percent(known.min(), known.max())} of eligible staff have had {what}{depending}"


def sessions_title(reflective: int, others: int, when: str) -> str:
    """How many of a quarter can be shown. 0: none was held, or too few came; the two are told alike, so "none took place" is not said."""
    if reflective:
        more = f" and {number_of(others, 'other', 'others')}" if others else ""
        return capital(
            f"{number_of(reflective, 'reflective session', 'reflective sessions')}{more} can be shown for {when}"
        )
    return f"No reflective session can be shown for {when}" + (
        f"; {number_of(others, 'other', 'others')} can" if others else ""
    )


def flow_title(items: int, acted: int) -> str:
    if not items:
        return "No item was shared in a year"
    shared = capital(f"{number_of(items, 'item was', 'items were')} shared in a year")
    if items == 1:
        return f"{shared}; it was {'acted on' if acted else 'not acted on'}"
    return f"{shared}; {percent(100 * acted / items)} of them were acted on"


def acted_title(level: Contrast | None, event: pd.Timestamp | None, latest_pct: float) -> str:
    """What changed with a dated event, in points; no event or too few months: the latest share."""
    if event is None or level is None:
        return f"{percent(latest_pct)} of items were acted on in the latest month"
    if not level.is_beyond_chance:
        return f"We cannot tell whether the share that was acted on changed from {month(event)} on"
    return f"From {month(event)} on, the share that was acted on was {points_apart(level.value)}"
