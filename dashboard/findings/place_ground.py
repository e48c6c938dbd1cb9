"""What every map of places stands on: the council with its names, made once for a release, and the shapes of places."""

from __future__ import annotations

import json

import pandas as pd
import shapely

from dashboard.ask.cache import remembered
from dashboard.ask.months import leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.place_map import Line, Name, Under, rings_of
from dashboard.measures.outline import outline
from dashboard.measures.place_density import place_blocks, summed_by_place
from data_loaders.release import Release

DATASET = "incidents"
SCHEMATIC = "The shapes of the areas under the places are schematic: official boundaries were not delivered."
FINEST = ("WARD", "IZ2011", "CLUSTER", "COMMUNITY", "LOCALITY", "COUNCIL")
ELSE = {"LOCALITY": "district", "COMMUNITY": "village", "WARD": "ward"}  # what each level of areas is that is no town
A_TOWN = 3  # parts that a place has which is named as large as those after which localities are called
DRAWN_TO = 0.0003  # degrees, about 20 metres: half a px of the map of a council, and lines may be delivered much finer


def under(release: Release) -> Under:
    return remembered(release, "under the map", lambda: under_of(rows_of(release, "areas"), rows_of(release, "ground")))


def under_of(areas: pd.DataFrame, ground: pd.DataFrame) -> Under:
    """areas: area_code, area_level, area_name, parent_code, lat, lon, geometry (GeoJSON text, may be empty). ground: kind, label, credit, geometry."""
    shaped = areas[areas["geometry"] != ""]
    level = next((x for x in FINEST if x in set(shaped["area_level"])), "")
    whole = outline(shaped.loc[shaped["area_level"] == level, "geometry"].tolist())
    council = _without_slivers(whole) if whole else ()
    names = _names(areas)
    stations, lines = ground[ground["kind"] == "STATION"], ground[ground["kind"] != "STATION"]
    stops = tuple(
        Name(_point(shape), str(label), "station")
        for shape, label in zip(stations["geometry"], stations["label"], strict=True)
    )
    drawn = tuple(
        Line(str(r.kind).lower(), rings_of(_simple(str(r.geometry))), str(r.label)) for r in lines.itertuples()
    )
    credit = " · ".join(dict.fromkeys(text for text in ground["credit"] if text))
    return Under(council, drawn, (*names, *stops), credit)


def _names(areas: pd.DataFrame) -> tuple[Name, ...]:
    """Towns; then villages and wards that are no part of a name that is there; a locality after which no place is called comes last."""
    at = areas.dropna(subset=["lat", "lon"])
    at = at[at["area_level"].isin(ELSE) & (at["area_name"] != "")]
    communities, parts = set(at.loc[at["area_level"] == "COMMUNITY", "area_name"]), areas["parent_code"].value_counts()
    is_town = {
        "LOCALITY": at["area_name"].isin(communities) | (not communities),
        "COMMUNITY": at["area_code"].map(parts).fillna(0) >= A_TOWN,
        "WARD": at["area_level"] == "",
    }
    kinds = [("town" if is_town[level][index] else ELSE[level]) for index, level in at["area_level"].items()]
    known = tuple(at.loc[at["area_level"] != "WARD", "area_name"])
    told = zip(at.itertuples(), kinds, strict=True)
    return tuple(
        Name((float(r.lon), float(r.lat)), str(r.area_name), kind) for r, kind in told
        if kind != "ward" or not str(r.area_name).startswith(known)
    )  # fmt: skip


def _point(text: str) -> tuple[float, float]:
    lon, lat = json.loads(text)["coordinates"][:2]
    return float(lon), float(lat)


def _simple(text: str) -> dict[str, object]:
    """The shape with no more points than a reader can see."""
    shape = shapely.set_precision(shapely.simplify(shapely.from_geojson(text), DRAWN_TO), DRAWN_TO / 10)
    return dict(json.loads(shapely.to_geojson(shape)))


def _without_slivers(whole: str) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outer rings alone: gaps between areas that were drawn apart are no lakes."""
    shape = shapely.from_geojson(whole)
    return tuple(ring for part in getattr(shape, "geoms", [shape]) for ring in rings_of(_ring(part)))


def _ring(part: shapely.Geometry) -> dict[str, object]:
    return dict(json.loads(shapely.to_geojson(shapely.Polygon(part.exterior))))


def place_shapes(release: Release) -> pd.DataFrame:
    """What is known of each block of places: name, shapes, size; made once for a release."""
    return remembered(
        release,
        "place shapes",
        lambda: place_blocks(rows_of(release, "places"), leaves_of(release, DATASET, "place")),
    )


def named(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    """The same rows with short names: a block of many joined places by one of them and how many more."""
    blocks = place_shapes(release)
    return frame.assign(area=frame["area_block"].map(dict(zip(blocks["block"], blocks["name"], strict=True))))


def with_shapes(release: Release, frame: pd.DataFrame) -> pd.DataFrame:
    """One row for each published place: area_block, area, label, leaf, n, km2, has_shape, is_rest, shapes, pieces."""
    return summed_by_place(named(release, frame), place_shapes(release))


def schematic(release: Release) -> str:
    return SCHEMATIC if (rows_of(release, "areas")["shape"] == "schematic").any() else ""
