"""Agreement, against published examples and against slow counting."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from data_loaders.published.recount.audits import as_told
from data_loaders.themes.agreement import (
    alpha_of_table,
    bootstrap_interval,
    cohen_kappa,
    gwet_ac,
    raw_agreement,
)
from data_loaders.themes.agreement_tables import stepped

NO = np.nan
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section on any number of observers with missing data.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
    [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
]
# Cohen (1968), table 1: shares of 200 cases in three diagnoses, and his weights of disagreement.
COHEN, COHEN_WEIGHTS = (
    [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]],
    [[0, 1, 3], [1, 0, 6], [3, 6, 0]],
)
# Gwet (2002), Kappa statistic is not satisfactory …, table 2: 125 subjects, nearly all positive.
GWET = [[118, 5], [2, 0]]


def alpha_of_records(data: np.ndarray) -> float:
    """Krippendorff (2011), section D, pair of values by pair of values; NaN where an observer gave none."""
    units = [[v for v in unit if not np.isnan(v)] for unit in np.asarray(data, dtype=float).T]
    units = [unit for unit in units if len(unit) > 1]
    every = sorted(v for unit in units for v in unit)
    known = sorted(set(every))

    def apart(one: float, other: float) -> float:
        low, high = min(one, other), max(one, other)
        between = sum(every.count(v) for v in known if low <= v <= high)
        return float((between - (every.count(low) + every.count(high)) / 2) ** 2) if low < high else 0.0

    seen = sum(apart(a, b) / (len(unit) - 1) for unit in units for a, b in itertools.permutations(unit, 2)) / len(every)
    chance = sum(every.count(a) * every.count(b) * apart(a, b) for a, b in itertools.product(known, known))
    return 1 - seen / (chance / (len(every) * (len(every) - 1)))


def test_the_slow_alpha_is_the_published_one() -> None:
    assert alpha_of_records(FOUR_OBSERVERS) == pytest.approx(0.815, abs=0.0005)


def test_kappa_and_weighted_kappa_are_cohens_own() -> None:
    assert cohen_kappa(COHEN) == pytest.approx(0.492, abs=0.0005)
    assert cohen_kappa(COHEN, COHEN_WEIGHTS) == pytest.approx(0.348, abs=0.0005)


def test_where_nearly_all_agree_kappa_is_below_zero_and_ac1_is_not() -> None:
    """By hand: agreement 118/125 = .944; kappa's chance .984 × .96 + .016 × .04 = .94528, so (.944 − .94528)/.05472 = −.0234;
    AC1's chance 2 × .972 × .028 = .054432, so (.944 − .054432)/.945568 = .9408."""
    assert raw_agreement(GWET) == pytest.approx(0.944)
    assert cohen_kappa(GWET) == pytest.approx(-0.0234, abs=0.00005)
    assert gwet_ac(GWET) == pytest.approx(0.9408, abs=0.00005)


def pairs_of(table: np.ndarray) -> list[tuple[int, int]]:
    return [(i, j) for (i, j), n in np.ndenumerate(table) for _ in range(int(n))]


@pytest.fixture(params=range(4))
def table(request) -> np.ndarray:
    return np.random.default_rng(request.param).integers(1, 9, (request.param + 2,) * 2)


@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_weighted_kappa_is_that_of_statsmodels_and_of_slow_counting(table, weights) -> None:
    named = {"identity": None, "linear": "linear", "quadratic": "quadratic"}[weights]
    assert cohen_kappa(table, weights) == pytest.approx(cohens_kappa(table, wt=named, return_results=False))
    power = {"identity": 0, "linear": 1, "quadratic": 2}[weights]
    pairs = pairs_of(table)
    seen = np.mean([abs(a - b) ** power if a != b else 0 for a, b in pairs])
    expected = np.mean([abs(a - b) ** power if a != b else 0 for (a, _), (_, b) in itertools.product(pairs, pairs)])
    assert cohen_kappa(table, weights) == pytest.approx(1 - seen / expected)


def test_ac1_is_that_of_slow_counting(table) -> None:
    pairs = pairs_of(table)
    categories = range(len(table))
    use = [np.mean([(a == c) / 2 + (b == c) / 2 for a, b in pairs]) for c in categories]
    chance = sum(p * (1 - p) for p in use) / (len(table) - 1)
    seen = np.mean([a == b for a, b in pairs])
    assert gwet_ac(table) == pytest.approx((seen - chance) / (1 - chance))


def test_alpha_of_a_table_is_alpha_of_its_records(table) -> None:
    data = np.array(pairs_of(table)).T + 1
    assert alpha_of_table(table) == pytest.approx(alpha_of_records(data))


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    true = np.array([[0.35, 0.10], [0.10, 0.45]])
    rng = np.random.default_rng(5)
    held = 0
    for seed in range(200):
        drawn = rng.multinomial(150, true.ravel()).reshape(2, 2)
        low, high = bootstrap_interval(drawn, cohen_kappa, resamples=300, seed=seed)
        held += low <= cohen_kappa(true) <= high
    assert 0.89 <= held / 200 <= 0.99


def test_what_is_no_table_is_refused_and_nothing_known_is_not_zero() -> None:
    with pytest.raises(ValueError, match="square"):
        raw_agreement([[1, 2, 3], [4, 5, 6]])
    assert np.isnan(raw_agreement([[0, 0], [0, 0]]))
    assert np.isnan(cohen_kappa([[10, 0], [0, 0]]))


@pytest.mark.parametrize("half", [0.83875, 0.8387500000000001, 0.8387499999999999])
def test_a_half_is_rounded_alike_whichever_way_it_was_added_up(half: float) -> None:
    assert stepped(half, 0.0, round) == as_told(half, 0.0, round) == stepped(0.83875, 0.0, round)
