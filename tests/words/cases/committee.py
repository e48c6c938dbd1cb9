"""What the Committee keeps."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Goodness, Kind, Level, Verdict
from dashboard.words import against, committee, pressing, targets
from tests.words.case import MONTH, case, share

MISSED = replace(share(58, 73, Answer.CHANGED, goodness=Goodness.BETTER), target_pct=80.0)
REACHED = replace(MISSED, target_pct=70.0)

APRIL = pd.Timestamp("2026-03-31")
BESIDE = {
    "Registrations": Verdict(
        Answer.CHANGED, Kind.BESIDE, Direction.MORE, latest=Level(3.5, "here", "per 1,000 children", 68_000),
        before=Level(2.9, "comparator", "per 1,000 children", 1_010_000),
    ),
    "Planning meetings within the timescale": Verdict(
        Answer.CANNOT_TELL, Kind.BESIDE, latest=Level(81.0, "here", "per cent", 280), before=Level(80.0, "comparator", "per cent", 4_100), why="chance",
    ),
    "Registered again": Verdict(Answer.NOT_COMPARED, Kind.BESIDE, why="one of the two figures is missing"),
}  # fmt: skip

CASES = (
    case(committee.risks_title, "none open", 0, 0, 0),
    case(committee.risks_title, "one, nothing to say of it", 1, 0, 0),
    case(committee.risks_title, "one, rising and overdue", 1, 1, 1),
    case(committee.risks_title, "many", 5, 2, 3),
    case(committee.decisions_title, "one, in time", 1, 0, 0),
    case(committee.decisions_title, "one overdue, one with nothing to show", 5, 1, 1),
    case(committee.decisions_title, "many", 12, 3, 4),
    case(committee.decisions_title, "no change found after one", 5, 1, 1, still=1),
    case(committee.decisions_title, "worse after one, no change after two", 12, 3, 4, worse=1, still=2),
    case(committee.learning_title, "one, and it changed something", 1, 0, 0),
    case(committee.learning_title, "one of many changed nothing", 4, 1, 1),
    case(committee.learning_title, "many", 9, 3, 2),
    case(committee.heard_title, "one, told back", 1, 0),
    case(committee.heard_title, "one, not told back", 1, 1),
    case(committee.heard_title, "many", 9, 4),
    case(committee.dataset_title, "not delivered", [], "", above=0, below=0, measures=0, delivered=0, kinds=10),
    case(committee.dataset_title, "no comparator", [], "2025/26", above=0, below=0, measures=0, delivered=9, kinds=10),
    case(committee.dataset_title, "one", ["Scotland"], "2025/26", above=1, below=0, measures=1, delivered=1, kinds=10),
    case(
        committee.dataset_title,
        "some cannot be told, one kind missing",
        ["Scotland"],
        "2025/26",
        above=4,
        below=4,
        measures=9,
        delivered=9,
        kinds=10,
    ),
    case(
        committee.dataset_title,
        "many cannot be told, one kind missing",
        ["Scotland"],
        "2025/26",
        above=2,
        below=0,
        measures=10,
        delivered=10,
        kinds=11,
    ),
    case(
        committee.dataset_title,
        "none above, all delivered",
        ["Scotland"],
        "2025/26",
        above=0,
        below=10,
        measures=10,
        delivered=10,
        kinds=10,
    ),
    case(committee.dataset_brief, "nothing delivered", "None of the 11 kinds of measure was delivered", {}, []),
    case(
        committee.dataset_brief,
        "two units, one clearly apart, one kind missing",
        "1 of 2 measures clearly above Scotland’s",
        BESIDE,
        ["Time on the register"],
    ),
    case(committee.owner_words, "named", "Chair of the steering group"),
    case(committee.owner_words, "not named", ""),
    case(committee.figure_time, "since", APRIL, since=pd.Timestamp("2025-03-18"), is_of_a_year=True),
    case(committee.figure_time, "in part before", APRIL, since=pd.Timestamp("2025-09-09"), is_of_a_year=True),
    case(committee.figure_time, "all so far", APRIL, since=pd.Timestamp("2025-09-09"), is_of_a_year=False),
    case(pressing.named_words, "short", "D-04", "Hold it in time."),
    case(
        pressing.named_words,
        "long",
        "D-04",
        "A context is closed only when young people feel safer there than at first.",
    ),
    case(pressing.named_words, "longer than a line", "D-04", "b" * 121),
    case(pressing.named_words, "no words", "D-04", ""),
    case(pressing.late_words, "none", "decision", "decisions", []),
    case(pressing.late_words, "one", "decision", "decisions", ["D-04"]),
    case(
        pressing.late_words,
        "many",
        "the review of risk",
        "reviews of risks",
        ["R-05", "R-02", "R-07", "R-08", "R-09"],
    ),
    case(pressing.overdue_words, "one register", ["decision D-04"]),
    case(
        pressing.overdue_words,
        "three registers",
        ["decision D-04", "actions A-02 and A-08", "the reviews of risks R-05 and R-02"],
    ),
    case(pressing.closed_though_words, "one", ["School in North, 1"]),
    case(pressing.closed_though_words, "two", ["School in North, 1", "Transport in Wishaw, 2"]),
    case(pressing.closed_though_words, "many", [f"School in North, {n}" for n in range(1, 6)]),
    case(pressing.apart_words, "one", [("Registrations", BESIDE["Registrations"])], "Scotland"),
    case(
        pressing.apart_words,
        "more than are named",
        [(f"Kind {n}", BESIDE["Registrations"]) for n in range(1, 6)],
        "Scotland",
    ),
    case(pressing.question_words, "of one kind", "Registered again", "What had not changed when the name came off?"),
    case(pressing.silent_words, "one", 1),
    case(pressing.silent_words, "many", 4),
    case(targets.aim_words, "one day", "PLAN", 1.0),
    case(targets.aim_words, "days", "CONFERENCE", 28.0),
    case(targets.aim_words, "a share", "ARRANGED", 80.0),
    case(targets.target_words, "a share", "HELD", 90.0, MONTH, "Child Protection Committee"),
    case(committee.comparator_years, "no comparator", "", "2025/26", []),
    case(committee.comparator_years, "none earlier", "Scotland", "2025/26", []),
    case(committee.comparator_years, "many earlier", "Scotland", "2025/26", ["2023/24", "2024/25"]),
    case(targets.step_words, "a step within it", "context conference", 28.0, (4.0, 41.6), (8.0, 60.2)),
    case(targets.step_words, "no step within it", "plan", 56.0, None, (16.0, 55.1)),
    case(targets.step_words, "no step at all", "closing", 1.0, None, None),
    case(targets.step_title, "a step within it", "context conference", 28.0, (4.0, 41.6), (8.0, 60.2)),
    case(targets.step_title, "no step within it", "plan", 56.0, None, (16.0, 55.1)),
    case(targets.step_title, "no step at all", "closing", 1.0, None, None),
    case(targets.reached_words, "missed", MISSED),
    case(targets.reached_words, "reached", REACHED),
    case(against.missed_word, "missed", MISSED),
    case(against.missed_word, "reached", REACHED),
    case(against.against_target, "none set", share(58, 73, Answer.CHANGED)),
    case(against.against_target, "missed by one", replace(MISSED, target_pct=74.0)),
    case(against.against_target, "missed", MISSED),
    case(against.against_target, "reached", REACHED),
    case(targets.targets_title, "some, one missed", 3, 5, 1),
    case(targets.targets_title, "two, both missed", 2, 5, 2),
    case(targets.targets_title, "none holds yet", 0, 5),
    case(targets.targets_title, "one", 1, 5),
    case(targets.targets_title, "some", 3, 5),
    case(targets.targets_title, "all", 5, 5),
)
