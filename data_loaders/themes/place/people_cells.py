"""The young people of the areas, spread evenly over each area's shape and gathered in hexagons: the population at risk.

Nobody delivers how many young people live in a hexagon. What is known is how many live in each area; inside it they are
taken to live evenly. That is published, so that a reader knows what a concentration of harm is compared with.
"""

from __future__ import annotations

import h3
import numpy as np
import pandas as pd
import shapely

from data_loaders.facts import Tables
from data_loaders.schematic import with_schematic_shapes

RESOLUTION = 8
REACH = 0.012  # degrees round an area in which the centre of a hexagon that touches it can lie
MOSTLY = 0.5  # share of a hexagon that the areas must cover
COLUMNS = ["cell", "lat", "lon", "area_code", "people"]


def people_cells(tables: Tables) -> pd.DataFrame:
    """One row for each hexagon that lies mostly in the areas; empty where shapes or population were not delivered."""
    areas = shaped_areas(tables)
    people = young_people(tables.get("ref_population", pd.DataFrame()))
    known = areas[areas["area_code"].isin(people.index) & (areas["geometry"] != "")]
    if known.empty:
        return pd.DataFrame(columns=COLUMNS)
    level = known["area_level"].value_counts().index[0]  # the finest is the one with most areas
    known = known[known["area_level"] == level].sort_values("area_code")
    shapes = shapely.make_valid(shapely.from_geojson(known["geometry"].to_numpy()))
    rows = [
        part
        for area, shape in zip(known["area_code"], shapes, strict=True)
        for part in _parts(area, shape, people[area])
    ]
    made = pd.DataFrame(rows, columns=["cell", "area_code", "people", "cover"]).sort_values(
        ["cell", "people", "area_code"], ascending=[True, False, True]
    )
    parts = made.groupby("cell", sort=True)
    whole = parts.agg(area_code=("area_code", "first"), people=("people", "sum"), cover=("cover", "sum")).reset_index()
    # Records of a hexagon at the edge can lie outside the areas, where nobody is counted: people are those of a whole hexagon
    # like it, and one that lies mostly outside is left out. Else every edge would look like a concentration.
    whole = whole[whole["cover"] >= MOSTLY].reset_index(drop=True)
    whole["people"] = whole["people"] / whole["cover"].clip(upper=1.0)
    at = np.array([h3.cell_to_latlng(cell) for cell in whole["cell"]])
    whole["lat"], whole["lon"], whole["people"] = at[:, 0].round(5), at[:, 1].round(5), whole["people"].round(3)
    return whole[COLUMNS]


def shaped_areas(tables: Tables) -> pd.DataFrame:
    """The reference areas with shapes: delivered ones, else schematic ones."""
    areas = tables["ref_area"].copy()
    areas["geometry"] = areas["geometry"].fillna("") if "geometry" in areas else ""
    areas["shape"] = "none"
    return with_schematic_shapes(areas) if {"lat", "lon"} <= set(areas) else areas


def young_people(population: pd.DataFrame) -> pd.Series:
    """People of all delivered age bands and both sexes in each area, in the latest year; index area_code."""
    if population.empty:
        return pd.Series(dtype="float64")
    latest = population[population["year"] == population["year"].max()]
    both = latest[latest["sex"] == "ALL"]
    return (both if len(both) else latest).groupby("area_code")["population"].sum().astype("float64")


def _parts(area: str, shape: shapely.Geometry, people: float) -> list[tuple[str, str, float, float]]:
    """The area's people in each hexagon, by the share of its surface; and how much of the hexagon it covers."""
    cells = h3.geo_to_cells(shapely.geometry.mapping(shape.buffer(REACH)), RESOLUTION)
    found = []
    for cell in sorted(cells):
        hexagon = shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)])
        inside = hexagon.intersection(shape).area
        found.append((cell, inside, inside / hexagon.area))
    covered = sum(size for _, size, _ in found)
    return [(cell, area, people * size / covered, cover) for cell, size, cover in found if size > 0]
