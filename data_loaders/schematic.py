"""Schematic shapes for areas that were delivered as points: who lies nearest to what. They are marked as schematic."""

from __future__ import annotations

import json
from functools import lru_cache

import pandas as pd
import shapely

REACH = 0.035  # degrees of latitude that the outermost shapes extend beyond their points
PLACES = 4
NARROW = 0.56  # a degree of longitude against one of latitude at 56° north: shapes are drawn as they look


def with_schematic_shapes(areas: pd.DataFrame) -> pd.DataFrame:
    """Fill the empty geometries of each level that has points and none delivered; `shape` says which are schematic.

    areas: area_level, lat, lon, geometry, shape. A level with fewer than two points, or with any boundary delivered, stays.
    """
    made = areas.copy()
    for _, level in areas.groupby("area_level"):
        points = level.dropna(subset=["lat", "lon"])
        if len(points) < 2 or (level["geometry"] != "").any():
            continue
        made.loc[points.index, "geometry"] = _nearest_shapes(tuple(points["lat"]), tuple(points["lon"]))
        made.loc[points.index, "shape"] = "schematic"
    return made


@lru_cache(maxsize=16)
def _nearest_shapes(lats: tuple[float, ...], lons: tuple[float, ...]) -> list[str]:
    """One publication asks for the same shapes several times."""
    placed = [shapely.Point(lon * NARROW, lat) for lat, lon in zip(lats, lons, strict=True)]
    outline = (
        shapely.MultiPoint(placed)
        .convex_hull.buffer(REACH / 2)
        .intersection(shapely.union_all([p.buffer(REACH) for p in placed]).buffer(REACH / 2).buffer(-REACH / 3))
    )
    parts = shapely.voronoi_polygons(shapely.MultiPoint(placed), extend_to=outline.envelope).geoms
    return [_geojson(next(p for p in parts if p.covers(point)).intersection(outline)) for point in placed]


def _geojson(shape: shapely.Geometry) -> str:
    wide = shapely.transform(shape, lambda xy: xy / [NARROW, 1.0])
    rounded = shapely.set_precision(wide, 10**-PLACES)
    return json.dumps(shapely.geometry.mapping(rounded), separators=(",", ":"))
