"""A list of comparisons pays for its length, and so does an Overview."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.measures.families import found_together, paid_for
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


def test_an_overview_of_nothing_says_something_in_one_of_ten() -> None:
    rng, spoke = np.random.default_rng(10), 0
    for _ in range(400):
        lines = {str(n): change(float(p)) for n, p in enumerate(rng.uniform(size=12))}
        lines = {k: v if v.p_value < 0.05 else replace(v, answer=Answer.NOT_CHANGED) for k, v in lines.items()}
        spoke += any(v.is_finding for v in paid_for(lines).values())
    assert spoke <= 58  # at one in ten, more than 58 of 400 has a chance below 1 in 300


def test_what_cannot_be_paid_for_cannot_be_told_and_the_rest_stands() -> None:
    sure, unsure = change(1e-6), change(0.04)
    quiet = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="not delivered")
    made = paid_for({"a": sure, "b": unsure, "c": change(0.05), "d": change(0.06), "e": quiet})
    assert made["a"] == sure
    assert (made["b"].answer, made["b"].looks) == (Answer.CANNOT_TELL, 4)
    assert made["b"].why
    assert made["e"] == quiet


def test_a_claim_pays_with_its_interval_or_falls() -> None:
    clear = change(estimate=Estimate(1.5, 1.3, 1.7))
    assert paid_for({"a": clear, "b": change()})["a"].is_finding
    assert not paid_for({"a": clear, "b": change()})["b"].is_finding
