"""Places, dates and figures that others published: about nobody, or withheld by the rule of published indicators."""

from __future__ import annotations

from data_loaders.published.kinds import (
    Block,
    Code,
    CountOrBlank,
    Date,
    Drawing,
    Figure,
    Key,
    Label,
    Shape,
    Text,
    Whole,
)
from data_loaders.published.rules import Always, InOrder, Within
from data_loaders.published.table import NOBODY, GoesOn, PublishedTable, declared

WITHHELD = (
    "withheld by its publisher",
    "too small to show",
    "not shown beside one too small to show",
    "too small to show, or beside one that is",
)
INDICATOR_STATUS = ("published", *WITHHELD)
AREAS = PublishedTable(
    name="areas",
    of_what="An area of the partnership, with its middle and its shape.",
    columns={
        "area_code": Key(),
        "area_level": Label(),
        "area_name": Label(),
        "parent_code": Label(),
        "lat": Figure(low=-90, high=90, may_be_blank=True),
        "lon": Figure(low=-180, high=180, may_be_blank=True),
        "geometry": Shape(),
        "shape": Code(allowed=("official", "schematic", "none")),
    },
    who=NOBODY,
    why="Public geography; schematic where no boundary was delivered.",
    goes_on=GoesOn.ANEW,
    rules=(
        Always(lambda f: (f["geometry"] == "") == (f["shape"] == "none"), "has a shape without its kind, or the reverse"),
    ),
)  # fmt: skip
GROUND = PublishedTable(
    name="ground",
    of_what="A road, railway, station, water or park of the map's ground.",
    columns={
        "kind": Code(allowed=("MOTORWAY", "ROAD", "RAIL", "STATION", "WATER", "PARK")),
        "label": Label(),
        "credit": Label(),
        "geometry": Drawing(),
    },
    who=NOBODY,
    why="Public geography, by which people find their way on the map.",
    goes_on=GoesOn.ANEW,
)
POPULATION = PublishedTable(
    name="population",
    of_what="A published estimate of residents of an area, by year, band of age and sex.",
    columns={
        "area_code": Key(),
        "year": Whole(low=1900, high=2100, is_key=True),
        "age_band": Key(),
        "sex": Key(),
        "population": Whole(low=0),
        "source": Text(),
        "as_at": Date(may_be_blank=True),
    },
    who="residents",
    why="Published estimates, in bands of age and sex.",
    goes_on=GoesOn.ANEW,
)
PLACES = PublishedTable(
    name="places",
    of_what="A hexagon of the one partition of places, what is left of one, or everywhere else.",
    columns={
        "leaf": Key(),
        "label": Label(),
        "kind": Code(allowed=("cell", "rest", "elsewhere")),
        "resolution": Whole(low=-1, high=15),
        "lat": Figure(low=-90, high=90, may_be_blank=True),
        "lon": Figure(low=-180, high=180, may_be_blank=True),
        "area_code": Label(),
        "km2": Figure(low=0, may_be_blank=True),
        "geometry": Shape(),
    },
    who="children",
    why="Hexagons, made only where enough children stand behind each; no count stands here.",
    goes_on=GoesOn.KEEP,
)
CALENDAR = PublishedTable(
    name="calendar",
    of_what="How many days of a kind a month has.",
    columns={"month": Date(is_key=True), "day_kind": Key(), "days": Whole(low=0, high=31)},
    who=NOBODY,
    why="Days of the calendar.",
    goes_on=GoesOn.ANEW,
)
EVENTS = PublishedTable(
    name="events",
    of_what="A dated event of services, or a break in how something is recorded.",
    columns={"date": Date(), "label": Label(), "scope": Label(), "kind": Label(), "datasets": Label()},
    who=NOBODY,
    why="Dated events of services, in the partnership's own words, read by the identity guard.",
    goes_on=GoesOn.ANEW,
)
INDICATORS = PublishedTable(
    name="indicators",
    of_what="A figure that its publisher made public, of an indicator, a period and an area.",
    columns={
        "indicator_id": Key(),
        "indicator": Label(),
        "period": Key(),
        "period_start": Date(may_be_blank=True),
        "period_end": Date(may_be_blank=True),
        "year_type": Label(),
        "area_code": Key(),
        "numerator": CountOrBlank(
            of="those counted", whose="indicators", status="numerator_status", blank_when=WITHHELD
        ),
        "numerator_status": Code(allowed=INDICATOR_STATUS),
        "denominator": Figure(low=0, may_be_blank=True),
        "value": Figure(may_be_blank=True),
        "unit": Label(),
        "lower": Figure(may_be_blank=True),
        "upper": Figure(may_be_blank=True),
        "definition_version": Label(),
        "source": Text(),
    },
    who="children",
    why="Published indicators; small counts and what gives them back, beside what is out, are withheld.",
    goes_on=GoesOn.RENEW,
    rules=(
        InOrder("period_start", "period_end"),
        Within("lower", "value", "upper", apart=0.01),
        Always(
            lambda f: f["denominator"].isna() | (f["numerator_status"] == "published"),
            "has a base beside a number that is withheld",
        ),
    ),
)
BLOCKS = PublishedTable(
    name="blocks",
    of_what="A leaf of a group by which a counted dataset is divided.",
    columns={
        "dataset": Key(),
        "dimension": Key(),
        "block": Block(),
        "label": Label(most=2000),
        "position": Whole(low=0),
        "leaf": Key(),
        "leaf_label": Label(),
    },
    who=NOBODY,
    why="What the groups of a split are called; the same whether or not anybody is in them.",
    goes_on=GoesOn.APPEND,
)
GEOGRAPHY = declared(AREAS, GROUND, POPULATION, PLACES, CALENDAR, EVENTS, INDICATORS, BLOCKS)
