"""A list of comparisons pays for its length, and so does an Overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from dashboard.measures.comparison import Contrast, rate_ratio, share_difference
from dashboard.measures.families import (
    as_sure_as,
    found_together,
    p_of_difference,
    p_of_ratio,
    paid_confidence,
    paid_for,
)
from dashboard.measures.verdict import Answer, Direction, Estimate, Kind, Verdict


def change(p: float | None = None, estimate: Estimate | None = None) -> Verdict:
    return Verdict(Answer.CHANGED, Kind.YEAR_ON_YEAR, Direction.MORE, p_value=p, estimate=estimate)


def test_holm_by_hand() -> None:
    """p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R: 0.03, 0.06, 0.06, 0.02."""
    made = found_together([0.01, 0.04, 0.03, 0.005])
    assert made["adjusted_p"].tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert made["is_found"].tolist() == [True, False, False, True]
    with pytest.raises(ValueError, match="between 0 and 1"):
        found_together([1.2])


def test_what_is_missing_is_no_look() -> None:
    made = found_together([0.04, np.nan])
    assert made["is_found"].tolist() == [True, False]
    assert made["looks"].tolist() == [1, 1]


def lines_of(p_values: np.ndarray) -> dict[str, Verdict]:
    """A line for each p: claimed where it would be claimed alone."""
    lines = {str(n): change(float(p)) for n, p in enumerate(p_values)}
    return {k: v if (v.p_value or 0) < 0.05 else replace(v, answer=Answer.NOT_CHANGED) for k, v in lines.items()}


@pytest.mark.parametrize("lines", [12, 30])
def test_an_overview_of_nothing_names_a_tenth_of_a_line(lines: int, tell: Callable[[str], None]) -> None:
    rng = np.random.default_rng(10)
    named = [sum(v.is_finding for v in paid_for(lines_of(rng.uniform(size=lines))).values()) for _ in range(2000)]
    tell(f"{lines} lines of nothing: {np.mean(named):.3f} false lines an Overview")
    assert np.mean(named) <= 0.12  # 0.1 and three standard errors of 2,000 Overviews


def test_what_happened_does_not_hide_what_happened_too(tell: Callable[[str], None]) -> None:
    """Five clear changes, one at p = 0.02, and 24 questions in which nothing happened."""
    rng, found, false = np.random.default_rng(11), 0, 0
    for _ in range(500):
        made = paid_for(lines_of(np.r_[np.full(5, 1e-5), 0.018, rng.uniform(size=24)]))
        found += made["5"].is_finding
        false += sum(v.is_finding for k, v in made.items() if int(k) > 5)
    tell(f"a sixth change at p = 0.018 is named in {found} of 500 Overviews, beside {false / 500:.2f} false lines")
    assert found >= 400
    assert false / 500 <= 0.09 * 8


def test_what_cannot_be_paid_for_cannot_be_told_and_the_rest_stands() -> None:
    sure, unsure = change(1e-6), change(0.06)
    quiet = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="not delivered")
    made = paid_for({"a": sure, "b": unsure, "c": change(0.5), "d": change(0.6), "e": quiet})
    assert made["a"] == sure
    assert (made["b"].answer, made["b"].looks) == (Answer.CANNOT_TELL, 4)
    assert made["b"].why
    assert made["e"] == quiet


def test_a_claim_pays_with_its_interval_or_falls() -> None:
    clear = change(estimate=Estimate(1.5, 1.3, 1.7))
    assert paid_for({"a": clear, "b": change()})["a"].is_finding
    assert not paid_for({"a": clear, "b": change()})["b"].is_finding


def ratio(before: int, after: int) -> Contrast:
    return rate_ratio(before, after)


def difference(before: int, after: int) -> Contrast:
    return share_difference(before, 400, after, 400)


@pytest.mark.parametrize(("made", "p_of"), [(ratio, p_of_ratio), (difference, p_of_difference)])
@pytest.mark.parametrize("changed", [0, 1, 4, 12])
def test_a_range_leaves_out_no_difference_just_where_its_line_stands(
    made: Callable[[int, int], Contrast], p_of: Callable[[Contrast], float], changed: int
) -> None:
    """Twelve lines, some changed: range and verdict were worked out each by itself, and a range without zero stood beside "no"."""
    rng = np.random.default_rng(changed)
    for _ in range(100):
        before = rng.poisson(120, 12)
        after = rng.poisson(np.where(np.arange(12) < changed, 170, 120))
        changes = [made(int(b), int(a)) for b, a in zip(before, after, strict=True)]
        held = found_together([p_of(c) for c in changes])
        sure = [as_sure_as(c, float(held["confidence"].iloc[0])) for c in changes]
        assert [c.is_beyond_chance for c in sure] == held["is_found"].tolist()


def test_ranges_of_false_discoveries_held_by_hand() -> None:
    """Benjamini & Yekutieli 2005: of four, two stand, so ranges of 1 - 0.05 x 2 / 4; where none stands, of 1 - 0.05 / 4."""
    assert paid_confidence([0.001, 0.02, 0.5, 0.9]) == pytest.approx(0.975)
    assert paid_confidence([0.2, 0.3, 0.5, 0.9]) == pytest.approx(0.9875)
    assert paid_confidence([0.04, np.nan]) == pytest.approx(0.95)
