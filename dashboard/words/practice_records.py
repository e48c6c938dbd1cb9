"""Case reviews, training and sharing in words: no kind of review, agency or flow is better or worse than another."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.words.form import fitting, listed
from dashboard.words.format import month, percent

CENSUS = (
    "Everybody who should have had it is counted, so there is no range. Who that is, is each agency’s own definition."
)
TOGETHER = "The two dates fall together; that does not show one brought about the other."


def review_title(apart: Sequence[str], side: str) -> str:
    """Whether kinds of review differ by more than their ranges. side: "gaps", "strengths" or "contexts"."""
    if not apart:
        return f"Single- and multi-agency reviews: no clear difference in the {side} they found"
    return fitting(f"Single- and multi-agency reviews differ on {listed(apart)}", f"Single- and multi-agency reviews differ on {len(apart)} {side}")  # fmt: skip


def years_title(apart: Sequence[str], side: str) -> str:
    if not apart:
        return f"We cannot tell whether reviews find other {side} than before: they are few"
    return fitting(f"Reviews of different years differ on {listed(apart)}", f"Reviews of different years differ on {len(apart)} {side}")  # fmt: skip


def coverage_title(rows: pd.DataFrame) -> str:
    """The span of all shares that can be shown. rows: course, share_pct."""
    known = rows["share_pct"].dropna()
    if known.empty:
        return "No share of training is large enough to be shown safely"
    courses = rows["course"].nunique()
    low, high = known.min(), known.max()
    span = percent(high) if round(low) == round(high) else f"{low:.0f} to {percent(high)}"
    what = "the course" if courses == 1 else f"each of the {courses} courses"
    return f"{span} of eligible staff have had {what}, depending on the agency"


def flow_title(items: int, acted: int) -> str:
    return f"{items:,} items were shared in a year; {percent(100 * acted / items)} of them were acted on"


def acted_title(level: Contrast | None, event: pd.Timestamp | None, latest_pct: float) -> str:
    """What changed with a dated event, in points; no event or too few months: the latest share."""
    if event is None or level is None:
        return f"{percent(latest_pct)} of items were acted on in the latest month"
    if not level.is_beyond_chance:
        return f"No clear change in what was acted on from {month(event)} on"
    points = abs(round(level.value))
    return f"From {month(event)} on, {points} {'point' if points == 1 else 'points'} {'more' if level.value > 0 else 'less'} was acted on"
