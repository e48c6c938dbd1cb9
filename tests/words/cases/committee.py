"""What the Committee keeps."""

from __future__ import annotations

from dashboard.words import committee
from tests.words.case import case

CASES = (
    case(committee.risks_title, "none open", 0, 0, 0),
    case(committee.risks_title, "one, nothing to say of it", 1, 0, 0),
    case(committee.risks_title, "one, rising and overdue", 1, 1, 1),
    case(committee.risks_title, "many", 5, 2, 3),
    case(committee.decisions_title, "one, in time", 1, 0, 0),
    case(committee.decisions_title, "one overdue, one with nothing to show", 5, 1, 1),
    case(committee.decisions_title, "many", 12, 3, 4),
    case(committee.learning_title, "one, and it changed something", 1, 0, 0),
    case(committee.learning_title, "one of many changed nothing", 4, 1, 1),
    case(committee.learning_title, "many", 9, 3, 2),
    case(committee.heard_title, "one, told back", 1, 0),
    case(committee.heard_title, "one, not told back", 1, 1),
    case(committee.heard_title, "many", 9, 4),
    case(committee.dataset_title, "not delivered", 0, 10),
    case(committee.dataset_title, "one", 1, 10),
    case(committee.dataset_title, "all", 10, 10),
)
