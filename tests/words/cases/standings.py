"""The word of a verdict, and what is said of several that did not change."""

from __future__ import annotations

from dashboard.measures.verdict import Answer, Doubt, Estimate, Goodness, Kind, Verdict
from dashboard.words import standing
from tests.words.case import UNCOMPARED, UNSURE, case, fall, rise

STILL = Verdict(Answer.NOT_CHANGED, Kind.STEP)
RECORDED = Verdict(Answer.RECORDING_CHANGED, Kind.STEP)

CASES = (
    *(case(standing.verdict_word, name, verdict) for name, verdict in (
        ("rise", rise()), ("fall", fall()), ("rise, better", rise(goodness=Goodness.BETTER)), ("fall, worse", fall(goodness=Goodness.WORSE)),
        ("no change", STILL), ("recording changed", RECORDED), ("too few", UNSURE), ("too early", UNCOMPARED),
        ("overdue", Verdict(Answer.OVERDUE, Kind.DATES)), ("none overdue", Verdict(Answer.IN_TIME, Kind.DATES)),
        ("wide range", Verdict(Answer.CANNOT_TELL, Kind.YEAR_ON_YEAR, estimate=Estimate(1.2, 0.8, 1.8))),
        ("two groups alike", Verdict(Answer.CANNOT_TELL, Kind.BESIDE, why="chance may make it")))),
    *(case(standing.verdict_word, doubt, Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="It is so.", doubt=doubt))
      for doubt in (Doubt.NOT_COMPARABLE, Doubt.NOT_DELIVERED, Doubt.NOT_COVERED, Doubt.WITHHELD, Doubt.REPEATS, Doubt.AMONG_MANY)),
    case(standing.verdict_phrase, "too few", UNSURE),
    case(standing.verdict_phrase, "no change", STILL),
    case(standing.still_words, "none", [rise()]),
    case(standing.still_words, "one", [STILL]),
    case(standing.still_words, "many alike", [UNSURE, UNCOMPARED]),
    case(standing.changed_words, "none", [rise()]),
    case(standing.changed_words, "one", [UNSURE]),
    case(standing.changed_words, "many alike", [UNSURE, UNSURE]),
    case(standing.changed_words, "many of two kinds", [STILL, UNSURE, STILL, rise()]),
    case(standing.still_words, "many of two kinds", [STILL, UNSURE, STILL, rise()]),
)  # fmt: skip
