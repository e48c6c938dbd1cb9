"""Incidents of harm outside the family, counted from the rows: by kind, context, answer, day, and district."""

from __future__ import annotations

from math import cos, hypot, radians
from pathlib import Path

import h3
from delivered_rows import BEFORE, LATEST, Figures, Row, council_year, per_cent, rows_in

HARM = {
    "Sexual exploitation": {"CSE"}, "Criminal exploitation": {"CCE"}, "Harmful sexual behaviour": {"HSB"},
    "Peer abuse, with not known": {"PEER_ABUSE", "NK"}, "Teenage relationship abuse": {"TRA"}, "Serious violence": {"SYV"},
    "Online harm, trafficking, radicalisation and other": {"ONLINE", "TRAFFICKING", "RADICAL", "OTHER"}, "Substances": {"SUBSTANCE"},
}  # fmt: skip
CONTEXT = {
    "Home, peer group, online, children's house, youth provision and other": {"HOME", "PEER", "ONLINE", "RESIDENTIAL", "YOUTH_PROVISION", "OTHER"},
    "School": {"SCHOOL"}, "Neighbourhood, with not known": {"NEIGHBOURHOOD", "NK"}, "Shops and commercial premises": {"COMMERCIAL"},
    "Transport": {"TRANSPORT"},
}  # fmt: skip
AGENCY = {
    "Police, with not known": {"POLICE", "NK"}, "Social work": {"SOCIAL_WORK"},
    "Education, health, youth work, Barnardo's, community and young people": {"EDUCATION", "HEALTH", "CLD_YOUTH", "BARNARDOS", "COMMUNITY", "YOUNG_PERSON"},
}  # fmt: skip
DAYS = {
    "School day, with not known": {"SCHOOLDAY", "NK", ""},
    "Friday evening, weekend and holiday": {"FRIDAY_EVE", "WEEKEND", "HOLIDAY"},
}
LATE = {"18-21", "21-24", "NK"}


def incidents(folder: Path) -> list[Row]:
    """Each with the kind of its place where it names none itself."""
    places = {row["location_id"]: row for row in rows_in(folder, "locations")}
    found = []
    for row in rows_in(folder, "efh_incidents"):
        place = places.get(row["location_id"], {})
        found.append({**row, "context_type": row["context_type"] or place.get("context_type", "")})
    return found


def of_year(rows: list[Row], year: int) -> list[Row]:
    return [row for row in rows if council_year(row["occurred_date"]) == year]


def by_month(rows: list[Row]) -> list[int]:
    every = [f"{2023 + (3 + n) // 12}-{(3 + n) % 12 + 1:02}" for n in range(36)]
    return [sum(row["occurred_date"].startswith(month) for row in rows) for month in every]


def divided(folder: Path) -> Figures:
    found: Figures = {}
    split = (("incidents-harm", "harm_type", HARM), ("incidents-context", "context_type", CONTEXT))
    for finding, column, groups in split:
        for year, head in ((LATEST, "latest year"), (BEFORE, "year before")):
            own = of_year(incidents(folder), year)
            for name, codes in groups.items():
                number = sum((row[column] or "NK") in codes for row in own)
                found[finding, name, head] = per_cent(number, len(own))
                if year == LATEST:
                    found[finding, name, "incidents"] = number
    return found


def answered(folder: Path) -> Figures:
    """Of each kind of harm those that reached a referral discussion; of each agency's those answered at level 2."""
    found: Figures = {}
    asked = (
        ("reached-ird", "harm_type", HARM, "ird_held", {"Y"}, "reached an inter-agency referral discussion"),
        ("level-two", "source_agency", AGENCY, "response_level", {"L2", "BOTH"}, "were answered in the context (level 2)"),
    )  # fmt: skip
    for finding, column, groups, answer, codes, head in asked:
        for year, words in ((LATEST, "latest"), (BEFORE, "before")):
            for name, own in groups.items():
                rows = [row for row in of_year(incidents(folder), year) if (row[column] or "NK") in own]
                found[finding, f"{name}, {words}", "of"] = len(rows)
                found[finding, f"{name}, {words}", head] = sum(row[answer] in codes for row in rows)
    return found


def when(folder: Path) -> Figures:
    found: Figures = {}
    for name, kinds in DAYS.items():
        own = [row for row in incidents(folder) if row["day_type"] in kinds]
        late = sum((row["time_band"] or "NK") in LATE for row in own)
        found["day-and-time", f"{name}, 18:00–24:00, with not known", "incidents"] = late
        found["day-and-time", f"{name}, 00:00–18:00", "incidents"] = len(own) - late
    return found


def districts(folder: Path, places: list[str]) -> Figures:
    """Incidents around each locality. `places`: the hexagons of the release's map (a code, or a code and "-rest").

    An incident belongs to the finest of them that holds it, one at a sensitive place to the coarsest; a hexagon belongs to the
    locality of the ward whose middle lies nearest.
    """
    locality = {place: _around(folder, place) for place in places if place != "elsewhere"}
    found: Figures = {}
    for row, place in on_the_map(folder, places):
        for year, head in ((LATEST, "latest year"), (BEFORE, "year before")):
            if council_year(row["occurred_date"]) == year:
                address = ("district-change", f"{locality[place]} and around", head)
                found[address] = found.get(address, 0) + 1
    return found


def on_the_map(folder: Path, places: list[str]) -> list[tuple[Row, str]]:
    """Incidents that lie in one of the places, with it."""
    where = {row["location_id"]: row for row in rows_in(folder, "locations")}
    spots = ((row, where.get(row["location_id"])) for row in incidents(folder))
    found = [(row, _place_of(row, spot, set(places))) for row, spot in spots if spot and spot["lat"]]
    return [(row, place) for row, place in found if place != "elsewhere"]


def _place_of(row: Row, spot: Row, places: set[str]) -> str:
    hidden = {"HOME", "RESIDENTIAL"} & {row["context_type"], spot["context_type"]} or spot["is_sensitive"] == "Y"
    cell = h3.latlng_to_cell(float(spot["lat"]), float(spot["lon"]), 9)
    for size in (7,) if hidden else (9, 8, 7):
        code = h3.cell_to_parent(cell, size)
        for place in (code, f"{code}-rest"):
            if place in places:
                return str(place)
    return "elsewhere"


def _around(folder: Path, place: str) -> str:
    areas = {row["area_code"]: row for row in rows_in(folder, "ref_area")}
    lat, lon = h3.cell_to_latlng(place.removesuffix("-rest"))
    wards = [row for row in areas.values() if row["area_level"] == "WARD"]
    area = min(wards, key=lambda w: hypot(float(w["lat"]) - lat, (float(w["lon"]) - lon) * cos(radians(lat))))
    while area["area_level"] != "LOCALITY":
        area = areas[area["parent_code"]]
    return area["area_name"]
