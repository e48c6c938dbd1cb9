"""Titles of a count over time, and the words of a verdict."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Kind, Level, Verdict
from dashboard.words import course
from tests.words.case import UNCOMPARED, UNSURE, case, fall, rise

SPAN = {"since": pd.Timestamp("2025-07-01"), "until": pd.Timestamp("2025-09-01")}
ONE_MONTH = {"since": pd.Timestamp("2025-07-01"), "until": pd.Timestamp("2025-07-01")}
YEARS = {
    "kind": Kind.YEAR_ON_YEAR,
    "since": None,
    "latest": Level(953, "latest year"),
    "before": Level(784, "year before"),
}
FEWER_YEARS = YEARS | {"latest": Level(784, "latest year"), "before": Level(953, "year before")}
STILL = Verdict(
    Answer.NOT_CHANGED,
    Kind.STEP,
    latest=Level(66.4, "latest year", "a month"),
    before=Level(64.1, "year before", "a month"),
)
RECORDED = Verdict(
    Answer.RECORDING_CHANGED, Kind.STEP, Direction.MORE, since=pd.Timestamp("2025-06-01"), latest=Level(77, "since", "a month"),
    before=Level(57, "before", "a month"), recording=("recorded in a new way",),
)  # fmt: skip
SMALL = {"latest": Level(3.4, "since", "a month"), "before": Level(2.6, "before", "a month")}
ALIKE = {"latest": Level(14.4, "since", "a month"), "before": Level(13.6, "before", "a month")}
HIGHER, LOWER = rise(**YEARS), fall(**FEWER_YEARS)
FLAT = Verdict(Answer.NOT_CHANGED, Kind.YEAR_ON_YEAR, latest=Level(80, "latest year"), before=Level(90, "year before"))
NAMES = ("Airdrie", "Bellshill", "Coatbridge", "Cumbernauld and Kilsyth", "Motherwell", "Wishaw and Shotts")
LONG = "Coatbridge North, Coatbridge South, Coatbridge West and whatever lies between them"

CASES = (
    case(course.no_change_rule, "a quarter", 1.25),
    case(course.months_joined, "children", "children"), case(course.years_of_course, "a rise", "10-12", 132, 1168),
    case(course.course_title, "not compared", UNCOMPARED, "missing episodes"),
    case(course.course_title, "cannot tell", UNSURE, "missing episodes"),
    case(course.course_title, "not changed", STILL, "missing episodes"),
    case(course.course_title, "not changed, level not given", Verdict(Answer.NOT_CHANGED, Kind.STEP), "missing episodes"),
    *(
        case(course.course_title, f"{way}, {name}", moved(kind=kind, **times), "missing episodes")
        for way, moved in (("rise", rise), ("fall", fall))
        for name, kind, times in (
            ("step", Kind.STEP, {}), ("steady", Kind.COURSE, {}), ("two steps", Kind.STEPS, {}), ("ended", Kind.ENDED, SPAN),
            ("latest months", Kind.LATEST, SPAN), ("several months", Kind.MONTHS, SPAN), ("one month", Kind.MONTHS, ONE_MONTH),
        )
    ),
    case(course.course_title, "rise, years", HIGHER, "missing episodes"),
    case(course.course_title, "fall, years", LOWER, "missing episodes"),
    case(course.course_title, "rise, levels not given", rise(latest=None), "missing episodes"),
    case(course.course_title, "fall, levels not given", fall(latest=None), "missing episodes"),
    case(course.course_title, "rise, small levels", rise(**SMALL), "missing episodes"),
    case(course.course_title, "rise, levels that round alike", rise(**ALIKE), "missing episodes"),
    case(course.course_title, "recording changed", RECORDED, "missing reports"),
    case(course.course_title, "recording changed, levels not given", Verdict(Answer.RECORDING_CHANGED, Kind.STEP), "missing reports"),
    case(course.course_title, "rise, of an area", HIGHER, "missing episodes", "Airdrie"),
    case(course.course_title, "cannot tell, of an area", UNSURE, "missing episodes", "Airdrie"),
    case(course.course_title, "fall, of an area with a long name", LOWER, "missing episodes", LONG),
    case(course.areas_title, "none", {}, "localities"),
    case(course.areas_title, "not compared", {"Airdrie": UNCOMPARED}, "localities"),
    case(course.areas_title, "one, no change", {"Airdrie": FLAT}, "localities"),
    case(course.areas_title, "many, cannot tell", {"Airdrie": UNSURE, "Wishaw": UNSURE}, "localities"),
    case(course.areas_title, "many, none changed, of two kinds", {"Airdrie": UNSURE, "Wishaw": FLAT, "Bellshill": FLAT}, "localities"),
    case(course.areas_title, "many, one rise and two kinds", {"Airdrie": HIGHER, "Wishaw": FLAT, "Bellshill": UNSURE, "Motherwell": UNSURE}, "localities"),
    case(course.areas_title, "one, rise", {"Airdrie": HIGHER}, "localities"),
    case(course.areas_title, "many, none changed", {"Airdrie": FLAT, "Wishaw": FLAT}, "localities"),
    case(course.areas_title, "many, one rise", {"Airdrie": HIGHER, "Wishaw": FLAT}, "localities"),
    case(course.areas_title, "many, one fall", {"Airdrie": LOWER, "Wishaw": FLAT}, "localities"),
    case(course.areas_title, "many, both ways", {"Airdrie": HIGHER, "Bellshill": LOWER, "Wishaw": FLAT}, "localities"),
    case(course.areas_title, "many, both ways, long", dict(zip(NAMES, [HIGHER] * 4 + [LOWER] * 2, strict=True)), "localities"),
)  # fmt: skip
