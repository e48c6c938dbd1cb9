"""The course of a count: how many went missing, since when, where and for whom."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import ALL, WHOLE, Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.events import events_of
from dashboard.figures.control import control_figure, mark_events
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.findings.panels import many_series
from dashboard.findings.unanswered import unanswered
from dashboard.measures.attribute_charts import Variation, u_chart
from dashboard.measures.control_chart import WHOLE_SERIES, ChartPlan, ControlChart
from dashboard.measures.rate_series import with_population
from dashboard.measures.series_verdict import Judgement, judge_counts
from dashboard.measures.shown_period import in_year
from dashboard.measures.xmr import xmr_chart
from dashboard.selection import Selection
from dashboard.words.periods import UNIT_WORDS, drawn_sentence, period_label
from dashboard.words.verdict import (
    QUIET,
    afresh_sentence,
    limits_sentence,
    season_sentence,
    signal_sentences,
    verdict_sentence,
)
from data_loaders.release import Release

DEFINITIONS = {
    "missing_episodes": "An episode is one time that a child was missing, from when they were last seen to when they were back.",
    "missing_reports": "A report is one call to the police that a child was missing. One episode can have several.",
    "missing_investigations": "An investigation is a report that the police opened as a missing-person enquiry.",
}
RECORDING = (
    "A change in how cases are recorded looks like a change in children’s lives; dated events are marked on the chart."
)
FEW = "A few children can make much of a line: a rise need not mean that more children go missing (see Repeat missing)."
RATED = "The rate sets each period’s count against the people aged 10–17 of its year."
NO_PERIOD = "Nothing is published of that year for this choice."
NO_PEOPLE = "No population was delivered for this area, so there is no rate."
LEAST_POINTS = 12


def missing_trend(release: Release, selection: Selection) -> Finding:
    """The trend that a selection asks for, or the reason why it is not shown."""
    evidence = ask(release, selection.question)
    counts = f"{evidence.counts} per 1,000 aged 10–17" if selection.measure == "rate" else evidence.counts
    title = f"{counts[:1].upper()}{counts[1:]}, {_where(evidence)}"
    if not evidence.is_shown:
        return unanswered(release, evidence, key="withheld", title=title)
    frame = rated_frame(release, evidence) if selection.measure == "rate" else evidence.frame
    if frame.empty:
        return withheld_finding(release, key="withheld", title=title, reason=NO_PEOPLE, headline="Not shown.")
    if not in_year(frame, selection.period).any():
        return withheld_finding(release, key="withheld", title=title, reason=NO_PERIOD, headline="Not shown.")
    if is_one_series(evidence):
        return _one_series(release, evidence, frame, title, selection)
    change = verdict_of(release, ask(release, Months(selection.dataset))) if has_total(release, selection) else None
    at = change.breaks[0] if change is not None and change.breaks else None
    caveats = (evidence.sentence, RATED if selection.measure == "rate" else "", RECORDING, FEW, evidence.dataset.held)
    return many_series(
        release,
        evidence,
        frame,
        title=title,
        at=at,
        caveats=caveats,
        definition=DEFINITIONS.get(selection.dataset, ""),
        period=selection.period,
    )


def rated_frame(release: Release, evidence: MonthsAnswer) -> pd.DataFrame:
    """The answer's rows with the people behind each and the rate for 1,000 of them."""
    leaves = leaves_of(release, evidence.question.dataset, "area")
    everywhere = {"": frozenset[str]().union(*leaves.values())}
    blocks = everywhere if evidence.question.level == WHOLE else leaves
    return with_population(evidence.frame, rows_of(release, "population"), blocks)


def is_one_series(evidence: MonthsAnswer) -> bool:
    """One line with points enough for limits."""
    frame = evidence.frame
    return bool(frame["area"].nunique() == 1 and frame["group"].nunique() == 1 and len(frame) >= LEAST_POINTS)


def is_monthly(evidence: MonthsAnswer) -> bool:
    return evidence.view is not None and evidence.view.time_unit == "month" and is_one_series(evidence)


def has_total(release: Release, selection: Selection) -> bool:
    """Whether the whole area has a monthly line, against which a change in its parts can be dated."""
    whole = ask(release, Months(selection.dataset))
    return whole.is_shown and is_monthly(whole)


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


