"""The course of a count: how many went missing, since when, where and for whom."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import WHOLE, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.events import events_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, source_of
from dashboard.measures.rate_series import with_population
from dashboard.measures.series_verdict import Judgement, judge_counts
from dashboard.measures.verdict import Answer, Doubt, Kind, Verdict
from dashboard.words.course import FEW_MONTHS, months_joined
from dashboard.words.format import months
from dashboard.words.periods import period_label
from data_loaders.release import Release

QUESTION = "Is it rising, and since when?"
BEAR_IN_MIND = "A few children can make much of a line."
DEFINITIONS = {
    "missing_episodes": "An episode is one time that a child was missing, from when they were last seen to when they were back.",
    "missing_reports": "A report is one call to the police that a child was missing. One episode can have several.",
    "missing_investigations": "An investigation is a report that the police opened as a missing-person enquiry.",
}
RECORDING = (
    "A change in how cases are recorded looks like a change in children’s lives; dated events are marked on the chart."
)
FEW = "A few children can make much of a line: a rise need not mean that more children go missing (see Repeats)."
NO_PEOPLE = "No population was delivered for this area, so there is no rate."
LEAST_POINTS = 12


def rated_frame(release: Release, evidence: MonthsAnswer) -> pd.DataFrame:
    """The answer's rows with the people behind each and the rate for 1,000 of them."""
    leaves = leaves_of(release, evidence.question.dataset, "area")
    everywhere = {"": frozenset[str]().union(*leaves.values())}
    blocks = everywhere if evidence.question.level == WHOLE else leaves
    return with_population(evidence.frame, rows_of(release, "population"), blocks)


def about_course(release: Release, evidence: MonthsAnswer, method: str, quoted: str = "") -> About:
    said = (quoted, evidence.sentence, evidence.ends_early, RECORDING, FEW, evidence.dataset.held)
    caveats = tuple(s for s in said if s)
    return About(DEFINITIONS.get(evidence.question.dataset, ""), method, caveats, source_of(release))


def span_of(frame: pd.DataFrame, evidence: MonthsAnswer) -> str:
    """The time drawn; where it ends before the figures of all together do, that is said beside it."""
    return f"{months(frame['period_start'].min(), frame['period_end'].max())}{' (newer figures are held back)' if evidence.ends_early else ''}"


def is_one_series(evidence: MonthsAnswer) -> bool:
    """One line with points enough for limits."""
    frame = evidence.frame
    return bool(frame["area"].nunique() == 1 and frame["group"].nunique() == 1 and len(frame) >= LEAST_POINTS)


def is_monthly(evidence: MonthsAnswer) -> bool:
    return evidence.view is not None and evidence.view.time_unit == "month" and is_one_series(evidence)


def no_course(evidence: MonthsAnswer) -> Verdict:
    """Why a whole series has no verdict: months are told together to protect people, or there are too few of them yet."""
    is_joined = evidence.view is not None and evidence.view.time_unit != "month"
    if is_joined:
        why = months_joined(evidence.dataset.protected)
        return Verdict(Answer.NOT_COMPARED, Kind.STEP, why=why, doubt=Doubt.WITHHELD)
    return Verdict(Answer.NOT_COMPARED, Kind.STEP, why=FEW_MONTHS, doubt=Doubt.TOO_EARLY)


def verdict_of(release: Release, evidence: MonthsAnswer, *, limits: str = "found", season: str = "shown") -> Judgement:
    """The judgement of a monthly series, with the chart as the selection asks for it."""
    events = events_of(release, evidence.question)
    return judge_counts(
        evidence.frame.set_index("period_start")["n"],
        events=events,
        design_effect=design_effect_of(release, evidence.question.dataset, split=TIME),
        rebase_dates=rebase_dates(events[events["is_wide"]], limits),
        rebase_found=limits == "found",
        season_out=season == "out",
    )


def rebase_dates(events: pd.DataFrame, limits: str) -> list[pd.Timestamp]:
    """The dates at which limits begin afresh: of changes in recording, of any event, of none, or of the one chosen."""
    if limits in ("found", "breaks"):
        return list(events.loc[events["kind"] == "DATA_BREAK", "date"])
    if limits in ("events", "never"):
        return list(events["date"]) if limits == "events" else []
    return [pd.Timestamp(limits[:10])]


def labels_of(frame: pd.DataFrame) -> list[str]:
    return [period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]
