"""Neighbours that were joined get one short name where the values follow each other."""

from __future__ import annotations

import pytest

from data_loaders.safety.views.dataset import run_names
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy

BANDS = ["00:00–06:00", "06:00–09:00", "09:00–15:00", "Not known"]


@pytest.mark.parametrize(("block", "name"), [((0, 1), "00:00–09:00"), ((0, 1, 2), "00:00–15:00"), ((2, 3), None)])
def test_hours_that_follow_each_other_are_one_span_and_what_is_not_known_is_no_hour(
    block: tuple[int, ...], name: str | None
) -> None:
    for column in ("hour_band", "time_band"):
        assert run_names(column, ["a", "b", "c", "NK"], BANDS).get(block) == name


def test_days_of_the_week_are_told_from_the_first_to_the_last() -> None:
    days = ["Monday", "Tuesday", "Wednesday"]
    assert run_names("weekday", ["MON", "TUE", "WED"], days) == {
        (0, 1): "Monday to Tuesday", (0, 1, 2): "Monday to Wednesday", (1, 2): "Tuesday to Wednesday",
    }  # fmt: skip


def test_a_group_of_very_many_names_the_first_and_says_how_many_more() -> None:
    """Seventy hexagons of a town make one group: named all, they are longer than a line may be, and nobody reads them."""
    many = tuple(Leaf(f"P{n:02d}", f"Place {n}") for n in range(1, 31))
    hierarchy = build_hierarchy("place", many, weakness=lambda _: (0.0,))
    first = ", ".join(f"Place {n}" for n in range(1, 21))
    assert hierarchy.label(tuple(range(30))) == f"{first} and 10 more"
    assert hierarchy.label(tuple(range(20))) == f"{first.removesuffix(', Place 20')} and Place 20"
    assert hierarchy.label((0, 29)) == "Place 1 and Place 30"
