import math

import numpy as np
import pytest

from dashboard.measures.comparison import rate_ratio
from dashboard.measures.count_regression import CountVariance
from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.numbers_in import TooShortError
from dashboard.measures.trend import fit_trend, year_on_year

MONTH = np.arange(48)
SEASON = 1 + 0.25 * np.cos(2 * np.pi * (MONTH - 5) / 12) + 0.1 * np.cos(4 * np.pi * (MONTH - 2) / 12)


def overdispersed(rng, mean, dispersion):
    return rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion)


def share_covered(runs, *, dispersion, variance):
    rng = np.random.default_rng(2024)
    mean = 50 * SEASON * 1.08 ** (MONTH / 12)
    trends = [fit_trend(overdispersed(rng, mean, dispersion), variance=variance) for _ in range(runs)]
    return sum(t.lower_pct <= 8 <= t.upper_pct for t in trends) / runs


def test_a_trend_without_noise_is_found_exactly():
    counts = 1000 * SEASON * 1.05 ** (MONTH / 12)
    trend = fit_trend(counts, harmonics=6)
    assert trend.change_pct == pytest.approx(5, abs=0.02)
    assert trend.seasonal_factors == pytest.approx(SEASON[:12] / SEASON[:12].mean(), rel=2e-3)
    assert trend.seasonally_adjusted[0] == pytest.approx(1000, rel=5e-3)
    assert trend.is_beyond_chance


@pytest.mark.parametrize("variance", list(CountVariance))
def test_intervals_cover_the_known_slope(variance):
    # 100 runs at 95 %: fewer than 89 would be a chance of 0.4 % (binomial), so a defect.
    assert share_covered(100, dispersion=2.0, variance=variance) >= 0.89


@pytest.mark.long
@pytest.mark.parametrize("dispersion", [1.0001, 2.0, 4.0])
@pytest.mark.parametrize("variance", list(CountVariance))
def test_intervals_cover_the_known_slope_in_five_hundred_runs(dispersion, variance):
    assert share_covered(500, dispersion=dispersion, variance=variance) == pytest.approx(0.95, abs=0.02)


def test_overdispersion_is_noticed_and_estimated():
    rng = np.random.default_rng(5)
    counts = overdispersed(rng, np.full(240, 60.0), 3.0)
    trend = fit_trend(counts)
    assert trend.is_overdispersed
    assert trend.dispersion == pytest.approx(3, abs=0.9)  # three standard errors of φ √(2/233)
    assert not fit_trend(rng.poisson(60, 240)).dispersion > 1.4


def test_a_growing_population_is_no_growing_rate():
    population = 1000 * 1.1 ** (MONTH / 12)
    assert fit_trend(population / 10, exposure=population).change_pct == pytest.approx(0, abs=1e-6)


def test_missing_periods_stay_missing():
    counts = np.full(48, 50.0)
    counts[7] = np.nan
    trend = fit_trend(counts)
    assert np.isnan(trend.fitted[7])
    assert trend.periods == 47


def test_under_two_years_is_too_short():
    with pytest.raises(TooShortError, match="24"):
        fit_trend([50] * 23)
    with pytest.raises(TooShortError, match="24"):
        year_on_year([50] * 23, design_effect=ONE_EACH)


def test_year_on_year_compares_the_two_latest_years():
    change = year_on_year([10] * 12 + [15] * 12, design_effect=ONE_EACH)
    assert change.value == pytest.approx(1.5)
    # Large counts: the exact interval is near exp(ln 1.5 ± 1.96 √(1/120 + 1/180)).
    assert math.log(change.lower) == pytest.approx(math.log(1.5) - 1.96 * math.sqrt(1 / 120 + 1 / 180), abs=0.01)
    assert change.is_beyond_chance


def test_year_on_year_is_less_sure_where_counts_vary_more_than_chance():
    rng = np.random.default_rng(3)
    counts = overdispersed(rng, np.full(48, 40.0), 4.0)
    year = rate_ratio(counts[-24:-12].sum(), counts[-12:].sum())
    unsure = year_on_year(counts, design_effect=ONE_EACH)
    assert unsure.upper / unsure.lower > 1.3 * year.upper / year.lower
    wide = year_on_year(counts, design_effect=DesignEffect(9.0))
    assert wide.upper / wide.lower > 1.2 * unsure.upper / unsure.lower
