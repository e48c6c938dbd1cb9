"""What hexagons are called and where they lie, worked out from their codes and the delivered areas."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, degrees, hypot, radians

import h3
import pandas as pd
import shapely

KM_A_DEGREE = 111.2
CENTRE_KM = 0.6  # nearer to the middle of an area than this is its centre
WINDS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
FINEST_FIRST = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY")


def cell_of(leaf: str) -> str:
    """The hexagon of a leaf of the partition; blank for everywhere else."""
    return "" if leaf == "elsewhere" else leaf.removesuffix("-rest")


def centre(cell: str) -> tuple[float, float]:
    lat, lon = h3.cell_to_latlng(cell)
    return float(lat), float(lon)


def hexagon(cell: str) -> shapely.Geometry:
    return shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])


def geojson(shape: shapely.Geometry) -> str:
    return json.dumps(shapely.geometry.mapping(shape), separators=(",", ":"))


def coarser(cell: str, resolution: int) -> str:
    """The hexagon at a resolution round a finer one; one that is no finer is itself."""
    return str(h3.cell_to_parent(cell, resolution)) if cell and h3.get_resolution(cell) > resolution else cell


def nearest_area(leaves: Sequence[str], areas: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Leaf → code and name of the area whose point lies nearest, of the finest level that has points."""
    points = [r for r in areas.itertuples() if "lat" in areas and pd.notna(r.lat) and pd.notna(r.lon)]
    level = next((level for level in FINEST_FIRST if any(r.area_level == level for r in points)), None)
    own = [r for r in points if r.area_level == level]
    found = {}
    for leaf in leaves:
        if own and (cell := cell_of(leaf)):
            lat, lon = centre(cell)
            at = min(own, key=lambda r: hypot(r.lat - lat, (r.lon - lon) * cos(radians(lat))))
            found[leaf] = (str(at.area_code), str(at.area_name))
    return found


def name_of_places(leaves: Sequence[str], areas: pd.DataFrame) -> dict[str, str]:
    """Leaf → the nearest area with a wind; the second of a name is numbered, in the order of the leaves."""
    nearest, used, names = nearest_area(leaves, areas), Counter[str](), dict[str, str]()
    middle = {r.area_code: (r.lat, r.lon) for r in areas.itertuples()} if "lat" in areas else {}
    for leaf in leaves:
        cell = cell_of(leaf)
        if not cell:
            names[leaf] = "elsewhere, or place not known"
            continue
        code, name = nearest.get(leaf, ("", ""))
        if not name:
            used["Place"] += 1
            names[leaf] = f"Place {used['Place']}"
            continue
        stem = f"elsewhere around {name}" if leaf != cell else f"{name}, {_wind(middle[code], centre(cell))}"
        used[stem] += 1
        names[leaf] = stem if used[stem] == 1 else f"{stem} {used[stem]}"
    return names


def _wind(middle: tuple[float, float], point: tuple[float, float]) -> str:
    north = (point[0] - middle[0]) * KM_A_DEGREE
    east = (point[1] - middle[1]) * KM_A_DEGREE * cos(radians(middle[0]))
    return "centre" if hypot(north, east) < CENTRE_KM else WINDS[round(degrees(atan2(east, north)) / 45) % 8]
