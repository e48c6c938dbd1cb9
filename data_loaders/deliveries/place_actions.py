"""What stands beside the risks of a place: assets, what young people say of it, and what was done there."""

from __future__ import annotations

from data_loaders.deliveries.places import AGENCIES
from data_loaders.deliveries.table import Column, Table

ASSET_KINDS = {
    "YOUTH_CLUB": "Youth club", "SCHOOL": "School", "LIBRARY": "Library", "SPORTS": "Sports", "SAFE_PLACE": "Safe place",
    "GUARDIAN": "Guardian",
}  # fmt: skip
INTERVENTION_TYPES = {
    "YOUTH_WORK": "Youth work", "DESIGN": "Design of the place", "LIGHTING": "Lighting", "CCTV": "Cameras", "LICENSING": "Licensing",
    "TRAINING": "Training", "MENTORS": "Mentors", "PATROL": "Patrols", "GUARDIANS": "Guardians", "ONLINE": "Work online",
    "SCHOOL_CULTURE": "School culture",
}  # fmt: skip
TIMES_OF_DAY = {
    "MORNING": "Morning",
    "AFTERNOON": "Afternoon",
    "EVENING": "Evening",
    "NIGHT": "Night",
    "ALL": "All day",
}

ASSETS = Table(
    "assets", "Assets", "Strengths of places: where young people are welcome, and the adults who look out for them.", ("asset_id",),
    (
        Column("asset_id", "A random identifier of the row.", is_required=True),
        Column("kind", "What kind of strength it is.", "code", True, ASSET_KINDS),
        Column("label", "What it is called in public; blank for a guardian, who is a person."),
        Column("lat", "Latitude in degrees.", "number", True, synonyms=("latitude",)),
        Column("lon", "Longitude in degrees.", "number", True, synonyms=("longitude", "lng")),
        Column("opening", "When it is open, in a few words."),
    ),
)  # fmt: skip

SAFETY_MAPS = Table(
    "safety_maps", "Young people's safety maps", "How many young people coloured a place red, amber or green, by period, age and time of day.",
    ("hex", "area_code", "period", "age_band", "time_of_day"),
    (
        Column("hex", "The H3 hexagon that was coloured, resolution 7 to 9; blank where an area was.", synonyms=("h3", "cell")),
        Column("area_code", "The area that was coloured; blank where a hexagon was."),
        Column("period", "The period in which the maps were made, as its first day.", "date", True),
        Column("n_participants", "How many young people coloured it.", "integer", True),
        Column("n_red", "How many of them coloured it red.", "integer", True),
        Column("n_amber", "How many of them coloured it amber.", "integer", True),
        Column("n_green", "How many of them coloured it green.", "integer", True),
        Column("age_band", "Age in years.", "code", False, {"10-12": "10–12", "13-15": "13–15", "16-17": "16–17", "ALL": "All"}),
        Column("time_of_day", "The time of day that the colours are about.", "code", False, TIMES_OF_DAY),
    ),
)  # fmt: skip

INTERVENTIONS = Table(
    "interventions", "Interventions", "What was done in a place or a group of places, from when to when.", ("intervention_id",),
    (
        Column("intervention_id", "A random identifier of the row.", is_required=True),
        Column("case_id", "The row of context_cases that it belongs to, if there is one."),
        Column("type", "What was done.", "code", True, INTERVENTION_TYPES),
        Column("area_code", "The area in which it was done; blank where hexes are named."),
        Column("hexes", "The H3 hexagons in which it was done, with ; between them; blank where an area is named."),
        Column("start_date", "First day.", "date", True),
        Column("end_date", "Last day; blank while it goes on.", "date"),
        Column("comparison_area", "An area like it in which nothing of the kind was done."),
        Column("displacement_area", "An area next to it into which harm could move."),
        Column("lead_agency", "Which agency leads it.", "code", False, AGENCIES),
    ),
)  # fmt: skip
