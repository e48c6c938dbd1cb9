"""Published counts as grids of equal hexagons: for the council at a glance, and one step closer."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.ask.months import leaves_of
from dashboard.charts.palette import MAP_CLASSES
from dashboard.charts.place_map import Grid, Key, Place, rings_of
from dashboard.findings.place_ground import DATASET, place_shapes, under
from dashboard.measures.outline import parsed, united
from dashboard.measures.place_grid import (
    COARSE,
    FINE,
    Cell,
    Joined,
    boundary,
    cells_within,
    class_of,
    classes_of,
    on_grid,
)
from dashboard.words.format import count, span
from dashboard.words.places_when import is_elsewhere
from data_loaders.release import Release

KM2 = {COARSE: "about 4.5 km² each", FINE: "about 0.65 km² each"}
HIDDEN_KEY = "Hidden: too few, or none"


def count_grids(release: Release, rows: pd.DataFrame, *, title: str, years: str, unit: str) -> tuple[Grid, ...]:
    """rows: area_block and n of each published place. Both grids show the same published counts, and no finer ones."""
    counts = {str(b): int(n) for b, n in zip(rows["area_block"], rows["n"], strict=True)}
    return tuple(_grid(release, counts, size, title=title, note=f"{years}; {KM2[size]}", unit=unit) for size in (COARSE, FINE))  # fmt: skip


def _grid(release: Release, counts: Mapping[str, int], size: int, *, title: str, note: str, unit: str) -> Grid:
    cells, joined = on_grid(leaves_of(release, DATASET, "place"), counts, size)
    names = dict(zip(place_shapes(release)["block"], place_shapes(release)["name"], strict=True))
    classes = classes_of([c.n for c in cells])
    shown = tuple(_place(c, names, counts, class_of(c.n, classes), unit) for c in cells)
    taken = {c.code for c in cells}
    parts = tuple(_joined(j, names, unit) for j in joined)
    blank = (cells_within(under(release).council, size) | {c for j in joined for c in j.cells}) - taken
    spoken = {c: j for j in joined for c in j.cells}
    hidden = tuple(
        Place("", names.get(spoken[c].block, ""), f"part of an area with {count(spoken[c].n)} {unit}", (boundary(c),), "map-ground") if c in spoken
        else Place("", "Hidden", "too few to show, or none", (boundary(c),), "surface", "hatched")
        for c in sorted(blank)
    )  # fmt: skip
    hidden = _as_one(hidden) if size == FINE else hidden
    keys = tuple(Key(MAP_CLASSES[i], "plain", span(a, b) if a < b else count(a)) for i, (a, b) in enumerate(classes))  # fmt: skip
    keys += (Key("surface", "hatched", HIDDEN_KEY),) if any(p.pattern == "hatched" for p in hidden) else ()
    keys += (Key("none", "broken", "Counted together"),) if parts else ()
    return Grid((*hidden, *shown, *parts), keys, title, note)


def _as_one(hidden: tuple[Place, ...]) -> tuple[Place, ...]:
    """All hidden hexagons of the finer grid as one shape: hundreds that say the same need not be sent one by one."""
    rings = tuple(ring for place in hidden if place.pattern == "hatched" for ring in place.rings)
    rest = tuple(place for place in hidden if place.pattern != "hatched")
    return (Place("", "Hidden", "too few to show, or none", rings, "surface", "hatched"), *rest) if rings else rest


def _place(cell: Cell, names: Mapping[str, str], counts: Mapping[str, int], number: int, unit: str) -> Place:
    """Named after the place in it that holds most."""
    first = max(cell.blocks, key=lambda block: (not is_elsewhere(names[block]), counts[block]))
    return Place(cell.code, names[first], f"{count(cell.n)} {unit}", (boundary(cell.code),), MAP_CLASSES[number])


def _joined(joined: Joined, names: Mapping[str, str], unit: str) -> Place:
    rings = tuple(r for r in rings_of(parsed(united([boundary(c) for c in joined.cells]))))
    return Place("", names[joined.block], f"{count(joined.n)} {unit} together", rings, "none", "broken")
