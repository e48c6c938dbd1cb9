"""The course of a count as a finding with a plain chart: how many, since when, and what to expect if nothing changes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import NONE, WHOLE, MonthsAnswer
from dashboard.charts.table import Table, heads
from dashboard.charts.trend import Ahead, Event, Point, Stretch, Trend, Turn
from dashboard.events import events_of
from dashboard.findings.by_area import area_verdicts
from dashboard.findings.course import (
    BEAR_IN_MIND,
    NO_PEOPLE,
    QUESTION,
    about_course,
    is_monthly,
    labels_of,
    no_course,
    rated_frame,
    span_of,
    verdict_of,
)
from dashboard.findings.finding import Finding, Link, State, state_of
from dashboard.findings.judgement import typed_verdict
from dashboard.findings.small_courses import several_courses
from dashboard.findings.told import in_rates, levels_told, spans_told
from dashboard.measures.attribute_charts import Variation, u_chart
from dashboard.measures.control_chart import ControlChart
from dashboard.measures.forecast import forecast_counts
from dashboard.measures.series_verdict import Judgement
from dashboard.measures.shown_period import last_months
from dashboard.measures.verdict import Answer, Doubt, Kind, Verdict
from dashboard.selection import Selection
from dashboard.words.course import course_title
from dashboard.words.form import capital
from dashboard.words.format import count, month, month_short
from dashboard.words.number_format import COUNT, RATE, TENTH
from dashboard.words.overview import surety
from dashboard.words.periods import UNIT_WORDS
from dashboard.words.verdict import (
    afresh_sentence,
    ended_sentence,
    limits_sentence,
    season_sentence,
    series_sentence,
    to_quote,
)
from data_loaders.release import Release

AHEAD = 6  # months: further on, the range says little but that anything could happen


def trend_finding(release: Release, selection: Selection, *, months: int, is_ahead: bool = False) -> Finding:
    """The course that is asked for, of its last `months`; or the reason why it is not shown, and where to look instead."""
    evidence = ask(release, selection.question)
    counts = evidence.counts
    if not evidence.is_shown:
        whole = (Link("Show the whole council", "missing"),)
        return Finding("trend", QUESTION, f"{capital(counts)}: not shown for this choice", "", release.id, state_of(evidence), evidence.why, links=whole)  # fmt: skip
    drawn = rated_frame(release, evidence) if selection.measure == "rate" else evidence.frame
    if drawn.empty:
        return Finding("trend", QUESTION, "No rate for this area", "", release.id, State.NOT_DELIVERED, NO_PEOPLE)
    frame = drawn[last_months(drawn, months)]
    if selection.split != NONE or evidence.frame["area"].nunique() > 1:
        return several_courses(release, evidence, frame)
    return _one(release, evidence, frame, selection, is_ahead=is_ahead)


def _one(
    release: Release, evidence: MonthsAnswer, frame: pd.DataFrame, selection: Selection, *, is_ahead: bool
) -> Finding:
    counts, unit = evidence.counts, UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    area = str(evidence.frame["area"].iloc[0]) if evidence.question.level != WHOLE else ""
    judged = (
        verdict_of(release, evidence, limits=selection.limits, season=selection.season)
        if is_monthly(evidence)
        else None
    )
    verdict = typed_verdict(judged) if judged else _of_years(release, evidence, area)
    first = len(evidence.frame) - len(frame)
    is_rate = selection.measure == "rate"
    control = _control(release, evidence, judged, selection) if judged else None
    spans = spans_told(verdict, evidence.frame["period_start"]) if judged else None
    if control and spans and is_rate:
        verdict = in_rates(verdict, control.values, spans)
    values = control.values[first:] if control else frame["n"]
    number = RATE if is_rate else COUNT
    labels = labels_of(frame)
    points = tuple(Point(s.date(), float(v), label) for s, v, label in zip(frame["period_start"], values, labels, strict=True))  # fmt: skip
    stretches = stretches_of(control, first) if control else ()
    measured = evidence.dataset.title if evidence.question.measure != "children" else f"{capital(counts)} missing"
    title = course_title(verdict, f"{measured[:1].lower()}{measured[1:]}", area)
    chart = Trend(
        points, stretches, number, f"{title}. {capital(counts)} by {unit}; every figure stands in the table.", _turn(verdict, frame),
        _events(release, evidence, frame),
        _ahead(evidence) if is_ahead and judged and not is_rate else (), signals=signals_of(control, first) if control else (),
        averages=levels_told(verdict, spans, first),
    )  # fmt: skip
    per = " per 1,000 aged 10 to 17" if is_rate else ""
    subtitle = f"{capital(counts.split()[-1])} a {unit}{per}, {span_of(frame, evidence)}; {count(int(frame['n'].sum()))} in all.{_shaded(judged, stretches)}{_is_earlier(verdict, frame)}{_how_sure(verdict) if area and judged is None else ''}"
    return Finding(
        "trend", QUESTION, title, subtitle, release.id, result=verdict, table=_table(labels, frame, chart, counts), chart=chart,
        bear_in_mind=BEAR_IN_MIND, about=about_course(release, evidence, _method(judged, control, counts), to_quote(judged.verdict) if judged else ""),
        links=(Link("See Repeats", "missing-repeats"),),
    )  # fmt: skip


def _of_years(release: Release, evidence: MonthsAnswer, area: str) -> Verdict:
    """Where there is no monthly course, the verdict of the area's years: the same as in the list of areas."""
    level = evidence.question.level
    if level == WHOLE or evidence.question.measure != "n":
        return no_course(evidence)
    return area_verdicts(release, evidence.question.dataset, level).get(area) or Verdict(
        Answer.NOT_COMPARED,
        Kind.YEAR_ON_YEAR,
        why="Two whole years are not published for this area.",
        doubt=Doubt.NOT_COVERED,
    )


