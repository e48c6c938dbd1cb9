"""Publications that are broken on purpose. The product's own audit must catch each; which check does is asserted, and said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from mutants import FIRST, FORCING, areas_by_month, bank, caught_by, entry, kept, told, view

from data_loaders.engine import Engine
from data_loaders.lock.tables import declared_view
from data_loaders.published.continuity import check_vintage
from data_loaders.safety.attack import witnesses
from data_loaders.safety.attack.across import Attacks, troubled_views
from data_loaders.safety.audit import Published, audit_dataset
from data_loaders.safety.calendar import month_start
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, is_safe
from data_loaders.safety.views.hierarchy import Hierarchy
from data_loaders.safety.views.people import is_telling, numbers_of

pytestmark = pytest.mark.attack
Tell = Callable[[str], None]


def test_the_bank_without_a_mutation_passes() -> None:
    """Else the mutants below would be caught for being a test's bank, not for what is wrong with them."""
    data = areas_by_month(small=8)
    assert caught_by(data, view(data, "total", {}), view(data, "area", {"area": 0})) == []


def test_naive_suppression(tell: Tell) -> None:
    """Cells below k left out: the total of the month less the other three gives the fourth."""
    data = areas_by_month()
    area = view(data, "area", {"area": 0})
    caught = caught_by(data, view(data, "total", {}), kept(area, area.table["children"] >= 5))
    tell(told("naive suppression", caught))
    assert any(name.startswith("the lock: is not a full grid") for name in caught)


def test_secondary_suppression(tell: Tell) -> None:
    """A second cell of the month left out as well: the two together are still known, and 8 ≤ their sum − 3."""
    data = areas_by_month()
    area = view(data, "area", {"area": 0})
    late = area.table["period_start"] == area.table["period_start"].max()
    caught = caught_by(data, view(data, "total", {}), kept(area, ~(late & area.table["area"].isin(["area2", "area3"]))))
    tell(told("secondary suppression", caught))
    assert any(name.startswith("the lock: is not a full grid") for name in caught)


def test_a_whole_area_left_out(tell: Tell) -> None:
    """The grid of the other three is full, and the total less the three is the fourth, month by month."""
    data = areas_by_month()
    area = view(data, "area", {"area": 0})
    caught = caught_by(data, view(data, "total", {}), kept(area, area.table["area"] != "area3"))
    tell(told("a whole area left out", caught))
    assert any(name.startswith("the lock: is not a full grid") for name in caught)


def test_unaudited_merging(tell: Tell) -> None:
    """Two areas merged because they were small, and nobody looked whether the result is large enough."""
    sizes = [2, 2, 9, 9]
    data = bank({"area": 4}, [(area,) for area, n in enumerate(sizes) for _ in range(n)])
    data.hierarchies["area"] = replace(data.hierarchies["area"], steps=(((0, 1), (2,), (3,)), ((0, 1, 2, 3),)))
    caught = caught_by(data, view(data, "area", {"area": 0}))
    tell(told("unaudited merging", caught))
    assert caught[0] == "closure"


def test_un_nested_bandings(tell: Tell) -> None:
    """North-south in one view, east-west in the other."""
    data = bank({"area": 4}, [(area,) for area in range(4) for _ in range(6)])
    steps = (((0, 1), (2, 3)), ((0, 2), (1, 3)))
    data.hierarchies["area"] = Hierarchy("area", data.hierarchies["area"].leaves, steps, {}, {})
    caught = caught_by(data, view(data, "north_south", {"area": 0}), view(data, "east_west", {"area": 1}))
    tell(told("un-nested bandings", caught))
    assert "one hierarchy" in caught


def test_one_hole_in_a_grid(tell: Tell) -> None:
    data = areas_by_month(small=8)
    area = view(data, "area", {"area": 0})
    caught = caught_by(data, kept(area, area.table.index != 5))
    tell(told("one hole in a grid", caught))
    assert any(name.startswith("the lock: is not a full grid") for name in caught)
    assert "closure" in caught


def test_an_episode_based_threshold(tell: Tell) -> None:
    """Every cell has at least five episodes; one of them is of three children."""
    rows, person = [(0,)] * 12 + [(1,)] * 9, [*range(12), *[12, 13, 14] * 3]
    data = bank({"area": 2}, rows, person=person)
    area = view(data, "area", {"area": 0})
    assert area.table["n"].min() >= 5
    caught = caught_by(data, area)
    tell(told("an episode-based threshold", caught))
    assert caught[0] == "closure"
    hidden = Published("area", area.grid, area.table.assign(children=area.table["n"]))
    assert "closure" in caught_by(data, hidden), "the audit must count children itself"


def test_a_dominated_cell(tell: Tell) -> None:
    """Six children, one of whom has seven of the twelve episodes."""
    rows, person = [(0,)] * 12 + [(1,)] * 12, [0] * 7 + [1, 2, 3, 4, 5] + list(range(6, 18))
    data = bank({"area": 2}, rows, person=person)
    caught = caught_by(data, view(data, "area", {"area": 0}))
    tell(told("a dominated cell", caught))
    assert "closure" in caught


