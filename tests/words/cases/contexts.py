"""Contexts at level 2."""

from __future__ import annotations

from types import SimpleNamespace

from dashboard.measures.verdict import Answer, Direction, Doubt, Estimate, Goodness, Kind, Level, Scale, Verdict
from dashboard.words import context_assessments as assessed
from dashboard.words import contexts
from tests.words.case import case, fall, frame

STAGES = {"REFERRED": "Referred", "ASSESSED": "Being assessed", "PLAN": "With a plan", "CLOSED": "Closed"}
AGENCIES = {"POLICE": "Police", "SOCIAL": "Social work", "SCHOOL": "Education"}
MEASURES = (
    "Guardianship",
    "Lighting",
    "Sense of safety",
    "Adults who are trusted",
    "Young people take part",
    "Incidents",
)


def moved(*better: str, unsure: int = 0, withheld: int = 0) -> dict[str, Verdict]:
    """Measures that moved to the good side in most contexts, and how many of which that cannot be told."""
    found = {name: good_side(20.0, 5.0, 33.0) for name in better}
    found |= {f"Unsure {n}": good_side(4.0, -11.0, 19.0) for n in range(unsure)}
    return found | {f"Withheld {n}": UNTOLD for n in range(withheld)}


def good_side(points: float, low: float, high: float) -> Verdict:
    """As far above a half as that."""
    latest, made = Level(50 + points, "to the good side", "%", base=54), Estimate(points, low, high, Scale.POINTS)
    if low > 0:
        return Verdict(Answer.CHANGED, Kind.SHARE, Direction.MORE, Goodness.BETTER, latest=latest, estimate=made)
    return Verdict(Answer.CANNOT_TELL, Kind.SHARE, latest=latest, estimate=made)


UNTOLD = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="Not to be told.", doubt=Doubt.WITHHELD)


TWICE = SimpleNamespace(measure="YP_FEEL_SAFE", first=28.0, last=29.0, moved="Y")
INCIDENTS = SimpleNamespace(measure="INCIDENTS", first=9.0, last=4.0, moved="Y")