def _one_series(
    release: Release, evidence: MonthsAnswer, frame: pd.DataFrame, title: str, selection: Selection
) -> Finding:
    labels, dataset = labels_of(frame), evidence.dataset
    is_rate = selection.measure == "rate"
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    counts = f"{evidence.counts} per 1,000" if is_rate else evidence.counts
    headline, more, afresh, plan, values = evidence.sentence, ("",), "", WHOLE_SERIES, frame["n"]
    season_p = 1.0
    if is_monthly(evidence):
        verdict = verdict_of(release, evidence, limits=selection.limits, season=selection.season)
        plan, headline = verdict.plan, verdict_sentence(verdict, evidence.counts)
        values = verdict.shown.loc[frame["period_start"]]
        afresh = afresh_sentence(verdict) if selection.limits == "found" else ""
        more = (season_sentence(verdict, evidence.frame["period_start"].iloc[0]),)
        season_p = verdict.trend.season_p if verdict.trend else 1.0
    chart = _chart(values, frame, plan, is_rate=is_rate)
    digits = 1 if is_rate else 0
    rows = chart.to_frame().assign(at=middle_of(frame), label=labels, is_signal=chart.is_signal, digits=digits)
    rows["level"] = [f"{centre:,.{digits}f} a {unit}" for centre in rows["centre"]]
    events = events_of(release, evidence.question)
    drawn = in_year(frame, selection.period)
    shown_rows, span = rows[drawn], frame[drawn]
    figure = mark_events(
        control_figure(shown_rows, counts=counts), events, span["period_start"].min(), span["period_end"].max()
    )
    signals = signal_sentences(chart, labels, season_p=season_p)
    if not is_monthly(evidence):
        headline, signals = (signals[0], signals[1:]) if signals else (QUIET, [])
    elif not signals:
        signals = [QUIET]
    shown = "with the season taken out" if selection.season == "out" else "as counted"
    rated = {"people aged 10–17": frame["population"].astype(int)} if is_rate else {}
    table = pd.DataFrame({"period": labels, evidence.counts: frame["n"], **rated, "chart": rows["value"].round(1 + digits),
                          "centre line": rows["centre"].round(1 + digits), "lower limit": rows["lower"].round(1 + digits),
                          "upper limit": rows["upper"].round(1 + digits), "signal": ["yes" if s else "" for s in rows["is_signal"]]})  # fmt: skip
    return Finding(
        key=f"missing-{selection.dataset}",
        title=title,
        headline=headline,
        table=table[drawn],
        figure=figure,
        alt=f"Control chart of {counts} by {unit}, {shown}. {headline} {' '.join(signals[:3])} The table holds every figure.",
        notes=_told(
            limits_sentence(chart, digits=digits, afresh=afresh),
            *(signals or [QUIET if headline != QUIET else ""]),
            *more,
        ),
        caveats=_told(
            drawn_sentence(selection.period, unit),
            evidence.sentence,
            RATED if is_rate else "",
            RECORDING,
            FEW,
            dataset.held,
        ),
        definition=DEFINITIONS.get(selection.dataset, ""),
        source=source_of(release),
        question=f"{title}, by {unit}, {shown}",
        release_id=release.id,
    )


def _chart(values: Sequence[float], frame: pd.DataFrame, plan: ChartPlan, *, is_rate: bool) -> ControlChart:
    """Counts by the differences between neighbours; rates also by the people behind each."""
    if is_rate:
        return u_chart(values, frame["population"], per=1000, plan=plan, variation=Variation.BETWEEN)
    return xmr_chart(values, plan=plan, floor=0.0)


def _told(*sentences: str) -> tuple[str, ...]:
    return tuple(s for s in sentences if s)


def labels_of(frame: pd.DataFrame) -> list[str]:
    return [period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]


def middle_of(frame: pd.DataFrame) -> pd.Series:
    return (frame["period_start"] + (frame["period_end"] - frame["period_start"]) / 2).reset_index(drop=True)


def _where(evidence: MonthsAnswer) -> str:
    selection = evidence.question
    if selection.level == WHOLE:
        return "whole council area"
    if selection.block != ALL and len(evidence.frame):
        return str(evidence.frame["area"].iloc[0])
    return f"by {selection.level.lower()}"
