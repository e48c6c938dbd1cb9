"""Return discussions, and what practitioners do: reviews, training, sharing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.interrupted_series import Interruption
from dashboard.words import discussions, practice_records
from tests.words.case import MONTH, case, frame, points

NONE = points(0.0, -3.0, 3.0)
LABEL = "conversations by youth workers begin"
LONG = [
    "Social work",
    "Police",
    "Youth work in the school",
    "A worker of the children’s house",
    "Somebody the child chose",
]
GAPS = ["Information was not shared", "The place was not looked at", "Peers were not seen together"]


def change(level: tuple[float, float, float], slope: tuple[float, float, float] = (0.0, -3.0, 3.0)) -> Interruption:
    return Interruption(points(*level), points(*slope), np.zeros(1), np.zeros(1), 0.0, 1)


def held(*rows: tuple[str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["group", "share_pct"])


CASES = (
    case(discussions.event_label, "one", MONTH),
    case(discussions.own_years, "one", "Held within 7 days", MONTH),
    case(discussions.event_title, "rise", "Discussions held within 7 days", MONTH, [45.2, 59.6]),
    case(discussions.event_title, "alike", "Discussions held within 7 days", MONTH, [45.2, 45.4]),
    case(discussions.latest_points, "fewer than three", ["Jan–Mar 2026"], [73.2]),
    case(discussions.latest_points, "more than three", ["Apr–Jun 2025", "Jul–Sep 2025", "Oct–Dec 2025", "Jan–Mar 2026"], [80.0, 72.2, 73.1, 73.2]),
    case(discussions.others_held, "none", 623, 0),
    case(discussions.others_held, "not told", 484, None),
    case(discussions.others_held, "many", 484, 139),
    case(discussions.left_out_of_year, "none", []),
    case(discussions.left_out_of_year, "one", ["Transport"]),
    case(discussions.left_out_of_year, "many", ["Transport", "School"]),
    *(case(discussions.each, of, frame(period_start=[MONTH], period_end=[pd.Timestamp(end)]))
      for of, end in (("a month", "2025-06-30"), ("a quarter", "2025-08-31"), ("a half-year", "2025-11-30"), ("a year", "2026-05-31"), ("another", "2025-09-30"))),
    case(discussions.interruption_sentence, "too few months", None, MONTH, LABEL),
    case(discussions.interruption_sentence, "cannot tell", change((2, -3, 8)), MONTH, LABEL),
    case(discussions.interruption_sentence, "cannot tell, then rise", change((2, -3, 8), (4, 1, 7)), MONTH, LABEL),
    case(discussions.interruption_sentence, "rise", change((8, 3, 13)), MONTH, LABEL),
    case(discussions.interruption_sentence, "rise by one", change((1.2, 0.6, 1.8)), MONTH, LABEL),
    case(discussions.interruption_sentence, "fall, then fall", change((-8, -13, -3), (-4, -7, -1)), MONTH, LABEL),
    case(discussions.provider_title, "none", held()),
    case(discussions.provider_title, "one", held(("Police", 60.2))),
    case(discussions.provider_title, "many", held(("Police", 60.2), ("Social work", 71.0))),
    case(discussions.provider_title, "many, beside all episodes", held(("Police", 60.2), ("Social work", 71.0)), 48.4),
    case(discussions.provider_title, "many, long, beside all episodes", held(*((name, 60.0 + 3 * n) for n, name in enumerate(LONG))), 48.4),
    case(discussions.provider_title, "many, long", held(*((name, 60.0 + 3 * n) for n, name in enumerate(LONG)))),
    case(discussions.provider_title, "many, long, alike", held(*((name, 60.0) for name in LONG))),
    case(discussions.left_out_sentence, "none", []),
    case(discussions.left_out_sentence, "one", ["Arranged"]),
    case(discussions.left_out_sentence, "many", ["Arranged", "Held"]),
    *(case(practice_records.sessions_title, name, reflective, others, "Jan–Mar 2026") for name, reflective, others in (
        ("none", 0, 0), ("others alone", 0, 3), ("one", 1, 0), ("many and one other", 4, 1), ("many and others", 4, 12))),
    case(practice_records.review_title, "none", [], "gaps", 3),
    case(practice_records.review_title, "none, of one", [], "strengths", 1),
    case(practice_records.review_title, "one", GAPS[:1], "gaps", 3),
    case(practice_records.review_title, "many", GAPS, "gaps", 9),
    case(practice_records.times_words, "one time", ["April 2023 to March 2025", "April 2023 to March 2025"]),
    case(practice_records.times_words, "several", ["April 2023 to March 2025", "April 2024 to March 2026"]),
    case(practice_records.years_title, "none", [], "strengths"),
    case(practice_records.years_title, "one", GAPS[:1], "gaps"),
    case(practice_records.years_title, "one, long", [f"{GAPS[0]} between the agencies that knew of the place"], "gaps"),
    case(practice_records.years_title, "many", GAPS, "gaps"),
    case(practice_records.coverage_title, "none", frame(course=["Basics"], share_pct=[np.nan])),
    case(practice_records.coverage_title, "one", frame(course=["Basics"], share_pct=[64.0])),
    case(practice_records.coverage_title, "one course", frame(course=["Basics"] * 2, share_pct=[64.0, 88.0])),
    case(practice_records.coverage_title, "many courses", frame(course=["Basics", "Contexts"], share_pct=[64.0, 88.0])),
    case(practice_records.flow_title, "none", 0, 0),
    case(practice_records.flow_title, "one", 1, 1),
    case(practice_records.flow_title, "one, not acted on", 1, 0),
    case(practice_records.flow_title, "many", 1240, 806),
    case(practice_records.acted_title, "no event", None, None, 62.0),
    case(practice_records.acted_title, "too few months", None, MONTH, 62.0),
    case(practice_records.acted_title, "no clear change", NONE, MONTH, 62.0),
    case(practice_records.acted_title, "rise", points(8, 3, 13), MONTH, 62.0),
    case(practice_records.acted_title, "fall by one", points(-1, -1.8, -0.2), MONTH, 62.0),
)  # fmt: skip
