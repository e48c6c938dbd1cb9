"""Changes of counts and shares from year to year."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.repeat_series import ALL_TIMES, FIRST_TIMES
from dashboard.measures.verdict import Answer, Estimate, Scale
from dashboard.words import change, mix, repeats, shares
from tests.words.case import UNCOMPARED, case, frame, share

YEAR = "Council year (April–March)"
REPEATED = DesignEffect(3.0)


def years(*totals: int) -> pd.Series:
    """Twelve equal months for each total, up to March 2026."""
    months = pd.date_range(end="2026-03-01", periods=12 * len(totals), freq="MS")
    return pd.Series([n / 12 for n in totals for _ in range(12)], index=months)


def lines(first: tuple[int, ...], every: tuple[int, ...]) -> pd.DataFrame:
    """Quarters of first times and of all times."""
    parts = []
    for group, of_year in ((FIRST_TIMES, first), (ALL_TIMES, every)):
        starts = pd.date_range(end="2026-01-01", periods=4 * len(of_year), freq="QS")
        parts.append(
            frame(
                period_start=starts,
                period_end=starts + pd.DateOffset(months=3) - pd.Timedelta(days=1),
                group=group,
                n=[n // 4 for n in of_year for _ in range(4)],
            )
        )
    return pd.concat(parts, ignore_index=True)


BANDS = frame(children_share_pct=[70.0, 26.0, 4.2], episodes_share_pct=[40.0, 33.0, 27.4])
STILL, UNSURE = share(50, 52, Answer.NOT_CHANGED), share(50, 60, Answer.CANNOT_TELL)
ROSE, FELL, NEW = share(58, 75, Answer.CHANGED), share(75, 58, Answer.CHANGED), share(None, 75, Answer.NOT_COMPARED)
FINE = share(74.6, 75.4, Answer.CHANGED)
BEYOND = replace(STILL, estimate=Estimate(1.0, -10.2, 9.8, Scale.POINTS))
WHAT = "Discussions arranged within 72 hours"
LONG = "Held within seven days of the day on which the child had come back, with an adult the child chose"

CASES = (
    case(change.change_sentence, "too few years", years(784), "episodes", YEAR, design_effect=ONE_EACH),
    case(change.change_sentence, "repeats not published", years(784, 953), "episodes", YEAR, design_effect=None),
    case(change.change_sentence, "cannot tell", years(784, 800), "episodes", YEAR, design_effect=REPEATED),
    case(change.change_sentence, "rise", years(784, 1203), "episodes", YEAR, design_effect=REPEATED),
    case(change.change_sentence, "fall", years(1203, 784), "episodes", YEAR, design_effect=REPEATED),
    case(change.change_sentence, "rise, double", years(600, 1200), "episodes", YEAR, design_effect=ONE_EACH),
    case(change.change_sentence, "rise, from none", years(0, 120), "episodes", YEAR, design_effect=ONE_EACH),
    case(change.change_sentence, "none in either", years(0, 0), "episodes", YEAR, design_effect=ONE_EACH),
    case(change.years_title, "one year", frame(year=["2025/26"], n=[953]), "episodes"),
    case(change.years_title, "two years", frame(year=["2024/25", "2025/26"], n=[784, 953]), "episodes"),
    case(change.years_title, "two years, by group", frame(year=["2024/25", "2024/25", "2025/26"], n=[700, 84, 1953]), "episodes"),
    case(change.not_compared, "a month", pd.Timestamp("2025-06-01")),
    case(mix.no_year, "none whole yet", frame(period_start=[pd.Timestamp("2025-10-01")], period_end=[pd.Timestamp("2025-12-31")])),
    case(mix.no_year, "two together", frame(period_start=[pd.Timestamp("2023-04-01")], period_end=[pd.Timestamp("2025-03-31")])),
    case(mix.year_words, "one year", frame(year=["latest"], year_start=[pd.Timestamp("2025-04-01")], year_end=[pd.Timestamp("2026-03-31")])),
    case(mix.year_words, "two years", frame(year=["latest", "before"], year_start=pd.to_datetime(["2025-04-01", "2024-04-01"]), year_end=pd.to_datetime(["2026-03-31", "2025-03-31"]))),
    case(shares.no_change_rule, "ten points", 10.0),
    case(shares.points_words, "not compared", NEW),
    case(shares.points_words, "rise", ROSE),
    case(shares.points_words, "fall", FELL),
    case(shares.points_words, "less than whole per cents are apart", share(57.4, 61.5, Answer.CHANGED)),
    case(shares.points_words, "one point", share(50, 51, Answer.NOT_CHANGED)),
    case(shares.points_words, "an end just beyond what matters", BEYOND),
    case(shares.points_words, "none", share(50, 50, Answer.NOT_CHANGED)),
    case(shares.share_title, "not shown", WHAT, UNCOMPARED),
    case(shares.share_title, "not compared", WHAT, NEW),
    case(shares.share_title, "not changed", WHAT, STILL),
    case(shares.share_title, "cannot tell", WHAT, UNSURE),
    case(shares.share_title, "rise", WHAT, ROSE),
    case(shares.share_title, "fall", WHAT, FELL),
    case(shares.share_title, "rise, shares that round alike", WHAT, FINE),
    case(shares.share_title, "rise, and a target is missed", WHAT, replace(ROSE, target_pct=80.0)),
    case(shares.share_title, "fall, and a target is missed", WHAT, replace(FELL, target_pct=80.0)),
    case(shares.share_title, "not changed, and a target is missed", WHAT, replace(STILL, target_pct=80.0)),
    case(shares.share_title, "not compared, and a target is missed", WHAT, replace(NEW, target_pct=80.0)),
    case(shares.share_title, "rise, and a target is reached", WHAT, replace(ROSE, target_pct=70.0)),
    case(shares.share_title, "rise, long name, and a target is missed", LONG, replace(ROSE, target_pct=80.0)),
    case(shares.share_title, "rise, long name", LONG, ROSE),
    case(shares.share_title, "cannot tell, long name", LONG, UNSURE),
    case(shares.changed_groups, "none", {}),
    case(shares.changed_groups, "none compared", {"Police": NEW}),
    case(shares.changed_groups, "none changed", {"Police": STILL, "Parent": UNSURE}),
    case(shares.changed_groups, "one, rise", {"Police": ROSE, "Parent": STILL}),
    case(shares.changed_groups, "one, fall", {"Police": FELL, "Parent": STILL}),
    case(shares.changed_groups, "many", {"Police": ROSE, "Parent": FELL, "Other": STILL}),
    case(repeats.concentration_title, "one", "Children missing 6 times or more", 27.4, "episodes"),
    case(repeats.again_title, "one", pd.Series({"Airdrie": 81.4}), "episodes", "April 2024 to March 2025"),
    case(repeats.again_title, "many", pd.Series({"Airdrie": 81.4, "Wishaw": 93.8}), "episodes", "April 2024 to March 2025"),
    case(repeats.again_title, "one, long", pd.Series({"Coatbridge North, Coatbridge South, Coatbridge West and whatever": 81.4}), "episodes", "April 2024 to March 2025"),
    case(repeats.per_child_title, "many", BANDS, "episodes", "children"),
    *(
        case(says, name, lines(first, every), *counts, design_effect=effect)
        for says, counts in ((repeats.without_repeats_title, ()), (repeats.without_repeats_sentence, ("episodes",)))
        for name, first, every, effect in (
            ("one year", (400,), (800,), REPEATED), ("no clear change", (400, 404), (800, 820), REPEATED), ("repeats not published", (400, 404), (800, 1200), None),
            ("rise", (400, 600), (800, 1600), REPEATED), ("fall", (600, 400), (1600, 800), REPEATED), ("first fall, all rise", (600, 400), (800, 1600), REPEATED),
        )
    ),
    *(
        case(says, "recording changed", lines((400, 600), (800, 1600)), *counts, design_effect=REPEATED, broken=pd.Timestamp("2025-06-01"))
        for says, counts in ((repeats.without_repeats_title, ()), (repeats.without_repeats_sentence, ("episodes",)))
    ),
)  # fmt: skip
