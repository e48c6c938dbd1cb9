"""The one ladder: nested, fixed outside the records, and with its residual values named whoever is in them."""

from __future__ import annotations

import pytest

from data_loaders.safety.ladder import Band, Ladder, banded, hosting, joined_in_order, leaves_of

LABELS = {"A": "Alders", "B": "Birches", "C": "Cedars", "D": "Docks", "NK": "Not known"}


def codes(ladder: Ladder) -> list[list[str]]:
    return [[band.code for band in step] for step in ladder.steps]


def test_a_banding_that_cuts_through_a_finer_band_is_refused() -> None:
    with pytest.raises(ValueError, match="Step 2 of 'tree'"):
        banded("tree", LABELS, [[["A", "B"], ["C", "D"]], [["A"], ["B", "C", "D"]]])


def test_a_banding_that_leaves_somebody_out_is_refused() -> None:
    with pytest.raises(ValueError, match="Step 2"):
        banded("tree", LABELS, [[["A"], ["B"], ["C"]], [["A", "B"]]])


def test_neighbours_are_joined_in_the_given_order_and_in_no_other() -> None:
    ladder = joined_in_order("tree", {c: LABELS[c] for c in "ABCD"} | {"E": "Elms"})
    assert codes(ladder) == [["A", "B", "C", "D", "E"], ["A+B", "C+D", "E"], ["A+B+C+D", "E"], ["A+B+C+D+E"]]


def test_a_band_is_called_by_all_of_its_leaves() -> None:
    (step,) = banded("tree", LABELS, [[["D", "A", "B"], ["C"]]]).steps
    assert [band.label for band in step] == ["Alders, Birches or Docks", "Cedars"]


def test_a_residual_value_is_named_on_every_step_whether_or_not_somebody_is_in_it() -> None:
    plain = banded("tree", LABELS, [[["A"], ["B"], ["C"]], [["A", "B"], ["C"]]])
    ladder = hosting(plain, ["NK"], host="B", words="with not known")
    assert [band.label for step in ladder.steps for band in step] == [
        "Alders", "Birches (with not known)", "Cedars", "Alders or Birches (with not known)", "Cedars",
    ]  # fmt: skip
    assert leaves_of(["NK", "B", "A"]).places_in(ladder.steps[0]).tolist() == [1, 1, 0]


def test_a_label_says_the_same_when_nobody_could_stand_in_a_part_of_it() -> None:
    ladder = banded("tree", LABELS, [[["A", "B"], ["C", "D"]]]).within("ABC")
    assert [(band.label, sorted(band.leaves)) for band in ladder.steps[0]] == [
        ("Alders or Birches", ["A", "B"]), ("Cedars or Docks", ["C"]),
    ]  # fmt: skip


def test_steps_that_become_alike_are_one_step_and_one_band_divides_nothing() -> None:
    ladder = joined_in_order("tree", {c: LABELS[c] for c in "ABCD"}).within("AB")
    assert len(ladder.steps) == 3
    assert codes(ladder.splitting()) == [["A", "B"]]


def test_the_band_above_is_the_next_that_holds_more() -> None:
    ladder = joined_in_order("tree", {c: LABELS[c] for c in "ABCD"})
    above = ladder.above(ladder.steps[0][2])
    assert above is not None
    assert above.code == "C+D"
    assert ladder.above(ladder.steps[-1][0]) is None


def test_a_code_of_no_band_stands_nowhere() -> None:
    assert leaves_of(["A", "Z", ""]).places_in([Band("A", "Alders", frozenset("A"))]).tolist() == [0, -1, -1]
