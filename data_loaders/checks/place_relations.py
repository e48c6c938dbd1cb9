"""Rules of assets, safety maps and interventions: what must fit together, and what would show a person."""

from __future__ import annotations

import h3
import pandas as pd

from data_loaders.facts import Tables
from data_loaders.facts.incidents import SEPARATOR
from data_loaders.problem import Problem, rows_in_words, rows_problem

MANY_AT_ONE_POINT = 20  # incidents at one point to the last digit: below, a school or a station may have them


def assets_name_no_person(tables: Tables) -> list[Problem]:
    if "assets" not in tables:
        return []
    frame = tables["assets"]
    return rows_problem((frame["kind"] == "GUARDIAN") & (frame["label"] != ""), "assets", "assets", "label", "guardian with a name",
                        "names a guardian, who is a person", "Leave the label of guardians blank.")  # fmt: skip


def safety_maps_add_up(tables: Tables) -> list[Problem]:
    if "safety_maps" not in tables:
        return []
    frame, name = tables["safety_maps"], "safety_maps"
    colours = frame[["n_red", "n_amber", "n_green"]]
    problems = rows_problem(colours.sum(axis=1) > frame["n_participants"], name, name, "n_participants", "more colours than people",
                            "is less than red, amber and green together", "Correct the numbers.")  # fmt: skip
    problems += rows_problem((colours < 0).any(axis=1), name, name, "n_red", "below zero", "is below zero, or another colour is", "Correct the numbers.")  # fmt: skip
    has_one = (frame["hex"] != "") ^ (frame["area_code"] != "")
    problems += rows_problem(~has_one, name, name, "hex", "no place", "must be filled, or area_code, and not both",
                             "Name a hexagon or an area.")  # fmt: skip
    problems += rows_problem(~frame["hex"].map(_are_hexagons), name, name, "hex", "no hexagon",
                             "is no H3 hexagon of resolution 7 to 9", "Correct it.")  # fmt: skip
    return problems + _known_areas(tables, frame, name, ("area_code",))


def interventions_fit(tables: Tables) -> list[Problem]:
    if "interventions" not in tables:
        return []
    frame, name = tables["interventions"], "interventions"
    problems = rows_problem(frame["end_date"] < frame["start_date"], name, name, "end_date", "end before start",
                            "lies before start_date", "Correct the two dates.")  # fmt: skip
    problems += rows_problem((frame["area_code"] == "") & (frame["hexes"] == ""), name, name, "area_code", "no place",
                             "is blank, and so is hexes", "Say where it was done.")  # fmt: skip
    problems += rows_problem(~frame["hexes"].map(_are_hexagons), name, name, "hexes", "no hexagon",
                             "holds something that is no H3 hexagon of resolution 7 to 9", "Correct it.")  # fmt: skip
    return problems + _known_areas(tables, frame, name, ("area_code", "comparison_area", "displacement_area"))


def incidents_have_their_place(tables: Tables) -> list[Problem]:
    """Half a point is none; an incident of no place counts in the whole, and the report says so."""
    if "efh_incidents" not in tables:
        return []
    frame, name = tables["efh_incidents"], "efh_incidents"
    problems = rows_problem(frame["lat"].isna() ^ frame["lon"].isna(), name, name, "lat", "half a point",
                            "has no lon beside it, or lon no lat", "Deliver both, or neither.")  # fmt: skip
    nowhere = frame["lat"].isna() & frame["area_code"].isin(["", "NK", "NR", "NA"]) & (frame["location_id"] == "")
    if nowhere.any():
        rows = rows_in_words(int(row) for row in frame.index[nowhere])
        said = f"{name}: {int(nowhere.sum()):,} of {len(frame):,} incidents have no area, point or location: they count in the whole and in no place ({rows})."
        problems.append(Problem("warn", name, name, None, "area_code", "no place", said, "Deliver where they happened, if it is recorded."))  # fmt: skip
    return problems + _at_one_point(frame, name)


def _at_one_point(frame: pd.DataFrame, name: str) -> list[Problem]:
    """Systems write one point (the middle of a council, a police office) where none was recorded, and it becomes a hot spot."""
    points = frame.loc[frame["lat"].notna(), ["lat", "lon"]].value_counts()
    if not len(points) or points.iloc[0] < max(MANY_AT_ONE_POINT, points.sum() / 2):
        return []
    said = f"{name}: {int(points.iloc[0]):,} of {int(points.sum()):,} points are one and the same."
    return [Problem("warn", name, name, None, "lat", "one point", said,
                    "If it stands for incidents whose place is not known, leave lat and lon blank there; else nothing is to be done.")]  # fmt: skip


def incidents_have_their_locations(tables: Tables) -> list[Problem]:
    if not {"efh_incidents", "locations"} <= set(tables):
        return []
    frame, name = tables["efh_incidents"], "efh_incidents"
    unknown = ~frame["location_id"].isin({"", *tables["locations"]["location_id"]})
    return rows_problem(unknown, name, name, "location_id", "unknown location",
                        "is no row of locations", "Deliver both tables from one extract.")  # fmt: skip


def _known_areas(tables: Tables, frame: pd.DataFrame, name: str, columns: tuple[str, ...]) -> list[Problem]:
    known = {"", *tables["ref_area"]["area_code"]}
    problems = []
    for column in columns:
        problems += rows_problem(~frame[column].isin(known), name, name, column, "unknown area",
                                 "is no area of ref_area", "Add the area to ref_area, or leave it blank.")  # fmt: skip
    return problems


def _are_hexagons(text: str) -> bool:
    codes = [code for code in pd.Series([text]).str.split(SEPARATOR, regex=True).iloc[0] if code]
    return all(h3.is_valid_cell(code) and 7 <= h3.get_resolution(code) <= 9 for code in codes)


PLACE_RELATIONS = (
    assets_name_no_person,
    safety_maps_add_up,
    interventions_fit,
    incidents_have_their_place,
    incidents_have_their_locations,
)
