"""Boundaries in four formats and two projections are the same boundaries; what is broken is mended and told."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import geopandas
import pandas as pd
import pytest
import shapely

from data_loaders.sources.files import read_file
from data_loaders.sources.unreadable import UnreadableError

# Three invented areas that meet each other.
SHAPES = {
    "W1": shapely.box(-4.10, 55.80, -4.00, 55.90),
    "W2": shapely.box(-4.00, 55.80, -3.90, 55.90),
    "W3": shapely.Polygon([(-4.1, 55.9), (-3.9, 55.9), (-4.0, 55.97)]),
}


def invented() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"area_code": list(SHAPES)}, geometry=list(SHAPES.values()), crs="EPSG:4326")


def topojson(shapes: dict[str, shapely.Polygon]) -> str:
    """Each ring an arc of its own: the plainest file that the format allows."""
    arcs = [[list(point) for point in shape.exterior.coords] for shape in shapes.values()]
    parts = [{"type": "Polygon", "arcs": [[i]], "properties": {"area_code": code}} for i, code in enumerate(shapes)]
    return json.dumps(
        {"type": "Topology", "arcs": arcs, "objects": {"areas": {"type": "GeometryCollection", "geometries": parts}}}
    )


def written(folder: Path, kind: str, crs: str) -> Path:
    frame = invented().to_crs(crs)
    if kind == "topojson":
        (folder / "areas.topojson").write_text(topojson(SHAPES))
        return folder / "areas.topojson"
    if kind == "zip":
        frame.to_file(folder / "areas.shp")
        with zipfile.ZipFile(folder / "areas.zip", "w") as packed:
            for part in folder.glob("areas.*"):
                if part.suffix != ".zip":
                    packed.write(part, part.name)
        return folder / "areas.zip"
    frame.to_file(folder / f"areas.{kind}")
    return folder / f"areas.{kind}"


@pytest.mark.parametrize(
    ("kind", "crs"),
    [("geojson", "EPSG:4326"), ("geojson", "EPSG:27700"), ("gpkg", "EPSG:27700"), ("zip", "EPSG:27700"), ("zip", "EPSG:4326"), ("topojson", "EPSG:4326")],
)  # fmt: skip
def test_every_format_and_projection_gives_the_same_shapes(tmp_path: Path, kind: str, crs: str) -> None:
    made = read_file(written(tmp_path, kind, crs))
    frame = made.frame.set_index("area_code")
    assert list(frame.index) == list(SHAPES)
    for code, shape in SHAPES.items():
        there = shapely.from_geojson(frame.loc[code, "geometry"])
        assert there.symmetric_difference(shape).area < 2e-4 * shape.area
        assert shape.contains(shapely.Point(float(frame.loc[code, "lon"]), float(frame.loc[code, "lat"])))
    assert made.notes == []


def test_a_broken_boundary_is_mended_and_told(tmp_path: Path) -> None:
    bow = shapely.Polygon([(-4.1, 55.8), (-4.0, 55.9), (-4.0, 55.8), (-4.1, 55.9)])
    frame = geopandas.GeoDataFrame({"area_code": ["W1", "W2"]}, geometry=[SHAPES["W1"], bow], crs="EPSG:4326")
    frame.to_file(tmp_path / "areas.gpkg")
    made = read_file(tmp_path / "areas.gpkg")
    assert [shapely.from_geojson(g).is_valid for g in made.frame["geometry"]] == [True, True]
    assert len(made.notes) == 1
    assert "row 3" in made.notes[0]
    assert "mended" in made.notes[0]


def test_a_shapefile_that_lost_its_projection_is_refused_with_the_cure(tmp_path: Path) -> None:
    packed = written(tmp_path, "zip", "EPSG:27700")
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(tmp_path / "lost.zip", "w") as less:
        for name in whole.namelist():
            if not name.endswith(".prj"):
                less.writestr(name, whole.read(name))
    with pytest.raises(UnreadableError, match=r"projection.*\.prj"):
        read_file(tmp_path / "lost.zip")


def test_metres_that_call_themselves_degrees_are_refused(tmp_path: Path) -> None:
    metres = {
        code: shapely.Polygon([(x * 1e5 + 5e5, y * 1e4) for x, y in s.exterior.coords]) for code, s in SHAPES.items()
    }
    (tmp_path / "areas.topojson").write_text(topojson(metres))
    with pytest.raises(UnreadableError, match="projection"):
        read_file(tmp_path / "areas.topojson")
    part = {"type": "Feature", "properties": {"area_code": "W1"}, "geometry": shapely.geometry.mapping(metres["W1"])}
    (tmp_path / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [part]}))
    with pytest.raises(UnreadableError, match="degrees"):
        read_file(tmp_path / "areas.geojson")


def test_a_row_without_a_shape_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"area_code": ["W1", "W2"]})
    geopandas.GeoDataFrame(frame, geometry=[SHAPES["W1"], None], crs="EPSG:4326").to_file(tmp_path / "areas.geojson")
    with pytest.raises(UnreadableError, match="Row 3"):
        read_file(tmp_path / "areas.geojson")
