"""Before and after in the area where something was done, against an area like it and one next to it.

Source: Altman & Bland (2003), BMJ 326:219 (the ratio of two rate ratios). Ratios divide each area by its own before, so areas of
any size can stand beside each other. The weighted displacement difference (Wheeler & Ratcliffe 2018, Crime Science 7:11) subtracts
counts, and needs four areas of one size; deliveries name three, and without the fourth a fall everywhere passes for an effect.
Counts come from the published cells of one view and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.measures.verdict import Doubt

A_YEAR = 360  # days; periods before and after are whole years, so that the season cancels
LEAST = 20  # incidents before and after together; with fewer nothing can be told


@dataclass(frozen=True)
class Pair:
    before: float
    after: float

    @property
    def total(self) -> float:
        return self.before + self.after


@dataclass(frozen=True)
class Outcome:
    """What came of one intervention. `why_not` says why nothing can be told; then the contrasts are None.

    relative: after ÷ before in the target over the same in the comparison (1 = no difference). beside: the same of the area
    next to it, None where none was named or too little was counted there.
    """

    target: Pair
    comparison: Pair
    displacement: Pair
    days: int
    relative: Contrast | None
    beside: Contrast | None
    why_not: str = ""
    doubt: Doubt | None = None


def relative_rate_ratio(
    target: Pair, comparison: Pair, *, dispersion: float = 1.0, confidence: float = 0.95
) -> Contrast:
    """(after ÷ before in the target) ÷ (the same in the comparison), with the normal interval of its logarithm.

    The variance of a log count is dispersion ÷ count. Raises ValueError where a count is zero.
    """
    counts = (target.after, target.before, comparison.after, comparison.before)
    if min(counts) <= 0:
        raise ValueError("A ratio needs at least one incident before and after in both areas.")
    log = float(np.log(target.after / target.before) - np.log(comparison.after / comparison.before))
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * float(np.sqrt(dispersion * sum(1 / n for n in counts)))
    return Contrast(float(np.exp(log)), float(np.exp(log - reach)), float(np.exp(log + reach)), no_difference=1.0)


def evaluate(
    frame: pd.DataFrame,
    start: pd.Timestamp,
    *,
    target: str,
    comparison: str,
    displacement: str = "",
    dispersion: float,
) -> Outcome:
    """Whole years of published periods before and after `start`, as many on either side, summed for each area.

    frame: period_start, period_end, area_block, n. The period in which it starts counts for neither side.
    """
    nothing = Pair(0, 0)
    if not target or not comparison or target == comparison:
        why = "no comparison area was named, or the release has joined it with the area itself"
        return Outcome(nothing, nothing, nothing, 0, None, None, why, Doubt.NOT_COMPARABLE)
    before, after = _windows(frame, start)
    if not before:
        why = "too early to tell: a whole year before and after is needed"
        return Outcome(nothing, nothing, nothing, 0, None, None, why, Doubt.TOO_EARLY)
    own, other, beside = (_pair(frame, block, before, after) for block in (target, comparison, displacement))
    days = (after[-1][1] - after[0][0]).days + 1
    if min(own.total, other.total) < LEAST or min(own.before, own.after, other.before, other.after) == 0:
        return Outcome(own, other, beside, days, None, None, "too few to tell", Doubt.TOO_FEW)
    relative = relative_rate_ratio(own, other, dispersion=dispersion)
    is_told = beside.total >= LEAST and min(beside.before, beside.after) > 0
    moved = relative_rate_ratio(beside, other, dispersion=dispersion) if is_told else None
    return Outcome(own, other, beside, days, relative, moved)


Span = tuple[pd.Timestamp, pd.Timestamp]


def _windows(frame: pd.DataFrame, start: pd.Timestamp) -> tuple[list[Span], list[Span]]:
    """Periods before and after, as many whole years as both sides have; empty where one side has none."""
    spans = sorted(set(frame[["period_start", "period_end"]].itertuples(index=False, name=None)))
    before = [s for s in spans if s[1] < start]
    after = [s for s in spans if s[0] >= start]
    per_year = next((n for n in range(1, len(spans) + 1) if sum((e - s).days + 1 for s, e in spans[:n]) >= A_YEAR), 0)
    years = min(len(before), len(after)) // per_year if per_year else 0
    used = years * per_year
    return (before[-used:], after[:used]) if used else ([], [])


def _pair(frame: pd.DataFrame, block: str, before: Sequence[Span], after: Sequence[Span]) -> Pair:
    own = frame[frame["area_block"] == block]
    at = list(zip(own["period_start"], own["period_end"], strict=True))
    n = own["n"].to_numpy(dtype=float)
    return Pair(
        *(float(sum(v for span, v in zip(at, n, strict=True) if span in set(side))) for side in (before, after))
    )


def district_blocks(
    places: pd.DataFrame, areas: pd.DataFrame, leaves: dict[str, frozenset[str]], used: Sequence[str]
) -> dict[str, str]:
    """Area code → the published block of places that it lies in, at the level of the view whose blocks are `used`.

    A place belongs to the area nearest to it and to all areas above. An area whose places lie in several blocks has none.
    """
    parent = dict(zip(areas["area_code"], areas["parent_code"], strict=True))
    area_of = dict(zip(places["leaf"], places["area_code"], strict=True))
    found: dict[str, set[str]] = {}
    for block in used:
        for leaf in leaves[block]:
            code = area_of.get(leaf, "")
            while code:
                found.setdefault(code, set()).add(block)
                code = parent.get(code, "")
    return {code: next(iter(blocks)) for code, blocks in found.items() if len(blocks) == 1}
