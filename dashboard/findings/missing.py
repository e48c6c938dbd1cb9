"""Missing: how many, since when, where and for whom."""

from __future__ import annotations

import pandas as pd

from dashboard.evidence import Evidence, answer
from dashboard.figures.control import control_figure, mark_events
from dashboard.figures.trend import trend_figure
from dashboard.findings.finding import Finding, source_of, withheld_finding
from dashboard.measures.complete_years import year_totals
from dashboard.measures.forecast import forecast_counts
from dashboard.measures.series_verdict import TWO_YEARS, Verdict, judge_counts
from dashboard.measures.xmr import xmr_chart
from dashboard.selection import ALL, WHOLE, Selection
from dashboard.words.change import change_sentence
from dashboard.words.periods import UNIT_WORDS, YEAR_TITLES, period_label
from dashboard.words.verdict import (
    forecast_sentence,
    limits_sentence,
    season_sentence,
    signal_sentences,
    verdict_sentence,
    year_trend_sentence,
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
AHEAD = 6
LEAST_POINTS = 12


def missing_trend(release: Release, selection: Selection) -> Finding:
    """The trend that a selection asks for, or the reason why it is not shown."""
    evidence = answer(release, selection)
    title = f"{evidence.counts[:1].upper()}{evidence.counts[1:]}, {_where(evidence)}"
    if not evidence.is_shown:
        return withheld_finding(release, key="withheld", title=title, reason=evidence.reason)
    if is_one_series(evidence):
        return _one_series(release, evidence, title)
    return _many_series(release, evidence, title)


def is_one_series(evidence: Evidence) -> bool:
    """One line with points enough for limits."""
    frame = evidence.frame
    return bool(frame["area"].nunique() == 1 and frame["group"].nunique() == 1 and len(frame) >= LEAST_POINTS)


def is_monthly(evidence: Evidence) -> bool:
    return evidence.view is not None and evidence.view.time_unit == "month" and is_one_series(evidence)


def verdict_of(release: Release, evidence: Evidence) -> Verdict:
    """The judgement of a monthly series, with the chart as the selection asks for it."""
    events = release.table("events")
    selection = evidence.selection
    kinds = {"breaks": ["DATA_BREAK"], "events": list(events["kind"].unique()), "never": []}[selection.limits]
    dates = list(events.loc[events["kind"].isin(kinds), "date"])
    monthly = evidence.frame.set_index("period_start")["n"]
    return judge_counts(monthly, events=events, rebase_dates=dates, season_out=selection.season == "out")


def _one_series(release: Release, evidence: Evidence, title: str) -> Finding:
    labels = _labels(evidence.frame)
    if is_monthly(evidence):
        verdict = verdict_of(release, evidence)
        chart, headline = verdict.chart, verdict_sentence(verdict, evidence.counts)
        more = (
            year_trend_sentence(verdict, evidence.counts),
            season_sentence(verdict, evidence.frame["period_start"].iloc[0]),
        )
    else:
        chart, headline, more = xmr_chart(evidence.frame["n"], floor=0.0), evidence.sentence, ("", "")
    rows = chart.to_frame().assign(at=_middle(evidence.frame), label=labels, is_signal=chart.is_signal)
    events = release.table("events")
    frame = evidence.frame
    figure = mark_events(
        control_figure(rows, counts=evidence.counts), events, frame["period_start"].min(), frame["period_end"].max()
    )
    signals = signal_sentences(chart, labels)
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    shown = "with the season taken out" if evidence.selection.season == "out" else "as counted"
    table = pd.DataFrame({"period": labels, evidence.counts: frame["n"], "chart": rows["value"].round(1),
                          "centre line": rows["centre"].round(1), "lower limit": rows["lower"].round(1),
                          "upper limit": rows["upper"].round(1), "signal": ["yes" if s else "" for s in rows["is_signal"]]})  # fmt: skip
    return Finding(
        key=f"missing-{evidence.selection.dataset}",
        title=title,
        headline=headline,
        table=table,
        figure=figure,
        alt=f"Control chart of {evidence.counts} by {unit}, {shown}. {headline} {' '.join(signals[:3])} The table holds every figure.",
        notes=tuple(s for s in (limits_sentence(chart), *(signals or ["No month stands out by the rules of the chart."]), *more) if s),
        caveats=(evidence.sentence, RECORDING, FEW, evidence.dataset.held),
        definition=DEFINITIONS.get(evidence.selection.dataset, ""),
        source=source_of(release),
        question=f"{title}, by {unit}, {shown}",
        release_id=release.id,
    )  # fmt: skip


def _many_series(release: Release, evidence: Evidence, title: str) -> Finding:
    frame = evidence.frame
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    table = pd.DataFrame(
        {"period": _labels(frame), "area": frame["area"], "group": frame["group"], evidence.counts: frame["n"]}
    )
    is_single = frame["area"].nunique() == 1 and frame["group"].nunique() == 1
    headline = (
        f"{len(frame)} figures: too few to tell a change from chance."
        if is_single
        else "Each panel has the same scale. Areas and groups are shown in a fixed order, not ranked."
    )
    return Finding(
        key=f"missing-{evidence.selection.dataset}",
        title=title,
        headline=headline,
        table=table[[c for c in table if (table[c] != "").any()]],
        figure=trend_figure(frame, counts=evidence.counts, unit=unit, events=release.table("events")),
        alt=f"Small multiples of {evidence.counts} by {unit}. {headline} The table below holds every figure.",
        caveats=(evidence.sentence, RECORDING, FEW, evidence.dataset.held),
        definition=DEFINITIONS.get(evidence.selection.dataset, ""),
        source=source_of(release),
        question=f"{title}, by {unit}",
        release_id=release.id,
    )


def missing_ahead(release: Release, selection: Selection) -> Finding | None:
    """A range for the coming months, with its record; only for one monthly series of two years or more."""
    evidence = answer(release, selection)
    if not evidence.is_shown or not is_monthly(evidence) or len(evidence.frame) < TWO_YEARS or selection.measure != "n":
        return None
    frame = evidence.frame
    forecast = forecast_counts(frame["n"], months=AHEAD)
    last = frame["period_start"].iloc[-1]
    months = [last + pd.DateOffset(months=n) for n in range(1, AHEAD + 1)]
    ahead = forecast.ranges.assign(at=[m + pd.Timedelta(days=14) for m in months])
    chart = xmr_chart(frame["n"], floor=0.0)
    rows = chart.to_frame().assign(
        at=_middle(frame), label=_labels(frame), is_signal=False, lower=float("nan"), upper=float("nan")
    )
    headline = forecast_sentence(forecast, evidence.counts)
    return Finding(
        key="ahead",
        title="What to expect if nothing changes",
        headline=headline,
        table=pd.DataFrame({"month": [f"{m:%B %Y}" for m in months], "from": forecast.ranges["lower"].round().astype(int),
                            "to": forecast.ranges["upper"].round().astype(int)}),
        figure=control_figure(rows.tail(TWO_YEARS), counts=evidence.counts, ahead=ahead),
        alt=f"The last two years of {evidence.counts} by month and a range for the next {AHEAD} months. {headline}",
        caveats=("It carries on the latest level and the season. It knows nothing of what is planned or of what will happen.",),
        definition="",
        source=source_of(release),
        question=f"Range of {evidence.counts} for the next {AHEAD} months",
        release_id=release.id,
    )  # fmt: skip


def missing_years(release: Release, selection: Selection) -> Finding | None:
    """Totals of whole years of the chosen type; None where the view has no whole year of that type."""
    evidence = answer(release, selection)
    if not evidence.is_shown or selection.measure == "children":
        return None
    totals = year_totals(evidence.frame, selection.year_type)
    if totals.empty:
        return None
    title = YEAR_TITLES[selection.year_type]
    change = (
        change_sentence(evidence.frame.set_index("period_start")["n"], evidence.counts) if is_monthly(evidence) else ""
    )
    whole = "Only whole years are added up. Where periods straddle the year’s first month, dates snap to the period’s."
    return Finding(
        key="years",
        title=f"By year: {title}",
        headline=change or whole,
        table=totals.rename(columns={"n": evidence.counts}),
        figure=None,
        alt=f"Table of {evidence.counts} by {title}.",
        caveats=(whole,) if change else (),
        definition="",
        source=source_of(release),
        question=f"{evidence.counts} by {title}",
        release_id=release.id,
    )


def _labels(frame: pd.DataFrame) -> list[str]:
    return [period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]


def _middle(frame: pd.DataFrame) -> pd.Series:
    return (frame["period_start"] + (frame["period_end"] - frame["period_start"]) / 2).reset_index(drop=True)


def _where(evidence: Evidence) -> str:
    selection = evidence.selection
    if selection.level == WHOLE:
        return "whole council area"
    if selection.block != ALL and len(evidence.frame):
        return str(evidence.frame["area"].iloc[0])
    return f"by {selection.level.lower()}"
