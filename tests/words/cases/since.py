"""What is another than at the last meeting, and published indicators."""

from __future__ import annotations

from types import SimpleNamespace

from dashboard.measures.verdict import Answer, Direction, Kind, Level, Verdict
from dashboard.words import indicators, since
from tests.words.case import UNCOMPARED, UNSURE, case, fall, rise

STILL = Verdict(Answer.NOT_CHANGED, Kind.STEP)
RECORDED = Verdict(Answer.RECORDING_CHANGED, Kind.STEP, Direction.MORE, recording=("recorded in a new way",))
OVERDUE, IN_TIME = Verdict(Answer.OVERDUE, Kind.DATES), Verdict(Answer.IN_TIME, Kind.DATES)
REASON = "Fewer than 5 children stand behind it."


LONG = "Children who live in families of limited resources, after the costs of housing, by council area"
SHARE_ROSE = rise(latest=Level(22.4, "2025/26", "per cent"), before=Level(18.2, "2024/25", "per cent"))


def indicator(value: float | None, name: str = "Invented example: Children in poverty") -> object:
    return SimpleNamespace(indicator=name, value=value, unit="per 100")


CASES = (
    case(since.since_sentence, "none", same=10),
    case(since.since_sentence, "one", changed=1, new=1, later=3, same=5),
    case(since.since_sentence, "many", changed=2, new=4, gone=1, later=2, same=1),
    case(since.since_sentence, "of one", same=1),
    case(since.since_sentence, "one of another set", other_set=1, later=2),
    case(since.since_sentence, "many of other sets", changed=1, other_set=2, same=4),
    case(since.other_set, "another set", "open contexts, shown and pooled", "open contexts shown one by one"),
    case(since.other_set, "not said then", "", "open contexts shown one by one"),
    case(since.why_new, "withheld", REASON),
    case(since.why_gone, "not delivered", None),
    case(since.why_gone, "withheld", REASON),
    case(since.notice_words, "a view", "missing_episodes.locality_age stays as it was published, up to 30 September 2025.", {"missing_episodes.locality_age": "Missing episodes, by locality and age band"}),
    case(since.view_words, "whole", "Missing episodes", []),
    case(since.view_words, "one of several asked for", "Missing episodes", ["contexts that were named: online"]),
    case(since.first_delivered, "a register", "register of risks"),
    case(since.not_delivered_now, "a register", "register of risks"),
    case(since.gathered, "none", []),
    case(since.gathered, "one", ["Survey: splits are hidden."]),
    case(since.gathered, "many alike", ["Missing episodes, by ward: now withheld.", "Survey: splits are hidden.", "Missing episodes, by age band: now withheld.", "Incidents, by ward: now withheld."]),
    case(since.none_since, "one", ["New signals on a chart"]),
    case(since.none_since, "many", ["New signals on a chart", "Signals that ended", "Actions closed"]),
    case(since.overdue, "a decision", "D-04 Young people are asked first.", "28 February 2026"),
    case(since.written_on, "what was learnt", "L-04 To be moved on feels like being blamed.", "10 February 2026"),
    case(since.view_words, "by two", "Missing episodes", ["locality", "age band"]),
    case(since.counted, "none", []),
    case(since.counted, "many", ["Better", "Cannot tell: too few", "Better"]),
    case(since.notice_words, "another notice", "Contexts: pooled figures stay as they are.", {"missing_episodes": "Missing episodes"}),
    case(since.restated, "none", 0),
    case(since.restated, "one", 1),
    case(since.restated, "many", 4),
    case(since.moved, "overdue now", IN_TIME, OVERDUE),
    case(since.moved, "none overdue now", OVERDUE, IN_TIME),
    case(since.moved, "no verdict", (1, 2), (1, 3)),
    case(since.moved, "recording explains it now", rise(), RECORDED),
    case(since.moved, "recording no longer explains it", RECORDED, rise()),
    case(since.moved, "rise is seen now", STILL, rise()),
    case(since.moved, "fall is seen now", UNSURE, fall()),
    case(since.moved, "not changed now", UNSURE, STILL),
    case(since.moved, "cannot tell now", STILL, UNSURE),
    case(since.moved, "not compared now", STILL, UNCOMPARED),
    case(since.moved, "cannot tell then, nor now", UNSURE, UNSURE),
    case(since.moved, "compared now, cannot tell", UNCOMPARED, UNSURE),
    case(since.moved, "no longer clear", rise(), STILL),
    case(since.moved, "rise, now fall", rise(), fall()),
    case(since.moved, "fall, now rise", fall(), rise()),
    case(since.moved, "dated otherwise", rise(), rise(since=None)),
    case(since.moved, "another kind", rise(), rise(kind=Kind.COURSE)),
    case(since.parts_moved, "none", [], [], [], is_named=True),
    case(since.parts_moved, "one of each", ["Airdrie"], ["Bellshill"], ["Wishaw"], is_named=True),
    case(since.parts_moved, "many, not named", ["a", "b"], ["c"], [], is_named=False),
    case(indicators.figure, "given", 22.4),
    case(indicators.figure, "a share", 22.4, "per cent"),
    case(indicators.figure, "a rate, whose unit stands beside its name", 22.4, "per 1,000 children"),
    case(indicators.with_unit, "a share", "22.4", "per cent"),
    case(indicators.signed, "a share", "22.4", "per cent"),
    case(indicators.signed, "a rate", "22.4", "per 1,000 children"),
    case(indicators.unit_beside, "a share", "per cent"),
    case(indicators.unit_beside, "a rate", "per 1,000 children"),
    case(indicators.with_unit, "a rate", "22.4", "per 1,000 children"),
    case(indicators.with_unit, "none", "22.4", ""),
    case(indicators.figure, "kept back", None),
    case(indicators.fit, "given", 20.1, 24.9),
    case(indicators.fit, "kept back", 20.1, float("nan")),
    case(indicators.many_title, "none with anything earlier", {"Safe": UNCOMPARED, "Heard": UNCOMPARED}, has_comparator=True),
    case(indicators.many_title, "one, not changed", {"Safe": STILL}, has_comparator=False),
    case(indicators.many_title, "many, none changed", {"Safe": STILL, "Heard": UNSURE, "Waited": UNSURE}, has_comparator=False),
    case(indicators.many_title, "one changed", {"Children in poverty": SHARE_ROSE, "Heard": UNSURE}, has_comparator=False),
    case(indicators.many_title, "many changed", {"Children in poverty": SHARE_ROSE, "Waited": fall(), "Heard": UNSURE}, has_comparator=True),
    case(indicators.many_title, "one changed, with a long name", {LONG: SHARE_ROSE, "Heard": STILL}, has_comparator=True),
    case(indicators.one_title, "withheld", indicator(None), UNCOMPARED),
    case(indicators.one_title, "one", indicator(22.41), SHARE_ROSE),
    case(indicators.one_title, "one, cannot tell", indicator(22.41), UNSURE),
    case(indicators.one_title, "one, long", indicator(22.41, LONG), STILL),
    case(indicators.subtitle, "all drawn", 3, 3, has_dataset=True),
    case(indicators.subtitle, "one drawn", 12, 1, has_dataset=False),
    case(indicators.subtitle, "many", 12, 8, has_dataset=False),
    case(indicators.count, "withheld", float("nan"), "withheld"),
    case(indicators.count, "not delivered", float("nan"), "published"),
    case(indicators.count, "many", 1240.0, "published"),
)  # fmt: skip
