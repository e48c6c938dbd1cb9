import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.measures.rates import (
    PoissonInterval,
    poisson_interval,
    rate_interval,
    wilson_interval,
    with_rate_per_1000,
    with_share_pct,
)


def poisson_at_most(count, mean):
    return sum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count + 1))


@given(st.integers(1, 60), st.sampled_from([0.9, 0.95, 0.998]))
def test_exact_limits_leave_half_of_the_doubt_in_each_tail(count, confidence):
    interval = poisson_interval([count], confidence=confidence, method=PoissonInterval.EXACT)
    tail = (1 - confidence) / 2
    assert 1 - poisson_at_most(count - 1, interval.lower[0]) == pytest.approx(tail, rel=1e-6)
    assert poisson_at_most(count, interval.upper[0]) == pytest.approx(tail, rel=1e-6)


def test_exact_below_ten_and_byar_from_ten_up():
    standard = poisson_interval([9, 10])
    exact = poisson_interval([9, 10], method=PoissonInterval.EXACT)
    byar = poisson_interval([9, 10], method=PoissonInterval.BYAR)
    assert standard.lower.tolist() == [exact.lower[0], byar.lower[1]]
    assert standard.upper.tolist() == [exact.upper[0], byar.upper[1]]
    assert exact.lower[1] != byar.lower[1]


def test_no_event_still_has_an_upper_limit():
    interval = poisson_interval([0])
    assert interval.lower[0] == 0
    assert interval.upper[0] == pytest.approx(-math.log(0.025))


def test_missing_counts_stay_missing():
    interval = poisson_interval([None, 4])
    assert np.isnan(interval.lower[0])
    assert np.isnan(interval.upper[0])


def test_per_cent_and_share_say_the_same_confidence():
    assert poisson_interval([12], confidence=95).upper[0] == poisson_interval([12], confidence=0.95).upper[0]
    with pytest.raises(ValueError, match="confidence"):
        poisson_interval([12], confidence=0.5)


@given(st.integers(1, 400), st.data())
def test_wilson_limits_solve_the_score_equation(n, data):
    x = data.draw(st.integers(0, n))
    interval = wilson_interval([x], [n])
    for limit in (interval.lower[0], interval.upper[0]):
        if 0 < limit < 1:
            assert abs(x / n - limit) / math.sqrt(limit * (1 - limit) / n) == pytest.approx(1.959964, rel=1e-5)


def test_wilson_touches_none_and_all():
    interval = wilson_interval([0, 7], [7, 7])
    assert interval.lower[0] == 0
    assert interval.upper[1] == 1


@pytest.mark.parametrize(("x", "n"), [([-1], [5]), ([6], [5]), ([0], [0])])
def test_impossible_shares_are_refused(x, n):
    with pytest.raises(ValueError, match=r"zero|above"):
        wilson_interval(x, n)


def test_a_rate_is_its_count_over_its_population():
    rate = rate_interval([12], [4000])
    count = poisson_interval([12])
    assert rate.value[0] == 3
    assert rate.lower[0] == pytest.approx(count.lower[0] / 4)
    with pytest.raises(ValueError, match="population"):
        rate_interval([1], [0])


def test_frames_get_columns_that_carry_their_units():
    frame = pd.DataFrame({"area_code": ["A", "B"], "n": [5, 40], "population": [1000, 8000]})
    rated = with_rate_per_1000(frame, count="n", population="population")
    assert rated["rate_per_1000"].tolist() == [5, 5]
    assert (rated["lower_per_1000"] < rated["rate_per_1000"]).all()
    assert rated["upper_per_1000"].iloc[0] > rated["upper_per_1000"].iloc[1]
    shared = with_share_pct(frame, numerator="n", base="population")
    assert shared["share_pct"].tolist() == [0.5, 0.5]
    assert list(frame.columns) == ["area_code", "n", "population"]
