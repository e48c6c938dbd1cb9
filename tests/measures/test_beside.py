"""Shares of one place beside another's: printed intervals, and what a list pays for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.beside import FIGURES, shares_beside


def pairs(*rows: tuple[float, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=FIGURES).astype(float)


def test_one_look_has_the_printed_interval() -> None:
    """Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80 is 0.2000, from 0.0524 to 0.3339."""
    found = shares_beside(pairs((56, 70, 48, 80))).iloc[0]
    assert found[["difference_pct", "lower_pct", "upper_pct"]].tolist() == pytest.approx([20.0, 5.24, 33.39], abs=0.005)
    assert found["is_beyond_chance"]


def test_the_same_difference_among_many_looks_is_not_told() -> None:
    among = shares_beside(pairs((56, 70, 48, 80), *[(50, 100, 50, 100)] * 19))
    assert not among["is_beyond_chance"].any()
    assert among["lower_pct"].iloc[0] < 0  # the range is as wide as the list asks


def test_what_has_no_base_or_counts_more_than_it_is_no_look() -> None:
    found = shares_beside(pairs((56, 70, 48, 80), (5, np.nan, 6, 70), (80, 70, 6, 70), (1, 0, 6, 70)))
    assert found["difference_pct"].notna().tolist() == [True, False, False, False]
    assert found["is_beyond_chance"].tolist() == [True, False, False, False]


def test_nothing_at_all_is_an_empty_list() -> None:
    assert shares_beside(pairs()).empty
