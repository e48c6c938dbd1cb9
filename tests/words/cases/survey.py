"""Pupils' answers."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Answer, Goodness, Kind, Verdict
from dashboard.words import survey
from tests.words.case import case, frame, share

BETTER = share(60, 69, Answer.CHANGED, goodness=Goodness.BETTER)
WORSE = share(69, 60, Answer.CHANGED, goodness=Goodness.WORSE)
EITHER = share(69, 60, Answer.CHANGED)
STILL, UNSURE = share(60, 61, Answer.NOT_CHANGED), share(60, 66, Answer.CANNOT_TELL)
GONE = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="The wording is another.")
BEFORE = "spring 2024"
ASKED = pd.Series(
    {"wording": "How safe do you feel in your area?", "positive": "Very safe or safe", "stages_asked": "S1 to S6"}
)
BANDS = frame(band=["safe", "unsafe", "silent", "past"], side=["positive", "negative", "none", "not_asked"])
GROUPS = ["Girls", "Boys", "Pupils in S1 and S2", "Pupils in S3 and S4", "Pupils in S5 and S6"]


def cells(silent: int, past: int) -> pd.DataFrame:
    return frame(band=["safe", "unsafe", "silent", "past"], n=[800, 300, silent, past])


CASES = (
    case(survey.wave_title, "first wave", 41.2, 80.4, {}, ""),
    case(survey.wave_title, "none can be compared", 41.2, 80.4, {"Safe": GONE}, BEFORE),
    case(survey.wave_title, "none", 41.2, 80.4, {"Safe": STILL}, BEFORE),
    case(survey.wave_title, "one", 41.2, 80.4, {"Safe": BETTER, "Heard": STILL}, BEFORE),
    case(survey.wave_title, "many", 41.2, 80.4, {"Safe": BETTER, "Heard": WORSE}, BEFORE),
    case(survey.earlier_wave_title, "a span", 49.2, 88.4, "2023"),
    case(survey.earlier_wave_title, "one figure", 49.2, 49.3, "2023"),
    case(survey.wave_title, "one question", 41.2, 41.3, {"Safe": UNSURE}, BEFORE),
    case(survey.changes_title, "none can be compared", {"Safe": GONE}, BEFORE),
    case(survey.changes_title, "none", {"Safe": STILL, "Heard": UNSURE, "Known": GONE}, BEFORE),
    case(survey.changes_title, "one, rise", {"Safe": BETTER, "Heard": STILL}, BEFORE),
    case(survey.changes_title, "one, fall", {"Safe": WORSE, "Heard": STILL}, BEFORE),
    case(survey.changes_title, "one, long", {"Would tell an adult in school when something happens to somebody": WORSE, "Heard": STILL}, BEFORE),
    case(survey.changes_title, "many, better and worse", {"Safe": BETTER, "Heard": WORSE, "Known": STILL}, BEFORE),
    case(survey.changes_title, "many, all worse", {"Safe": WORSE, "Heard": WORSE}, BEFORE),
    case(survey.changes_title, "many, some neither", {"Safe": BETTER, "Heard": EITHER}, BEFORE),
    case(survey.moved, "rise", BETTER),
    case(survey.moved, "fall", WORSE),
    case(survey.change_title, "rise", "Feels safe", BETTER),
    case(survey.change_title, "fall", "Feels safe", WORSE),
    case(survey.change_title, "not changed", "Feels safe", STILL),
    case(survey.change_title, "cannot tell", "Feels safe", UNSURE),
    case(survey.answers_title, "withheld", "Feels safe", []),
    case(survey.answers_title, "one", "Feels safe", [("All", 64.2)]),
    case(survey.answers_title, "many", "Feels safe", [("Girls", 58.1), ("Boys", 70.3)]),
    case(survey.answers_title, "many, alike", "Feels safe", [("Girls", 64.1), ("Boys", 64.3)]),
    case(survey.asked_words, "one", ASKED, 1, "spring 2026"),
    case(survey.asked_words, "many", ASKED, 1203, "spring 2026"),
    case(survey.base_words, "all answered", ASKED, cells(0, 0), BANDS, "answered"),
    case(survey.base_words, "some did not, some were led past", ASKED, cells(40, 12), BANDS, "answered"),
    case(survey.base_words, "silent joined", ASKED, cells(0, 1), BANDS, "asked"),
    case(survey.apart_title, "none", 0, 84),
    case(survey.apart_title, "none of one", 0, 1),
    case(survey.apart_title, "one of one", 1, 1),
    case(survey.apart_title, "one of many", 1, 84),
    case(survey.apart_title, "many", 12, 1240),
    case(survey.groups_title, "none of one", [], 1),
    case(survey.groups_title, "none", [], 5),
    case(survey.groups_title, "one, rise", [("Boys", 6.0)], 5),
    case(survey.groups_title, "one, fall", [("Girls", -6.0)], 5),
    case(survey.groups_title, "many, both ways", [("Girls", -6.0), ("Boys", 6.0)], 5),
    case(survey.groups_title, "many, long", [(name, 6.0 - 3 * n) for n, name in enumerate(GROUPS)], 5),
    case(survey.part_title, "withheld", None, [], []),
    case(survey.part_title, "none apart", 1203, [], []),
    case(survey.part_title, "one fewer", 1203, ["Boys"], ["Girls"]),
    case(survey.part_title, "one more", 1203, [], ["Girls"]),
    case(survey.part_title, "many fewer", 1203, GROUPS, []),
)  # fmt: skip
