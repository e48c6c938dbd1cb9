"""What stands beside incidents on a map: people spread over hexagons, services, safety maps, measures."""

from __future__ import annotations

from data_loaders.published.kinds import Code, CountOrBlank, Date, Figure, Key, Label, Reason, Shape
from data_loaders.published.rules import Always
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

STATUS = ("published", "withheld")
FEELINGS = ("", "mixed", "mostly red", "mostly amber", "mostly green")
PEOPLE_CELLS = PublishedTable(
    name="people_cells",
    of_what="A hexagon with the young people who would live in it, were they spread evenly over their area.",
    columns={
        "cell": Key(),
        "lat": Figure(low=-90, high=90, places=5),
        "lon": Figure(low=-180, high=180, places=5),
        "area_code": Label(),
        "people": Figure(low=0, places=3),
    },
    who="residents",
    why="A published estimate spread over hexagons, no count of anybody.",
    goes_on=GoesOn.ANEW,
)
REPEATS = PublishedTable(
    name="incident_repeats",
    of_what="By how many times counts of places vary more than chance counts do; one row.",
    columns={
        "factor": Figure(low=1, high=1000, may_be_blank=True),
        "status": Code(allowed=STATUS),
        "reason": Reason(status="status"),
    },
    who="children",
    why="One factor for the whole area, of at least as many who come again as the floor asks; none weighs more than so many others.",
    goes_on=GoesOn.KEEP,
    rules=(Always(lambda f: f["factor"].isna() == (f["status"] == "withheld"), "has a factor that is withheld"),),
)
ASSETS = PublishedTable(
    name="assets",
    of_what="A service or a place that is public, as a point.",
    columns={
        "kind": Label(),
        "kind_label": Label(),
        "label": Label(),
        "opening": Label(),
        "lat": Figure(low=-90, high=90, places=4),
        "lon": Figure(low=-180, high=180, places=4),
    },
    who=NOBODY,
    why="Services and public places: nobody stands behind a row. Guardians, who are persons, are counted by area.",
    goes_on=GoesOn.ANEW,
)
GUARDIANS = PublishedTable(
    name="guardians",
    of_what="How many guardians an area has.",
    columns={
        "area_code": Key(),
        "area_name": Label(),
        "guardians": CountOrBlank(of="guardians", whose="guardians", status="status", blank_when=("withheld",)),
        "status": Code(allowed=STATUS),
        "reason": Reason(status="status"),
        "geometry": Shape(),
    },
    who="guardians",
    why="Counted at the finest level at which every area has as many as the floor asks.",
    goes_on=GoesOn.KEEP,
)
SAFETY_MAPS = PublishedTable(
    name="safety_maps",
    of_what="What most of those who coloured a place felt there, at a time of day.",
    columns={
        "period": Date(is_key=True),
        "place": Key(),
        "label": Label(),
        "time_of_day": Key(),
        "participants": CountOrBlank(of="young people", whose="safety_maps", status="status", blank_when=("withheld",)),
        "feeling": Code(allowed=FEELINGS),
        "status": Code(allowed=STATUS),
        "reason": Reason(status="status"),
        "geometry": Shape(),
    },
    who="participants",
    why="The colour of more than half of at least as many as the floor asks, never how many gave which; one number for all times of day.",
    goes_on=GoesOn.APPEND,
    rules=(
        Always(lambda f: (f["feeling"] == "") == (f["status"] == "withheld"), "tells a feeling that is withheld, or none"),
    ),
)  # fmt: skip
INTERVENTIONS = PublishedTable(
    name="interventions",
    of_what="Something that was done in a place, by whom, and what it is compared with.",
    columns={
        "intervention_id": Key(),
        "type": Label(),
        "area_code": Label(),
        "place": Label(most=2000),
        "start_date": Date(),
        "end_date": Date(may_be_blank=True),
        "comparison_area": Label(),
        "comparison": Label(),
        "displacement_area": Label(),
        "displacement": Label(),
        "lead_agency": Label(),
        "geometry": Shape(),
    },
    who=NOBODY,
    why="What services did in places, no finer than the policy allows: no child stands behind a row.",
    goes_on=GoesOn.ANEW,
)
PLACE = declared(PEOPLE_CELLS, REPEATS, ASSETS, GUARDIANS, SAFETY_MAPS, INTERVENTIONS)