CASES = (
    case(contexts.moved_words, "once", SimpleNamespace(measure="GUARDIANS", first=5.0, last=5.0, moved="NOT_TWICE")),
    case(contexts.moved_words, "the same", SimpleNamespace(measure="GUARDIANS", first=5.0, last=5.0, moved="N")),
    case(contexts.moved_words, "up", TWICE),
    case(contexts.moved_words, "down", SimpleNamespace(measure="YP_FEEL_SAFE", first=48.0, last=42.0, moved="N")),
    case(contexts.moved_words, "incidents, fewer", INCIDENTS),
    case(contexts.moved_words, "incidents, more", SimpleNamespace(measure="INCIDENTS", first=4.0, last=9.0, moved="N")),
    case(contexts.board_title, "none", (0, 0), None),
    case(contexts.board_title, "one, none overdue", (0, 1), (0, 0)),
    case(contexts.board_title, "one, one overdue", (1, 1), (0, 0)),
    case(contexts.board_title, "many, none overdue", (0, 7), (0, 30)),
    case(contexts.board_title, "many, one overdue", (1, 7), (0, 30)),
    case(contexts.board_title, "many", (3, 7), (11, 1030)),
    case(contexts.board_title, "many, pooled hidden", (3, 7), None),
    case(contexts.board_counts, "all", is_all=True),
    case(contexts.board_counts, "those shown", is_all=False),
    case(contexts.pooled_alone, "contexts", "contexts taken to level 2 and closed"),
    case(contexts.board_title, "all are pooled", (0, 0), (11, 30)),
    case(contexts.board_title, "many, pooled of an earlier day", (3, 7), None, is_hidden=False),
    case(contexts.level_title, "none at level 1, or withheld", 0, 40),
    case(contexts.level_title, "one", 1, 1),
    case(contexts.level_title, "one of many", 1, 40),
    case(contexts.level_title, "many", 12, 40),
    case(contexts.level_title, "told apart", 8, 96, 7),
    case(contexts.level_title, "told apart, one of one", 1, 1, 0),
    case(contexts.waiting_title, "one week", "context conference", 1.2, 40.2),
    case(contexts.waiting_title, "many weeks", "closing", 26, 78.4),
    case(contexts.came_title, "withheld", frame(n=[], base=[]), 40),
    case(contexts.came_title, "one context", frame(n=[], base=[]), 1),
    case(contexts.came_title, "many", frame(n=[12.0], base=[40.0]), 40),
    case(contexts.counted_title, "many", "Police", 12, 40),
    case(contexts.counted_title, "many, long", "Police, social work, education, health, housing, youth work, or a partner of another kind", 12, 40),
    case(contexts.outcome_title, "withheld", 0, 14),
    case(contexts.outcome_title, "one", 1, 1),
    case(contexts.outcome_title, "one of many", 1, 14),
    case(contexts.outcome_title, "many", 6, 14),
    case(contexts.outcome_title, "one, and it is less safe", 0, 1, 1),
    case(contexts.outcome_title, "many, some less safe", 6, 14, 3),
    case(contexts.outcome_title, "safer withheld", 0, 14, 3),
    case(assessed.heaviest_title, "home withheld", 0, 40, 5),
    case(assessed.heaviest_title, "one, each decided", 1, 40, 0),
    case(assessed.heaviest_title, "many, some undecided", 9, 40, 7),
    case(assessed.acted_on_title, "one, each decided", 1, 40, 0),
    case(assessed.acted_on_title, "many, some undecided", 26, 40, 5),
    case(assessed.acted_on_title, "many, no other decided", 26, 40, 14),
    case(assessed.undecided_words, "none", 0, assessed.NOT_ONE),
    case(assessed.undecided_words, "one", 1, assessed.NONE_WEIGHED),
    case(assessed.undecided_words, "many", 18, assessed.NOT_ONE),
    case(assessed.front_door_title, "joined", [], 0, 40),
    case(assessed.front_door_title, "joined, one", [], 0, 1),
    case(assessed.front_door_title, "many", ["Police"], 12, 40),
    case(assessed.front_door_title, "two alike", ["Social work", "Youth work"], 17, 96),
    case(assessed.front_door_title, "many, long", ["Community learning and development and a youth work partner"], 12, 40_000_000),
    case(assessed.felt_title, "withheld", 0, 14),
    case(assessed.felt_title, "one", 1, 40),
    case(assessed.felt_title, "many", 9, 14),
    case(assessed.less_safe_title, "none, the others told", [], 0),
    case(assessed.less_safe_title, "none shown, the others not told", [], None),
    case(assessed.less_safe_title, "one place, the others not told", ["School in North, 1"], None),
    case(assessed.less_safe_title, "two places, the others not told", ["School in North, 1", "Transport in Wishaw, 2"], None),
    case(assessed.less_safe_title, "two places, chance may make it", ["School in North, 1", "Transport in Wishaw, 2"], None, is_sure=False),
    case(assessed.less_safe_title, "places and pooled", ["School in North, 1"], 6),
    case(assessed.less_safe_title, "pooled alone", [], 6),
    case(assessed.less_safe_title, "many places", [f"Neighbourhood in Coatbridge, {n}" for n in range(1, 9)], None),
    case(assessed.pooled_less, "none", 0, None),
    case(assessed.pooled_less, "not told", 17, None),
    case(assessed.pooled_less, "told", 17, 6),
    case(assessed.pooled_less, "told, of an earlier day", 17, 6, on="20 January 2026"),
    case(assessed.pooled_less, "none, of an earlier day", 0, None, on="20 January 2026"),
    case(assessed.pooled_less, "told, of those that came since", 17, 6, on=contexts.counted_on("20 April 2027", "20 April 2026")),
    case(assessed.silent_agencies, "each by itself", 0), case(assessed.silent_agencies, "several together", 1),
    case(assessed.taken_on, "all told", 6, 6, 40, 96),
    case(assessed.taken_on, "told of none", 0, 5, 80, 96),
    case(assessed.taken_on, "told of some, the whole not told", 2, 5, 0, 96),
    case(assessed.reopened_title, "one", 1, 14),
    case(assessed.reopened_title, "many", 8, 28),
    case(assessed.closed_now, "all closed again", 28, 28), case(assessed.closed_now, "one closed, one open again", 1, 2), case(assessed.closed_now, "many", 20, 28),
    case(assessed.network_title, "withheld", 0, 40, "up to 2"),
    case(assessed.network_title, "one", 1, 40, "up to 2"),
    case(assessed.network_title, "many", 8, 40, "up to 2"),
    case(assessed.with_young_people_title, "one", 1, 40),
    case(assessed.with_young_people_title, "many", 22, 40),
    case(assessed.grave_title, "many", "Violence", 20, 40),
    case(assessed.grave_title, "many, long", "Pressure from peers and from those who are older and know what they want of them", 20, 40),
    case(assessed.asked_title, "many", "Somewhere to go", 20, 40),
    case(assessed.asked_title, "many, long", "Somewhere to go in the evening that is warm and costs nothing and is near a bus", 20, 40),
    case(contexts.moved_title, "one, with no good end", moved("Lighting") | {"Incidents": fall()}),
    case(contexts.whole_sentence, "none", 0, 0, 0, 0), case(contexts.whole_sentence, "one", 1, 0, 0, 0), case(contexts.whole_sentence, "many", 18, 11, 52, 1), case(contexts.whole_sentence, "many, the pooled ones apart", 18, 11, None, 1),
    case(contexts.undecided_words, "none", 0, 80), case(contexts.undecided_words, "one", 1, 80), case(contexts.undecided_words, "many", 3, 80),
    case(contexts.both_sentence, "many", frame(n_pooled=[10, 7], n_shown=[3, 8])),
    case(contexts.moved_title, "none", moved(unsure=5, withheld=1)),
    case(contexts.moved_title, "none, one measure", moved(withheld=1)),
    case(contexts.moved_title, "one", moved("Lighting")),
    case(contexts.moved_title, "one of many", moved("Lighting", unsure=3)),
    case(contexts.moved_title, "many", moved(*MEASURES[:2], unsure=4)),
    case(contexts.moved_title, "many, long", moved(*MEASURES[:4], unsure=2)),
    case(contexts.good_share, "better", good_side(31.0, 16.4, 41.2)),
    case(contexts.good_share, "cannot tell", good_side(-4.0, -17.0, 9.0)),
    case(contexts.good_share, "withheld", UNTOLD),
    case(contexts.pooled_sentence, "withheld", frame(group=[], n=[]), STAGES),
    case(contexts.pooled_sentence, "one", frame(group=["PLAN"], n=[1]), STAGES),
    case(contexts.pooled_sentence, "many", frame(group=["REFERRED;ASSESSED", "PLAN"], n=[8, 12]), STAGES),
    case(contexts.pooled_sentence, "many, of those that came since", frame(group=["PLAN"], n=[12]), STAGES, on=contexts.counted_on("20 April 2027", "20 April 2026")),
    case(contexts.counted_on, "of all", "20 April 2026"), case(contexts.counted_on, "of those that came since", "20 April 2027", "20 April 2026"),
    case(contexts.those_of, "the first", "20 April 2026"), case(contexts.those_of, "later", "20 April 2027", "20 April 2026"),
    case(contexts.stage_span, "one", "PLAN", STAGES),
    case(contexts.stage_span, "joined", "PLAN;ASSESSED", STAGES),
    case(contexts.group_words, "one", "POLICE", AGENCIES),
    case(contexts.group_words, "two", "POLICE;SOCIAL", AGENCIES),
    case(contexts.group_words, "many, one without a name", "POLICE;SOCIAL;OTHER", AGENCIES),
    case(contexts.measured_title, "none", 0, 6),
    case(contexts.measured_title, "one", 1, 6),
    case(contexts.measured_title, "many", 4, 6), case(contexts.measured_title, "one measure", 1, 1),
)  # fmt: skip
