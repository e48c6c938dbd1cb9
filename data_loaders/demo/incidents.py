"""Invented incidents at invented places: three neighbourhoods hold threefold, and two things are done about others."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely

from data_loaders.demo.children import identifiers
from data_loaders.demo.lives import EVEN
from data_loaders.demo.places import Places
from data_loaders.demo.story import FIRST, LAST, Story
from data_loaders.schematic import with_schematic_shapes

INCIDENTS, CHILDREN, LOCATIONS = 2000, 500, 1400
UNPLACED = 0.12  # incidents without a location: online, or only an area is known
THREEFOLD, RADIUS_KM = 3.0, 1.3
STRONG_WARDS = ("S13003050", "S13003060", "S13003043")
# Two interventions: one after which less is recorded, one after which nothing changes (demo/place_actions.py).
WORKS = {"scope": "LOC-NORTH", "start": "2025-04-01", "keeps": 0.4}
DOES_NOT = {"scope": "LOC-MOTHERWELL", "start": "2024-10-01", "keeps": 1.0}
ONE_SIDED = "LOC-COATBRIDGE"  # where nearly all is known through the police alone: a gap in sharing
VENUE_TAIL = 1.6  # Pareto's index: the busiest of 1,400 places holds about 3 in 100 of all incidents
MET_AGAIN = (
    0.35  # share of rows beyond the first of their occasion, so that a place may have five children in one evening
)
KINDS = ("NEIGHBOURHOOD", "COMMERCIAL", "TRANSPORT", "SCHOOL", "YOUTH_PROVISION", "RESIDENTIAL")
KIND_SHARE = (0.38, 0.22, 0.14, 0.16, 0.07, 0.03)
HARMS = ("CSE", "CCE", "HSB", "PEER_ABUSE", "TRA", "SYV", "ONLINE", "SUBSTANCE")
HARM_SHARE = (0.12, 0.17, 0.1, 0.2, 0.08, 0.14, 0.09, 0.1)
AGENCIES = ("POLICE", "SOCIAL_WORK", "EDUCATION", "CLD_YOUTH", "BARNARDOS", "HEALTH")
AGENCY_SHARE = (0.46, 0.22, 0.14, 0.1, 0.05, 0.03)
BANDS = ("00-06", "06-09", "09-15", "15-18", "18-21", "21-24")
BAND_SHARE = (0.06, 0.03, 0.16, 0.27, 0.31, 0.17)
DAYS = ("SCHOOLDAY", "FRIDAY_EVE", "WEEKEND", "HOLIDAY")
DAY_SHARE = (0.44, 0.16, 0.27, 0.13)


def incident_tables(story: Story, places: Places) -> tuple[dict[str, pa.Table], dict[str, object]]:
    """The tables `efh_incidents` and `locations`, and what was planted in them."""
    rng = story.rng(20)
    ward = rng.choice(len(places.wards), LOCATIONS, p=places.young / places.young.sum())
    lat, lon = _points(rng, places, ward)
    kind = rng.choice(KINDS, LOCATIONS, p=KIND_SHARE)
    kind[0] = "RESIDENTIAL"
    names = [f"Invented {str(k).lower().replace('_', ' ')} {i + 1}" for i, k in enumerate(kind)]
    code = np.array(identifiers(rng, "l", LOCATIONS))
    weight = np.ones(LOCATIONS)
    middles = places.frame.set_index("area_code").loc[
        [w for w in STRONG_WARDS if w in set(places.wards)], ["lat", "lon"]
    ]
    if story.world == "planted":
        for middle in middles.itertuples():
            apart = np.hypot(lat - middle.lat, (lon - middle.lon) * np.cos(np.radians(middle.lat))) * 111.2
            weight[apart < RADIUS_KM] = THREEFOLD
    if story.lives != EVEN:  # a few venues where many meet, and many places where once something happened
        weight *= rng.pareto(VENUE_TAIL, LOCATIONS) + 0.2
    locations = pa.table(
        {"location_id": code, "label": names, "context_type": kind, "area_code": places.wards[ward], "lat": lat, "lon": lon,
         "is_sensitive": np.where(kind == "RESIDENTIAL", "Y", "N")}
    )  # fmt: skip
    incidents = _incidents(story, rng, code, kind, weight, places, places.locality_of[ward])
    truth: dict[str, object] = {
        "threefold_places": [
            {"lat": float(m.lat), "lon": float(m.lon), "km": RADIUS_KM, "times": THREEFOLD}
            for m in middles.itertuples()
        ],
        "interventions": {"works": dict(WORKS), "does_not": dict(DOES_NOT)},
    }
    return {"efh_incidents": incidents, "locations": locations}, truth if story.world == "planted" else {}


def _points(rng: np.random.Generator, places: Places, ward: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A point somewhere in the schematic shape of each location's ward, as young people are taken to live there evenly."""
    frame = places.frame.assign(geometry="", shape="none")
    drawn = with_schematic_shapes(frame).set_index("area_code").loc[places.wards]
    shapes = shapely.from_geojson(drawn["geometry"].to_numpy())
    lat, lon = drawn["lat"].to_numpy(dtype=float)[ward], drawn["lon"].to_numpy(dtype=float)[ward]
    bounds, is_open = shapely.bounds(shapes)[ward], np.ones(len(ward), dtype=bool)
    for _ in range(60):
        x, y = (rng.uniform(bounds[:, i], bounds[:, i + 2]) for i in (0, 1))
        hit = is_open & shapely.contains_xy(shapes[ward], x, y)
        lon, lat, is_open = np.where(hit, x, lon), np.where(hit, y, lat), is_open & ~hit
    return np.round(lat, 5), np.round(lon, 5)


