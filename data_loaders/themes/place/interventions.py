"""What was done where: facts about places and services, drawn no finer than the policy allows."""

from __future__ import annotations

import json

import pandas as pd
import shapely

from data_loaders.deliveries.place_actions import INTERVENTION_TYPES
from data_loaders.deliveries.places import AGENCIES
from data_loaders.facts.incidents import SEPARATOR
from data_loaders.safety.views.place_labels import hexagon, leaf_districts, place_labels
from data_loaders.themes.place.safety_maps import coarse

COLUMNS = ["intervention_id", "type", "area_code", "place", "start_date", "end_date", "comparison_area", "comparison",
           "displacement_area", "displacement", "lead_agency", "geometry"]  # fmt: skip


def intervention_table(delivered: pd.DataFrame, areas: pd.DataFrame, finest: int) -> pd.DataFrame:
    """One row for each intervention, with names for codes; `area_code` is its area, or the one round its hexagons."""
    name = dict(zip(areas["area_code"], areas["area_name"], strict=True)) | {"": ""}
    shape = dict(zip(areas["area_code"], areas["geometry"], strict=True)) | {"": ""}
    rows = []
    for row in delivered.itertuples():
        cells = sorted(
            {coarse(c, finest) for c in pd.Series([row.hexes]).str.split(SEPARATOR, regex=True).iloc[0] if c}
        )
        area = row.area_code or (leaf_districts(cells[:1], areas)[cells[0]][0] if cells else "")
        label = name.get(row.area_code, "") or ", ".join(place_labels(cells, areas).values())
        geometry = shape.get(row.area_code, "") if not cells else _joined(cells)
        rows.append((
            row.intervention_id, INTERVENTION_TYPES.get(row.type, row.type), area, label, row.start_date, row.end_date,
            row.comparison_area, name.get(row.comparison_area, ""), row.displacement_area, name.get(row.displacement_area, ""),
            AGENCIES.get(row.lead_agency, ""), geometry,
        ))  # fmt: skip
    made = pd.DataFrame(rows, columns=COLUMNS)
    return made.sort_values(["start_date", "intervention_id"], kind="stable").reset_index(drop=True)


def _joined(cells: list[str]) -> str:
    shape = shapely.union_all([hexagon(cell) for cell in cells])
    return json.dumps(shapely.geometry.mapping(shapely.set_precision(shape, 1e-4)), separators=(",", ":"))
