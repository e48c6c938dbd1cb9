"""What practitioners name in the forum."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Answer
from dashboard.words import themes
from tests.words.case import MONTH, case, frame, share

TRUST, TIME, ROLES = "Trust between agencies", "Time for reflection", "Roles and responsibilities"
LONG = ["Support to apply it consistently", "Language that does not blame", "Capacity and workload of teams"]

RISE, FALL, STILL, NEW = (
    share(5, 24, Answer.CHANGED),
    share(24, 5, Answer.CHANGED),
    share(20, 21, Answer.NOT_CHANGED),
    share(None, 20, Answer.NOT_COMPARED),
)


def bands(*rows: tuple[str, str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["theme", "band", "lower_pct", "upper_pct", "share_pct"])


APART = [
    (theme, band, low, high, low + 2)
    for theme in (TRUST, *LONG)
    for band, low, high in (("Police", 5.0, 10.0), ("Health", 20.0, 30.0))
]
ALIKE = [(TRUST, "Police", 5.0, 20.0, 12.0), (TRUST, "Health", 10.0, 30.0, 20.0)]

CASES = (
    case(themes.years_title, "none can be compared", {TRUST: NEW, TIME: NEW}),
    case(themes.years_title, "none", {TRUST: STILL, TIME: STILL}),
    case(themes.years_title, "none, one not shown before", {TRUST: STILL, TIME: NEW}),
    case(themes.years_title, "one, rise", {TRUST: RISE, TIME: STILL}),
    case(themes.years_title, "one, fall", {TRUST: FALL, TIME: STILL}),
    case(themes.years_title, "one, fall, long", {" and ".join(LONG): FALL, TIME: STILL}),
    case(themes.years_title, "many, both ways", {TRUST: RISE, TIME: FALL, ROLES: STILL}),
    case(themes.years_title, "many, long", {**dict.fromkeys(LONG, RISE), TIME: FALL}),
    case(themes.emergence_title, "none", [], []),
    case(themes.emergence_title, "one", [(TRUST, MONTH)], []),
    case(themes.emergence_title, "one, new in the codebook", [(TRUST, MONTH)], [TRUST]),
    case(themes.emergence_title, "two", [(TRUST, MONTH), (TIME, MONTH)], []),
    case(themes.emergence_title, "many, long", [(" and ".join(LONG), MONTH), (TIME, MONTH), (ROLES, MONTH)], []),
    case(themes.latest_title, "one", TRUST, 12.4, "Jan–Mar 2026"),
    case(themes.latest_title, "one, long", " and ".join(LONG), 12.4, "Jan–Mar 2026"),
    case(themes.span_title, "none", [], []),
    case(themes.span_title, "one", [12.4], ["Jan–Mar 2026"]),
    case(themes.span_title, "many", [3.1, 12.4, 8.0], ["Jan–Mar 2026"]),
    case(themes.span_title, "many, of different lengths", [3.1, 12.4, 8.0], ["Jan–Mar 2026", "Oct 2025–Mar 2026"]),
    case(themes.together_title, "none", [], 66),
    case(themes.together_title, "none of one", [], 1),
    case(themes.together_title, "one", [(TRUST, TIME)], 66),
    case(themes.together_title, "two", [(TRUST, TIME), (ROLES, TIME)], 66),
    case(themes.together_title, "many, long", [(LONG[0], LONG[1]), (ROLES, TIME), (TRUST, ROLES)], 66),
    case(themes.pairs_subtitle, "none", 65, 0, 0),
    case(themes.pairs_subtitle, "one", 1, 1, 0),
    case(themes.pairs_subtitle, "many", 65, 2, 22),
    case(themes.bands_title, "none", bands(*ALIKE), "agencies"),
    case(themes.bands_title, "one", bands(*APART[:2]), "agencies"),
    case(themes.bands_title, "many", bands(*APART), "roles"),
    case(themes.stance_title, "withheld", bands((TRUST, "Barrier", 5.0, 10.0, 7.0))),
    case(themes.stance_title, "one", bands((TRUST, "Ask", 5.0, 10.0, 7.0))),
    case(themes.stance_title, "many", frame(band=["Ask", "Ask", "Praise"], share_pct=[7.0, 22.0, 50.0])),
)  # fmt: skip
