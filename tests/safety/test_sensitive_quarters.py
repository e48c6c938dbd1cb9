"""A house that is a minority of its hexagon over all the time, and most of it in one quarter or in one kind of harm."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, is_safe, unsafe
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records

FIRST = 2025 * 12 + 3
HEXAGON, REST = 0, 1


def world(house_in: tuple[int, ...]) -> Countable:
    """Twelve months. Each month eight children in each place; in some months twelve of a house stand in the first place too."""
    rows = [
        (place, month, 1000 * month + 100 * place + n, False)
        for month in range(12)
        for place in (HEXAGON, REST)
        for n in range(8)
    ]
    rows += [(HEXAGON, month, 90_000 + n, True) for month in house_in for n in range(12)]
    place, month, child, sensitive = (np.array(column) for column in zip(*rows, strict=True))
    person = np.unique(child, return_inverse=True)[1].astype(np.int64)
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "incidents", "where": {}, "counts": "incidents", "protected": "children", "k": {"partnership": 5},
            "dominance": 0.5, "coverage": "efh_incidents", "part_of": "", "tied": [], "views": [{"name": "place", "dimensions": {"place": "CELL"}}],
            "dimensions": {"place": {"title": "Place", "kind": "cells", "column": "cell", "detail": 3.0}},
        }
    )  # fmt: skip
    leaves = [Leaf("a", "Place 1"), Leaf("b", "Place 2")]
    hierarchy = build_hierarchy("place", leaves, weakness=lambda b: (float(-len(b)),), levels=[("CELL", ((0,), (1,)))])
    records = Records(
        person,
        FIRST + month.astype(np.int64),
        {"place": place.astype(np.int64)},
        int(person.max()) + 1,
        sensitive=sensitive,
    )
    return Countable(
        "invented", policy, 5, records, Calendar(FIRST, FIRST + 11, 4), {"place": hierarchy}, {"place": {}}
    )


def test_a_house_that_is_most_of_one_month_keeps_months_from_being_shown() -> None:
    data = world(house_in=(4,))
    assert np.flatnonzero(unsafe(data, Grid({"place": 0}, "month"))).tolist() == [2 * 4 + HEXAGON]
    assert not is_safe(data, Grid({"place": 0}, "month"))
    assert is_safe(data, Grid({"place": 0}, "year"))


def test_a_house_that_is_a_minority_all_the_time_changes_nothing() -> None:
    data = world(house_in=())
    assert is_safe(data, Grid({"place": 0}, "month"))


def test_where_places_are_not_told_a_house_is_nobodys() -> None:
    assert not unsafe(world(house_in=(4,)), Grid({}, "month")).any()


def test_without_the_rule_the_month_would_be_shown() -> None:
    """The world can show the fault: twenty children are enough for a cell by themselves."""
    data = world(house_in=(4,))
    blind = replace(data, records=replace(data.records, sensitive=None))
    assert is_safe(blind, Grid({"place": 0}, "month"))
