"""Young people's safety maps, made safe: which colour most of them gave a place, never how many gave which.

Times of day are asked of the same people. So a place has one number for all of them, the least that coloured it at any time that
is shown; and where a time is too few to be shown, as many more coloured it at each of the others: whoever coloured a place at one
time and not at another is nobody for certain, or at least k. Hexagons are gathered at the policy's finest resolution, and people
are not added over them: a gathered hexagon is its part that most coloured. No totals are published beside the rows.
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
MOST = 0.5  # more than this share of those who took part makes the colour of a place
MIXED = "mixed"


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
            float(row.least) if is_shown else math.nan, row.feeling if is_shown else "",
            "published" if is_shown else "withheld", "" if is_shown else hidden("young people"), shape,
        ))  # fmt: skip
    made = pd.DataFrame(rows, columns=COLUMNS)
    return pd.concat([before[COLUMNS], made], ignore_index=True) if len(before) else made


def _wanted(summed: pd.DataFrame, k: int) -> pd.DataFrame:
    """Places of which something is shown, at every time of day that is shown of any place of their kind, with the least number.

    A time at which few or nobody coloured a place is told of it as withheld, and asks for k − 1 more of every other: without all
    who can have coloured it then, k are left. A place of fewer is not listed at all, and so is a time that no place shows.
    """
    keys = ["period", "is_area"]
    asked = summed[[*keys, "time_of_day"]].drop_duplicates()
    every = summed[[*keys, "place"]].drop_duplicates().merge(asked, on=keys)
    made = every.merge(summed, on=[*keys, "place", "time_of_day"], how="left")
    reaches = ~pd.Series(is_short(made["participants"], k), index=made.index)
    place = [made["period"], made["place"]]
    made["least"] = made["participants"].where(reaches).groupby(place).transform("min")
    hidden = (~reaches).groupby(place).transform("sum")
    made = made[~is_short(made["least"] - (k - 1) * hidden, k)]
    shown = made[~is_short(made["participants"], k)][[*keys, "time_of_day"]].drop_duplicates()
    return made.merge(shown, on=[*keys, "time_of_day"]).sort_values(["period", "place", "time_of_day"], kind="stable")


def summed_maps(maps: pd.DataFrame, finest: int) -> pd.DataFrame:
    """period, place, is_area, time_of_day → participants and feeling, of the part of a gathered hexagon that most coloured.

    Ages are different people and add up; parts of a hexagon are not. Where parts that equally many coloured differ, so does it.
    """
    place = maps["hex"].map(lambda code: coarse(code, finest)).where(maps["hex"] != "", maps["area_code"])
    keyed = _of_different_people(maps.assign(place=place, is_area=maps["hex"] == ""))
    keys = ["period", "place", "is_area", "time_of_day"]
    parts = keyed.groupby([*keys, "hex"], as_index=False)[["n_participants", *COLOURS]].sum()
    parts["feeling"] = [feeling(row, float(row.n_participants)) for row in parts.itertuples()]
    largest = parts[parts["n_participants"] == parts.groupby(keys)["n_participants"].transform("max")]
    made = largest.groupby(keys, as_index=False).agg(
        participants=("n_participants", "max"),
        feeling=("feeling", lambda felt: felt.iloc[0] if felt.nunique() == 1 else MIXED),
    )
    return made


def _of_different_people(maps: pd.DataFrame) -> pd.DataFrame:
    """Rows that may be added: a blank age or time is all of them, and all of them stand for each; of two rows of the same, the larger."""
    made = maps.assign(
        time_of_day=maps["time_of_day"].replace({"": "ALL", "NK": "ALL"}),
        age_band=maps["age_band"].replace({"": "ALL"}),
    )
    of_one = ["period", "place", "hex", "time_of_day"]
    made = made.sort_values("n_participants", ascending=False, kind="stable").drop_duplicates([*of_one, "age_band"])
    is_all = made["age_band"] == "ALL"
    has_all = is_all.groupby([made[name] for name in of_one]).transform("any")
    return made[is_all | ~has_all].sort_index()


def feeling(row: object, participants: float) -> str:
    """The colour that more than half of those who took part gave, or that they differ."""
    counts = {colour: float(getattr(row, name)) for name, colour in COLOURS.items()}
    top = max(counts, key=lambda colour: counts[colour])
    return f"mostly {top}" if counts[top] > MOST * participants else MIXED


def coarse(code: str, finest: int) -> str:
    return str(h3.cell_to_parent(code, min(finest, h3.get_resolution(code)))) if code else ""


def _hexagon(cell: str) -> str:
    return json.dumps(shapely.geometry.mapping(shapely.set_precision(hexagon(cell), 1e-4)), separators=(",", ":"))
