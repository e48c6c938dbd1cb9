"""None, one, all, alike, huge, missing and impossible: each measure answers, or refuses with a sentence.

Figures are of closed forms (of none: −ln 0.025, and z²/(n + z²)) and of published tables of exact limits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.coding_agreement import pair_agreement
from dashboard.measures.comparison import false_discoveries_held, rate_ratio, share_difference
from dashboard.measures.funnel import place_rates, rate_funnel_curve
from dashboard.measures.rates import PoissonInterval, poisson_interval, rate_interval, wilson_interval
from dashboard.measures.series_change import find_change
from dashboard.measures.trend import fit_trend
from dashboard.measures.xmr import xmr_chart
from data_loaders.survey.design import DesignError, design_of
from data_loaders.themes.agreement import alpha_of_table, bootstrap_interval, cohen_kappa, gwet_ac

Z2 = 3.841458820694124  # the 95 % point of χ² with one degree of freedom


@pytest.mark.parametrize(
    ("count", "lower", "upper"),
    [(0, 0.0, 3.688879454), (1, 0.02531780798, 5.571643391), (10, 4.795388696, 18.39035604)],
)
def test_the_exact_interval_of_none_one_and_ten(count: int, lower: float, upper: float) -> None:
    made = poisson_interval([count], method=PoissonInterval.EXACT)
    assert (made.lower[0], made.upper[0]) == pytest.approx((lower, upper), rel=1e-8)


@pytest.mark.parametrize(
    ("n", "of", "lower", "upper"), [(0, 1, 0.0, Z2 / (1 + Z2)), (1, 1, 1 / (1 + Z2), 1.0), (0, 10, 0.0, Z2 / (10 + Z2))]
)
def test_the_score_interval_of_none_and_all(n: int, of: int, lower: float, upper: float) -> None:
    made = wilson_interval([n], [of])
    assert (made.lower[0], made.upper[0]) == pytest.approx((lower, upper), abs=1e-7)


def test_a_ratio_with_none_on_one_side_has_one_open_end() -> None:
    """None after five: of five of five the binomial's lower end is 0.025^(1/5), and the odds of what is left are the upper end."""
    least = 0.025 ** (1 / 5)
    gone, come, never = rate_ratio(5, 0), rate_ratio(0, 5), rate_ratio(0, 0)
    assert (gone.value, gone.lower, gone.upper) == pytest.approx((0.0, 0.0, (1 - least) / least), abs=1e-9)
    assert come.lower == pytest.approx(least / (1 - least), abs=1e-9)
    assert come.upper == np.inf
    assert np.isnan(never.value)
    assert not never.is_beyond_chance


def test_what_is_missing_leaves_nothing_to_compare() -> None:
    for made in (rate_ratio(np.nan, 3), rate_ratio(3, np.nan), rate_ratio(3, 4, dispersion=np.nan)):
        assert np.isnan([made.value, made.lower, made.upper]).all()
        assert not made.is_beyond_chance


def test_a_difference_of_none_and_all_stays_within_the_whole() -> None:
    made = share_difference(0, 10, 10, 10)
    assert (made.value, made.upper) == (1.0, 1.0)
    assert made.lower == pytest.approx(1 - np.sqrt(2) * Z2 / (10 + Z2), abs=1e-9)


@pytest.mark.parametrize(
    ("table", "kappa", "ac1"),
    [([[5, 0], [0, 5]], 1.0, 1.0), ([[0, 5], [5, 0]], -1.0, -1.0), ([[5, 0], [0, 0]], np.nan, 1.0), ([[0, 0], [0, 0]], np.nan, np.nan)],
)  # fmt: skip
def test_agreement_where_all_or_nobody_agree(table: list[list[int]], kappa: float, ac1: float) -> None:
    assert float(cohen_kappa(table)) == pytest.approx(kappa, nan_ok=True)
    assert float(gwet_ac(table)) == pytest.approx(ac1, nan_ok=True)


def test_agreement_about_nothing_is_not_a_number() -> None:
    nobody = pd.DataFrame({"both": [0, 10, 0], "one": [0, 0, 0], "neither": [10, 0, 0]})
    assert pair_agreement(nobody)[["alpha", "lower", "upper"]].isna().all(axis=None)
    assert np.isnan(bootstrap_interval(np.zeros((2, 2)), alpha_of_table, resamples=9)).all()


REFUSED: dict[str, Callable[[], object]] = {
    "infinite": lambda: poisson_interval([np.inf]),
    "zero or more": lambda: poisson_interval([-1]),
    "above zero": lambda: wilson_interval([0], [0]),
    "above its base": lambda: wilson_interval([6], [5]),
    "do not match": lambda: wilson_interval([1, 2], [3]),
    "2 and 1 counts and exposures": lambda: rate_interval([1, 2], [3]),
    "No event anywhere": lambda: rate_funnel_curve([], []),
    "leave out those": lambda: place_rates([1, 2], [np.nan, 3]),
    "p-value lies between": lambda: false_discoveries_held([1.1]),
    "confidence level": lambda: rate_ratio(3, 4, confidence=0.5),
    "has a gap": lambda: find_change([np.nan] * 36),
    "too few to tell": lambda: find_change([5] * 23),
    "none below 0": lambda: design_of(3, weights=np.array([1.0, -1.0, 1.0])),
    "not all 0": lambda: design_of(3, weights=np.zeros(3)),
    "square": lambda: cohen_kappa([[1, 2]]),
}


@pytest.mark.parametrize("words", REFUSED)
def test_the_impossible_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises((ValueError, DesignError), match=words):
        REFUSED[words]()


def test_series_of_nothing_of_one_record_and_all_alike() -> None:
    assert find_change([0] * 36).change is None
    assert find_change([5] * 36).change is None
    assert fit_trend([0] * 35 + [1]).upper_pct == np.inf
    for values in ([5] * 20, [0] * 20, [np.nan] * 20, [7], []):
        chart = xmr_chart(values)
        assert not chart.is_outside.any()
        assert np.isnan(chart.lower).all()


def test_an_area_alone_and_areas_without_records_are_as_expected() -> None:
    for counts, people in (([5], [5]), ([0, 0], [5, 5]), ([1, 0], [1, 1])):
        assert set(place_rates(counts, people)["place"]) == {"as expected"}
    assert place_rates([], []).empty
