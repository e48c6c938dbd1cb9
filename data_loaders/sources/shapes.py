"""Boundaries from the files that partners have: any projection, any of four formats, mended where they cross themselves.

A file must say in which projection it is; nothing is guessed. TopoJSON cannot say it: its numbers are read as longitude and
latitude if they can be that, and refused otherwise.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import shapely
from shapely.validation import explain_validity

from data_loaders.problem import did_you_mean
from data_loaders.sources.heads import Framed
from data_loaders.sources.layout import Layout
from data_loaders.sources.unreadable import UnreadableError

TABLES_IN_ZIP = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods", ".sav", ".dta", ".parquet")
SHAPES = (".geojson", ".gpkg", ".zip", ".shp", ".topojson", ".json")
WITHOUT_CRS = (".topojson", ".json")
HEXADECIMAL = r"0[01][0-9A-Fa-f]{40,}"  # byte order, kind, projection, a point at least
PLACES = 5  # decimals of a degree: about a metre
EXPORT = (
    "Export it again with its CRS: a .prj beside the .shp inside the zip, or a GeoPackage, in which it cannot get lost."
)


def read_shapes(file: Path, layout: Layout) -> Framed:
    """Attributes as text, with the boundary as GeoJSON and a point inside, in WGS 84; notes say what was mended."""
    source, layer, of_zip = _layer(file, layout)
    encoding, notes = _encoding(file, of_zip)
    shapes = geopandas.read_file(
        source, **({"layer": layer} if layer else {}), **({"encoding": encoding} if encoding else {})
    )
    if "geometry" not in shapes or shapes.empty:
        raise UnreadableError(f"{file.name} holds no shapes. Export the layer again, or deliver a table as CSV.")
    is_degrees = _fits_degrees(shapes)
    if shapes.crs is None and file.suffix.lower() in WITHOUT_CRS and is_degrees:
        shapes = shapes.set_crs(4326)
    if shapes.crs is None:
        raise UnreadableError(f"{file.name} does not say in which projection it is. {EXPORT}")
    if shapes.crs.is_geographic and not is_degrees:
        raise UnreadableError(f"{file.name} says that it holds degrees, and its numbers are none. {EXPORT}")
    shapes = shapes.to_crs(4326)
    shapes["geometry"], mended = _mended(shapes.geometry)
    return Framed(_attributes(shapes), [*notes, *mended])


def with_boundaries(frame: pd.DataFrame) -> pd.DataFrame:
    """Boundaries as a database of places keeps them (binary, written in hexadecimal, with the number of their projection)."""
    for name in frame.columns:
        filled = frame[name][frame[name] != ""]
        if filled.empty or not filled.str.fullmatch(HEXADECIMAL).all():
            continue
        shapes = geopandas.GeoSeries(
            shapely.from_wkb(frame[name].replace("", None).to_numpy(dtype=object), on_invalid="ignore")
        )
        numbers = set(shapely.get_srid(shapes.dropna().to_numpy()).tolist())
        if len(numbers) == 1 and 0 not in numbers:
            own = geopandas.GeoDataFrame(
                frame.drop(columns=name), geometry=shapes.to_numpy(), crs=numbers.pop()
            ).to_crs(4326)
            own["geometry"], _ = _mended(own.geometry)
            made = _attributes(own)
            return made.set_axis(frame.index)
    return frame


def _attributes(shapes: geopandas.GeoDataFrame) -> pd.DataFrame:
    points = shapes.geometry.representative_point()
    frame = pd.DataFrame(shapes.drop(columns="geometry")).map(_text).astype("str")
    rounded = shapely.set_precision(shapes.geometry.values, 10**-PLACES)
    frame["geometry"] = [json.dumps(shapely.geometry.mapping(shape), separators=(",", ":")) for shape in rounded]
    frame["lat"], frame["lon"] = points.y.round(PLACES).astype("str"), points.x.round(PLACES).astype("str")
    frame.index = pd.RangeIndex(2, len(frame) + 2)
    return frame


def _layer(file: Path, layout: Layout) -> tuple[str, str, str]:
    """What to open, its layer, and the member of a zip: the only one, or the one that a mapping names."""
    suffix = file.suffix.lower()
    if suffix == ".zip":
        with zipfile.ZipFile(file) as packed:
            inside = [
                name
                for name in packed.namelist()
                if name.lower().endswith((".shp", ".gpkg", ".geojson")) and "__MACOSX" not in name
            ]
            tables = [
                Path(n).name for n in packed.namelist() if n.lower().endswith(TABLES_IN_ZIP) and "__MACOSX" not in n
            ]
        if not inside and tables:
            raise UnreadableError(f"{file.name} holds tables ({', '.join(tables[:5])}), and only boundaries are read from a ZIP. Unpack it, and deliver its files.")  # fmt: skip
        chosen = _one_of(file.name, {Path(name).stem: name for name in inside}, layout)
        return f"/vsizip/{file.resolve()}/{chosen}", "", chosen
    if suffix == ".gpkg":
        layers = {str(name): str(name) for name, kind in pyogrio.list_layers(file) if kind is not None}
        return str(file), _one_of(file.name, layers, layout), ""
    return str(file), "", ""


def _one_of(file: str, layers: dict[str, str], layout: Layout) -> str:
    if layout.sheet:
        if layout.sheet not in layers:
            raise UnreadableError(f"{file} has no layer '{layout.sheet}'.{did_you_mean(layout.sheet, layers)} It has: {', '.join(layers)}.")  # fmt: skip
        return layers[layout.sheet]
    if len(layers) != 1:
        what = f"holds several layers: {', '.join(layers)}" if layers else "holds no boundaries"
        raise UnreadableError(f'{file} {what}. Deliver one, or name it in mapping.toml: sheet = "…".')
    return next(iter(layers.values()))


def _encoding(file: Path, inside: str) -> tuple[str, list[str]]:
    """Of a shapefile that does not say it (.cpg): UTF-8 if its bytes are that, else Windows-1252, and the reader is told."""
    table = _beside(file, inside, ".dbf")
    if table is None or _beside(file, inside, ".cpg") is not None:
        return "", []
    records = table[int.from_bytes(table[8:10], "little") :]
    if records.isascii():
        return "", []
    try:
        records.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", [
            "it does not say its encoding (.cpg) and was read as Windows-1252; look at names with accents."
        ]
    return "utf-8", ["it does not say its encoding (.cpg); its bytes are UTF-8, and were read so."]


def _beside(file: Path, inside: str, suffix: str) -> bytes | None:
    if inside.lower().endswith(".shp"):
        with zipfile.ZipFile(file) as packed:
            names = {name.lower(): name for name in packed.namelist()}
            name = names.get(inside[: -len(".shp")].lower() + suffix)
            return packed.read(name) if name else None
    if file.suffix.lower() != ".shp":
        return None
    found = [other for other in file.parent.glob(f"{file.stem}.*") if other.suffix.lower() == suffix]
    return found[0].read_bytes() if found else None


def _fits_degrees(shapes: geopandas.GeoDataFrame) -> bool:
    west, south, east, north = shapes.total_bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)


def _mended(shapes: geopandas.GeoSeries) -> tuple[geopandas.GeoSeries, list[str]]:
    """Valid polygons, and a sentence for each one that was not: row (as a table numbers it), what was wrong, how much moved."""
    if shapes.isna().any() or shapes.is_empty.any():
        row = int((shapes.isna() | shapes.is_empty).to_numpy().argmax()) + 2
        raise UnreadableError(f"Row {row} has no shape. Draw it, or leave the row out.")
    lines = shapes.geom_type.isin(["LineString", "MultiLineString", "LinearRing"]).to_numpy()
    if lines.any():
        raise UnreadableError(
            f"The boundary in row {int(lines.argmax()) + 2} is a line and encloses nothing. Deliver areas, or points inside them."
        )
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
