"""Standards that fell, rose, or of which we cannot tell."""

from __future__ import annotations

from dashboard.measures.verdict import Answer, Kind, Verdict
from dashboard.words import audit_standards as standards
from tests.words.case import case, share

ROSE, FELL = share(45, 70, Answer.CHANGED), share(70, 45, Answer.CHANGED)
LOWER, HIGHER = share(55, 50, Answer.CANNOT_TELL), share(50, 55, Answer.CANNOT_TELL)
UNCOMPARED = Verdict(Answer.NOT_COMPARED, Kind.SHARE, why="There is no round before this one.")
ROUND = "Spring 2025"

CASES = (
    case(standards.kind_of, "fell", FELL), case(standards.kind_of, "rose", ROSE), case(standards.kind_of, "lower", LOWER),
    case(standards.kind_of, "higher", HIGHER), case(standards.kind_of, "not compared", UNCOMPARED),
    case(standards.standards_title, "first round", [UNCOMPARED], ""),
    case(standards.standards_title, "none fell", [HIGHER] * 3, ROUND),
    case(standards.standards_title, "one fell", [FELL, HIGHER], ROUND),
    case(standards.standards_title, "many", [FELL, FELL, *[ROSE] * 3, *[LOWER] * 12, HIGHER], ROUND),
    case(standards.standards_subtitle, "all, some tied", 24, 24, 18, ROUND),
    case(standards.standards_subtitle, "all, all tied", 24, 24, 24, ROUND),
    case(standards.standards_subtitle, "some, one tied", 20, 24, 1, ROUND),
    case(standards.standards_subtitle, "all, none tied", 24, 24, 0, ROUND),
)  # fmt: skip
