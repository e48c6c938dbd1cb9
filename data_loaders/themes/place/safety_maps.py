"""Young people's safety maps, made safe: which colour most of them gave a place, never how many gave which.

Each published row has at least k different young people behind it. Times of day are asked of the same people, so people are
never added over them; hexagons are gathered at the policy's finest resolution, and people are not added over those either.
No totals are published beside the rows: nothing can be subtracted from anything.
"""

from __future__ import annotations

import json
import math

import h3
import pandas as pd
import shapely

from data_loaders.deliveries.place_actions import TIMES_OF_DAY
from data_loaders.release import Release
from data_loaders.safety.floor import Floor, is_short
from data_loaders.safety.grid import hidden
from data_loaders.safety.views.place_labels import hexagon, place_labels

COLUMNS = ["period", "place", "label", "time_of_day", "participants", "feeling", "status", "reason", "geometry"]
COLOURS = {"n_red": "red", "n_amber": "amber", "n_green": "green"}
MOST = 0.5  # more than this share of those who coloured a place makes its colour


def safety_map_table(
    maps: pd.DataFrame, areas: pd.DataFrame, *, k: int, finest: int, previous: Release | None
) -> pd.DataFrame:
    """One row for each period, place and time of day. Periods that were published stay as they are; new ones are added."""
    before = (
        previous.frames.get("safety_maps", pd.DataFrame(columns=COLUMNS)) if previous else pd.DataFrame(columns=COLUMNS)
    )
    maps = maps[~maps["period"].isin(before["period"])] if len(maps) else maps
    if maps.empty:
        return before[COLUMNS]
    summed = _wanted(summed_maps(maps, finest), k)
    names = dict(zip(areas["area_code"], areas["area_name"], strict=True))
    shapes = dict(zip(areas["area_code"], areas["geometry"], strict=True))
    hexes = sorted({place for place in summed["place"] if place not in names})
    labels = place_labels(hexes, areas)
    rows = []
    for row in summed.itertuples():
        is_shown = Floor(k).is_reached(row.participants)
        shape = shapes.get(row.place, "") if row.place in names else _hexagon(row.place)
        rows.append((
            row.period, row.place, names.get(row.place, labels.get(row.place, "")), TIMES_OF_DAY.get(row.time_of_day, "All day"),
            float(row.participants) if is_shown else math.nan, feeling(row) if is_shown else "",
            "published" if is_shown else "withheld", "" if is_shown else hidden("young people"), shape,
        ))  # fmt: skip
    made = pd.DataFrame(rows, columns=COLUMNS)
    return pd.concat([before[COLUMNS], made], ignore_index=True) if len(before) else made


def _wanted(summed: pd.DataFrame, k: int) -> pd.DataFrame:
    """Places of which something is shown, at every time of day that was asked about: whether few or nobody coloured one there
    is told by nothing, and a place that few coloured is not listed at all."""
    shown = summed[~is_short(summed["participants"], k)][["period", "place"]].drop_duplicates()
    times = summed[["period", "time_of_day"]].drop_duplicates()
    every = shown.merge(times, on="period")
    made = every.merge(summed, on=["period", "place", "time_of_day"], how="left")
    return made.sort_values(["period", "place", "time_of_day"], kind="stable").reset_index(drop=True)


def summed_maps(maps: pd.DataFrame, finest: int) -> pd.DataFrame:
    """period, place, time_of_day → participants (ages added: they are different people; hexagons not) and colours."""
    place = maps["hex"].map(lambda code: coarse(code, finest)).where(maps["hex"] != "", maps["area_code"])
    keyed = maps.assign(
        place=place, part=maps["hex"], time_of_day=maps["time_of_day"].replace({"": "ALL", "NK": "ALL"})
    )
    keys = ["period", "place", "time_of_day"]
    of_part = keyed.groupby([*keys, "part"], as_index=False)[["n_participants", *COLOURS]].sum()
    made = of_part.groupby(keys, as_index=False).agg({"n_participants": "max", **dict.fromkeys(COLOURS, "sum")})
    return made.rename(columns={"n_participants": "participants"})


def feeling(row: object) -> str:
    """The colour that more than half gave, or that they differ."""
    counts = {colour: float(getattr(row, name)) for name, colour in COLOURS.items()}
    whole = sum(counts.values())
    top = max(counts, key=lambda colour: counts[colour])
    return f"mostly {top}" if whole and counts[top] > MOST * whole else "mixed"


def coarse(code: str, finest: int) -> str:
    return str(h3.cell_to_parent(code, min(finest, h3.get_resolution(code)))) if code else ""


def _hexagon(cell: str) -> str:
    return json.dumps(shapely.geometry.mapping(shapely.set_precision(hexagon(cell), 1e-4)), separators=(",", ":"))
