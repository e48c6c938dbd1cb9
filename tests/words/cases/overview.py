"""The Overview, words that blame, and the review of the system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Doubt, Estimate, Goodness, Kind, Level, Scale, Verdict
from dashboard.words import language, overview, system_review
from dashboard.words.number_format import COUNT, RATE, SHARE, SHARE_TENTH
from tests.words.case import UNCOMPARED, UNSURE, case, fall, ratio, rise, share

MARCH = date(2026, 3, 31)
UP, DOWN, EITHER = ratio(1.4, 1.06, 1.8), ratio(0.72, 0.55, 0.94), ratio(0.95, 0.72, 1.3)
BETTER, WORSE = Goodness.BETTER, Goodness.WORSE


def points(low: float, high: float) -> Verdict:
    way = Direction.MORE if low > 0 else Direction.FEWER
    return Verdict(Answer.CHANGED, Kind.SHARE, way, estimate=Estimate((low + high) / 2, low, high, Scale.POINTS))


def rate(before: float, latest: float, way: Direction) -> Verdict:
    return Verdict(
        Answer.CHANGED, Kind.YEAR_ON_YEAR, way, latest=Level(latest, "latest"), before=Level(before, "before")
    )


CASES = (
    case(overview.apart_from, "one", "Scotland"),
    case(overview.nothing_shown, "none", []), case(overview.nothing_shown, "one", ["Missing reports"]), case(overview.nothing_shown, "many", ["Missing reports", "Incidents"]),
    case(overview.nothing_delivered, "none", []), case(overview.nothing_delivered, "one", ["survey"]), case(overview.nothing_delivered, "many", ["missing episode", "survey", "audit"]),
    case(overview.besides, "none", 0, "20 April 2026", [], ""), case(overview.besides, "one overdue", 1, "20 April 2026", [], ""), case(overview.besides, "many overdue, one worse", 23, "20 April 2026", ["Registered again"], "Scotland"),
    case(overview.besides, "many worse", 0, "20 April 2026", ["Registered again", "Planning meetings in time"], "Scotland"),
    case(overview.told_elsewhere, "none", []), case(overview.told_elsewhere, "one", ["Takes part in sport"]), case(overview.told_elsewhere, "many", ["Takes part in sport", "Sleeps well"]),
    case(overview.which_measures, "none", []), case(overview.which_measures, "one", ["areas"]), case(overview.which_measures, "many", ["areas", "groups", "what changed at a dated event"]),
    *(case(overview.overview_title, name, changed, better, judged, of, MARCH) for name, changed, better, judged, of in (
        ("none", 0, 0, 8, 8), ("one, not better", 1, 0, 8, 9), ("one, better", 1, 1, 8, 9), ("many, none better", 6, 0, 8, 9), ("many, one better", 6, 1, 8, 9), ("many", 6, 4, 8, 9),
        ("many, all better", 2, 2, 8, 9), ("very many", 12, 11, 15, 16), ("none, one not judged", 0, 0, 8, 9), ("none, many not judged", 0, 0, 8, 20), ("one, others not judged", 0, 0, 1, 3),
        ("none judged", 0, 0, 0, 2), ("no measure", 0, 0, 0, 0))),
    case(overview.card_sentence, "rise", rise(), COUNT, "year before"),
    case(overview.card_sentence, "fall", fall(), COUNT, "year before"),
    case(overview.card_sentence, "a share with a decimal", share(57.4, 61.5, Answer.CHANGED), SHARE_TENTH, "2024"),
    case(overview.card_sentence, "rise, better", rise(goodness=BETTER), COUNT, "autumn 2024"),
    case(overview.card_sentence, "fall, worse", fall(goodness=WORSE), COUNT, "to March 2025"),
    case(overview.card_sentence, "rise of a share, worse", share(45, 70, Answer.CHANGED, goodness=WORSE), SHARE, "autumn 2024"),
    case(overview.card_sentence, "fall of a share by one point", share(46, 45, Answer.CHANGED), SHARE, "year before"),
    case(overview.card_sentence, "rise of a share that misses its target", replace(share(58, 73, Answer.CHANGED), target_pct=80.0), SHARE, "year before"),
    case(overview.card_sentence, "rise that rounding hides", share(45.1, 45.4, Answer.CHANGED), SHARE, "year before"),
    case(overview.card_sentence, "fall of a rate, better", rate(3.1, 2.0, Direction.FEWER), RATE, "year before"),
    case(overview.changed_in_brief, "neither good nor bad", "Missing episodes, monthly average", rise()),
    case(overview.changed_in_brief, "worse", "Young people who feel unsafe", share(45, 70, Answer.CHANGED, goodness=WORSE)),
    case(overview.changed_in_brief, "a target missed", "Held in time", replace(share(58, 73, Answer.CHANGED, goodness=BETTER), target_pct=80.0)),
    case(overview.note_ask, "one", ["missing reports (more)"], 0),
    case(overview.note_ask, "many, one other worse", ["missing reports (more)", "held in time (worse)"], 1),
    case(overview.note_ask, "many, many others worse", ["missing reports (more)", "held in time (worse)"], 4),
    case(overview.uncompared_sentence, "none", [rise()]),
    case(overview.uncompared_sentence, "one, among so many", [replace(UNSURE, doubt=Doubt.AMONG_MANY, why="it stands alone, but among so many questions chance would show one as large")]),
    case(overview.uncompared_sentence, "many, two alike", [UNCOMPARED, rise(), UNCOMPARED, replace(UNCOMPARED, doubt=Doubt.NOT_COMPARABLE, why="Its wording changed.")]),
    case(overview.surety, "no range", Verdict(Answer.NOT_CHANGED, Kind.STEP)),
    case(overview.surety, "rise", rise()),
    case(overview.surety, "fall", fall()),
    case(overview.surety, "rise, the season aside", rise(estimate=Estimate(1.31, 1.2, 1.42, allowed_for=("the time of year",)))),
    case(overview.surety, "rise of a share", points(3, 11)),
    case(overview.surety, "fall of a share", points(-11, -3)),
    case(overview.surety, "range on both sides", rise(estimate=Estimate(1.3, 0.9, 1.9))),
    case(overview.surety, "no upper end", rise(estimate=Estimate(4.0, 1.4, float("inf")))),
    case(language.trend_title, "too few years", None),
    case(language.trend_title, "cannot tell", replace(rate(3.1, 2.9, Direction.FEWER), answer=Answer.CANNOT_TELL, why="Too wide.")),
    case(language.trend_title, "no change", replace(rate(3.1, 3.0, Direction.FEWER), answer=Answer.NOT_CHANGED)),
    case(language.trend_title, "rise", rate(2.0, 2.8, Direction.MORE)),
    case(language.trend_title, "fall", rate(2.8, 2.0, Direction.FEWER)),
    case(language.trend_title, "fall that rounding hides", rate(0.34, 0.26, Direction.FEWER)),
    case(language.trend_subtitle, "not compared", ("", ""), "April 2023 to March 2024"),
    case(language.trend_subtitle, "one longer", ("latest 15 months", "first twelve months"), "April 2023 to March 2026"),
    case(language.how_many, "a year", 12),
    case(language.how_many, "longer", 15),
    case(language.trend_surety, "too few years", None),
    case(language.trend_surety, "cannot tell", EITHER),
    case(language.trend_surety, "rise", UP),
    case(language.trend_surety, "fall", DOWN),
    case(language.kinds_title, "none", [], 5),
    case(language.kinds_title, "one", ["choice and consent"], 1),
    case(language.kinds_title, "one of several", ["choice and consent"], 5),
    case(language.kinds_title, "many", ["choice and consent", "lifestyle", "running away"], 3),
    case(language.kinds_title, "many, long", ["choice and consent of a child", "lifestyle and risk", "running away and hiding", "family and home life"], 5),
    case(language.uncounted_sentence, "none", []),
    case(language.uncounted_sentence, "one", ["makes the child an adult"]),
    case(language.uncounted_sentence, "some together", ["makes the child an adult"], together=True),
    case(language.list_title, "none", 0, is_own=True),
    case(language.list_title, "one", 1, is_own=True),
    case(language.list_title, "many", 88, is_own=False),
    case(language.found_sentence, "nothing to check", 0, 0),
    case(language.found_sentence, "none, of one word", 0, 1),
    case(language.found_sentence, "none", 0, 120),
    case(language.found_sentence, "one", 1, 30),
    case(language.found_sentence, "many", 4, 1200),
    case(system_review.values_words, "none", []),
    case(system_review.values_words, "two", ["Rights-based", "Ecological"]),
    case(system_review.values_named, "none", []),
    case(system_review.values_named, "two", ["Rights-based", "Ecological"]),
    case(system_review.evidence_title, "no value at all", list("abcde"), 5, 8, 8),
    case(system_review.evidence_title, "one silent, one component bare, two still", ["strengths-based"], 5, 1, 2),
    case(system_review.evidence_title, "all, and each has its next step", [], 5, 0, 0),
    case(system_review.evidence_title, "all, several bare", [], 5, 3, 1),
    case(system_review.system_title, "first review", {"GREEN": 3}, 20, pd.Series([None] * 3, dtype=float)),
    case(system_review.system_title, "none in place, none moved", {}, 20, pd.Series([0.0] * 3)),
    case(system_review.system_title, "one component", {"GREEN": 1}, 1, pd.Series([1.0])),
    case(system_review.system_title, "one in place, down", {"GREEN": 1}, 20, pd.Series([-1.0, 0.0])),
    case(system_review.system_title, "many, both ways", {"GREEN": 3}, 20, pd.Series([1.0, 2.0, -1.0, None])),
)  # fmt: skip
