import numpy as np
import pytest

from dashboard.measures.interrupted_series import interrupted_counts, interrupted_shares
from dashboard.measures.numbers_in import TooShortError

MONTH = np.arange(48)
AFTER = MONTH >= 24
SEASON = 1 + 0.2 * np.cos(2 * np.pi * MONTH / 12)


def overdispersed(rng, mean):
    return rng.negative_binomial(mean, 0.5)  # twice the variance of chance


def test_planted_changes_without_noise_are_found_exactly():
    change = np.where(AFTER, 0.6 * 0.9 ** ((MONTH - 24) / 12), 1)
    found = interrupted_counts(1000 * 1.05 ** (MONTH / 12) * change, 24)
    assert found.level.value == pytest.approx(0.6, abs=1e-6)
    assert found.slope.value == pytest.approx(0.9, abs=1e-6)
    assert found.without[-1] == pytest.approx(1000 * 1.05 ** (47 / 12), rel=1e-6)


def test_shares_change_in_percentage_points():
    found = interrupted_shares(40 + MONTH / 12 + AFTER * (12 + 2 * (MONTH - 24) / 12), 24, bases=[50] * 48)
    assert found.level.value == pytest.approx(12)
    assert found.slope.value == pytest.approx(2)


def test_nothing_is_found_where_nothing_was_planted():
    rng = np.random.default_rng(8)
    found = [interrupted_counts(overdispersed(rng, 60 * SEASON), 24) for _ in range(100)]
    # 5 expected; more than 11 of 100 has a chance of 0.4 %.
    assert sum(f.level.is_beyond_chance for f in found) <= 11


def test_planted_falls_are_found_and_covered():
    rng = np.random.default_rng(9)
    mean = 60 * SEASON * np.where(AFTER, 0.5, 1)
    found = [interrupted_counts(overdispersed(rng, mean), 24) for _ in range(60)]
    assert sum(f.level.is_beyond_chance for f in found) >= 54
    assert sum(f.level.lower <= 0.5 <= f.level.upper for f in found) >= 52


def test_months_that_are_alike_make_the_interval_wider():
    rng = np.random.default_rng(4)
    noise = rng.normal(0, 5, (30, 48))
    alike = noise.copy()
    for t in range(1, 48):
        alike[:, t] = 0.6 * alike[:, t - 1] + 0.8 * noise[:, t]  # as much variation, but months are alike
    width = [
        np.mean([level.upper - level.lower for level in (interrupted_shares(50 + e, 24).level for e in worlds)])
        for worlds in (noise, alike)
    ]
    assert width[1] > 1.3 * width[0]


def test_a_season_is_left_out_of_series_too_short_for_one():
    assert interrupted_shares(np.arange(20.0), 10).with_change == pytest.approx(np.arange(20.0))


def test_too_few_periods_on_one_side_are_refused():
    with pytest.raises(TooShortError, match="at least 8"):
        interrupted_counts([50] * 48, 44)
    with pytest.raises(ValueError, match="gap"):
        interrupted_counts([np.nan] + [50] * 47, 24)
