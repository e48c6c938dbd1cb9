"""What the Committee keeps."""

from __future__ import annotations

from dashboard.words import committee, targets
from tests.words.case import MONTH, case

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
    case(targets.aim_words, "one day", "PLAN", 1.0),
    case(targets.aim_words, "days", "CONFERENCE", 28.0),
    case(targets.aim_words, "a share", "ARRANGED", 80.0),
    case(targets.target_words, "a share", "HELD", 90.0, MONTH, "Child Protection Committee"),
    case(targets.step_words, "a step within it", "context conference", 28.0, (4.0, 41.6), (8.0, 60.2)),
    case(targets.step_words, "no step within it", "plan", 56.0, None, (16.0, 55.1)),
    case(targets.step_words, "no step at all", "closing", 1.0, None, None),
    case(targets.targets_title, "none holds yet", 0, 5),
    case(targets.targets_title, "one", 1, 5),
    case(targets.targets_title, "some", 3, 5),
    case(targets.targets_title, "all", 5, 5),
)
