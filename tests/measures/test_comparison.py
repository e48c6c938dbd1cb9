import math

import numpy as np
import pytest

from dashboard.measures.comparison import false_discoveries_held, rate_ratio, share_difference


def binomial_at_least(k, n, p):
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def test_the_exact_interval_leaves_half_of_the_doubt_in_each_tail():
    ratio = rate_ratio(12, 21, before_exposure=3, after_exposure=2)
    assert ratio.value == pytest.approx((21 / 2) / (12 / 3))
    low, high = (limit * 2 / (limit * 2 + 3) for limit in (ratio.lower, ratio.upper))  # share of `after`
    assert binomial_at_least(21, 33, low) == pytest.approx(0.025, rel=1e-6)
    assert 1 - binomial_at_least(22, 33, high) == pytest.approx(0.025, rel=1e-6)


def test_swapping_before_and_after_turns_the_ratio_over():
    one, other = rate_ratio(12, 21), rate_ratio(21, 12)
    turned = 1 / other.value, 1 / other.upper, 1 / other.lower
    assert turned == pytest.approx((one.value, one.lower, one.upper))


def test_overdispersion_makes_the_interval_of_fewer_independent_events():
    assert rate_ratio(30, 60, dispersion=3).upper == pytest.approx(rate_ratio(10, 20).upper)
    assert rate_ratio(30, 60, dispersion=0.5) == rate_ratio(30, 60)
    assert rate_ratio(30, 60).is_beyond_chance
    assert not rate_ratio(30, 60, dispersion=6).is_beyond_chance


def test_no_events_compare_without_falling_over():
    assert rate_ratio(0, 5).upper == math.inf
    assert rate_ratio(5, 0).value == rate_ratio(5, 0).lower == 0
    nothing = rate_ratio(0, 0)
    assert math.isnan(nothing.value)
    assert not nothing.is_beyond_chance
    with pytest.raises(ValueError, match="above zero"):
        rate_ratio(1, 1, before_exposure=0)


def test_two_more_than_last_quarter_is_within_chance():
    assert not rate_ratio(21, 23).is_beyond_chance


def test_equal_shares_do_not_differ():
    same = share_difference(20, 100, 20, 100)
    assert same.value == 0
    assert same.lower == pytest.approx(-same.upper)
    assert not same.is_beyond_chance


def test_false_discoveries_are_held_by_the_definition():
    p = np.array([0.2, 0.01, np.nan, 0.04, 0.03])
    held = false_discoveries_held(p)
    # Sorted 0.01, 0.03, 0.04, 0.2 of four looks: 0.04, 0.06, 0.0533…, 0.2; then the least from the right.
    assert held["adjusted_p"].tolist() == pytest.approx([0.2, 0.04, np.nan, 4 / 75, 4 / 75], nan_ok=True)
    assert held["is_discovery"].tolist() == [False, True, False, False, False]
    assert held["looks"].eq(4).all()
    with pytest.raises(ValueError, match="between 0 and 1"):
        false_discoveries_held([1.2])
