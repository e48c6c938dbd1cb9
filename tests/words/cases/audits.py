"""Ratings of audits."""

from __future__ import annotations

from dashboard.measures.verdict import Answer, Kind, Verdict
from dashboard.words import audits
from tests.words.case import case, share

NAMES = (
    "Assessment",
    "Planning",
    "Review",
    "Voice of young people",
    "Places and spaces",
    "Working together",
    "Leadership",
    "Learning",
)
ROUND = "Autumn 2024"
STILL = {name: share(50, 51, Answer.NOT_CHANGED) for name in NAMES}
UNCOMPARED = {
    name: Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="There is no round before this one.") for name in NAMES
}
ROSE, FELL = share(45, 70, Answer.CHANGED), share(70, 45, Answer.CHANGED)
UNSURE = share(50, 55, Answer.CANNOT_TELL)
LOW = dict(zip(NAMES, (60, 55, 20, 40, 30, 42, 45, 48), strict=True))
HIGH = dict(zip(NAMES, (70, 65, 44, 60, 49, 58, 55, 58), strict=True))

CASES = (
    case(audits.teams_base, "all", 528, 528), case(audits.teams_base, "some", 396, 1528),
    case(audits.team_words, "one", 1, "Early help", []), case(audits.team_words, "many, two left out", 171, "Children and families", ["Language", "Outcome"]),
    case(audits.part_subtitle, "one, of all", 1, [], "Spring 2025"), case(audits.part_subtitle, "many, narrowed", 44, ["Measure change in the context too", "Level 1"], "Autumn 2025"),
    case(audits.ties_words, "all", 24, 24),
    case(audits.ties_words, "some", 18, 24),
    case(audits.areas_title, "first round, none good", UNCOMPARED, [], ""),
    case(audits.areas_title, "first round, one area", {"Assessment": UNCOMPARED["Assessment"]}, ["Assessment"], ""),
    case(audits.areas_title, "first round, one area, not good", {"Assessment": UNCOMPARED["Assessment"]}, [], ""),
    case(audits.areas_title, "first round, many", UNCOMPARED, list(NAMES[:3]), ""),
    case(audits.areas_title, "none changed", STILL, list(NAMES[:3]), ROUND),
    case(audits.areas_title, "none can be compared", UNCOMPARED, list(NAMES[:3]), ROUND),
    case(audits.areas_title, "rise", STILL | {"Assessment": ROSE}, [], ROUND),
    case(audits.areas_title, "fall", STILL | {"Assessment": FELL}, [], ROUND),
    case(audits.areas_title, "many changed", STILL | {"Assessment": ROSE, "Review": FELL}, [], ROUND),
    case(audits.areas_title, "many changed, some cannot be compared", UNCOMPARED | {"Assessment": ROSE, "Review": FELL, "Voice": UNSURE}, [], ROUND),
    case(audits.halves_words, "none", {}, {}),
    case(audits.halves_words, "one, more", {"Review": 60}, {"Review": 70}),
    case(audits.halves_words, "one, less", {"Review": 20}, {"Review": 40}),
    case(audits.halves_words, "one, cannot tell", {"Review": 40}, {"Review": 60}),
    case(audits.halves_words, "many, cannot tell of any", {"Review": 40, "Voice": 30}, {"Review": 60, "Voice": 60}),
    case(audits.halves_words, "many, cannot tell of one", {"Review": 60, "Voice": 30}, {"Review": 70, "Voice": 60}),
    case(audits.halves_words, "many", LOW, HIGH),
    case(audits.halves_title, "one, more", {"Review": 60}, {"Review": 70}, "areas"),
    case(audits.halves_title, "one, less", {"Review": 20}, {"Review": 40}, "areas"),
    case(audits.halves_title, "one, cannot tell", {"Review": 40}, {"Review": 60}, "areas"),
    case(audits.halves_title, "many, none", {"Review": 40, "Voice": 30}, {"Review": 60, "Voice": 60}, "groups of teams"),
    case(audits.halves_title, "many", LOW, HIGH, "areas"),
    case(audits.strong_words, "none", 0, 4, "groups of teams"),
    case(audits.strong_words, "one", 1, 4, "groups of teams"),
    case(audits.strong_words, "many", 13, 24, "standards"),
    case(audits.halves_of_one, "more", 60, 70),
    case(audits.halves_of_one, "less", 20, 40),
    case(audits.halves_of_one, "cannot tell", 40, 60),
    case(audits.unsure_line, "none", {}, {}),
    case(audits.unsure_line, "one with few", dict.fromkeys(NAMES, 60) | {"Review": 12}, {"Review": UNSURE}),
    case(audits.unsure_line, "one rating", dict.fromkeys(NAMES, 60) | {"Review": 1}, {"Review": UNSURE}),
    case(audits.unsure_line, "many with enough", dict.fromkeys(NAMES, 60), {"Review": UNSURE}),
    case(audits.records_words, "at random", 120, 388, "RANDOM", "Autumn 2025"),
    case(audits.records_words, "all", 388, 388, "ALL", "Autumn 2025"),
    case(audits.records_words, "one, of how many not delivered", 1, None, "", "Autumn 2025"),
    case(audits.records_words, "many, how picked not delivered", 120, float("nan"), "", "Autumn 2025"),
    case(audits.agreed_words, "one", 78, 90, 85),
    case(audits.agreed_words, "ends alike", 85.1, 85.2, 85.1),
    case(audits.agreed_span, "many", 78, 90, 6, 8),
    case(audits.agreed_span, "ends alike, all", 85.1, 85.2, 8, 8),
    case(audits.band_name, "one rating", 4, 4),
    case(audits.band_name, "joined", 1, 3),
    case(audits.band_name, "joined without a name", 2, 5),
    case(audits.of_number, "none", 0, 8),
    case(audits.of_number, "one", 1, 8),
    case(audits.of_number, "many", 12, 20),
)  # fmt: skip
