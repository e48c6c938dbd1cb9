"""What the findings of a survey share: bars that part at the middle of a scale, shares with their ranges, sentences of verdicts."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.rows import Column, Parted, Words
from dashboard.findings.measure import judged
from dashboard.measures.verdict import Direction, Doubt, Estimate, Kind, Level, Scale, Verdict
from dashboard.words.format import percent, span, tenth
from dashboard.words.shares import points_words
from dashboard.words.standing import standing_of
from dashboard.words.vocabulary import Standing

SHADES = {"negative": ("rating-1", "rating-2", "rating-3"), "positive": ("rating-4", "rating-5", "rating-6")}
ALONE = {"negative": "rating-2", "positive": "rating-5"}  # of a scale that has one answer on this side
NEITHER = "rating-3"
LEGEND = (
    ("rating-1", "Most negative answer"), ("rating-2", "Negative"), ("rating-3", "Neither"), ("rating-4", "Positive"),
    ("rating-6", "Most positive answer"),
)  # fmt: skip
BAR = 330.0  # px of a column of bars: a figure of two digits has room from 8 % of a scale on
ENDS_AT = 0.62  # of each side of the scale: where the words over the bars stand


def bar_of(cells: pd.DataFrame, bands: pd.DataFrame) -> Parted:
    """One group's answers, the negative end first; half of those that are neither stands on each side (Heiberger & Robbins 2014).

    cells: band, share_pct of one group; bands: band, position (the best is 0), label, side. What is no answer is not drawn.
    """
    shares = dict(zip(cells["band"], cells["share_pct"], strict=True))
    parts: list[tuple[str, str, float]] = []
    counts = {}
    for side in ("negative", "neither", "positive"):
        own = bands[(bands["side"] == side) & bands["band"].isin(list(shares))].sort_values("position", ascending=False)
        counts[side] = len(own)
        parts += [
            (str(r.label), _shade(side, number, len(own)), float(shares[r.band]))
            for number, r in enumerate(own.itertuples())
        ]
    names, colours, values = zip(*parts, strict=True) if parts else ((), (), ())
    return Parted(tuple(values), tuple(names), tuple(colours), counts["negative"] + counts["neither"] / 2)


def _shade(side: str, number: int, of: int) -> str:
    if side == "neither":
        return NEITHER
    if of == 1:
        return ALONE[side]
    ends = (0, 1) if side == "negative" and of == 2 else (0, 2)  # two shades beside "neither" are told apart from it
    return SHADES[side][round(ends[0] + (ends[1] - ends[0]) * number / (of - 1))]


def each_answer(bar: Parted) -> str:
    """What a bar is made of, in words."""
    return ", ".join(f"{name} {tenth(share)}" for name, share in zip(bar.names, bar.shares, strict=True))


def bar_column(bars: Iterable[Parted]) -> Column:
    """The column that holds all of them on one scale, the middle where each parts."""
    known = list(bars)
    left = max((b.left for b in known), default=50.0)
    right = max((sum(b.shares) - b.left for b in known), default=50.0)
    ticks = ((-ENDS_AT * left, "← negative"), (ENDS_AT * right, "positive →"))
    return Column("Answers, negative to positive", BAR, low=-left, high=right, ticks=ticks)


def share_cell(share_pct: float, low: float, high: float) -> Words:
    return Words("", percent(share_pct), span(low, high))


def change_verdict(row: object) -> Verdict:
    """Of a question between two waves. `row`: as `wave_changes` gives them."""
    difference, low, high, before, after = (
        float(getattr(row, name)) for name in ("difference_pct", "lower_pct", "upper_pct", "before_pct", "after_pct")
    )
    return judged(
        Estimate(difference, low, high, Scale.POINTS), latest=Level(after, str(getattr(row, "wave_after", "")), "%"),
        before=Level(before, str(getattr(row, "wave_before", "")), "%"), is_beyond=bool(getattr(row, "is_beyond_chance", False)),
        good_end=Direction.MORE, kind=Kind.SHARE,
    )  # fmt: skip


def change_cell(verdict: Verdict | None) -> Standing:
    """The verdict in a word with the change that was seen, or why there is none."""
    if verdict is None:
        return Standing("cannot-tell", Doubt.NOT_COMPARABLE)
    return standing_of(verdict, points_words(verdict) or verdict.why)
