"""The finder and the audit on small invented worlds, against slow and obvious recounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data_loaders.engine import Engine
from data_loaders.policy.datasets import DatasetPolicy, View
from data_loaders.release import TimeUnit
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.audit import Published, audit_dataset
from data_loaders.safety.calendar import Calendar, month_number
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, counted, find_view, is_safe
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records
from data_loaders.safety.views.table import view_table

YEAR_STARTS = 4
SIZES = {"area": 4, "age": 3, "sex": 2}


def invented(seed: int, *, episodes: int = 800, children: int = 150, heavy: float = 0.0) -> Countable:
    """Three years, four areas, three ages, two sexes; `heavy` = share of all episodes made by one child."""
    rng = np.random.default_rng(seed)
    home = {d: rng.integers(0, size, children) for d, size in SIZES.items()}
    person = rng.choice(children, episodes, p=rng.dirichlet(np.full(children, 0.6)))
    person[: int(heavy * episodes)] = 0
    first = month_number(date(2023, 4, 1))
    records = Records(person, first + rng.integers(0, 36, episodes), {d: home[d][person] for d in SIZES}, children)
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "invented", "where": {}, "counts": "episodes", "protected": "children",
            "k": {"partnership": 5}, "dominance": 0.5, "coverage": "invented", "tied": [], "part_of": "",
            "dimensions": {d: {"title": d, "kind": "nominal", "column": d, "detail": 2.0, "leaves": ["a", "b"]} for d in SIZES},
            "views": [{"name": "total", "dimensions": {}}],
        }
    )  # fmt: skip
    hierarchies = {
        d: build_hierarchy(d, [Leaf(f"{d}{i}", f"{d} {i}") for i in range(size)], weakness=lambda b: (float(-len(b)),))
        for d, size in SIZES.items()
    }
    calendar = Calendar(first, first + 35, YEAR_STARTS)
    return Countable("invented", policy, 5, records, calendar, hierarchies, {d: {} for d in SIZES})


@pytest.mark.parametrize("unit", ["quarter", "half_year", "year"])
def test_what_is_known_when_a_period_is_over_is_not_told_of_a_part_of_it(unit: TimeUnit) -> None:
    """Without one whole year "the whole time" is made of months: how often a child was missing that year would go on changing."""
    data = invented(1)
    first, whole = data.calendar.first, {"quarter": 3, "half_year": 6, "year": 12}[unit]
    view = View(name="year_band", dimensions={"sex": "each"}, no_finer_than=unit)
    short = replace(data, calendar=Calendar(first, first + whole - 2, YEAR_STARTS))
    found = find_view(short, view, time_detail=1.0)
    assert found.grid is None
    assert found.reason.startswith("This series began before a whole")
    assert find_view(short, View(name="total", dimensions={}), time_detail=1.0).grid is not None
    assert find_view(data, view, time_detail=1.0).grid is not None


def published(data: Countable, wanted: dict[str, dict[str, str]]) -> list[Published]:
    made = []
    for name, dimensions in wanted.items():
        found = find_view(data, View(name=name, dimensions=dimensions), time_detail=1.0)
        if found.grid:
            made.append(as_published(data, name, found.grid))
    return made


def as_published(data: Countable, name: str, grid: Grid) -> Published:
    return Published(name, grid, view_table(data, grid, counted(data, grid)).drop(columns="children"))


WANTED = {
    "total": {}, "area": {"area": "each"}, "age": {"age": "each"}, "area_age": {"area": "each", "age": "each"},
    "age_sex": {"age": "each", "sex": "each"}, "area_sex": {"area": "each", "sex": "each"},
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_every_cell_of_every_view_holds_k_children_none_of_whom_dominates(seed: int) -> None:
    data = invented(seed, heavy=0.1)
    for view in published(data, WANTED):
        people = defaultdict(lambda: defaultdict(int))
        for row in range(len(data.records)):
            month = int(data.records.month[row])
            start = next((s for s, e in data.calendar.periods(view.grid.unit) if s <= month <= e), None)
            if start is None:
                continue
            blocks = tuple(
                next(i for i, b in enumerate(data.hierarchies[d].steps[step]) if int(data.records.leaf[d][row]) in b)
                for d, step in view.grid.cut.items()
            )
            people[(start, *blocks)][int(data.records.person[row])] += 1
        assert len(people) == len(view.table), view.name
        for cell in people.values():
            assert len(cell) >= data.k
            assert max(cell.values()) <= 0.5 * sum(cell.values())
        assert sorted(sum(c.values()) for c in people.values()) == sorted(view.table["n"])


@pytest.mark.parametrize("seed", range(4))
def test_the_finder_keeps_the_finest_step_that_is_safe(seed: int) -> None:
    """No candidate that is finer in one dimension and equal in the others is safe: nothing was given up for nothing."""
    data = invented(seed)
    for view in published(data, WANTED):
        for dimension, step in view.grid.cut.items():
            if step > 0:
                assert not is_safe(data, Grid({**view.grid.cut, dimension: step - 1}, view.grid.unit))


@pytest.mark.parametrize("seed", range(4))
def test_the_audit_passes_what_was_chosen_together(seed: int) -> None:
    """Views that are each safe alone may tell of a few beside each other: only a choice of all of them together passes."""
    data = invented(seed)
    views = tuple(View(name=name, dimensions=dimensions) for name, dimensions in WANTED.items())
    data = replace(data, policy=data.policy.model_copy(update={"views": views}))
    found = choose_together(Attacks(data), 1.0)
    made = [as_published(data, f.view.name, f.grid) for f in found if f.grid]
    assert {"total", "area", "age"} <= {view.name for view in made}
    checks = audit_dataset(data, made, Engine())
    assert {c.name for c in checks} >= {"closure", "one hierarchy", "two views at a time"}
    assert [c.reason for c in checks if c.status == "failed"] == []


def test_a_cell_with_too_few_children_fails_closure() -> None:
    data = invented(1)
    grid = Grid({"area": 0, "age": 0}, "month")
    assert not is_safe(data, grid)
    view = Published("mutant", grid, view_table(data, grid, counted(data, grid)))
    assert "failed" in {c.status for c in audit_dataset(data, [view], Engine()) if c.name == "closure"}


def test_a_view_whose_numbers_are_not_those_of_the_records_fails_closure() -> None:
    data = invented(1)
    view = published(data, {"total": {}})[0]
    view.table.loc[0, "n"] += 1
    assert "failed" in {c.status for c in audit_dataset(data, [view], Engine()) if c.name == "closure"}


def test_a_hole_in_a_grid_fails_closure_or_the_lock() -> None:
    """A row left out looks harmless cell by cell, and gives itself away by subtraction: the lock wants the full grid."""
    from data_loaders.release import view_problem

    data = invented(1)
    view = published(data, {"area": {"area": "each"}})[0]
    holed = view.table.drop(index=0)
    entry = type(
        "V",
        (),
        {
            "dimensions": {"area": "each"},
            "children": "not wanted",
            "cells": len(view.table),
            "dataset": "invented",
            "name": "area",
        },
    )()
    assert view_problem(view.table, entry, {"invented": 5}) is None
    assert str(view_problem(holed, entry, {"invented": 5})).startswith("is not a full grid")


def test_bandings_that_cut_through_each_other_fail() -> None:
    data = invented(1)
    crossing = build_hierarchy("area", data.hierarchies["area"].leaves, weakness=lambda b: (float(-len(b)),))
    steps = (((0, 1), (2, 3)), ((0, 2), (1, 3)))
    data.hierarchies["area"] = type(crossing)("area", crossing.leaves, steps, {}, {})
    grids = {"one": Grid({"area": 0}, "year"), "other": Grid({"area": 1}, "year")}
    views = [Published(n, g, view_table(data, g, counted(data, g))) for n, g in grids.items()]
    failed = {c.name for c in audit_dataset(data, views, Engine()) if c.status == "failed"}
    assert "one hierarchy" in failed
