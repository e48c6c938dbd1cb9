"""Places of harm, what was done there, and what is felt beside what is recorded."""

from __future__ import annotations

from math import inf

import pandas as pd

from dashboard.measures.displacement import Outcome, Pair
from dashboard.measures.verdict import Answer, Direction, Estimate, Kind, Verdict
from dashboard.words import harm_places, interventions, known_harm
from tests.words.case import case, frame, ratio

NAMES = ("Airdrie", "Bellshill", "Coatbridge", "Cumbernauld and Kilsyth", "Motherwell", "Wishaw and Shotts")
PAIR = Pair(60, 40)
UP, DOWN, EITHER = ratio(1.4, 1.06, 1.8), ratio(0.72, 0.55, 0.94), ratio(0.9, 0.72, 2.0)
CHANGED, UNSURE = Answer.CHANGED, Answer.CANNOT_TELL
FEWER, MORE, NEITHER = Direction.FEWER, Direction.MORE, Direction.NEITHER


def outcome(relative: object, beside: object = None, why_not: str = "") -> Outcome:
    return Outcome(PAIR, PAIR, PAIR, 365, relative, beside, why_not)


def verdict(value: float, way: Direction = NEITHER) -> Verdict:
    answer = CHANGED if way is not NEITHER else UNSURE
    return Verdict(answer, Kind.DIFFERENCE, way, estimate=Estimate(value, value * 0.9, value * 1.1))


TOO_EARLY = Verdict(Answer.NOT_COMPARED, Kind.DIFFERENCE, why="Fewer than twelve months have passed.")


def known(*ways: str) -> pd.DataFrame:
    return frame(known=list(ways))


def felt(*cases: str) -> pd.DataFrame:
    return frame(label=list(NAMES[: len(cases)]), case=list(cases))


ASK, BOTH, RECORDED, NEITHER_CASE = known_harm.ASK, known_harm.BOTH, known_harm.RECORDED, known_harm.NEITHER

CASES = (
    case(harm_places.placed_sentence, "all on the map", 120, 120, "incidents", "April 2023 to March 2026"),
    case(harm_places.placed_sentence, "one elsewhere", 120, 119, "incidents", "April 2023 to March 2026"),
    case(harm_places.placed_sentence, "many elsewhere", 1200, 800, "incidents", "April 2023 to March 2026"),
    case(harm_places.placed_sentence, "none on the map", 120, 0, "incidents", "April 2023 to March 2026"),
    case(harm_places.range_title, "alike", 5, 5, "incidents"),
    case(harm_places.range_title, "many", 1240, 5, "incidents"),
    case(harm_places.through_title, "none", known()),
    case(harm_places.through_title, "one place", known("one")),
    case(harm_places.through_title, "one of many", known("one", "several", "others")),
    case(harm_places.through_title, "many", known("one", "one", "several")),
    case(harm_places.through_title, "none of many", known("several", "several")),
    case(harm_places.through_title, "none of many, one joined", known("several", "others")),
    case(harm_places.year_total, "one year", 953, None, "incidents"),
    case(harm_places.year_total, "two years", 953, 1784, "incidents"),
    case(interventions.place_words, "one cell", "Airdrie North, north-east"),
    case(interventions.place_words, "three of one area", "Airdrie North, north-east, Airdrie North, east 2, Airdrie North, centre"),
    case(interventions.place_words, "two areas", "Airdrie North, east, Airdrie North, west, Motherwell"),
    case(interventions.place_words, "an area", "Motherwell"),
    case(interventions.elsewhere, "none named", "", []), case(interventions.elsewhere, "nothing began there", "Coatbridge", []),
    case(interventions.elsewhere, "one began there", "Airdrie", [("guardians", "January 2025")]),
    case(interventions.verdict, "not compared", outcome(None, why_not="fewer than twelve months have passed")),
    case(interventions.verdict, "cannot tell", outcome(EITHER)),
    case(interventions.verdict, "rise", outcome(UP)),
    case(interventions.verdict, "fall", outcome(DOWN)),
    case(interventions.verdict, "double", outcome(ratio(2.0, 1.4, 2.9))),
    case(interventions.verdict, "rise without an end", outcome(ratio(3.1, 1.4, inf))),
    case(interventions.beside, "not delivered", outcome(DOWN)),
    case(interventions.beside, "cannot tell", outcome(DOWN, EITHER)),
    case(interventions.beside, "rise", outcome(DOWN, UP)),
    case(interventions.beside, "fall", outcome(DOWN, DOWN)),
    case(interventions.verdict_short, "too early", TOO_EARLY),
    case(interventions.verdict_short, "cannot tell", verdict(0.9)),
    case(interventions.verdict_short, "rise", verdict(1.4, MORE)),
    case(interventions.verdict_short, "rise, double", verdict(2.0, MORE)),
    case(interventions.verdict_short, "fall", verdict(0.72, FEWER)),
    case(interventions.outcomes_title, "none", []),
    case(interventions.outcomes_title, "one, fall", [verdict(0.72, FEWER)]),
    case(interventions.outcomes_title, "one, cannot tell", [verdict(0.9)]),
    case(interventions.outcomes_title, "many, cannot tell", [verdict(0.9)] * 3),
    case(interventions.outcomes_title, "many", [verdict(0.9), verdict(0.72, FEWER), verdict(1.4, MORE), TOO_EARLY]),
    case(interventions.outcomes_title, "very many", [verdict(0.72, FEWER)] * 15 + [verdict(1.4, MORE)] * 15 + [verdict(0.9)] * 26),
    case(known_harm.counted_words, "all", 467, 467, "April 2025 to March 2026"),
    case(known_harm.counted_words, "some elsewhere", 467, 1566, "April 2025 to March 2026"),
    case(known_harm.joined_sentence, "none", ["Airdrie", "North"]),
    case(known_harm.joined_sentence, "one", ["Airdrie", "North, with area not known"]),
    case(known_harm.case_title, "none", felt()),
    case(known_harm.case_title, "one, neither", felt(NEITHER_CASE)),
    case(known_harm.case_title, "many, neither", felt(NEITHER_CASE, NEITHER_CASE)),
    case(known_harm.case_title, "one felt, not recorded", felt(ASK, BOTH, NEITHER_CASE)),
    case(known_harm.case_title, "many felt, not recorded", felt(ASK, ASK, ASK, ASK, ASK, ASK)),
    case(known_harm.case_title, "felt and recorded", felt(BOTH, BOTH, NEITHER_CASE)),
    case(known_harm.case_title, "recorded, not felt", felt(RECORDED, NEITHER_CASE)),
)  # fmt: skip
