"""How much detail the nested views keep, and how true their trends are, against hiding every cell with fewer than 5 children.

Both look at the same worlds. Hiding is done per query, as dashboards do it: whatever is asked, cells with 1 to 4 children
are not shown. It is broken with a date slider: a hidden month is a longer time that is shown less a shorter one that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from attacker import attack
from ground_truth import read_truth
from worlds import World, build, read, release

from data_loaders.release import Release

pytestmark = [pytest.mark.attack, pytest.mark.long]
K, MONTHS, YEARS, HIDDEN_AS = 5, 36, 3, {"0": 0.0, "the middle": 2.5}
WORLDS = (
    World(901, 600),
    World(902, 1200),
    World(903, 2400),
    World(904, 2400, heavy=0.4),
    World(905, 4800),
    World(906, 9600),
)
LEVELS = {"council": [], "locality": ["locality"], "locality × age": ["locality", "age"]}


def records(deliveries: Path) -> pd.DataFrame:
    """Episodes with their locality (from the areas' own parents), age, month 0 to 35 and year 0 to 2."""
    areas = read(deliveries / "ref_area.csv").set_index("area_code")
    parent, level = areas["parent_code"].to_dict(), areas["area_level"].to_dict()

    def locality(code: str) -> str:
        while code in level and level[code] != "LOCALITY":
            code = parent[code]
        return code if code in level else "NK"

    made = read_truth(deliveries).of("missing_episodes")
    month = made["month"] - made["month"].min()
    return pd.DataFrame({"child": made["child"], "locality": made["area"].map(locality), "age": made["age"],
                         "month": month, "year": month // 12})  # fmt: skip


def hide(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Cells by month: n, children and whether plain suppression shows it. Cells with nobody are shown as 0."""
    known = rows[(rows["locality"] != "NK") & (rows["age"] != "NK")]
    values = [sorted(known[k].unique()) for k in keys] + [range(MONTHS)]
    cells = known.groupby([*keys, "month"])["child"].agg(n="size", children="nunique")
    index = pd.MultiIndex.from_product(values, names=[*keys, "month"])
    cells = cells.reindex(index if keys else index.get_level_values(0), fill_value=0)
    return cells.assign(is_shown=(cells["children"] >= K) | (cells["n"] == 0)).reset_index()


def kept_by_views(made: Release, name: str, wanted: int) -> float:
    """Cells of the view, in months of detail: 36 would be every month by itself for every group wanted."""
    view = next(v for v in made.views("missing_episodes") if v.name == name)
    return view.cells / wanted if view.status == "published" else 0.0


def year_error(true: pd.Series, told: pd.Series) -> float:
    """Mean absolute error of yearly totals, in per cent."""
    return float(((told.reindex(true.index, fill_value=0.0) - true).abs() / true).mean() * 100)


def told_by_views(made: Release, rows: pd.DataFrame) -> pd.Series:
    """Yearly totals of each locality as a reader of the release makes them: joined localities share what they have."""
    view = next(v for v in made.views("missing_episodes") if v.name == "locality")
    localities = [x for x in sorted(rows["locality"].unique()) if x != "NK"]
    if view.status == "published":
        frame = made.table(view.table)
    else:
        frame = made.table("missing_episodes.total").assign(area="the whole area")
    start = frame["period_start"].dt.year * 12 + frame["period_start"].dt.month - 1
    year = (start - start.min()) // 12
    held = _localities_of(made)
    told: dict[tuple[str, int], float] = {}
    for block, y, n in zip(frame["area"], year, frame["n"], strict=True):
        inside = held.get(block) or localities
        periods = 1 if view.time_unit != "all" else YEARS
        for locality in inside:
            for at in [y] if periods == 1 else range(YEARS):
                told[locality, at] = told.get((locality, at), 0.0) + n / len(inside) / periods
    return pd.Series(told)


def _localities_of(made: Release) -> dict[str, list[str]]:
    areas = made.table("areas").set_index("area_code")
    blocks = made.table("blocks")
    blocks = blocks[(blocks["dataset"] == "missing_episodes") & (blocks["dimension"] == "area")]
    held: dict[str, list[str]] = {}
    for block, own in blocks.groupby("block"):
        found = set()
        for leaf in own["leaf"]:
            code = leaf
            while code in areas.index and areas.loc[code, "area_level"] != "LOCALITY":
                code = areas.loc[code, "parent_code"]
            found |= {code} if code in areas.index else set()
        held[str(block)] = sorted(found)
    return held


def broken_by_a_slider(rows: pd.DataFrame, cells: pd.DataFrame) -> float:
    """Share of hidden locality-months that the first n months less the first n − 1 give back, both shown. NaN: none hidden."""
    hidden = cells[~cells["is_shown"]]
    found = 0
    for locality, month in zip(hidden["locality"], hidden["month"], strict=True):
        own = rows[rows["locality"] == locality]
        before, upto = own[own["month"] < month], own[own["month"] <= month]
        after, since = own[own["month"] > month], own[own["month"] >= month]
        ways = ((before, upto), (after, since))
        found += any(min(a["child"].nunique(), b["child"].nunique()) >= K for a, b in ways)
    return 100 * found / len(hidden) if len(hidden) else np.nan


def compare(world: World, folder: Path) -> Iterator[tuple[str, object]]:
    """The figures of one world, name by name."""
    deliveries = build(world, folder)
    made, rows = release(deliveries, folder / "out"), records(deliveries)
    yield "world", str(world)
    names = {"council": "total", "locality": "locality", "locality × age": "locality_age"}
    for level, keys in LEVELS.items():
        cells = hide(rows, keys)
        yield f"{level}: months, hiding", MONTHS * cells["is_shown"].mean()
        yield f"{level}: months, views", kept_by_views(made, names[level], len(cells) // MONTHS)
    cells = hide(rows, ["locality"]).assign(year=lambda c: c["month"] // 12)
    true = cells.groupby(["locality", "year"])["n"].sum()
    for name, value in HIDDEN_AS.items():
        read_as = cells["n"].where(cells["is_shown"], value)
        yield f"error %, hidden as {name}", year_error(true, read_as.groupby([cells["locality"], cells["year"]]).sum())
    yield "error %, views", year_error(true, told_by_views(made, rows))
    yield "found %, hiding", broken_by_a_slider(rows, cells)
    yield "found, views", len(attack(made, deliveries))


def test_nested_views_are_truer_than_hidden_cells_and_give_nobody_away(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    table = pd.DataFrame([dict(compare(world, tmp_path / str(world.seed))) for world in WORLDS]).set_index("world").T
    head = (
        "detail kept and trends told: hiding cells with fewer than 5 children, against nested views\n"
        f"(months: of {MONTHS}, as far as each is told apart; error: of a locality's yearly total, mean absolute)\n"
    )
    tell(head + table.map(lambda x: f"{x:.1f}" if isinstance(x, float) else x).to_string())
    assert (table.loc["found, views"] == 0).all()
    given_back = (
        table.loc["found %, hiding"].astype(float).dropna()
    )  # in the largest world no month of a locality is hidden
    assert len(given_back) >= len(WORLDS) - 1
    assert (given_back > 95).all()
    hidden = table.loc[[f"error %, hidden as {name}" for name in HIDDEN_AS]].astype(float)
    views = table.loc["error %, views"].astype(float)
    hides_much = table.loc["locality: months, hiding"].astype(float) < 0.9 * MONTHS
    assert hides_much.sum() >= 3
    # Where little is hidden, hiding errs little; a view still puts those whose area is not known with a locality.
    assert (views < hidden.loc["error %, hidden as 0"])[hides_much].all()
    assert views.mean() < np.asarray(hidden).min(axis=0).mean()
    assert (table.loc["council: months, views"].astype(float) >= MONTHS / 12).all()
