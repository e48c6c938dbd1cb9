import math

import numpy as np
import pytest

from dashboard.measures.funnel import (
    RateCurve,
    place_rates,
    place_shares,
    rate_funnel_curve,
    share_funnel_curve,
    share_limits_pct,
)


def test_limits_close_in_as_the_base_grows():
    limits = share_limits_pct([25, 100, 400], average_pct=50, limit_pct=95)
    half = limits["upper_pct"] - 50
    assert half.tolist() == pytest.approx([1.959964 * 50 / math.sqrt(n) for n in (25, 100, 400)], rel=1e-6)
    assert share_limits_pct([2], average_pct=90)["upper_pct"].iloc[0] == 100


def test_an_area_is_placed_and_never_ranked():
    placed = place_shares([50, 50, 90, 10], [100] * 4)
    assert placed["place"].tolist() == [
        "as expected",
        "as expected",
        "higher than expected by chance",
        "lower than expected by chance",
    ]
    assert list(placed.columns) == ["place", "crossed_limit"]


def test_between_the_limits_an_area_is_as_expected_unless_the_inner_limit_is_asked_for():
    shares = [[44, 44, 44, 60], [100] * 4]  # average 48 %, 60 % is 2.4 standard errors above
    assert place_shares(*shares)["place"].eq("as expected").all()
    assert place_shares(*shares)["crossed_limit"].iloc[3] == "95 %"
    assert place_shares(*shares, limit_pct=95)["place"].iloc[3] == "higher than expected by chance"
    with pytest.raises(ValueError, match="95"):
        place_shares(*shares, limit_pct=90)


def test_small_areas_with_no_event_are_as_expected():
    placed = place_rates([0, 200, 205], [300, 20000, 20000])
    assert placed["place"].eq("as expected").all()
    assert place_rates([40, 200, 205], [300, 20000, 20000])["place"].str.startswith("higher").iloc[0]


def test_few_areas_are_flagged_where_only_chance_is_at_work():
    rng = np.random.default_rng(11)
    population = rng.integers(500, 5000, 400)
    placed = place_rates(rng.poisson(population * 0.01), population)
    assert placed["place"].ne("as expected").sum() <= 5  # 0.2 % of 400 is 0.8


def test_rate_curve_meets_the_exact_poisson_tail():
    curve = rate_funnel_curve([100, 300], [10_000, 30_000], per=1000)
    row = curve.iloc[40]
    # At the lower limit's population, seeing so few events has a chance of 2.5 %.
    mean = row["lower_95_population"] * 0.01
    k = int(row["events"])
    at_most = sum(math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1))
    assert at_most == pytest.approx(0.025, rel=1e-6)
    assert row["lower_95_rate"] == pytest.approx(k / row["lower_95_population"] * 1000)
    assert row["average"] == pytest.approx(10)


def test_spreadsheet_precision_is_that_of_ukhsas_tool():
    # PHStatsMethods, test_utils_funnel.py: 200 events, 0.025, low → 173.24086241121654.
    from dashboard.measures import funnel

    exact = np.array([funnel.poisson_interval([200], method=funnel.PoissonInterval.EXACT).lower[0]])
    assert funnel._halved(exact, np.array([200.0]))[0] == pytest.approx(173.24086241121654, abs=1e-9)
    wide = rate_funnel_curve([100, 300], [10_000, 30_000], precision=RateCurve.SPREADSHEET)
    near = rate_funnel_curve([100, 300], [10_000, 30_000])
    assert np.allclose(wide, near, rtol=1e-3)
    assert not wide.equals(near)


def test_a_funnel_needs_an_event():
    with pytest.raises(ValueError, match="No event"):
        rate_funnel_curve([0], [100])


def test_the_axis_of_a_funnel_has_a_hundred_rising_whole_numbers():
    axis = share_funnel_curve([10, 20], [40, 60])["base"].to_numpy()
    assert axis.size == 100
    assert (np.diff(axis) >= 1).all()
    assert (axis == axis.round()).all()
