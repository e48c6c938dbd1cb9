"""The one cell test, on cells small enough to be counted by eye."""

from __future__ import annotations

import numpy as np
import pytest

from data_loaders.safety.floor import Floor, Tally, is_few, is_short, tally

# Cell 0: persons 0 1 2. Cell 1: person 0 three times and person 3 once. Cell 2: nobody. One record stands in no cell.
CELL = np.array([0, 0, 0, 1, 1, 1, 1, -1])
PERSON = np.array([0, 1, 2, 0, 0, 0, 3, 4])


def counted(weight: np.ndarray | None = None) -> Tally:
    return tally(CELL, PERSON, cells=3, people=5, weight=weight)


def test_records_persons_and_the_heaviest_person_of_each_cell() -> None:
    found = counted()
    assert found.n.tolist() == [3, 4, 0]
    assert found.persons.tolist() == [3, 2, 0]
    assert found.top.tolist() == [1, 3, 0]


def test_the_weights_of_one_person_are_added() -> None:
    found = counted(np.array([5.0, 1, 1, 2, 2, 2, 1, 9]))
    assert found.weight.tolist() == [7, 7, 0]
    assert found.top.tolist() == [5, 6, 0]


def test_a_record_that_is_a_person_of_its_own_is_counted_the_same_way() -> None:
    cell, weight = np.array([0, 0, 1, 1, -1, 1]), np.array([1.0, 2, 3, 4, 5, 6])
    quick = tally(cell, np.arange(6), cells=2, people=6, weight=weight)
    plain = tally(cell, np.arange(6), cells=2, people=7, weight=weight)
    for one, other in zip(vars(quick).values(), vars(plain).values(), strict=True):
        assert one.tolist() == other.tolist()


@pytest.mark.parametrize(
    ("k", "expected"), [(2, [False, True, True]), (3, [False, True, True]), (4, [True, True, True])]
)
def test_few_persons_one_heavy_person_and_nobody_fail(k: int, expected: list[bool]) -> None:
    assert Floor(k).fails(counted()).tolist() == expected


def test_persons_decide_and_not_records() -> None:
    many_of_two = tally(np.zeros(20, dtype=int), np.arange(20) % 2, cells=1, people=2)
    assert Floor(3).fails(many_of_two).tolist() == [True]


def test_exactly_half_is_not_most() -> None:
    halves = tally(np.zeros(4, dtype=int), np.array([0, 0, 1, 2]), cells=1, people=3)
    assert Floor(3).fails(halves).tolist() == [False]
    assert Floor(3, 0.49).fails(halves).tolist() == [True]


def test_a_cell_without_weight_fails() -> None:
    weightless = tally(np.zeros(3, dtype=int), np.arange(3), cells=1, people=3, weight=np.zeros(3))
    assert Floor(3).fails(weightless).tolist() == [True]


def test_no_cell_at_all_holds_nothing() -> None:
    assert not Floor(3).holds(tally(np.array([], dtype=int), np.array([], dtype=int), cells=0, people=0))


@pytest.mark.parametrize(("persons", "may"), [([0, 5, 9], True), ([-5], True), ([-4], False), ([0, 4], False), ([1], False), ([], True)])  # fmt: skip
def test_a_difference_is_nobody_or_at_least_k(persons: list[int], may: bool) -> None:
    assert Floor(5).may_differ(persons) is may


def test_what_is_not_known_is_neither_enough_nor_nobody() -> None:
    assert Floor(3).is_reached([3, 4.0])
    assert not Floor(3).is_reached([3, float("nan")])
    assert not Floor(3).may_differ([0, float("nan")])
    assert is_short([2, 3, float("nan")], 3).tolist() == [True, False, True]
    assert is_few([0, 1, 2, 3, -2, float("nan")], 3).tolist() == [False, True, True, False, False, True]
