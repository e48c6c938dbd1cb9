"""Time as an axis: which periods of a grid are safe, and from when on all of them are."""

from __future__ import annotations

import numpy as np
import pytest

from data_loaders.safety.calendar import Calendar
from data_loaders.safety.floor import Floor
from data_loaders.safety.spans import Dated, Span, cells_of, is_finer, longest_tail, spans_of

FLOOR = Floor(3)
JANUARY = 2025 * 12
YEAR = Calendar(JANUARY, JANUARY + 11, 1)


def dated(per_month: list[int]) -> Dated:
    month = np.repeat(JANUARY + np.arange(len(per_month)), per_month)
    return Dated(np.arange(len(month)), month, np.zeros(len(month), dtype=np.int64), 1)


def test_a_period_is_safe_when_all_its_cells_are() -> None:
    assert dated([3, 2, 4]).safe_periods(YEAR.periods("month")[:3], FLOOR) == [True, False, True]
    two = Dated(np.arange(6), np.full(6, JANUARY), np.array([0, 0, 0, 0, 1, 1]), 2)
    assert two.safe_periods([(JANUARY, JANUARY)], FLOOR) == [False]
    assert two.safe_periods([(JANUARY, JANUARY)], Floor(2)) == [True]


def test_a_period_without_anybody_is_not_safe() -> None:
    assert dated([3, 0]).safe_periods(YEAR.periods("month")[:2], FLOOR) == [True, False]
    assert dated([3]).safe_periods([], FLOOR) == []


def test_one_person_of_many_records_is_one_person() -> None:
    same = Dated(np.array([0, 0, 0, 1]), np.full(4, JANUARY), np.zeros(4, dtype=np.int64), 1)
    assert same.safe_periods([(JANUARY, JANUARY)], FLOOR) == [False]


def test_a_series_ends_with_the_last_period_or_is_not_there() -> None:
    assert longest_tail([True, False, True, True]) == 2
    assert longest_tail([True, True, False]) == 3


def test_the_unit_with_most_periods_comes_first() -> None:
    spans = spans_of(dated([2] * 12), YEAR, ("month", "quarter"), FLOOR)
    assert spans == [Span("quarter", JANUARY, JANUARY + 11), Span("all", JANUARY, JANUARY + 11)]
    assert spans_of(dated([2, *[0] * 11]), YEAR, ("quarter",), FLOOR) == []


def test_marked_and_unmarked_are_two_cells_and_a_half_that_is_not_wanted_is_none() -> None:
    group, marked = np.array([0, 0, 1, -1]), np.array([True, False, True, True])
    assert cells_of(group, 2, marked, (True, False))[0].tolist() == [0, 1, 2, -1]
    assert cells_of(group, 2, marked, (True, False))[1] == 4
    assert cells_of(group, 2, marked, (True,))[0].tolist() == [0, -1, 1, -1]


@pytest.mark.parametrize(
    ("one", "other", "finer"), [("month", "year", True), ("all", "year", False), ("year", "year", False)]
)
def test_units_from_the_finest_to_the_whole(one: str, other: str, finer: bool) -> None:
    assert is_finer(one, other) is finer