def _control(release: Release, evidence: MonthsAnswer, judged: Judgement, selection: Selection) -> ControlChart:
    """The chart of the counts, or with the people behind each period where a rate is asked for."""
    if selection.measure != "rate":
        return judged.chart
    rated = rated_frame(release, evidence)
    return u_chart(rated["n"], rated["population"], per=1000, plan=judged.plan, variation=Variation.BETWEEN)


def _events(release: Release, evidence: MonthsAnswer, frame: pd.DataFrame) -> tuple[Event, ...]:
    """What concerns all of the area, in words. That an example is invented is said once, by the chip of every page and file."""
    events = events_of(release, evidence.question)
    wide = events[events["is_wide"] & (events["date"] >= frame["period_start"].min()) & (events["date"] <= frame["period_end"].max())]  # fmt: skip
    return tuple(Event(e.date.date(), capital(str(e.label).removeprefix("Invented example: "))) for e in wide.itertuples())  # fmt: skip


def _is_inside(at: pd.Timestamp, frame: pd.DataFrame) -> bool:
    return bool(frame["period_start"].min() <= at <= frame["period_end"].max())


def stretches_of(chart: ControlChart, first: int, *, times: float = 1.0) -> tuple[Stretch, ...]:
    """The segments of the control chart that are still in the period drawn; `times` 100 where shares are drawn in per cent."""
    found = []
    for segment in chart.segments:
        start, stop = max(segment.start, first), segment.stop
        if stop - start < 1:
            continue
        low, high = (tuple(None if np.isnan(v) else float(v) * times for v in side[start:stop]) for side in (chart.lower, chart.upper))  # fmt: skip
        centre = chart.centre[start]
        found.append(
            Stretch(start - first, stop - first, None if np.isnan(centre) else float(centre) * times, low, high)
        )
    return tuple(found)


def _shaded(judged: Judgement | None, stretches: tuple[Stretch, ...]) -> str:
    """What the shade is, and where it ends before the line does."""
    if judged is None or not has_range(stretches):
        return ""
    return f" Shaded: the usual range, by which each month counted is judged. {ended_sentence(judged)}".rstrip()


def has_range(stretches: tuple[Stretch, ...]) -> bool:
    """Whether a usual range is drawn anywhere: a level alone has none."""
    return any(end is not None for s in stretches for end in s.high)


def signals_of(chart: ControlChart, first: int) -> tuple[int, ...]:
    """Single points outside their range; runs are said by the change of level."""
    return tuple(int(i) - first for i in np.flatnonzero(chart.is_outside) if i >= first)


def _is_earlier(verdict: Verdict, frame: pd.DataFrame) -> str:
    """Of a change that the title tells and the months drawn leave out."""
    is_left_out = verdict.since is not None and verdict.is_finding and verdict.since < frame["period_start"].min()
    return (
        " What the title tells came before these months, and the average is of all since then." if is_left_out else ""
    )


def _how_sure(verdict: Verdict) -> str:
    """Of an area without a monthly course, whose title says that we can tell or cannot: what the true change could be."""
    return f" {surety(verdict)}" if verdict.estimate else ""


def _turn(verdict: Verdict, frame: pd.DataFrame) -> Turn | None:
    if verdict.since is None or not verdict.is_finding or not _is_inside(verdict.since, frame):
        return None
    when = month(verdict.since)
    is_change = verdict.answer is Answer.CHANGED
    label = f"The level changes in {when}" if is_change else f"Recording changes in {when}"
    return Turn(verdict.since.date(), label, f"Changes in {when}" if is_change else f"Recorded anew, {month_short(verdict.since)}", "change" if is_change else "recording")  # fmt: skip


def _ahead(evidence: MonthsAnswer) -> tuple[Ahead, ...]:
    forecast = forecast_counts(evidence.frame["n"], months=AHEAD)
    last = evidence.frame["period_start"].iloc[-1]
    return tuple(
        Ahead((last + pd.DateOffset(months=n)).date(), float(r.lower), float(r.upper))
        for n, r in enumerate(forecast.ranges.itertuples(), start=1)
    )


def _table(labels: list[str], frame: pd.DataFrame, chart: Trend, counts: str) -> Table:
    columns = heads("period", (counts, COUNT), ("average", TENTH), ("usual, from", TENTH), ("to", TENTH))  # fmt: skip
    averages, ranges = ({n: s for s in own for n in range(s.start, s.stop)} for own in (chart.levels, chart.stretches))
    rows = []
    for number, (label, counted) in enumerate(zip(labels, frame["n"], strict=True)):
        level, s = averages.get(number), ranges.get(number)
        limits = (s.low[number - s.start], s.high[number - s.start]) if s else (None, None)
        rows.append((label, int(counted), level.centre if level else None, *limits))
    return Table(columns, tuple(rows))


def _method(judged: Judgement | None, chart: ControlChart | None, counts: str) -> str:
    """The answer in full with what a "no" denies, what the band is, and the time of year."""
    if judged is None or chart is None:
        return ""
    first = pd.Timestamp(judged.shown.index[0])
    said = (series_sentence(judged.verdict, counts), limits_sentence(chart, afresh=afresh_sentence(judged)), season_sentence(judged, first))  # fmt: skip
    return " ".join(sentence for sentence in said if sentence)
