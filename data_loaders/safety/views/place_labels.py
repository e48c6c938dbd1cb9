"""Names and shapes of places: the nearest reference area and a number, never an address."""

from __future__ import annotations

import json
from collections.abc import Sequence

import h3
import numpy as np
import pandas as pd
import shapely

from data_loaders.safety.views.places import ELSEWHERE, REST

PLACES = 4  # decimals of a degree: about ten metres, far below the size of a hexagon
KM_A_DEGREE = 111.2
CENTRE_KM = 0.6
NAMELESS = "Place"
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
LEVELS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY")


def place_labels(leaves: Sequence[str], areas: pd.DataFrame) -> dict[str, str]:
    """Leaf → 'Airdrie Central, north-east', 'elsewhere around Airdrie Central', 'elsewhere'. A second of a kind is numbered."""
    nearest, used, labels = _nearest(leaves, areas), dict[str, int](), dict[str, str]()
    at = (
        {code: (lat, lon) for code, lat, lon in areas[["area_code", "lat", "lon"]].itertuples(index=False)}
        if "lat" in areas
        else {}
    )
    for leaf in leaves:
        code, name = nearest.get(leaf, ("", ""))
        if leaf == ELSEWHERE:
            labels[leaf] = "elsewhere, or place not known"
            continue
        if not name:  # no area has a point, or the nearest has no name: a number says so, a blank would not
            used[NAMELESS] = used.get(NAMELESS, 0) + 1
            labels[leaf] = f"{NAMELESS} {used[NAMELESS]}"
            continue
        side = direction(at[code], h3.cell_to_latlng(leaf.removesuffix(REST)))
        stem = f"elsewhere around {name}" if leaf.endswith(REST) else f"{name}, {side}"
        used[stem] = used.get(stem, 0) + 1
        labels[leaf] = stem if used[stem] == 1 else f"{stem} {used[stem]}"
    return labels


def direction(middle: tuple[float, float], point: tuple[float, float]) -> str:
    """Where a point lies as seen from the middle of an area: one of eight winds, or the centre."""
    north = (point[0] - middle[0]) * KM_A_DEGREE
    east = (point[1] - middle[1]) * KM_A_DEGREE * float(np.cos(np.radians(middle[0])))
    if np.hypot(north, east) < CENTRE_KM:
        return "centre"
    return WINDS[round(float(np.degrees(np.arctan2(east, north))) / 45) % 8]


def leaf_districts(leaves: Sequence[str], areas: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Leaf → code and name of its district: the coarsest level below the council above the area nearest to it.

    Districts are made of whole places, so they stand on the same ladder; they follow the areas' borders only roughly.
    """
    parent = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    level = dict(zip(areas["area_code"], areas["area_level"], strict=True))
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    nearest, found = _nearest(leaves, areas), dict[str, tuple[str, str]]()
    for leaf in leaves:
        code = nearest.get(leaf, ("", ""))[0]
        for _ in LEVELS:
            above = parent.get(code, "")
            if above and level.get(above) != "COUNCIL":
                code = above
        found[leaf] = (code or leaf, f"{name[code]} and around" if name.get(code) else "")
    return found


def place_table(leaves: Sequence[str], areas: pd.DataFrame) -> pd.DataFrame:
    """One row for each leaf: what a map needs of it. A remainder is its cell less the leaves inside it."""
    labels, nearest = place_labels(leaves, areas), _nearest(leaves, areas)
    shapes = _shapes(leaves)
    rows = []
    for leaf in leaves:
        lat, lon = (float("nan"), float("nan")) if leaf == ELSEWHERE else h3.cell_to_latlng(leaf.removesuffix(REST))
        kind = "elsewhere" if leaf == ELSEWHERE else "rest" if leaf.endswith(REST) else "cell"
        resolution = -1 if leaf == ELSEWHERE else h3.get_resolution(leaf.removesuffix(REST))
        shape = shapes.get(leaf)
        geometry = json.dumps(shapely.geometry.mapping(shape), separators=(",", ":")) if shape is not None else ""
        km2 = float("nan") if shape is None else shape.area * KM_A_DEGREE**2 * float(np.cos(np.radians(lat)))
        rows.append((leaf, labels[leaf], kind, resolution, lat, lon, nearest.get(leaf, ("", ""))[0], km2, geometry))
    columns = ["leaf", "label", "kind", "resolution", "lat", "lon", "area_code", "km2", "geometry"]
    return pd.DataFrame(rows, columns=columns)


def _shapes(leaves: Sequence[str]) -> dict[str, shapely.Geometry]:
    cells = {leaf: hexagon(leaf.removesuffix(REST)) for leaf in leaves if leaf != ELSEWHERE}
    shapes, taken = {}, dict[int, shapely.Geometry]()
    for leaf, shape in cells.items():
        if leaf.endswith(REST):
            # Hexagons of H3 do not nest exactly, so finer leaves of neighbours are taken out too: nothing is drawn twice.
            depth = _resolution(leaf)
            if depth not in taken:
                taken[depth] = shapely.union_all([s for other, s in cells.items() if _resolution(other) > depth])
            shape = shapely.difference(shape, taken[depth])
        shapes[leaf] = shapely.set_precision(shape, 10**-PLACES)
    return shapes


def _resolution(leaf: str) -> int:
    return int(h3.get_resolution(leaf.removesuffix(REST)))


def hexagon(cell: str) -> shapely.Geometry:
    return shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])


def _nearest(leaves: Sequence[str], areas: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Code and name of the reference area whose point lies nearest, at the finest level that has points."""
    with_points = areas.dropna(subset=["lat", "lon"]) if {"lat", "lon"} <= set(areas) else areas.iloc[:0]
    level = next((level for level in LEVELS if (with_points["area_level"] == level).any()), None)
    known = with_points[with_points["area_level"] == level]
    norths, easts = (known[side].to_numpy(dtype=float) if len(known) else np.empty(0) for side in ("lat", "lon"))
    names = [(str(code), str(name)) for code, name in known[["area_code", "area_name"]].itertuples(index=False)]
    found = {}
    for leaf in leaves:
        if leaf == ELSEWHERE or known.empty:
            continue
        lat, lon = h3.cell_to_latlng(leaf.removesuffix(REST))
        apart = np.hypot(norths - lat, (easts - lon) * np.cos(np.radians(lat)))
        found[leaf] = names[int(apart.argmin())]
    return found
