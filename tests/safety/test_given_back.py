"""A view that was paused, and a longer one that counts the same: what the pause leaves out is half-year less quarter."""

from __future__ import annotations

import numpy as np
import pytest
from small_bank import small_bank

from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.attack.given_back import NOWHERE, given_back
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid

K, APRIL = 5, 2025 * 12 + 3
JUNE, SEPTEMBER = APRIL + 2, APRIL + 5
# Invented: whether a discussion is open or was held in time or late, whether the child declined it, and whether it was then offered again.
DIMENSIONS = {"open": 3, "declined": 3, "again": 3}
GRIDS = {"open": Grid({"open": 0}, "quarter"), "declined": Grid({"declined": 0}, "half_year"), "again": Grid({"again": 0}, "quarter")}  # fmt: skip
NO_REASON, NEVER, DECLINED = 0, 0, 2


def half_a_year(*, early: int, late: int, open_only: int, kinds: int = 1) -> Countable:
    """So many are declined in each quarter, and in the second one some discussions are open and not declined, of so many kinds."""
    rows = [(APRIL, 1, DECLINED, 1 + n % 2) for n in range(early)]
    rows += [(SEPTEMBER, 1, DECLINED, 1 + n % 2) for n in range(late)]
    rows += [(SEPTEMBER, 1, NO_REASON, NEVER)] * open_only + [(APRIL, 1, NO_REASON, NEVER)] * 10
    rows += [(month, 2 * (n % 2), n // 2 % kinds, NEVER) for month in (APRIL, SEPTEMBER) for n in range(60)]
    calendar, month = Calendar(APRIL, SEPTEMBER, 4), [row[0] for row in rows]
    leaves = [row[1:] for row in rows]
    return small_bank(DIMENSIONS, leaves, month=month, person=range(len(rows)), calendar=calendar, k=K)


@pytest.mark.parametrize("open_only", [1, K - 1])
def test_few_who_are_left_by_a_half_year_less_a_quarter_are_told(open_only: int) -> None:
    data = half_a_year(early=31, late=36, open_only=open_only)
    attacks = Attacks(data, {"again": JUNE})
    assert attacks.pairs.telling(GRIDS) == []
    assert set(attacks.covers.telling(GRIDS, {"again": JUNE})) == set(GRIDS)


def test_one_figure_beside_what_is_given_back_tells_too() -> None:
    """Those who did not decline are of two kinds, so that no three printed sums leave the four; 40 less what is given back do."""
    data = half_a_year(early=31, late=36, open_only=4, kinds=2)
    attacks = Attacks(data, {"again": JUNE})
    assert attacks.pairs.telling(GRIDS) == []
    assert set(attacks.covers.telling(GRIDS, {"again": JUNE})) == set(GRIDS)


@pytest.mark.parametrize("open_only", [0, K, 12])
def test_nobody_and_many_are_not(open_only: int) -> None:
    data = half_a_year(early=31, late=36, open_only=open_only)
    assert Attacks(data, {"again": JUNE}).telling(GRIDS) == []


def test_few_who_are_given_back_alone_are_told() -> None:
    """Two were declined in the quarter that was left out: the two views say so without a third."""
    two = {name: GRIDS[name] for name in ("declined", "again")}
    data = half_a_year(early=31, late=2, open_only=40)
    assert set(Attacks(data, {"again": JUNE}).covers.telling(two, {"again": JUNE})) == set(two)
    many = half_a_year(early=31, late=K, open_only=40)
    assert Attacks(many, {"again": JUNE}).covers.telling(two, {"again": JUNE}) == ()


def test_a_longer_view_that_ended_before_gives_nothing_back() -> None:
    data = half_a_year(early=31, late=36, open_only=4)
    until = {"again": JUNE, "declined": APRIL - 1}
    assert Attacks(data, until).telling(GRIDS) == []


def test_only_what_counts_the_same_is_given_back() -> None:
    data = half_a_year(early=31, late=36, open_only=4)
    of_declined = given_back(data, (GRIDS["declined"], (0, SEPTEMBER)), (GRIDS["again"], (0, JUNE)))
    assert of_declined is not None
    late = data.records.month == SEPTEMBER
    assert ((of_declined != NOWHERE) == late).all()
    # Had one that was offered again not been declined, nothing would count the same.
    data.records.leaf["declined"][0] = NO_REASON
    of_declined = given_back(data, (GRIDS["declined"], (0, SEPTEMBER)), (GRIDS["again"], (0, JUNE)))
    assert of_declined is not None
    assert (of_declined == NOWHERE).all()


def test_all_groups_of_one_quarter_but_one_cover_too() -> None:
    """Nothing is paused; whether it was offered again is not known of the second quarter, so nothing counts the same there.

    All without a reason in the half-year, less those never offered again in the first quarter, less those held in the second, in
    time or late: four.
    """
    data = half_a_year(early=31, late=36, open_only=4)
    late = data.records.month == SEPTEMBER
    data.records.leaf["again"][late] = np.arange(late.sum()) % 3
    attacks = Attacks(data)
    assert attacks.pairs.telling(GRIDS) == []
    assert set(attacks.covers.telling(GRIDS, {})) == set(GRIDS)
    many = half_a_year(early=31, late=36, open_only=K)
    many.records.leaf["again"][many.records.month == SEPTEMBER] = np.arange((many.records.month == SEPTEMBER).sum()) % 3
    assert Attacks(many).telling(GRIDS) == []
