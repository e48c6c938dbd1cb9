"""Places, dates and published figures again: the delivered reference itself, withheld by the rule written out once more."""

from __future__ import annotations

from datetime import timedelta

import h3
import numpy as np
import pandas as pd
import shapely

from data_loaders.published.recount.comparison import Recount
from data_loaders.published.recount.evidence import Evidence, Frame
from data_loaders.published.recount.hexagons import centre, cell_of, geojson, hexagon, name_of_places, nearest_area
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
    day, last = next(iter(evidence.covered.values()))
    while day <= last:
        inside = [t.kind for t in terms if t.start_date.date() <= day <= t.end_date.date()]
        kind = "NK" if not inside else "SCHOOL_DAY" if inside[-1] == "TERM" else "SCHOOL_HOLIDAY"
        key = (pd.Timestamp(day.replace(day=1)), "WEEKEND" if day.weekday() > 4 else kind)
        counted[key] = counted.get(key, 0) + 1
        day += timedelta(days=1)
    return pd.DataFrame([(*key, n) for key, n in sorted(counted.items())], columns=["month", "day_kind", "days"])


def indicators(evidence: Evidence) -> Frame:
    """Row by row: what its publisher withheld loses its base, what is too small everything, and so does all but the largest
    of the figures beside one that is too small."""
    delivered = evidence.table("cpc_indicators").reset_index(drop=True)
    if delivered.empty:
        return delivered
    k = min(evidence.policy.k(name) for name in evidence.policy.datasets)
    rows = delivered.assign(denominator=delivered["denominator"] if "denominator" in delivered else np.nan).to_dict("records")
    groups: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(rows):
        groups.setdefault(tuple(str(row.get(c)) for c in ("indicator_id", "period", "period_start", "period_end")), []).append(at)
        row["numerator_status"] = "published"
        if pd.isna(row["numerator"]):
            row["numerator_status"], row["denominator"] = "withheld by its publisher", np.nan
        elif row["numerator"] < k or 0 < row["denominator"] - row["numerator"] < k:
            row["numerator_status"] = "too small to show"
    for members in groups.values():
        largest = max((rows[at]["numerator"] for at in members if not pd.isna(rows[at]["numerator"])), default=np.nan)
        if any(rows[at]["numerator_status"] == "too small to show" for at in members):
            for at in members:
                if rows[at]["numerator_status"] != "too small to show" and rows[at]["numerator"] != largest:
                    rows[at]["numerator_status"] = "not shown beside one too small to show"
    for row in rows:
        if row["numerator_status"] in ("too small to show", "not shown beside one too small to show"):
            row.update(dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"), np.nan))
    return pd.DataFrame(rows)


def places(evidence: Evidence) -> Frame:
    """Which hexagons there are is taken from the groups of the views; everything else of them is worked out again."""
    blocks = evidence.published["blocks"]
    own = evidence.published["places"]["leaf"]
    dimensions = [name for d in evidence.policy.datasets.values() for name, dim in d.dimensions.items() if dim.kind == "cells"]
    known = set(blocks.loc[blocks["dimension"].isin(dimensions), "leaf"])
    leaves = [leaf for leaf in own if leaf in known] + sorted(known - set(own))
    areas = evidence.table("ref_area")
    nearest, labels = nearest_area(leaves, areas), name_of_places(leaves, areas)
    cells = {leaf: hexagon(cell_of(leaf)) for leaf in leaves if cell_of(leaf)}
    rows = []
    for leaf in leaves:
        cell = cell_of(leaf)
        if not cell:
            rows.append((leaf, labels[leaf], "elsewhere", -1, np.nan, np.nan, "", np.nan, ""))
            continue
        shape = cells[leaf]
        is_rest = leaf != cell
        if is_rest:
            finer = [s for other, s in cells.items() if h3.get_resolution(cell_of(other)) > h3.get_resolution(cell)]
            shape = shape.difference(shapely.union_all(finer))
        shape, (lat, lon) = shapely.set_precision(shape, SHAPES_TO), centre(cell)
        km2 = shape.area * KM_A_DEGREE**2 * float(np.cos(np.radians(lat)))
        rows.append((leaf, labels[leaf], "rest" if is_rest else "cell", h3.get_resolution(cell), lat, lon,
                     nearest.get(leaf, ("", ""))[0], km2, geojson(shape)))  # fmt: skip
    columns = ["leaf", "label", "kind", "resolution", "lat", "lon", "area_code", "km2", "geometry"]
    return pd.DataFrame(rows, columns=columns)


GEOGRAPHY = {
    "areas": Recount("Compared with the delivered areas; shapes of areas without a boundary were drawn again.", areas),
    "population": Recount("Compared with the delivered estimates.", lambda e: e.table("ref_population")),
    "calendar": Recount("Counted again day by day from the delivered school terms.", calendar),
    "events": Recount("Compared with the delivered events.", lambda e: e.table("events")),
    "indicators": Recount("Compared with the delivered figures, those that must be withheld worked out row by row.", indicators),
    "places": Recount("Worked out again from the codes of the hexagons and the delivered areas.", places),
}
