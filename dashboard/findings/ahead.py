"""Missing by whole years, and what to expect if nothing changes."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import MonthsAnswer
from dashboard.charts.shapes import Columns
from dashboard.charts.table import Table, TableColumn, heads
from dashboard.charts.trend import Ahead, Point, Trend
from dashboard.findings.course import is_monthly, labels_of, verdict_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, Finding, source_of
from dashboard.findings.judgement import recording_change
from dashboard.measures.complete_years import up_to_whole_year, year_totals
from dashboard.measures.forecast import Forecast, forecast_counts
from dashboard.measures.series_change import TWO_YEARS
from dashboard.selection import Selection
from dashboard.words.change import change_sentence, not_compared, years_title
from dashboard.words.format import month, months
from dashboard.words.number_format import COUNT
from dashboard.words.periods import YEAR_TITLES
from dashboard.words.verdict import ahead_title, forecast_sentence
from data_loaders.release import Release

AHEAD = 6
EXPECTED, YEARS = "What is to be expected if nothing changes?", "How does one year compare with the next?"
CARRIES_ON = "It carries on the latest level and the season, and knows nothing of what is planned."
TWO_RANGES = (
    "This range is for months that are not counted yet: it adds how sure the latest level and the season are to what single months vary by. The usual "
    "range that is shaded on the course judges months that were counted; it is no forecast."
)
WHOLE_YEARS = (
    "Only whole years are added up. Where periods straddle the year’s first month, dates snap to the period’s."
)


def missing_ahead(release: Release, selection: Selection) -> Finding | None:
    """A range for the coming months, with its record; only for one monthly series of two years or more."""
    evidence = ask(release, selection.question)
    if not evidence.is_shown or not is_monthly(evidence) or len(evidence.frame) < TWO_YEARS or selection.measure != "n":
        return None
    forecast = forecast_counts(evidence.frame["n"], months=AHEAD)
    last = evidence.frame["period_start"].iloc[-1]
    months = [last + pd.DateOffset(months=n) for n in range(1, AHEAD + 1)]
    title = ahead_title(forecast, evidence.counts, months)
    drawn = evidence.frame.tail(TWO_YEARS)
    chart = _course(
        drawn, forecast, months, f"{title}. The last two years by month, and a range for the next {AHEAD} months."
    )
    return Finding(
        "ahead", EXPECTED, title, forecast_sentence(forecast, evidence.counts, months), release.id,
        table=_months_table(drawn, forecast, months, evidence.counts), chart=chart, bear_in_mind=CARRIES_ON,
        about=About("", TWO_RANGES, (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def _course(drawn: pd.DataFrame, forecast: Forecast, months: list[pd.Timestamp], alt: str) -> Trend:
    points = tuple(Point(at.date(), float(n), label) for at, n, label in zip(drawn["period_start"], drawn["n"], labels_of(drawn), strict=True))  # fmt: skip
    ends = zip(months, forecast.ranges.itertuples(), strict=True)
    return Trend(points, (), COUNT, alt, ahead=tuple(Ahead(m.date(), float(r.lower), float(r.upper)) for m, r in ends))


def _months_table(drawn: pd.DataFrame, forecast: Forecast, months: list[pd.Timestamp], counts: str) -> Table:
    """What was counted, then the ends of what is to be expected."""
    columns = heads("month", (counts, COUNT), ("from", COUNT), ("to", COUNT))
    past = tuple((label, int(n), None, None) for label, n in zip(labels_of(drawn), drawn["n"], strict=True))
    ends = zip(months, forecast.ranges.itertuples(), strict=True)
    return Table(columns, (*past, *((month(m), None, round(r.lower), round(r.upper)) for m, r in ends)))


def missing_years(release: Release, selection: Selection) -> Finding | None:
    """Totals of whole years of the chosen type; None where the view has no whole year of that type."""
    evidence = ask(release, selection.question)
    if not evidence.is_shown or selection.measure == "children":
        return None
    totals = year_totals(evidence.frame, selection.year_type)
    if totals.empty:
        return None
    totals.insert(0, "year", [months(s, e) for s, e in zip(totals.pop("start"), totals.pop("end"), strict=True)])
    title, counts = YEAR_TITLES[selection.year_type], evidence.counts
    said = years_title(totals, counts)
    is_one = list(totals.columns) == ["year", "n"]
    table = Table((*(TableColumn(c) for c in totals.columns[:-1]), TableColumn(counts, COUNT)),
                  tuple((*map(str, row[:-1]), int(row[-1])) for row in totals.itertuples(index=False, name=None)))  # fmt: skip
    chart = Columns(tuple(totals["year"]), tuple(map(float, totals["n"])), f"{said}. One bar for each year.", COUNT)
    return Finding(
        "years", YEARS, said, _change(release, evidence, selection) or f"By {title}.", release.id, result=tuple(totals["year"]),
        table=table, chart=chart if is_one else None, about=About("", WHOLE_YEARS, (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def _change(release: Release, evidence: MonthsAnswer, selection: Selection) -> str:
    """The last whole year against the one before, where months are published."""
    if not is_monthly(evidence):
        return ""
    monthly = up_to_whole_year(evidence.frame.set_index("period_start")["n"], selection.year_type)
    broken = (
        recording_change(verdict_of(release, evidence), monthly.index[-TWO_YEARS])
        if len(monthly) >= TWO_YEARS
        else None
    )
    if broken is not None:
        return not_compared(broken)
    effect = design_effect_of(release, selection.dataset, split=TIME)
    return change_sentence(monthly, evidence.counts, YEAR_TITLES[selection.year_type], design_effect=effect)
