"""A view that could be shown over several years alone goes on by whole years, with the groups it began with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.calendar import Calendar, month_number
from data_loaders.safety.views.continued import continue_view
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, counted
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records
from data_loaders.safety.views.table import view_table

FIRST = month_number(date(2023, 4, 1))
GRID = Grid({"sex": 0}, "all")


def three_years(girls_in_the_last: int) -> Countable:
    """Ten boys a year, and so many girls, each with one record in May; in the first two years ten girls as well."""
    groups = [(year, sex, girls_in_the_last if sex and year == 2 else 10) for year in range(3) for sex in (0, 1)]
    year, sex = (np.repeat([group[at] for group in groups], [group[2] for group in groups]) for at in (0, 1))
    records = Records(np.arange(len(year)), FIRST + 12 * year + 1, {"sex": sex}, len(year))
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "invented", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": 5}, "dominance": 0.5, "coverage": "invented", "tied": [], "part_of": "",
            "dimensions": {"sex": {"title": "sex", "kind": "nominal", "column": "sex", "detail": 2.0, "leaves": ["a", "b"]}},
            "views": [{"name": "total", "dimensions": {}}],
        }
    )  # fmt: skip
    leaves = [Leaf("boys", "Boys"), Leaf("girls", "Girls")]
    hierarchy = build_hierarchy("sex", leaves, weakness=lambda b: (float(-len(b)),))
    return Countable("invented", policy, 5, records, Calendar(FIRST, FIRST + 35, 4), {"sex": hierarchy}, {"sex": {}})


def told(girls_in_the_last: int, *, months: int = 24) -> tuple[list[tuple[str, int]], bool, int]:
    """What is added to a view over the first months: (month of the period's end, n), whether it waits, how much differs."""
    data = three_years(girls_in_the_last)
    begun = replace(data, calendar=Calendar(FIRST, FIRST + months - 1, 4))
    out = view_table(begun, GRID, counted(begun, GRID)).drop(columns="children")
    more = continue_view(data, GRID, out)
    return [(f"{r.period_end:%Y-%m}", r.n) for r in more.added.itertuples()], more.is_paused, more.differing


def test_a_whole_year_is_added_with_every_group() -> None:
    assert told(7) == ([("2026-03", 10), ("2026-03", 7)], False, 0)


def test_a_year_with_too_few_in_one_group_waits_as_a_whole() -> None:
    assert told(4) == ([], True, 0)
    assert told(0) == ([], True, 0)


def test_a_time_that_ended_within_a_year_does_not_go_on() -> None:
    """Six months alone are shown; the six after them belong to no whole year, so a later year would leave a gap."""
    assert told(7, months=6) == ([], False, 0)
