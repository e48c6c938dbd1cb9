"""Boundaries from the files that partners have: any projection, any of four formats, mended where they cross themselves.

A file must say in which projection it is; nothing is guessed. TopoJSON cannot say it: its numbers are read as longitude and
latitude if they can be that, and refused otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import pandas as pd
import shapely
from shapely.validation import explain_validity

SHAPES = (".geojson", ".gpkg", ".zip", ".topojson", ".json")
WITHOUT_CRS = (".topojson", ".json")
PLACES = 5  # decimals of a degree: about a metre
EXPORT = (
    "Export it again with its CRS: a .prj beside the .shp inside the zip, or a GeoPackage, in which it cannot get lost."
)


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what cures it."""


def read_shapes(file: Path, _: str) -> pd.DataFrame:
    """Attributes as text, with the boundary as GeoJSON and a point inside, in WGS 84. `attrs["notes"]`: what was mended."""
    shapes = geopandas.read_file(file)
    is_degrees = _fits_degrees(shapes)
    if shapes.crs is None and file.suffix.lower() in WITHOUT_CRS and is_degrees:
        shapes = shapes.set_crs(4326)
    if shapes.crs is None:
        raise UnreadableError(f"{file.name} does not say in which projection it is. {EXPORT}")
    if shapes.crs.is_geographic and not is_degrees:
        raise UnreadableError(f"{file.name} says that it holds degrees, and its numbers are none. {EXPORT}")
    shapes = shapes.to_crs(4326)
    shapes["geometry"], notes = _mended(shapes.geometry)
    points = shapes.geometry.representative_point()
    frame = pd.DataFrame(shapes.drop(columns="geometry")).map(_text).astype("str")
    rounded = shapely.set_precision(shapes.geometry.values, 10**-PLACES)
    frame["geometry"] = [json.dumps(shapely.geometry.mapping(shape), separators=(",", ":")) for shape in rounded]
    frame["lat"], frame["lon"] = points.y.round(PLACES).astype("str"), points.x.round(PLACES).astype("str")
    frame.attrs["notes"] = notes
    return frame


def _fits_degrees(shapes: geopandas.GeoDataFrame) -> bool:
    west, south, east, north = shapes.total_bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def _mended(shapes: geopandas.GeoSeries) -> tuple[geopandas.GeoSeries, list[str]]:
    """Valid polygons, and a sentence for each one that was not: row (as a table numbers it), what was wrong, how much moved."""
    if shapes.isna().any() or shapes.is_empty.any():
        row = int((shapes.isna() | shapes.is_empty).to_numpy().argmax()) + 2
        raise UnreadableError(f"Row {row} has no shape. Draw it, or leave the row out.")
    notes, made = [], []
    for row, shape in enumerate(shapes, start=2):
        if shape.is_valid:
            made.append(shape)
            continue
        fixed = shapely.make_valid(shape)
        parts = [part for part in shapely.get_parts(shapely.get_parts([fixed])) if part.geom_type == "Polygon"]
        fixed = shapely.union_all(parts) if parts else fixed
        if fixed.geom_type not in ("Polygon", "MultiPolygon"):
            raise UnreadableError(f"The boundary in row {row} encloses nothing. Draw it again.")
        why = explain_validity(shape).split("[")[0].strip().lower()
        notes.append(f"the boundary in row {row} was not valid ({why}) and was mended; look at it before it is used.")
        made.append(fixed)
    return geopandas.GeoSeries(made, index=shapes.index, crs=shapes.crs), notes


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or value != value else str(value)
