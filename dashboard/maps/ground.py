"""The ground under every map: the council's areas with their names, hatched where nothing is shown apart; no tiles."""

from __future__ import annotations

import json
from collections.abc import Sequence

import folium
import pandas as pd

from dashboard.maps.hatch import hatch_lines
from dashboard.maps.library import stay_at_home
from dashboard.maps.picture import Mark
from dashboard.maps.safe_text import shown

FAR = 3.0  # degrees of quiet paper round the council, in place of tiles
STEP = 0.008  # degrees between the lines of the hatching
LEAST = 0.04  # degrees of latitude, about 4.5 km: a map of one point shows the neighbourhood round it
LONGER = 0.56  # of a degree of longitude in one of latitude, at 56° north
WATER, LAND, LINE, HATCH, INK = "#e9ecea", "#fbfaf7", "#a8a294", "#c9c4b8", "#3d4850"
MOST_NAMES = 14
LEVELS = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY", "COUNCIL")  # finest first
NAME_STYLE = (
    ".leaflet-tooltip.area-name{background:none;border:0;box-shadow:none;padding:0;margin:0;pointer-events:none;"
    f"font:600 12px sans-serif;color:{INK};text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff}}"
)
NOTHING_APART = Mark(LAND, LINE, "hatched", "Nothing shown apart here: too few children, or nothing recorded")


def ground_map(
    areas: pd.DataFrame, tiles: str = "", attribution: str = "", *, places: Sequence[str] = ()
) -> folium.Map:
    """The same map for every question, so that a filter changes layers and nothing else.

    areas: area_code, area_level, area_name, parent_code, lat, lon, geometry (GeoJSON text, may be empty). `places`: GeoJSON
    texts of what layers draw, which the map has to hold. `tiles`: address of a tile server that the council runs, with
    {z}/{x}/{y}; empty by default, and then no other host is asked.
    """
    stay_at_home()
    finest = _finest(areas)
    (south, west), (north, east) = bounds = fitted(finest, places)
    made = folium.Map(
        location=[(south + north) / 2, (west + east) / 2], zoom_start=11, tiles=None, control_scale=True, min_zoom=9,
        max_zoom=14, zoom_snap=0.25, attribution_control=bool(tiles),
    )  # fmt: skip
    paper = [[south - FAR, west - FAR], [north + FAR, east + FAR]]
    folium.Rectangle(paper, fill=True, fill_color=WATER, fill_opacity=1.0, weight=0, interactive=False).add_to(made)
    if tiles:
        folium.TileLayer(tiles=tiles, attr=shown(attribution or "Tiles of the council"), name="ground").add_to(made)
    drawn = [json.loads(text) for text in finest["geometry"] if text]
    _add_areas(made, drawn, is_over_tiles=bool(tiles))
    made.get_root().header.add_child(folium.Element(f"<style>{NAME_STYLE}</style>"), name="names of areas")
    for row in _named(areas, finest).itertuples():
        name = folium.Tooltip(
            shown(row.area_name), permanent=True, direction="center", class_name="area-name", sticky=False
        )
        folium.CircleMarker([row.lat, row.lon], radius=0.1, weight=0, interactive=False, tooltip=name).add_to(made)
    made.fit_bounds([list(bounds[0]), list(bounds[1])], padding=(4, 4))
    return made


def _add_areas(made: folium.Map, shapes: list[dict[str, object]], *, is_over_tiles: bool) -> None:
    if not shapes:
        return
    features = [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]
    style = {"fillColor": LAND, "fillOpacity": 0.35 if is_over_tiles else 1.0, "color": LINE, "weight": 1.2}
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features}, style_function=lambda _: style, interactive=False
    ).add_to(made)
    lines = [line for shape in shapes for line in hatch_lines(shape, step=STEP)]
    folium.PolyLine(lines, color=HATCH, weight=1, interactive=False).add_to(made)


def _finest(areas: pd.DataFrame) -> pd.DataFrame:
    """The areas of the finest level that has shapes, or points."""
    for column in ("geometry", "lat"):
        is_there = areas["geometry"] != "" if column == "geometry" else areas["lat"].notna()
        known = set(areas.loc[is_there, "area_level"])
        if level := next((x for x in LEVELS if x in known), ""):
            return areas[areas["area_level"] == level]
    return areas.iloc[:0]


def _named(areas: pd.DataFrame, finest: pd.DataFrame) -> pd.DataFrame:
    """The areas whose names are written on the map: the level with most of them that still leaves room, else none or few."""
    levels = [areas[(areas["area_level"] == level) & areas["lat"].notna()] for level in LEVELS if level != "COUNCIL"]
    fitting = [own for own in levels if 2 <= len(own) <= MOST_NAMES]
    return max(fitting, key=len) if fitting else finest.dropna(subset=["lat", "lon"]).iloc[:MOST_NAMES]


def fitted(areas: pd.DataFrame, places: Sequence[str]) -> tuple[tuple[float, float], tuple[float, float]]:
    """South-west and north-east of what is drawn: shapes of areas and places; points of areas only where there is no shape."""
    shapes = [text for text in [*areas["geometry"], *places] if text]
    points = [point for text in shapes for point in _points(json.loads(text)["coordinates"])]
    points = points or list(areas[["lon", "lat"]].dropna().itertuples(index=False, name=None))
    if not points:
        return (54.5, -8.0), (61.0, 0.0)  # nothing is drawn: the country
    lon, lat = [p[0] for p in points], [p[1] for p in points]
    (south, north), (west, east) = _widened(lat, LEAST), _widened(lon, LEAST / LONGER)
    return (south, west), (north, east)


def _widened(values: list[float], least: float) -> tuple[float, float]:
    """The span of the values, or `least` round their middle: a box of no size cannot be fitted."""
    middle, half = (min(values) + max(values)) / 2, max((max(values) - min(values)) / 2, least / 2)
    return middle - half, middle + half


def _points(coordinates: list[object]) -> list[tuple[float, float]]:
    """All points of a GeoJSON geometry, however deep its rings lie."""
    first = coordinates[0] if coordinates else None
    if isinstance(first, (int, float)):
        return [(float(coordinates[0]), float(coordinates[1]))]  # type: ignore[arg-type]  # a point is two numbers
    return [point for part in coordinates for point in _points(part)]  # type: ignore[arg-type]  # a ring holds points