def _incidents(
    story: Story,
    rng: np.random.Generator,
    code: np.ndarray,
    kind: np.ndarray,
    weight: np.ndarray,
    places: Places,
    locality: np.ndarray,
) -> pa.Table:
    count = max(1, round(INCIDENTS * story.scale))
    children = np.array(identifiers(rng, "k", max(5, round(CHILDREN * story.scale))))
    where = rng.choice(len(code), count, p=weight / weight.sum())
    is_placed = rng.random(count) >= UNPLACED
    first, second = rng.choice(children, count), rng.choice(children, count)
    together = rng.random(count) < 0.04
    days = rng.integers(0, int((LAST - FIRST).astype(int)) + 1, count)
    harm = rng.choice(HARMS, count, p=HARM_SHARE)
    ward = rng.choice(places.wards, count, p=places.young / places.young.sum())
    if story.lives != EVEN:
        occasion = _occasions(rng, count)
        where, days, harm, is_placed = (part[occasion] for part in (where, days, harm, is_placed))
    is_one_sided = is_placed & np.isin(locality[where], [_number(places, ONE_SIDED)]) & (rng.random(count) < 0.75)
    table = pa.table(
        {
            "incident_id": np.array(identifiers(rng, "i", count)),
            "child_group_pseudo_ids": np.where(together & (first != second), np.char.add(np.char.add(first.astype(str), ";"), second.astype(str)), first.astype(str)),
            "children_n_band": np.where(together & (first != second), "2-4", "1"),
            "occurred_date": np.datetime_as_string(FIRST + days, unit="D"),
            "time_band": rng.choice(BANDS, count, p=BAND_SHARE),
            "day_type": rng.choice(DAYS, count, p=DAY_SHARE),
            "harm_type": harm,
            "context_type": np.where(is_placed, kind[where], np.where(harm == "ONLINE", "ONLINE", "NK")),
            "location_id": np.where(is_placed, code[where], ""),
            "area_code": np.where(is_placed, "", ward),
            "source_agency": np.where(is_one_sided, "POLICE", rng.choice(AGENCIES, count, p=AGENCY_SHARE)),
            "confidence": rng.choice(("CONFIRMED", "SUSPECTED"), count, p=(0.7, 0.3)),
            "response_level": rng.choice(("L1", "L2", "BOTH", "NONE"), count, p=(0.6, 0.12, 0.14, 0.14)),
            "ird_held": rng.choice(("Y", "N"), count, p=(0.38, 0.62)),
        }
    )  # fmt: skip
    after = (
        is_placed
        & (locality[where] == _number(places, str(WORKS["scope"])))
        & (FIRST + days >= np.datetime64(str(WORKS["start"])))
    )
    is_prevented = after & (rng.random(count) >= float(str(WORKS["keeps"])))
    return table.filter(pa.array(~is_prevented)) if story.world == "planted" else table


def _occasions(rng: np.random.Generator, count: int) -> np.ndarray:
    """For each row the number of its occasion: several children are met at once, and each has a row."""
    return np.sort(rng.integers(0, max(1, round(count * (1 - MET_AGAIN))), count))


def _number(places: Places, scope: str) -> int:
    """Position of a locality, or one that nobody has where the reference file does not know it."""
    return [*places.localities, scope].index(scope)
