"""Where one of two auditors is the higher: the exact test by hand, its range, and lists of pairs who differ by chance alone."""

from __future__ import annotations

from math import comb

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.decision_pairs import disagreements, leanings


def parted(*counts: tuple[int, int], records: int = 360) -> pd.DataFrame:
    """A group for each: in how many of so many ratings the first auditor is the higher, and the second."""
    rows = [
        (f"G{at}", low, other, n)
        for at, (first, second) in enumerate(counts)
        for low, other, n in ((4, 1, first), (1, 4, second), (4, 4, records - first - second))
    ]
    return disagreements(pd.DataFrame(rows, columns=["group", "first_low", "second_low", "n"]))


def together(found: pd.DataFrame, most: int) -> pd.Series:
    return pd.Series(most, index=found["group"])


@pytest.mark.parametrize(("first", "second"), [(2, 11), (9, 9), (0, 6), (25, 8)])
def test_the_p_value_is_that_of_a_fair_coin(first: int, second: int) -> None:
    """Every rating that differs is a toss; both tails, counted out."""
    rows = parted((first, second))
    told = leanings(rows, together(rows, 1)).iloc[0]
    tosses, fewer = first + second, min(first, second)
    both = 2 * sum(comb(tosses, heads) for heads in range(fewer + 1)) / 2**tosses
    assert told["p_value"] == pytest.approx(min(both, 1.0))
    assert told["difference_pct"] == pytest.approx((second - first) / 3.6)
    assert (told["lower_pct"] > 0 or told["upper_pct"] < 0) == (both < 0.05) == told["is_found"]
    assert told["lower_pct"] <= told["difference_pct"] <= told["upper_pct"]


def test_three_ratings_of_a_record_that_go_one_way_together_count_as_one() -> None:
    """6 and 24 of single records are told apart; of 10 records with three ratings each, 2 and 8 are not."""
    rows = parted((6, 24))
    alone, joined = (leanings(rows, together(rows, most)).iloc[0] for most in (1, 3))
    assert alone["is_found"]
    assert not joined["is_found"]
    assert joined["p_value"] == pytest.approx(2 * (1 + 10 + 45) / 2**10)


def test_where_nothing_differs_nothing_is_looked_at() -> None:
    rows = parted((0, 0), (1, 9))
    told = leanings(rows, together(rows, 1)).set_index("group")
    assert np.isnan(told.loc["G0", "p_value"])
    assert not told.loc["G0", "is_found"]
    assert told.loc["G1", "is_found"]  # 0.02, alone: a second look would have taken it


def test_auditors_who_differ_by_chance_alone_are_seldom_told_apart(tell) -> None:
    """Eight areas of three standards on 120 records, the three ratings of a record going one way together: at most 5 lists in 100."""
    rng = np.random.default_rng(4)
    named = 0
    for _ in range(400):
        differs = rng.binomial(120, 0.15, 8)
        first = rng.binomial(differs, 0.5)
        rows = parted(*((3 * a, 3 * (n - a)) for a, n in zip(first, differs, strict=True)))
        named += bool(leanings(rows, together(rows, 3))["is_found"].any())
    tell(f"two auditors who differ by chance alone: {named} of 400 rounds name one as the higher")
    assert named <= 20
