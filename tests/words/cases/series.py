"""A monthly series in full: what changed, what a "no" denies, limits, season, what to expect."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from dashboard.measures.control_chart import ChartPlan, ChartSegment, ChartStatus
from dashboard.measures.forecast import Forecast
from dashboard.measures.verdict import Answer, Direction, Estimate, Kind, Level, Verdict
from dashboard.words import verdict as words
from tests.words.case import FOUND, UNCOMPARED, case, fall, frame, rise

ALLOWED = Estimate(1.31, 1.2, 1.42, allowed_for=("the time of year",))
UNSURE_SIZE = Estimate(1.31, 0.9, 1.9, allowed_for=("the time of year",))
SPAN = {"since": pd.Timestamp("2025-07-01"), "until": pd.Timestamp("2025-09-01")}
ONE_MONTH = {"since": pd.Timestamp("2025-07-01"), "until": pd.Timestamp("2025-07-01")}
STEPS = {"since": pd.Timestamp("2024-05-01"), "until": pd.Timestamp("2025-02-01")}
RECORDED = Verdict(
    Answer.RECORDING_CHANGED, Kind.STEP, Direction.MORE, since=pd.Timestamp("2025-06-01"), until=pd.Timestamp("2026-03-01"),
    latest=Level(77, "since", "a month"), before=Level(57, "before", "a month"), estimate=ALLOWED, recording=("recorded in a new way",),
)  # fmt: skip
UNKNOWN = Verdict(Answer.CANNOT_TELL, Kind.STEP, why="how often the same children are counted again is not published")
TOO_FEW = Verdict(
    Answer.CANNOT_TELL, Kind.STEP, why="too few are counted to tell a change from chance", would_have_found=FOUND
)
WIDE = Verdict(Answer.CANNOT_TELL, Kind.STEP, estimate=Estimate(1.2, 0.8, 1.9))
MONTHS = pd.date_range("2025-01-01", periods=12, freq="MS")
AHEAD = pd.date_range("2026-04-01", periods=6, freq="MS")
LIMITS = {"lower": np.array([40.2, 40.2]), "upper": np.array([77.7, 77.7])}


def judged(
    *breaks: str,
    plan: ChartPlan,
    season_p: float = 0.001,
    has_trend: bool = True,
    verdict: object = WIDE,
    status: ChartStatus = ChartStatus.JUDGED,
) -> object:
    factors = np.array([1.0, 0.7, 1, 1, 1, 1, 1.3, 1, 1, 1, 1, 1])
    trend = SimpleNamespace(season_p=season_p, seasonal_factors=factors) if has_trend else None
    return SimpleNamespace(
        has_season=has_trend and season_p < 0.01,
        breaks=tuple(map(pd.Timestamp, breaks)),
        plan=plan,
        shown=pd.Series(range(12), index=MONTHS),
        trend=trend,
        verdict=verdict,
        chart=SimpleNamespace(status=status),
    )


def chart(*statuses: ChartStatus, lines: dict[str, np.ndarray] = LIMITS) -> object:
    """Segments of two points each, unless there is one alone."""
    segments = tuple(ChartSegment(2 * n, 2 * n + 2, status) for n, status in enumerate(statuses))
    return SimpleNamespace(status=statuses[-1], segments=segments, **lines)


def forecast(checked: int, inside: int) -> Forecast:
    ranges = frame(months_ahead=range(1, 7), lower=[50, 48, 47, 46, 45, 44], upper=[80, 82, 84, 86, 88, 90])
    return Forecast(ranges, 0.95, checked, inside)


CASES = (
    case(words.series_sentence, "not compared", UNCOMPARED, "episodes"),
    case(words.series_sentence, "cannot tell, repeats not published", UNKNOWN, "episodes"),
    case(words.series_sentence, "cannot tell, too few", TOO_FEW, "episodes"),
    case(words.series_sentence, "cannot tell, a wide range", WIDE, "episodes"),
    case(words.series_sentence, "not changed", Verdict(Answer.NOT_CHANGED, Kind.STEP, would_have_found=FOUND), "episodes"),
    case(words.series_sentence, "not changed, season", Verdict(Answer.NOT_CHANGED, Kind.SEASON, would_have_found=FOUND), "episodes"),
    *(
        case(words.series_sentence, f"{way}, {name}", moved(kind=kind, estimate=estimate, **times), "episodes")
        for way, moved, estimate in (("rise", rise, ALLOWED), ("fall", fall, Estimate(0.74, 0.66, 0.83)))
        for name, kind, times in (
            ("step", Kind.STEP, {}), ("steady", Kind.COURSE, {}), ("two steps", Kind.STEPS, STEPS), ("ended", Kind.ENDED, SPAN),
            ("latest months", Kind.LATEST, SPAN), ("several months", Kind.MONTHS, SPAN), ("one month", Kind.MONTHS, ONE_MONTH),
        )
    ),
    case(words.series_sentence, "recording changed", RECORDED, "reports"),
    case(words.would_have_found, "nothing was tested", ()),
    case(words.would_have_found, "one", FOUND[:1]),
    case(words.would_have_found, "many", FOUND),
    case(words.would_have_found, "only very large", FOUND[2:]),
    case(words.allowed_sentence, "none", None),
    case(words.allowed_sentence, "nothing allowed for", Estimate(0.74, 0.66, 0.83)),
    case(words.allowed_sentence, "one", ALLOWED),
    case(words.allowed_sentence, "many, size uncertain", Estimate(1.31, 0.9, 1.9, allowed_for=("the time of year", "repeats"))),
    case(words.to_quote, "nothing is allowed for", rise()), case(words.to_quote, "not changed", WIDE), case(words.to_quote, "one thing allowed for", rise(estimate=ALLOWED)),
    case(words.recording_sentence, "one", RECORDED),
    case(words.limits_sentence, "one range", chart(ChartStatus.JUDGED)),
    case(words.limits_sentence, "begins again", chart(ChartStatus.JUDGED, ChartStatus.JUDGED)),
    case(words.limits_sentence, "begins again, said where", chart(ChartStatus.JUDGED, ChartStatus.JUDGED), afresh="It begins again in May 2025."),
    case(words.limits_sentence, "shares", chart(ChartStatus.JUDGED, lines={"lower": np.array([0.402]), "upper": np.array([0.777])}), unit="\u00a0%", times=100),
    case(words.limits_sentence, "too few", chart(ChartStatus.TOO_FEW)),
    case(words.limits_sentence, "ends", chart(ChartStatus.JUDGED, ChartStatus.TOO_FEW, lines={"lower": np.array([40.2, 40.2, np.nan, np.nan]), "upper": np.array([77.7, 77.7, np.nan, np.nan])}), afresh="It ends before June 2025."),
    case(words.limits_sentence, "nothing happened", chart(ChartStatus.ZERO_CENTRE)),
    case(words.afresh_sentence, "none", judged(plan=ChartPlan())),
    case(words.afresh_sentence, "one", judged("2025-05-01", plan=ChartPlan(rebase_at=(4,)))),
    case(words.afresh_sentence, "many", judged("2025-05-01", "2025-09-01", plan=ChartPlan(rebase_at=(4, 8)))),
    case(words.afresh_sentence, "not begun again", judged("2025-05-01", plan=ChartPlan())),
    case(words.afresh_sentence, "too young", judged("2025-11-01", plan=ChartPlan(excluded=(10, 11)))),
    case(words.afresh_sentence, "ends where recording changed", judged("2025-06-01", plan=ChartPlan(rebase_at=(5,)), verdict=RECORDED, status=ChartStatus.TOO_FEW)),
    case(words.ended_sentence, "recording changed, range begun again", judged("2025-06-01", plan=ChartPlan(rebase_at=(5,)), verdict=RECORDED)),
    case(words.ended_sentence, "too young, no recording", judged(plan=ChartPlan(), verdict=WIDE, status=ChartStatus.TOO_FEW)),
    case(words.season_sentence, "not known", judged(plan=ChartPlan(), has_trend=False), MONTHS[0]),
    case(words.season_sentence, "not clear", judged(plan=ChartPlan(), season_p=0.4, verdict=UNCOMPARED), MONTHS[0]),
    case(words.season_sentence, "not clear, allowed for", judged(plan=ChartPlan(), season_p=0.4, verdict=rise(estimate=ALLOWED)), MONTHS[0]),
    case(words.season_sentence, "clear", judged(plan=ChartPlan()), MONTHS[0]),
    case(words.ahead_title, "many", forecast(12, 11), "episodes", AHEAD),
    case(words.forecast_sentence, "no record", forecast(0, 0), "episodes", AHEAD),
    case(words.forecast_sentence, "one month", forecast(1, 1), "episodes", AHEAD),
    case(words.forecast_sentence, "many", forecast(12, 11), "episodes", AHEAD),
)  # fmt: skip
