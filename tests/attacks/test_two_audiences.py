"""Somebody reads for two audiences and holds both releases: what the later one shows makes way for what is out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from attacker import attack_together
from months import MISSING, Month, months_in_a_row
from small_worlds import FIRST, MONTHS, Printed, four_boys, known_to_be_there, ready, small_world
from worlds import World

from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.beside import Beside, CutThroughError, begun, refuse_other_times
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, counted
from data_loaders.safety.views.people import telling_beside
from data_loaders.safety.views.table import block_rows, view_table

pytestmark = pytest.mark.attack
Tell = Callable[[str], None]


def only(data: Countable, *names: str) -> Countable:
    """The same records with some of the views wanted."""
    views = tuple(view for view in data.policy.views if view.name in names)
    return replace(data, policy=data.policy.model_copy(update={"views": views}))


def in_one_hand(data: Countable, out: dict[str, Grid], beside: Beside) -> Printed:
    """What is out by now, and what is chosen beside it."""
    found = {f.view.name: f.grid for f in choose_together(Attacks(data, beside=beside), 1.0) if f.grid}
    grids = {**{f"out {name}": grid for name, grid in out.items()}, **found}
    tables = {name: view_table(data, grid, counted(data, grid)) for name, grid in grids.items()}
    return Printed(tables, block_rows(data, list(grids.values())), 0.0)


def test_wards_for_one_audience_make_way_for_girls_of_a_locality_for_another() -> None:
    """29 by girls of the locality are out for one audience; 52 of the ward for the other: 23 by boys of the ward, who are four."""
    rows = four_boys()
    data = only(ready(rows), "v_area_w", "v_areaw")
    level = data.hierarchies["area"].level_step["LOCALITY"]
    out = {"girls": Grid({"area": level, "sex": 0}, "all"), "total": Grid({}, "all")}
    shown = Beside(5, FIRST, out, dict.fromkeys(out, FIRST), dict.fromkeys(out, FIRST + MONTHS - 1))
    assert known_to_be_there(in_one_hand(data, out, Beside()), rows)
    assert known_to_be_there(in_one_hand(data, out, shown), rows) == []


def two_brothers() -> pd.DataFrame:
    """29 of a locality, 46 boys, 43 above twelve, of 56: at least six by boys of the locality above twelve, who are two brothers."""
    rows = [(0, 1, 1)] * 6 + [(0, 0, 1)] * 10 + [(0, 1, 0)] * 13 + [(3, 1, 1)] * 27
    made = pd.DataFrame(rows, columns=["area", "sex", "age"])
    return made.assign(child=[n % 2 for n in range(6)] + list(range(2, 52)), month=0)


@pytest.mark.parametrize("out", [("age",), ("sex", "age")], ids=str)
def test_three_tables_of_two_audiences_do_not_tell_of_two_brothers(out: tuple[str, ...]) -> None:
    """By locality for one audience, by sex and by age for the other, or two for the one and the third for the other."""
    rows = two_brothers()
    data = only(ready(rows), *(name for name in ("v_area", "v_sex") if name[2:] not in out))
    grids = {name: Grid({name: 0}, "month") for name in out}
    shown = Beside(5, FIRST, grids, dict.fromkeys(grids, FIRST), dict.fromkeys(grids, FIRST))
    assert known_to_be_there(in_one_hand(data, grids, Beside()), rows)
    assert known_to_be_there(in_one_hand(data, grids, shown), rows) == []


@pytest.mark.parametrize("seeds", [range(3), pytest.param(range(3, 60), marks=pytest.mark.long)], ids=str)
def test_no_small_group_is_known_to_be_there_by_all_tables_of_two_audiences(seeds: range, tell: Tell) -> None:
    """One program over all that both were shown; what is out for one has a floor of 5, and what comes beside it of 10."""
    told = list[str]()
    for seed in seeds:
        rows = small_world(seed)
        out = {f.view.name: f.grid for f in choose_together(Attacks(ready(rows)), 1.0) if f.grid}
        shown = Beside(5, FIRST, out, dict.fromkeys(out, FIRST), dict.fromkeys(out, FIRST + MONTHS - 1))
        told += known_to_be_there(in_one_hand(ready(rows, 10), out, shown), rows)
    tell(f"{len(seeds)} small worlds of two audiences in one hand: {len(told)} groups known to be there")
    assert not told, told[:5]


def test_what_another_audience_is_shown_after_a_month_tells_nothing_of_the_months_before() -> None:
    rows = four_boys()
    data = only(ready(rows), "v_areaw")
    level = data.hierarchies["area"].level_step["LOCALITY"]
    out = {"girls": Grid({"area": level, "sex": 0}, "all")}
    later = Beside(5, FIRST, out, {"girls": FIRST + 1}, {"girls": FIRST + MONTHS - 1})
    assert Attacks(data, beside=later).pairs.telling({"ward": Grid({"area": 0}, "all")}) == []


def test_thirty_children_for_one_audience_and_twenty_nine_girls_for_another() -> None:
    rows = pd.DataFrame({"child": range(30), "month": 0, "area": 0, "sex": [0] * 29 + [1], "age": 0})
    data, sex = ready(rows), {"own": Grid({"sex": 0}, "month")}
    shown = Beside(5, FIRST, {"out": Grid({}, "month")}, {"out": FIRST}, {"out": FIRST}, ("out",))
    assert telling_beside(data, sex, ["own"], shown) == ["own"]
    assert telling_beside(data, sex, [], shown) == [], "counts of records are no numbers of children"
    assert telling_beside(data, sex, ["own"], Beside()) == []


def a_release(unit: str, first: date, last: date) -> SimpleNamespace:
    view = SimpleNamespace(
        name="v", table="v", status="published", time_unit=unit, period_start=first, period_end=last, dimensions={}
    )
    table = pd.DataFrame({"period_start": [pd.Timestamp(first)], "period_end": [pd.Timestamp(last)]})
    return SimpleNamespace(
        id=f"{first} {unit}",
        manifest=SimpleNamespace(audience="partnership"),
        views=lambda _: (view,),
        table=lambda _: table,
    )


def test_a_series_begins_with_the_same_time_as_the_one_beside_it() -> None:
    out = [
        a_release("all", date(2023, 4, 1), date(2025, 3, 31)),
        a_release("month", date(2023, 6, 1), date(2025, 9, 30)),
    ]
    assert begun(["invented"], out) == (2023 * 12 + 3, 2025 * 12 + 2)  # type: ignore[arg-type]  # releases with what is asked of them alone
    assert begun(["invented"], []) == (None, None)


def test_the_whole_time_of_two_audiences_is_the_same_or_refused() -> None:
    data = ready(four_boys())
    data = replace(data, calendar=Calendar(FIRST, FIRST + MONTHS - 1, 4))
    alike = a_release("all", date(2023, 4, 1), date(2023, 6, 30))
    refuse_other_times(data, [alike])  # type: ignore[list-item]  # the same
    with pytest.raises(CutThroughError, match="could be subtracted"):
        refuse_other_times(data, [a_release("all", date(2023, 4, 1), date(2024, 6, 30))])  # type: ignore[list-item]  # the same


@pytest.mark.long
def test_two_audiences_that_began_a_year_apart_tell_no_more(tmp_path: Path, tell: Tell) -> None:
    """Before, the whole time was two years for one and three for the other: in this world five cells differed by 1 to 4 records."""
    tables = {MISSING: "start_dt", "efh_incidents": "occurred_date"}
    months = [Month("2025-03-31"), Month("2026-03-31", "public")]
    first, second = months_in_a_row(tmp_path, months, of=World(79, 1200), late=0.0, tables=tables)
    assert list(first.table("places")["leaf"]) == list(second.table("places")["leaf"])
    over_all = [r.table(v.table).iloc[0] for r in (first, second) for v in r.manifest.views if v.time_unit == "all"]
    assert len({(row["period_start"], row["period_end"]) for row in over_all}) == 1
    found = attack_together([first, second], tmp_path / "deliveries")
    tell(f"two audiences that began a year apart, in one hand: {len(found)} small groups found")
    assert not found, "\n".join(map(str, found[:10]))
