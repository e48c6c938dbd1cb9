import numpy as np
import pytest

from dashboard.measures.forecast import TooFarError, forecast_counts
from dashboard.measures.numbers_in import TooShortError

MONTH = np.arange(42)
SEASON = 1 + 0.25 * np.cos(2 * np.pi * (MONTH - 5) / 12)


def worlds(number):
    rng = np.random.default_rng(12)
    return [rng.negative_binomial(50 * SEASON, 0.5) for _ in range(number)]


def test_ranges_hold_what_came():
    inside = 0
    for counts in worlds(40):
        ranges = forecast_counts(counts[:30], months=12).ranges
        inside += int(((counts[30:] >= ranges["lower"]) & (counts[30:] <= ranges["upper"])).sum())
    # 95 % of 480, whose misses come in clusters: below 88 % would be a defect.
    assert inside / 480 >= 0.88


def test_the_record_is_that_of_forecasts_made_in_the_past():
    forecast = forecast_counts(worlds(1)[0], months=6)
    assert forecast.record_checked == 42 - 24  # each month after the first two years, once
    assert 0 <= forecast.record_inside <= forecast.record_checked
    assert forecast.record_inside / forecast.record_checked >= 0.8
    fresh = forecast_counts(worlds(1)[0][:24], months=6)
    assert (fresh.record_checked, fresh.record_inside) == (0, 0)


def test_a_range_comes_first_and_widens():
    ranges = forecast_counts(worlds(1)[0], months=12).ranges
    assert list(ranges.columns) == ["months_ahead", "lower", "upper", "middle"]
    assert (ranges["lower"] <= ranges["middle"]).all()
    assert (ranges["middle"] <= ranges["upper"]).all()
    assert (ranges["lower"] >= 0).all()


def test_the_season_is_carried_on():
    middle = forecast_counts(np.round(1000 * SEASON[:36]), months=6).ranges["middle"]
    assert middle.to_numpy() == pytest.approx(1000 * SEASON[36:42], rel=0.02)


def test_a_wandering_level_makes_wider_ranges():
    rng = np.random.default_rng(2)
    wandering = 200 * np.exp(np.cumsum(rng.normal(0, 0.08, 42)))
    steady = rng.poisson(200, 42)
    far = [forecast_counts(y, months=12).ranges.iloc[-1] for y in (wandering, steady)]
    assert far[0]["upper"] - far[0]["lower"] > 1.5 * (far[1]["upper"] - far[1]["lower"])


@pytest.mark.parametrize("months", [0, 13])
def test_never_beyond_twelve_months(months):
    with pytest.raises(TooFarError, match="12 months"):
        forecast_counts(worlds(1)[0], months=months)


def test_never_from_under_two_years_or_with_a_gap():
    with pytest.raises(TooShortError, match="24"):
        forecast_counts([50] * 23)
    with pytest.raises(ValueError, match="gap"):
        forecast_counts([np.nan] + [50] * 30)