@pytest.mark.parametrize("change", [1, -1, 40])
def test_a_wrong_count(change: int, tell: Tell) -> None:
    data = areas_by_month(small=8)
    area = view(data, "area", {"area": 0})
    area.table.loc[3, "n"] += change
    caught = caught_by(data, area)
    tell(told(f"a wrong count ({change:+d})", caught))
    assert "closure" in caught


def test_margins_that_force_a_small_number_together(tell: Tell) -> None:
    """a × b, b × c and a × c: each cell of each has five children, and together they place a1 b1 c1 between 1 and 5.

    With all three margins known only one number t is free: t more in cells with an even number of ones, t less in the
    others. The smallest others hold 1 and 2, the smallest even ones 3: so a1 b1 c1 = 2 − t with −3 ≤ t ≤ 1.
    """
    data = bank({"a": 2, "b": 2, "c": 2}, [cell for cell, n in FORCING.items() for _ in range(n)])
    made = [view(data, "".join(pair), dict.fromkeys(pair, 0)) for pair in ("ab", "bc", "ac")]
    assert min(m.table["children"].min() for m in made) >= 5
    caught = caught_by(data, *made)
    tell(told("margins that force a small number", caught))
    assert "combining views" in caught
    assert "combining views" not in caught_by(data, *made[:2]), "two of the three leave open how many they are"


def seen_in_both() -> tuple[Published, Published]:
    """Twelve children in one area and twelve in the other, two of them in both: 12 + 12 − 22."""
    data = twice_seen()
    return view(data, "total", {}), view(data, "area", {"area": 0})


def twice_seen() -> Countable:
    return bank({"area": 2}, [(0,)] * 12 + [(1,)] * 12, person=[*range(12), *range(10, 22)])


def test_overlapping_numbers_of_children_are_not_chosen(tell: Tell) -> None:
    total, area = seen_in_both()
    data = twice_seen()
    problem = is_telling(numbers_of(data, "total", total.grid), numbers_of(data, "area", area.grid), 5)
    tell(told("overlapping numbers of children", ["the choice of children columns"] if problem else []))
    assert problem


def previous_release(made: Published) -> SimpleNamespace:
    return SimpleNamespace(id="2024-05-01-before", frames={f"invented.{made.name}": made.table.copy()})


@pytest.mark.parametrize("mutation", ["late records counted", "a cell gone"])
def test_an_old_cell_that_has_changed(mutation: str, tell: Tell) -> None:
    data = areas_by_month(small=8)
    area = view(data, "area", {"area": 0})
    before = previous_release(area)
    now = area.table.copy()
    if mutation == "a cell gone":
        now = now.drop(index=2)
    else:
        now.loc[2, "n"] += 2
    check = check_vintage({"invented.area": declared_view(entry(data, area))}, {"invented.area": now}, before, None)
    tell(told(f"vintage: {mutation}", [check.name] if check.status == "failed" else []))
    assert check.status == "failed"
    unchanged = check_vintage(
        {"invented.area": declared_view(entry(data, area))}, {"invented.area": area.table}, before, None
    )
    assert unchanged.status == "passed"


def test_the_audit_looks_at_overlapping_numbers_of_children(tell: Tell) -> None:
    """12 and 12 children in two areas, 22 in both together: two are in both. The choice sees it; the audit does not look."""
    data = bank({"area": 2}, [(0,)] * 12 + [(1,)] * 12, person=[*range(12), *range(10, 22)])
    caught = caught_by(data, view(data, "total", {}), view(data, "area", {"area": 0}))
    tell(told("overlapping numbers of children, chosen all the same", caught))
    assert caught


def test_a_wrong_number_of_children(tell: Tell) -> None:
    data = areas_by_month(small=8)
    area = view(data, "area", {"area": 0})
    area.table.loc[3, "children"] -= 1
    caught = caught_by(data, area)
    tell(told("a wrong number of children", caught))
    assert caught


def test_an_old_number_of_children_that_has_changed(tell: Tell) -> None:
    data = areas_by_month(small=8)
    area = view(data, "area", {"area": 0})
    now = area.table.assign(children=area.table["children"] + (area.table.index == 2))
    check = check_vintage(
        {"invented.area": declared_view(entry(data, area))}, {"invented.area": now}, previous_release(area), None
    )
    tell(told("vintage: another number of children", [check.name] if check.status == "failed" else []))
    assert check.status == "failed"


def test_the_audit_sees_records_that_no_cell_holds(tell: Tell) -> None:
    """One area left out of grid and entry alike: the lock sees a full grid, the audit has the records and could see more."""
    data = areas_by_month()
    area = view(data, "area", {"area": 0})
    short = kept(area, area.table["area"] != "area3")
    failed = [c.name for c in audit_dataset(data, (view(data, "total", {}), short), Engine()) if c.status == "failed"]
    tell(told("a whole area left out, and the entry agrees", failed))
    assert failed


