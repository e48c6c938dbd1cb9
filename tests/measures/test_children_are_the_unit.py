"""A child who is counted forty times is one life: intervals cover, and areas that do not differ are not named."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.area_rates import area_rates, smallest_found
from dashboard.measures.comparison import rate_ratio, share_difference
from dashboard.measures.design_effect import ONE_EACH, DesignEffect, of_bands, of_children, of_table
from dashboard.measures.rates import wilson_interval

WORLDS = 600


def times_of(rng: np.random.Generator, children: int) -> np.ndarray:
    """Most are missing once or twice; one child in twenty ten to forty times: a design effect of about 12."""
    times = rng.geometric(0.55, children)
    heavy = rng.random(children) < 0.05
    times[heavy] = rng.integers(10, 41, int(heavy.sum()))
    return times


def test_a_design_effect_is_the_sum_of_squares_over_the_sum_and_never_below_one() -> None:
    assert of_children([1, 1, 4]).value == 18 / 6
    assert of_children([1] * 9) == ONE_EACH
    assert DesignEffect(3.0).at_least(5.0) == 5.0
    with pytest.raises(ValueError, match="1 or more"):
        DesignEffect(0.9)


def test_stretches_lie_further_apart_than_neighbouring_years() -> None:
    table = pd.DataFrame({"dataset": "e", "split": ["", "time"], "effect": [8.0, 2.0], "status": "published"})
    made = of_table(table, dataset="e", split="time")
    assert made.value == pytest.approx(2.0 / 1.6**0.5)
    assert made.of_stretches == pytest.approx((2.0**2 * 8.0) ** (1 / 3) / 1.6**0.5)
    assert of_table(table.tail(1), dataset="e", split="time").of_stretches == pytest.approx(made.value)
    assert DesignEffect(3.0).of_stretches == 3.0


def test_published_bands_give_the_effect_of_the_children_or_a_little_more() -> None:
    times = times_of(np.random.default_rng(1), 4000)
    band = np.select([times <= 1, times <= 3, times <= 9], [1, 2, 4], default=10)
    bands = pd.DataFrame({"times": times, "least": band}).groupby("least")["times"].agg(["sum", "size"]).reset_index()
    made = of_bands(bands.rename(columns={"sum": "episodes", "size": "children"}))
    assert 1.0 <= made.value / of_children(times).value <= 1.25  # the open band is taken to have a long tail


def test_the_effect_of_a_split_goes_before_that_of_the_dataset() -> None:
    table = pd.DataFrame({"dataset": ["e", "e"], "split": ["", "area"], "effect": [9.0, 4.0], "status": "published"})
    assert of_table(table, dataset="e", split="area").value == 4.0  # of shares as it is told
    assert of_table(table, dataset="e", split="age").value == pytest.approx(9.0 / 1.6**0.5)
    assert of_table(table, dataset="other", split="area") is None
    assert of_table(table, dataset="e", split="time area").value == 4.0  # a release that tells no change of shares
    least = pd.DataFrame({"dataset": ["e"], "split": [""], "effect": [1.5], "status": "published"})
    assert of_table(least, dataset="e", split="") == DesignEffect(1.5)


def test_intervals_cover_with_heavy_repeaters(tell) -> None:
    """Of 600 worlds 95 % cover: between 93 and 97 with a chance above 97 in 100."""
    rng = np.random.default_rng(9)
    covered = {"ratio of years": 0, "share": 0, "difference of shares": 0}
    without = 0
    for _ in range(WORLDS):
        first, second = times_of(rng, rng.poisson(300)), times_of(rng, rng.poisson(300))
        effect = of_children(np.r_[first, second]).value
        years = rate_ratio(first.sum(), second.sum(), dispersion=effect)
        plain = rate_ratio(first.sum(), second.sum())
        inside = [int(t[rng.random(t.size) < 0.3].sum()) for t in (first, second)]
        share = wilson_interval([inside[0] / effect], [first.sum() / effect])
        change = share_difference(inside[0] / effect, first.sum() / effect, inside[1] / effect, second.sum() / effect)
        covered["ratio of years"] += years.lower <= 1 <= years.upper
        covered["share"] += bool(share.lower[0] <= 0.3 <= share.upper[0])
        covered["difference of shares"] += change.lower <= 0 <= change.upper
        without += plain.lower <= 1 <= plain.upper
    for what, n in covered.items():
        tell(f"children who repeat: the interval of a {what} covers in {n / WORLDS:.1%} of {WORLDS}")
        assert 0.925 <= n / WORLDS <= 0.975
    tell(f"children who repeat: without the design effect, the ratio of years covers in {without / WORLDS:.1%}")
    assert without / WORLDS < 0.6


@pytest.mark.parametrize(("areas", "children"), [(6, 500), pytest.param(19, 1200, marks=pytest.mark.long)])
def test_areas_that_do_not_differ_are_not_named(areas: int, children: int, tell) -> None:
    rng = np.random.default_rng(areas)
    named = dict.fromkeys(("null", "threefold", "without the effect"), 0)
    for _ in range(200):
        people = rng.integers(1500, 4500, areas).astype(float)
        for world, first in (("null", 1.0), ("threefold", 3.0)):
            weight = people * np.r_[first, np.ones(areas - 1)]
            times = times_of(rng, children)
            n = np.bincount(rng.choice(areas, children, p=weight / weight.sum()), weights=times, minlength=areas)
            rows = pd.DataFrame({"n": n, "population": people})
            signal = area_rates(rows, design_effect=of_children(times), seen=1.0)["is_signal"]
            named[world] += bool(signal.any() if world == "null" else signal.iloc[0])
            if world == "null":
                named["without the effect"] += bool(
                    area_rates(rows, design_effect=ONE_EACH, seen=1.0)["is_signal"].any()
                )
    tell(f"{areas} areas: named in {named} of 200 worlds")
    assert named["null"] <= 6  # at 1 % more than 6 of 200 has a chance below 1 in 200
    assert named["threefold"] >= 100
    assert named["without the effect"] >= 150


def test_without_a_design_effect_nothing_is_beyond_chance() -> None:
    rows = pd.DataFrame({"n": [600, 20, 20], "population": [1000.0] * 3})
    assert area_rates(rows, design_effect=ONE_EACH, seen=1.0)["is_signal"].iloc[0]
    assert not area_rates(rows, design_effect=None, seen=1.0)["is_signal"].any()


def test_what_is_said_to_be_found_is_found_in_four_of_five(tell) -> None:
    """Six areas alike but for one, every child counted eight times; three standard errors of 150 draws either side."""
    rng, each, people = np.random.default_rng(5), 8, np.full(6, 5000.0)
    mean = np.full(6, 150.0)
    flat = pd.DataFrame({"n": mean, "population": people, "area": range(6)})
    times = smallest_found(flat, dispersion=each)
    ratio = np.array([times, 1, 1, 1, 1, 1])
    named = 0
    for _ in range(150):
        n = each * rng.poisson(mean.sum() * ratio / ratio.sum() / each)
        rows = area_rates(flat.assign(n=n), design_effect=DesignEffect(each), seen=1.0)
        named += bool(rows["is_signal"].iloc[0])
    tell(f"an area at {times} times the rate of the others: named in {named} of 150 years")
    assert 0.7 <= named / 150 <= 0.9


def test_of_very_few_records_nothing_would_be_found() -> None:
    few = pd.DataFrame({"n": [10.0] * 6, "population": [5000.0] * 6})
    assert smallest_found(few, dispersion=10.0) == np.inf
    assert smallest_found(few.head(1), dispersion=1.0) is None
