"""Missing: how many, since when, where and for whom."""

from __future__ import annotations

from dashboard.evidence import Evidence, answer
from dashboard.figures.trend import trend_figure
from dashboard.findings.finding import Finding
from dashboard.measures.complete_years import year_totals
from dashboard.selection import ALL, WHOLE, Selection
from dashboard.words.change import change_sentence
from dashboard.words.periods import UNIT_WORDS, YEAR_TITLES, period_label
from data_loaders.release import Release

DEFINITIONS = {
    "missing_episodes": "An episode is one time that a child was missing, from when they were last seen to when they were back.",
    "missing_reports": "A report is one call to the police that a child was missing. One episode can have several.",
    "missing_investigations": "An investigation is a report that the police opened as a missing-person enquiry.",
}
RECORDING = (
    "A change in how cases are recorded looks like a change in children's lives; dated events are marked on the chart."
)
FEW = "A few children can make much of a line: a rise need not mean that more children go missing."


def missing_trend(release: Release, selection: Selection) -> Finding:
    """The trend that a selection asks for, or the reason why it is not shown."""
    evidence = answer(release, selection)
    title = f"{evidence.counts[:1].upper()}{evidence.counts[1:]}, {_where(evidence)}"
    if not evidence.is_shown:
        return _withheld(release, evidence, title)
    frame = evidence.frame
    table = frame.assign(
        period=[period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]
    )
    table = table[["period", "area", "group", "n"]].rename(columns={"n": evidence.counts})
    table = table[[c for c in table if (table[c] != "").any()]]
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    headline = _headline(evidence)
    return Finding(
        key=f"missing-{selection.dataset}",
        title=title,
        headline=headline,
        table=table,
        figure=trend_figure(frame, counts=evidence.counts, unit=unit, events=release.table("events")),
        alt=f"Line chart of {evidence.counts} by {unit}. {headline} The table below holds every figure.",
        caveats=(evidence.sentence, RECORDING, FEW, evidence.dataset.held),
        definition=DEFINITIONS.get(selection.dataset, ""),
        source=_source(release),
        question=f"{title}, by {unit}",
        release_id=release.id,
    )


def missing_years(release: Release, selection: Selection) -> Finding | None:
    """Totals of whole years of the chosen type; None where the view has no whole year of that type."""
    evidence = answer(release, selection)
    if not evidence.is_shown or selection.measure == "children":
        return None
    totals = year_totals(evidence.frame, selection.year_type)
    if totals.empty:
        return None
    title = YEAR_TITLES[selection.year_type]
    return Finding(
        key="years",
        title=f"By year: {title}",
        headline="Only whole years are added up. Where periods straddle the year's first month, dates snap to the period's.",
        table=totals.rename(columns={"n": evidence.counts}),
        figure=None,
        alt=f"Table of {evidence.counts} by {title}.",
        caveats=(),
        definition="",
        source=_source(release),
        question=f"{evidence.counts} by {title}",
        release_id=release.id,
    )


def _headline(evidence: Evidence) -> str:
    is_monthly = evidence.view is not None and evidence.view.time_unit == "month"
    if is_monthly and not evidence.view.dimensions and evidence.selection.measure == "n":  # type: ignore[union-attr]
        return change_sentence(evidence.frame.set_index("period_start")["n"], evidence.counts)
    return evidence.sentence


def _where(evidence: Evidence) -> str:
    selection = evidence.selection
    if selection.level == WHOLE:
        return "whole council area"
    if selection.block != ALL and len(evidence.frame):
        return str(evidence.frame["area"].iloc[0])
    return f"by {selection.level.lower()}"


def _withheld(release: Release, evidence: Evidence, title: str) -> Finding:
    return Finding(
        key="withheld", title=title, headline="Not shown, to keep children safe.", table=evidence.frame, figure=None, alt="",
        caveats=(), definition="", source=_source(release), question=title, release_id=release.id, withheld=evidence.reason,
    )  # fmt: skip


def _source(release: Release) -> str:
    return f"Partnership deliveries as at {release.manifest.as_at:%d %B %Y}; release {release.id}."
