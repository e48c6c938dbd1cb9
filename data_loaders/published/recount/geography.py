"""Places and dates again: from the delivered reference itself."""

from __future__ import annotations

from datetime import date, timedelta

import h3
import numpy as np
import pandas as pd
import shapely

from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.hexagons import cell_of, centre, geojson, hexagon, name_of_places, nearest_area
from data_loaders.published.recount.indicators import indicators
from data_loaders.schematic import with_schematic_shapes

KM_A_DEGREE = 111.2
SHAPES_TO = 1e-4  # degrees; about ten metres, far below the size of a hexagon


def areas(evidence: Evidence) -> Frame:
    made = evidence.table("ref_area").copy()
    if made.empty:
        return made
    made["geometry"] = made["geometry"].fillna("") if "geometry" in made else ""
    made["shape"] = ["official" if text else "none" for text in made["geometry"]]
    return with_schematic_shapes(made) if {"lat", "lon"} <= set(made) else made


def calendar(evidence: Evidence) -> Frame:
    """Day by day. A weekend in the holidays is a weekend; of two terms that overlap the later one holds."""
    terms = list(evidence.table("school_terms").itertuples())
    counted: dict[tuple[pd.Timestamp, str], int] = {}
    day, last = next(iter(evidence.covered.values()), (date.max, date.min))  # nothing counted: no day
    while day <= last:
        inside = [t.kind for t in terms if t.start_date.date() <= day <= t.end_date.date()]
        kind = "NK" if not inside else "SCHOOL_DAY" if inside[-1] == "TERM" else "SCHOOL_HOLIDAY"
        key = (pd.Timestamp(day.replace(day=1)), "WEEKEND" if day.weekday() > 4 else kind)
        counted[key] = counted.get(key, 0) + 1
        day += timedelta(days=1)
    return pd.DataFrame([(*key, n) for key, n in sorted(counted.items())], columns=["month", "day_kind", "days"])


def places(evidence: Evidence) -> Frame:
    """Which hexagons there are is taken from the groups of the views; everything else of them is worked out again."""
    blocks = evidence.published["blocks"]
    own = evidence.published["places"]["leaf"]
    dimensions = [
        name for d in evidence.policy.datasets.values() for name, dim in d.dimensions.items() if dim.kind == "cells"
    ]
    known = set(blocks.loc[blocks["dimension"].isin(dimensions), "leaf"])
    leaves = [leaf for leaf in own if leaf in known] + sorted(known - set(own))
    areas = evidence.table("ref_area")
    nearest, labels = nearest_area(leaves, areas), name_of_places(leaves, areas)
    cells = {leaf: hexagon(cell_of(leaf)) for leaf in leaves if cell_of(leaf)}
    rows, inside = [], dict[int, shapely.Geometry]()
    for leaf in leaves:
        cell = cell_of(leaf)
        if not cell:
            rows.append((leaf, labels[leaf], "elsewhere", -1, np.nan, np.nan, "", np.nan, ""))
            continue
        shape = cells[leaf]
        is_rest = leaf != cell
        if is_rest:
            deep = h3.get_resolution(cell)
            if deep not in inside:
                inside[deep] = shapely.union_all([s for o, s in cells.items() if h3.get_resolution(cell_of(o)) > deep])
            shape = shape.difference(inside[deep])
        shape, (lat, lon) = shapely.set_precision(shape, SHAPES_TO), centre(cell)
        km2 = shape.area * KM_A_DEGREE**2 * float(np.cos(np.radians(lat)))
        rows.append((leaf, labels[leaf], "rest" if is_rest else "cell", h3.get_resolution(cell), lat, lon,
                     nearest.get(leaf, ("", ""))[0], km2, geojson(shape)))  # fmt: skip
    columns = ["leaf", "label", "kind", "resolution", "lat", "lon", "area_code", "km2", "geometry"]
    return pd.DataFrame(rows, columns=columns)


GEOGRAPHY = {
    "areas": Recount("Compared with the delivered areas; shapes of areas without a boundary were drawn again.", areas),
    "ground": Recount("Compared with the delivered ground of the map.", lambda e: e.table("ground")),
    "population": Recount("Compared with the delivered estimates.", lambda e: e.table("ref_population")),
    "calendar": Recount("Counted again day by day from the delivered school terms.", calendar),
    "events": Recount("Compared with the delivered events.", lambda e: e.table("events")),
    "indicators": Recount(
        "Compared with the delivered figures, those that must be withheld worked out row by row.", indicators
    ),
    "places": Recount("Worked out again from the codes of the hexagons and the delivered areas.", places),
}
