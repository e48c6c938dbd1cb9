"""Incidents as they were delivered: who belongs together, and in which hexagons each of them lies."""

from __future__ import annotations

import re
from pathlib import Path

import h3
import pandas as pd

FINE, COARSE = 9, 7
ELSEWHERE, REST = "elsewhere", "-rest"
CODES = {
    "harm": "harm_type",
    "agency": "source_agency",
    "ird": "ird_held",
    "response": "response_level",
    "time_band": "time_band",
    "day_type": "day_type",
}
BETWEEN = re.compile(r"[;,|]")


def read_incidents(deliveries: Path) -> pd.DataFrame | None:
    """record_id, child, month, a column for each dimension, and `cells`: where to look for the place, finest first."""
    file = deliveries / "efh_incidents.csv"
    if not file.is_file():
        return None
    raw = pd.read_csv(file, dtype="str", keep_default_na=False)
    known = deliveries / "locations.csv"
    places = pd.read_csv(known, dtype="str", keep_default_na=False) if known.is_file() else pd.DataFrame()
    place_of = {row["location_id"]: row for row in places.to_dict("records")}
    own = [place_of.get(code, {}) for code in raw.get("location_id", [""] * len(raw))]
    made = pd.DataFrame({"record_id": raw["incident_id"], "child": _together(raw["child_group_pseudo_ids"])})
    date = pd.to_datetime(raw["occurred_date"])
    made["month"] = date.dt.year * 12 + date.dt.month - 1
    for dimension, column in CODES.items():
        made[dimension] = raw[column]
    made["context"] = [a or p.get("context_type", "") for a, p in zip(raw["context_type"], own, strict=True)]
    rows = raw.to_dict("records")
    made["cells"] = [_cells(row, place) for row, place in zip(rows, own, strict=True)]
    return made


def _together(ids: pd.Series) -> list[str]:
    """Incidents joined by a child, directly or through others, are of one group: painted over until nothing changes."""
    named = [[child.strip() for child in BETWEEN.split(text) if child.strip()] for text in ids]
    if not any(named):
        return [f"record {i}" for i in range(len(named))]
    colour: dict[str, str] = {child: child for children in named for child in children}
    changing = True
    while changing:
        changing = False
        for children in named:
            least = min((colour[c] for c in children), default="")
            for child in children:
                if colour[child] != least:
                    colour[child], changing = least, True
    return [colour[children[0]] if children else "nobody named" for children in named]


def _cells(row: dict[str, str], place: dict[str, str]) -> tuple[str, ...]:
    """The hexagons in which an incident may be shown, finest first: of a sensitive place only the coarsest."""
    lat, lon = (row.get(c) or place.get(c, "") for c in ("lat", "lon"))
    if not lat or not lon:
        return ()
    finest = h3.latlng_to_cell(float(lat), float(lon), FINE)
    lived_in = {"HOME", "RESIDENTIAL"} & {row.get("context_type", ""), place.get("context_type", "")}
    is_sensitive = lived_in or place.get("is_sensitive") == "Y"
    steps = [COARSE] if is_sensitive else range(FINE, COARSE - 1, -1)
    return tuple(str(h3.cell_to_parent(finest, step)) for step in steps)


def place_of(cells: tuple[str, ...], leaves: set[str]) -> str:
    """The leaf of the published partition in which a record lies: the finest cell named, or what is left of one."""
    return next((leaf for cell in cells for leaf in (cell, cell + REST) if leaf in leaves), ELSEWHERE)
