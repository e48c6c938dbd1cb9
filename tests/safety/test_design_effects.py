"""How far a few children make the figures: by hand, and that no number of it tells of few."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from small_bank import small_bank

from data_loaders.published.effects import GRID
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.design_effects import (
    Repeated,
    between_years,
    effects_table,
    shares_between_years,
    shown,
    within_years,
)

K = 5


def repeated(times: Sequence[int]) -> Repeated:
    n = np.array(times)
    return Repeated(np.arange(len(n)), n, (n**2).astype(np.float64))


def told(times: Sequence[int]) -> float:
    return shown(repeated(times), k=K)


def test_by_hand() -> None:
    """Two children: 3 and 1 times in the first year, 1 and 1 in the second."""
    person, year = np.array([0, 0, 0, 1, 0, 1]), np.array([0, 0, 0, 0, 1, 1])
    assert within_years(person, year, None).effect == (9 + 1 + 1 + 1) / 6
    assert between_years(person, year).effect == ((3 - 1) ** 2 + 0) / 6


def test_shares_that_do_not_depend_on_the_child_have_the_effect_of_chance() -> None:
    rng = np.random.default_rng(3)
    person = np.repeat(np.arange(400), rng.geometric(0.2, 400))
    year = np.zeros_like(person)
    assert within_years(person, year, rng.integers(0, 2, len(person))).effect == pytest.approx(1, abs=0.15)
    kish = within_years(person, year, None).effect
    assert within_years(person, year, rng.integers(0, 2, 400)[person]).effect == pytest.approx(kish, rel=0.05)


def test_shares_between_years_by_hand() -> None:
    """Two children of two records a year; both groups hold half of each year, and the children change places.

    All children's shares would put one record of each child into each group: the first lies (1, −1) from that, then (−1, 1), a
    move of (−2, 2), 8 in squares; the other the same. Chance is 1 − ¼ − ¼, and 8 records stand in the two years.
    """
    person, year = np.array([0, 0, 1, 1, 0, 0, 1, 1]), np.array([0, 0, 0, 0, 1, 1, 1, 1])
    found = shares_between_years(person, year, np.array([0, 0, 1, 1, 1, 1, 0, 0]))
    assert found.times.sum() == 8
    assert found.effect == (8 + 8) / 0.5 / 8


def test_children_who_stay_as_they_are_move_no_share() -> None:
    person, year = np.tile(np.repeat(np.arange(2000), 4), 2), np.repeat([0, 1], 8000)
    stays = (person % 3 == 0).astype(np.int64)
    assert shares_between_years(person, year, stays).effect == pytest.approx(0)
    assert within_years(person, year, stays).effect == pytest.approx(4)
    moves = np.random.default_rng(5).integers(0, 2, 4000)[2 * person + year]
    assert shares_between_years(person, year, moves).effect == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("years", [[0], [0, 0, 3]])
def test_years_that_stand_alone_have_nothing_beside_them(years: list[int]) -> None:
    year = np.repeat(years, 50)
    person, group = np.arange(len(year)) % 20, np.arange(len(year)) % 2
    found = shares_between_years(person, year, group)
    assert np.isfinite(found.squares).all()


def test_it_is_rounded_up_on_the_grid_and_never_says_that_nobody_came_twice() -> None:
    assert told([1] * 200) == GRID[0]
    assert told([1] * 200 + [2]) == GRID[0]
    assert told([6] * 100) == 8.0


@pytest.mark.parametrize("few", range(1, K))
def test_fewer_than_k_who_came_often_leave_no_trace(few: int) -> None:
    """A hundred children of two or three times; whether a few of them came thirty times cannot be seen."""
    often = [2] * 80 + [3] * 20
    assert told([*often, *[30] * few]) == told([*often, *[3] * few])
    assert told([*often, *[30] * K]) > told(often)


def test_a_number_above_a_step_says_so_of_k_children_or_more() -> None:
    rng = np.random.default_rng(8)
    for _ in range(300):
        times = rng.geometric(rng.uniform(0.05, 0.9), rng.integers(60, 300)).tolist()
        few = int(rng.integers(0, 9))
        times[:few] = rng.integers(20, 90, few).tolist()
        effect = told(times)
        if not math.isnan(effect) and effect > GRID[0]:
            lower = max(g for g in GRID if g < effect)
            assert sum(n > lower for n in times) >= K


def test_few_records_tell_nothing() -> None:
    assert math.isnan(told([2] * 49))


@pytest.mark.parametrize("named", [0, 1, 2, 8])
def test_a_split_in_which_nobody_or_few_are_named_gives_the_same(named: int) -> None:
    person = np.repeat(np.arange(200), 2)
    leaf = (np.arange(400) < named).astype(np.int64)
    found = within_years(person, np.zeros(400, dtype=np.int64), leaf)
    assert shown(found, k=K) == GRID[0]
    assert shown(shares_between_years(np.tile(person, 2), np.repeat([0, 1], 400), np.tile(leaf, 2)), k=K) == GRID[0]
    assert (
        shown(shares_between_years(np.tile(person, 2), np.repeat([0, 1], 400), np.append(leaf, leaf * 0)), k=K)
        == GRID[0]
    )


@pytest.mark.parametrize(("few", "status"), [(0, "withheld"), (1, "withheld"), (K - 1, "withheld"), (K, "published")])
def test_that_fewer_than_k_came_twice_is_told_by_nothing(few: int, status: str) -> None:
    """300 records of a whole year, each of another child but for a few of two: withheld as where nobody came twice."""
    child = [*range(few), *range(few), *range(few, 300 - few)]
    calendar = Calendar(24000, 24011, 1)
    bank = small_bank({"sex": 2}, [(n % 2,) for n in range(300)], month=[24000 + n % 12 for n in range(300)], person=child,
                      calendar=calendar, k=K)  # fmt: skip
    assert effects_table([bank], None).set_index("split").loc["", "status"] == status