def test_no_time_is_covered_by_a_view_over_the_whole_time_alone() -> None:
    """Four months, the last of which no quarter holds: the whole time leaves it out too, or it could be worked out."""
    months = [m for m in range(3) for _ in range(12)] + [3] * 9
    rows = [(i % 2,) for i in range(36)] + [(0,)] * 2 + [(1,)] * 7
    data = bank({"area": 2}, rows, months=4, month_of_row=months)
    assert month_start(FIRST + 3).month == 7
    whole, quarters = view(data, "whole", {"area": 0}, "all"), view(data, "quarters", {"area": 0}, "quarter")
    assert (whole.table["n"].to_numpy() - quarters.table["n"].to_numpy()).tolist() == [0, 0]


def test_a_tie_between_values_that_were_merged(tell: Tell) -> None:
    """Weekend days are weekends: weekends with holidays (22) less weekend days (20) are two holidays in the week.

    They fall on two different blocks of weekdays, so no single base cell holds them for certain; their sum does.
    """
    # day: 0 early, 1 late in the week, 2 weekend; kind: 0 school day, 1 weekend, 2 holiday, published with weekends.
    rows = [(0, 0)] * 15 + [(1, 0)] * 15 + [(2, 1)] * 20 + [(0, 2), (1, 2)]
    data = bank({"day": 3, "kind": 3}, rows, tied=[["day", "kind"]])
    kinds = data.hierarchies["kind"]
    data.hierarchies["kind"] = replace(kinds, steps=(((0,), (1,), (2,)), ((0,), (1, 2)), ((0, 1, 2),)))
    caught = caught_by(data, view(data, "day", {"day": 0}), view(data, "kind", {"kind": 1}))
    tell(told("a tie between values that were merged", caught))
    assert caught


@pytest.mark.parametrize(("large", "tables"), [(0, 0), (0, 16), (6_000, 16)])
def test_exchanges_of_records_clear_nothing_that_is_forced(
    large: int, tables: int, monkeypatch: pytest.MonkeyPatch, tell: Tell
) -> None:
    """The margins above, by exchanging records alone, by a solver cut short, by solving: one is forced, none without a view."""
    monkeypatch.setattr(witnesses, "LARGE", large)
    monkeypatch.setattr(witnesses, "TABLES", tables)
    data = bank({"a": 2, "b": 2, "c": 2}, [cell for cell, n in FORCING.items() for _ in range(n)])
    made = [view(data, "".join(pair), dict.fromkeys(pair, 0)) for pair in ("ab", "bc", "ac")]
    caught = caught_by(data, *made)
    tell(
        told(
            f"margins that force a small number, {'by solving' if large else 'by a solver cut short' if tables else 'by exchanges alone'}",
            caught,
        )
    )
    assert "combining views" in caught
    assert "combining views" not in caught_by(data, *made[:2])


def forcing_in_the_last_month(months: int) -> tuple[Countable, dict[str, Grid]]:
    """a × b, b × c and a × c by month, a × d and b × d by year; the last month holds what forces a small number."""
    calm = [
        (a, b, c, d, m)
        for m in range(months - 1)
        for a in (0, 1)
        for b in (0, 1)
        for c in (0, 1)
        for d in (0, 1)
        for _ in range(3)
    ]
    rows = calm + [(*cell, i % 2, months - 1) for cell, n in FORCING.items() for i in range(n)]
    sizes = dict.fromkeys("abcd", 2)
    data = bank(sizes, [r[:4] for r in rows], months=months, month_of_row=[r[4] for r in rows])
    units = {"ab": "month", "bc": "month", "ac": "month", "ad": "year", "bd": "year"}
    return data, {name: Grid(dict.fromkeys(name, 0), unit) for name, unit in units.items()}


@pytest.mark.parametrize("months", [12, 13])
def test_a_small_number_is_forced_in_the_months_after_the_last_whole_year_too(months: int, tell: Tell) -> None:
    """Twelve months are a year; the thirteenth is in no year, and three views say something of it."""
    data, grids = forcing_in_the_last_month(months)
    assert all(is_safe(data, grid) for grid in grids.values())
    trouble = troubled_views(Attacks(data), grids)
    tell(told(f"margins that force a small number in month {months}", ["combining views"] if trouble else []))
    assert trouble


def test_a_view_that_ended_before_tells_nothing_of_the_months_after_it() -> None:
    """Two of the three margins leave open what all three force: so a pause of the third is enough, and the rest goes on."""
    data, grids = forcing_in_the_last_month(13)
    last = data.calendar.last
    assert not troubled_views(Attacks(data, {"ac": last - 1}), grids)
    assert troubled_views(Attacks(data, {"ac": last}), grids)


def test_a_view_that_ended_before_cannot_stand_for_one_that_went_on() -> None:
    """a × b × d holds all that a × b tells, so a × b is harmless beside it; not in a month for which it has no figures."""
    data, grids = forcing_in_the_last_month(13)
    months = {name: grids[name] for name in ("ab", "bc", "ac")} | {"abd": Grid(dict.fromkeys("abd", 0), "month")}
    last = data.calendar.last
    assert "ab" not in Attacks(data).core(months)
    assert "ab" in Attacks(data, {"abd": last - 1}).core(months)
    assert troubled_views(Attacks(data, {"abd": last - 1}), months)
