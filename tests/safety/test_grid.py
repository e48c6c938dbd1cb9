"""The finest safe step, on records few enough to be counted by eye."""

from __future__ import annotations

import numpy as np
import pytest

from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import Axis, Records, count, finest, finest_cut, hidden
from data_loaders.safety.ladder import Ladder, banded, joined_in_order, leaves_of

FOUR = joined_in_order("place", {c: c for c in "ABCD"})
ANSWER = banded("answer", {"1": "yes", "2": "maybe", "3": "no"}, [[["1"], ["2"], ["3"]], [["1"], ["2", "3"]]])
FLOOR = Floor(3)


def people(leaves: str) -> tuple[Records, Axis]:
    return Records(np.arange(len(leaves))), Axis(FOUR, leaves_of(list(leaves)))


def codes(found: object, axis: int = 0) -> list[str]:
    return [band.code for band in found.bands[axis]]  # type: ignore[attr-defined]  # a grid, by its tests


def test_the_finest_step_on_which_every_band_holds() -> None:
    records, place = people("AAABBBCCCDDD")
    assert codes(finest(records, [place], FLOOR)) == ["A", "B", "C", "D"]
    records, place = people("AAABBBCCCDD")
    assert codes(finest(records, [place], FLOOR)) == ["A+B", "C+D"]


def test_nothing_may_be_shown_where_not_even_all_together_hold() -> None:
    records, place = people("AB")
    assert finest(records, [place], FLOOR) is None
    assert finest_cut(records, place, (), FLOOR) is None


def test_an_empty_cell_fails_like_a_small_one() -> None:
    records, place = people("AAABBBCCC")
    assert codes(finest(records, [place], FLOOR)) == ["A+B", "C+D"]


def test_a_cut_goes_up_only_where_it_must() -> None:
    records, place = people("AAABBBCCCCD")
    assert codes(finest_cut(records, place, (), FLOOR)) == ["A", "B", "C+D"]
    assert finest_cut(records, place, (), FLOOR).n().tolist() == [3, 3, 5]


def test_a_part_that_is_large_by_itself_is_joined_with_the_small_one_beside_it() -> None:
    """Else the small one would be the rest of the wider band, by subtraction."""
    records, place = people("AAAABCCCDDD")
    assert codes(finest_cut(records, place, (), FLOOR)) == ["A+B", "C", "D"]


def test_persons_are_counted_and_not_records() -> None:
    records = Records(np.array([0, 0, 1, 2, 3, 4]))
    place = Axis(FOUR.within("AB"), leaves_of(list("AAABBB")))
    assert FLOOR.fails(count(records, [place], [FOUR.steps[0]]).cells).tolist() == [True, False, True, True]
    assert codes(finest_cut(records, place, (), FLOOR)) == ["A+B"]


def test_every_answer_of_every_block_holds() -> None:
    records, place = people("A" * 9 + "B" * 8)
    place = Axis(FOUR.within("AB"), place.leaf)
    answer = Axis(ANSWER, leaves_of(list("111222333" + "11122333")))
    found = finest_cut(records, place, [answer], FLOOR)
    assert codes(found) == ["A", "B"]
    assert codes(found, 1) == ["1", "2+3"]
    assert found is not None
    assert found.n().tolist() == [[3, 6], [3, 5]]


def test_a_set_that_differs_by_a_few_in_one_block_joins_that_block() -> None:
    leaves = "AAAABBBBCCCCDDDD"
    place = Axis(FOUR, leaves_of(list(leaves)))
    few = np.zeros(16, dtype=bool)
    few[0] = True  # one person of A is in the set of another figure and not in this one's
    records = Records(np.arange(16), beside=(few,))
    assert finest_cut(records, place, (), FLOOR) is None
    few[:4] = True  # four of A: enough in A
    assert codes(finest_cut(Records(np.arange(16), beside=(few,)), place, (), FLOOR)) == ["A", "B", "C", "D"]


def test_a_record_of_no_leaf_is_in_no_cell() -> None:
    records, _ = people("AAABBBCCCDDD")
    away = Axis(FOUR, leaves_of([*"AAABBBCCCDD", ""]))
    assert count(records, [away], [FOUR.steps[-1]]).n().tolist() == [11]
    assert codes(finest(records, [away], FLOOR)) == ["A+B", "C+D"]


def test_one_sentence_for_every_cause() -> None:
    assert hidden("pupils") == "Hidden to protect pupils."


@pytest.mark.parametrize("weight", [1.0, 2.5])
def test_one_person_who_is_most_of_a_cell(weight: float) -> None:
    place = Axis(Ladder("place", (FOUR.steps[-1],)), leaves_of(list("AAA")))
    found = finest(Records(np.arange(3), np.array([weight, 1.0, 1.0])), [place], FLOOR)
    assert (found is not None) is (weight == 1.0)
