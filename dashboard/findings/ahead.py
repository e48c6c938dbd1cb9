"""Missing by whole years, and what to expect if nothing changes."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.figures.control import control_figure
from dashboard.findings.course import is_monthly, labels_of, middle_of
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.measures.complete_years import up_to_whole_year, year_totals
from dashboard.measures.forecast import forecast_counts
from dashboard.measures.series_change import TWO_YEARS
from dashboard.measures.xmr import xmr_chart
from dashboard.selection import Selection
from dashboard.words.change import change_sentence
from dashboard.words.periods import YEAR_TITLES
from dashboard.words.verdict import forecast_sentence
from data_loaders.release import Release

AHEAD = 6
WHOLE_YEARS = (
    "Only whole years are added up. Where periods straddle the year’s first month, dates snap to the period’s."
)


def missing_ahead(release: Release, selection: Selection) -> Finding | None:
    """A range for the coming months, with its record; only for one monthly series of two years or more."""
    evidence = ask(release, selection.question)
    if not evidence.is_shown or not is_monthly(evidence) or len(evidence.frame) < TWO_YEARS or selection.measure != "n":
        return None
    frame = evidence.frame
    forecast = forecast_counts(frame["n"], months=AHEAD)
    last = frame["period_start"].iloc[-1]
    months = [last + pd.DateOffset(months=n) for n in range(1, AHEAD + 1)]
    ahead = forecast.ranges.assign(at=[m + pd.Timedelta(days=14) for m in months])
    none = float("nan")
    rows = xmr_chart(frame["n"], floor=0.0).to_frame().assign(
        at=middle_of(frame), label=labels_of(frame), is_signal=False, centre=none, lower=none, upper=none
    )  # fmt: skip
    headline = forecast_sentence(forecast, evidence.counts, months)
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
    evidence = ask(release, selection.question)
    if not evidence.is_shown or selection.measure == "children":
        return None
    totals = year_totals(evidence.frame, selection.year_type)
    if totals.empty:
        return None
    title = YEAR_TITLES[selection.year_type]
    change = ""
    if is_monthly(evidence):
        monthly = up_to_whole_year(evidence.frame.set_index("period_start")["n"], selection.year_type)
        effect = design_effect_of(release, selection.dataset, split=TIME)
        change = change_sentence(monthly, evidence.counts, title, design_effect=effect)
    return Finding(
        key="years",
        title=f"By year: {title}",
        headline=change or WHOLE_YEARS,
        table=totals.rename(columns={"n": evidence.counts}),
        figure=None,
        alt=f"Table of {evidence.counts} by {title}.",
        caveats=(WHOLE_YEARS,) if change else (),
        definition="",
        source=source_of(release),
        question=f"{evidence.counts} by {title}",
        release_id=release.id,
    )
