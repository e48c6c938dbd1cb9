"""Areas beside each other, the map and its card."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.scan import Concentration
from dashboard.measures.verdict import Answer
from dashboard.words import (
    place_card,
    place_scan,
    place_strengths,
    places,
    places_next,
    places_shared,
    places_when,
    when,
)
from tests.words.case import case, frame, share

NAMES = ["Airdrie", "Bellshill", "Coatbridge", "Cumbernauld and Kilsyth", "Motherwell", "Wishaw and Shotts"]


def rates(*per_1000: float, signals: tuple[int, ...] = ()) -> pd.DataFrame:
    """Areas of 1,000 young people each, so that the average is the mean of the rates."""
    size = len(per_1000)
    return frame(
        area=NAMES[:size],
        n=list(per_1000),
        population=[1000] * size,
        rate_per_1000=list(per_1000),
        is_signal=[i in signals for i in range(size)],
    ).astype({"is_signal": bool})


def circle(n: int, expected: float, p: float = 0.004, *, cells: int = 3) -> Concentration:
    return Concentration(tuple(map(str, range(cells))), n, expected, n / expected, p)


def feelings(green: int, red: int, amber: int = 0, mixed: int = 0, hidden: int = 0) -> pd.DataFrame:
    felt = {"mostly green": green, "mostly red": red, "mostly amber": amber, "mixed": mixed, "": hidden}
    every = [feeling for feeling, n in felt.items() for _ in range(n)]
    return frame(feeling=every, time_of_day=["Evening"] * len(every))


def days(*per_day: tuple[str, float]) -> pd.DataFrame:
    made = pd.DataFrame(per_day, columns=["group", "per_day"])
    return made.assign(lower=made["per_day"] - 0.3, upper=made["per_day"] + 0.3)


def halves(*times: float, districts: int = 1) -> pd.DataFrame:
    names = ["Airdrie", "Wishaw", "Coatbridge North and Glenboig, Coatbridge South and Coatbridge West"]
    return frame(
        half=[n // districts for n in range(len(times))],
        area=[names[n % districts] for n in range(len(times))],
        times=list(times),
    )


FLAT, HIGH, LOW = rates(12, 11, 13), rates(30, 11, 13, signals=(0,)), rates(3, 20, 21, signals=(0,))
BOTH, NOT = rates(30, 11, 3, signals=(0, 2)), "no population was delivered"
TWO_FLOWS = frame(area=["Airdrie", "Wishaw"], group=["Airdrie", "Wishaw"], n=[60, 40])
ONE, TWICE, PLACE = circle(60, 40.0), circle(90, 31.0, 0.0004), circle(22, 4.2, cells=1)

CASES = (
    case(places_shared.shared_title, "one place", 1, ("Neighbourhood", 1), ("18:00–24:00", 1), 0),
    case(places_shared.shared_title, "many", 6, ("Neighbourhood", 4), ("18:00–24:00", 5), 2),
    case(places_shared.shared_title, "a time alone", 2, ("Neighbourhood", 1), ("18:00–24:00", 2), 2),
    case(places_shared.shared_title, "a time alone, of one no setting is told", 2, ("Neighbourhood", 1), ("18:00–24:00", 2), 2, untold=1),
    case(places_shared.shared_title, "nothing shared", 2, ("Neighbourhood", 1), ("18:00–24:00", 1), 2),
    case(places_next.contexts_said, "none", 0, "Wishaw"),
    case(places_next.contexts_said, "one", 1, "Airdrie"),
    case(places_next.contexts_said, "many", 6, "Motherwell"),
    case(places_next.contexts_said, "locality not known", 6, ""),
    case(places_shared.shared_title, "no setting may be told", 6, ("", 0), ("", 0), 2),
    case(places_next.next_title, "none", [], [], []),
    case(places_next.next_title, "one idle, one felt", ["Motherwell South East and Ravenscraig"], ["Wishaw"], ["Cumbernauld North"]),
    case(places_next.next_title, "many idle", NAMES[:4], NAMES[:3], []),
    case(places_next.next_title, "not told what is done", ["Airdrie"], [], [], is_told=False),
    case(places_next.next_title, "all worked", [], ["Wishaw"], ["Airdrie"]),
    case(places_next.next_title, "felt alone", [], ["Wishaw", "Airdrie"], []),
    case(places_next.next_title, "felt alone, not scanned", [], ["Wishaw"], [], is_scanned=False),
    case(places_next.next_title, "none, nobody asked", [], [], [], is_asked=False),
    case(places_next.recorded_said, "one", 67, 23.6),
    case(places_next.felt_said, "not recorded", 48.6, is_recorded=False),
    case(places_next.felt_said, "recorded", 48.6, is_recorded=True),
    case(places_next.rate_said, "one", 16.24),
    case(places_next.done_said, "none", []),
    case(places_next.done_said, "one ended, one going on", [("Lighting", "September 2025"), ("Youth work", "")]),
    case(places.funnel_sentence, "repeats not published", FLAT, "episodes", is_known=False),
    case(places.funnel_sentence, "nothing can be compared", rates(), "episodes", not_compared=["Wishaw"]),
    case(places.joined_areas, "wards", "WARD"),
    case(place_card.lately_said, "few", 81, 0.534, "March 2026"),
    case(places.funnel_title, "nothing can be compared", rates(), is_known=True),
    case(places.funnel_sentence, "one area", rates(12), "episodes"),
    case(places.funnel_sentence, "none", FLAT, "episodes"),
    case(places.funnel_sentence, "none, what would have been found", FLAT, "episodes", found_at=3.3),
    case(places.funnel_sentence, "none, nothing would have been found", FLAT, "episodes", found_at=float("inf")),
    case(places.funnel_sentence, "rise, what would have been found", HIGH, "episodes", found_at=2.0),
    case(places.funnel_sentence, "none, one not compared", FLAT, "episodes", not_compared=["Wishaw"]),
    case(places.funnel_sentence, "rise", HIGH, "episodes"),
    case(places.funnel_sentence, "fall", LOW, "episodes"),
    case(places.funnel_sentence, "both ways, all but one", BOTH, "episodes", not_compared=["Wishaw", "Shotts"]),
    case(places.funnel_sentence, "many", rates(30, 31, 3, 4, 12, 13, signals=(0, 1, 2, 3)), "episodes"),
    case(places.funnel_title, "repeats not published", FLAT, is_known=False),
    case(places.funnel_title, "none", FLAT, is_known=True),
    case(places.funnel_title, "rise", HIGH, is_known=True),
    case(places.funnel_title, "fall", LOW, is_known=True),
    case(places.funnel_title, "both ways", BOTH, is_known=True),
    case(places.funnel_title, "many", rates(30, 31, 3, 4, 12, 13, signals=(0, 1, 2, 3)), is_known=True),
    case(places.flow_sentence, "none", frame(area=[], group=[], n=[]), "episodes"),
    case(places.flow_sentence, "areas alike", TWO_FLOWS, "episodes"),
    case(places.flow_sentence, "areas not alike", frame(area=["Airdrie"], group=["Elsewhere"], n=[1240]), "episodes"),
    case(places_when.levels_title, "three", [("Level 1, with not known", 61.6), ("Level 2 and both levels", 25.1), ("Neither level", 13.3)], "incidents"),
    case(places_when.levels_title, "joined", [("Level 1 and neither level, with not known", 74.9), ("Level 2 and both levels", 25.1)], "incidents"),
    case(places_when.levels_title, "one", [("All levels", 100.0)], "incidents"),
    case(places_when.halves_title, "none", halves()),
    case(places_when.halves_title, "one", halves(1.24)),
    case(places_when.halves_title, "many", halves(0.62, 1.51, 0.9, 1.1, districts=2)),
    case(places_when.halves_title, "many, long", halves(0.9, 1.0, 0.6, 1.1, 1.0, 1.4, districts=3)),
    case(places_when.times_title, "one", frame(n=[5, 20], also=["School day", "Weekend"], group=["00:00–18:00", "18:00–24:00"], share_pct=[55.0, 45.0]), {"00:00–18:00": 18, "18:00–24:00": 6}),
    case(places_when.times_title, "one time alone", frame(n=[20], also=["The holidays of the school, public holidays among them"], group=["late evening and night"], share_pct=[20.4]), {"late evening and night": 9}),
    case(places_when.response_title, "one year", share(None, 72, Answer.NOT_COMPARED), "led to a plan"),
    case(places_when.response_title, "not changed", share(70, 72, Answer.NOT_CHANGED), "led to a plan"),
    case(places_when.response_title, "cannot tell", share(60, 72, Answer.CANNOT_TELL), "led to a plan"),
    case(places_when.response_title, "rise", share(60, 72, Answer.CHANGED), "led to a plan"),
    case(places_when.response_title, "fall", share(72, 60, Answer.CHANGED), "led to a plan"),
    case(place_scan.circle_name, "with a number", "Airdrie, centre 2", 1),
    case(place_scan.circle_name, "not named", "", 3),
    case(place_scan.scan_title, "none", [], "three years"),
    case(place_scan.scan_title, "one", [ONE], "three years"),
    case(place_scan.scan_title, "one, twice", [TWICE], "three years"),
    case(place_scan.scan_title, "many", [TWICE, circle(200, 40.0)], "three years"),
    case(place_scan.scan_title, "one single place", [PLACE], "three years"),
    case(place_scan.scan_title, "many single places", [PLACE, PLACE], "three years"),
    case(place_scan.scan_title, "one, and a single place", [ONE, PLACE], "three years"),
    case(place_scan.against, "one", ONE),
    case(place_scan.against, "small", PLACE),
    case(place_scan.chance_sentence, "none", []),
    case(place_scan.chance_sentence, "rare", [TWICE]),
    case(place_scan.chance_sentence, "once", [circle(60, 40, 0.01)]),
    case(place_scan.chance_sentence, "many", [ONE, circle(60, 40, 0.04), PLACE]),
    case(place_scan.chance_sentence, "one single place", [PLACE]),
    case(place_strengths.feeling_title, "none", feelings(0, 0, 3)),
    case(place_strengths.feeling_title, "one", feelings(1, 0)),
    case(place_strengths.feeling_title, "one unsafe", feelings(0, 1)),
    case(place_strengths.feeling_title, "many", feelings(12, 3)),
    case(place_strengths.feeling_subtitle, "one", feelings(1, 0)),
    case(place_strengths.feeling_subtitle, "many, one withheld", feelings(12, 3, 4, 2, 1)),
    case(place_strengths.feeling_subtitle, "many, many withheld", feelings(12, 3, 1, 1, 6)),
    case(place_strengths.strength_title, "none", frame(label=[]), frame(guardians=[])),
    case(place_strengths.strength_title, "one", frame(label=["Library"]), frame(guardians=[1.0])),
    case(place_strengths.strength_title, "many", frame(label=["Library"] * 12), frame(guardians=[4.0, 7.0])),
    case(place_strengths.strength_title, "many, guardians withheld", frame(label=["Library"] * 12), frame(guardians=[float("nan")])),
    case(place_strengths.guardians_said, "withheld", float("nan"), "withheld", "Fewer than 5 people."),
    case(place_strengths.guardians_said, "one", 1.0, "published", ""),
    case(place_strengths.guardians_said, "many", 7.0, "published", ""),
    case(place_strengths.done_title, "none", frame(end_date=[])),
    case(place_strengths.done_title, "one, ended", frame(end_date=[pd.Timestamp("2025-06-01")])),
    case(place_strengths.done_title, "one, going on", frame(end_date=[pd.NaT])),
    case(place_strengths.done_title, "many, none going on", frame(end_date=[pd.Timestamp("2025-06-01")] * 2)),
    case(place_strengths.done_title, "many", frame(end_date=[pd.Timestamp("2025-06-01"), pd.NaT, pd.NaT])),
    case(place_card.how_much, "withheld", 0, "incidents"),
    case(place_card.how_much, "many", 1240, "incidents"),
    case(place_card.expected_said, "small", 3.24, "April 2023 to March 2026"),
    case(place_card.expected_said, "many", 32.4, "April 2023 to March 2026"),
    case(place_card.groups_said, "withheld", [], "incidents", is_here=True),
    case(place_card.groups_said, "one", [("Sexual harm", 12)], "incidents", is_here=True),
    case(place_card.groups_said, "many, of a wider area", [("Sexual harm", 12), ("Criminal exploitation, violence and weapons", 9), ("Online, with not known", 7)], "incidents", is_here=False),
    case(place_card.feelings_said, "not delivered", []),
    case(place_card.feelings_said, "one", [("young people, daytime", "mostly green: most felt safe")]),
    case(place_card.feelings_said, "green and red", [("young people, daytime", "mostly green: x"), ("young people, daytime", "mostly red: x")]),
    case(place_card.feelings_said, "many, one withheld", [("young people, daytime", "mostly green: x"), ("young people, daytime", "mixed"), ("young people, evening", "withheld")]),
    case(place_card.assets_said, "not delivered", []),
    case(place_card.assets_said, "one", ["Library"]),
    case(place_card.assets_said, "many", ["Library", "Library", "Youth club", "Sports hall", "Café"]),
    case(place_card.done_said, "none", []),
    case(place_card.done_said, "one, going on", [("Lighting", "now")]),
    case(place_card.done_said, "many", [("Lighting", "May 2025"), ("Detached youth work", "now")]),
    case(when.week_title, "one", "Saturday", "20 to 24", 2.14),
    case(when.kind_title, "one", days(("School day", 2.1))),
    case(when.kind_title, "alike", days(("School day", 2.1), ("Weekend day", 2.2))),
    case(when.kind_title, "many", days(("School day", 1.2), ("Weekend day", 2.1), ("Holiday", 1.6))),
    case(when.kind_title, "ranges overlap", days(("School day", 1.6), ("Weekend day", 2.1), ("Holiday", 1.9))),
    case(when.kind_title, "none on some", days(("School day", 0.0), ("Weekend day", 2.1))),
)  # fmt: skip
