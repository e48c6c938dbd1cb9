"""What was done in places, and whether less was recorded afterwards than elsewhere."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.before_after import before_after_figure
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of, withheld_finding
from dashboard.findings.unanswered import unanswered
from dashboard.measures.area_rates import width_of
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.displacement import Outcome, district_blocks, evaluate
from dashboard.measures.interrupted_series import interrupted_counts
from dashboard.measures.numbers_in import TooShortError
from dashboard.words.format import more_or_fewer, would_fit
from dashboard.words.interventions import beside, outcomes_sentence, pair, verdict
from data_loaders.release import Release

DATASET, TITLE = "incidents", "Did it work?"
NO_CAUSE = (
    "That fewer or more were recorded afterwards does not show what brought it about: other things change too, recording among them. "
    "An intervention can also bring more to light, and then more records are a success."
)
DISTRICT = (
    "Counts are of the whole district in which it was done, the finest that the release shows by time; what is done in a few streets "
    "can be lost in it. Whole years before and after are compared, so that the season cancels."
)
MANY = "Several interventions were looked at: of twenty without any effect, about one would look as if it had one."


def interventions_of(release: Release) -> dict[str, str]:
    """Identifier → what it is called in a list."""
    rows = rows_of(release, "interventions")
    return {r.intervention_id: f"{r.type}, {r.place}, from {r.start_date:%B %Y}" for r in rows.itertuples()}


def did_it_work(release: Release) -> Finding:
    """All interventions in the order of their beginning: before, after, and what can be told."""
    evidence = ask(release, Months(DATASET, across="place_district"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="did-it-work", title=TITLE)
    rows = rows_of(release, "interventions")
    outcomes = [_outcome(release, evidence, row) for row in rows.itertuples()]
    names = list(interventions_of(release).values())
    table = pd.DataFrame({
        "what was done": names, "before → after": [pair(o.target) for o in outcomes], "compared with": rows["comparison"],
        "before → after there": [pair(o.comparison) for o in outcomes], "what can be told": [verdict(o) for o in outcomes],
        "in the area next to it": [beside(o) for o in outcomes],
    })  # fmt: skip
    told = [(n, o.relative) for n, o in zip(names, outcomes, strict=True) if o.relative is not None]
    drawn = pd.DataFrame([(n, c.value, c.lower, c.upper) for n, c in told], columns=["what", "ratio", "lower", "upper"])
    headline = outcomes_sentence(outcomes)
    return Finding(
        key="did-it-work",
        title=TITLE,
        headline=headline,
        table=table,
        figure=bar_figure(drawn, label="what", value="ratio", suffix="×") if len(drawn) else None,
        alt=f"Dots with intervals: incidents after against before, over the same in the comparison area. {headline} The table holds every figure.",
        notes=("1× is no difference from the comparison area; an interval that holds 1× cannot be told from none." if len(drawn) else "",),
        caveats=(NO_CAUSE, DISTRICT, MANY if len(rows) > 1 else ""),
        definition="Ratio of rate ratios with its interval, widened by how far a few children make the figures (Altman & Bland 2003).",
        source=source_of(release),
        question=TITLE,
        release_id=release.id,
    )  # fmt: skip


def one_intervention(release: Release, identifier: str) -> Finding:
    """The course of the district in which it was done beside the one it is compared with."""
    rows = rows_of(release, "interventions")
    row = next(r for r in rows.itertuples() if r.intervention_id == identifier)
    title = interventions_of(release)[identifier]
    evidence = ask(release, Months(DATASET, across="place_district"))
    blocks = _blocks(release, evidence) if evidence.is_shown else {}
    target = blocks.get(row.area_code, "")
    if not evidence.is_shown or not target:
        reason = evidence.why or "Its area does not lie in one district of the release."
        return withheld_finding(release, key="one-intervention", title=title, reason=reason)
    outcome = _outcome(release, evidence, row)
    shown = {target, blocks.get(row.comparison_area, ""), blocks.get(row.displacement_area, "")}
    frame = evidence.frame[evidence.frame["area_block"].isin(shown)]
    own = frame.loc[frame["area_block"] == target, "area"].iloc[0]
    headline = f"{verdict(outcome)}."
    return Finding(
        key="one-intervention",
        title=title,
        headline=headline,
        table=pd.DataFrame({"area": frame["area"], "from": frame["period_start"].dt.strftime("%B %Y"), "to": frame["period_end"].dt.strftime("%B %Y"), evidence.counts: frame["n"]}),
        figure=before_after_figure(frame, row.start_date, target=own, unit=evidence.view.time_unit or "period" if evidence.view else "period"),
        alt=f"Lines of {evidence.counts} in {own} and the areas it is compared with, and when it began. {headline}",
        notes=(f"In the area next to it: {beside(outcome)}.", _series_words(evidence, target, row.start_date)),
        caveats=(NO_CAUSE, evidence.sentence),
        definition="",
        source=source_of(release),
        question=title,
        release_id=release.id,
    )  # fmt: skip


def _outcome(release: Release, evidence: MonthsAnswer, row: Any) -> Outcome:
    blocks = _blocks(release, evidence)
    seen = overdispersion(cells_of(evidence.frame, down="area_block"))
    spread = width_of(design_effect_of(release, DATASET, split="place"), seen)
    target, comparison, displacement = (
        blocks.get(getattr(row, c), "") for c in ("area_code", "comparison_area", "displacement_area")
    )
    apart = displacement if displacement not in (target, comparison) else ""
    return evaluate(
        evidence.frame,
        row.start_date,
        target=target,
        comparison=comparison,
        displacement=apart,
        dispersion=spread,
    )


def _blocks(release: Release, evidence: MonthsAnswer) -> dict[str, str]:
    used = sorted(set(evidence.frame["area_block"]))
    return district_blocks(
        rows_of(release, "places"), rows_of(release, "areas"), leaves_of(release, DATASET, "place"), used
    )


def _series_words(evidence: MonthsAnswer, target: str, start: pd.Timestamp) -> str:
    """The interrupted series of the district, where it is long enough."""
    own = evidence.frame[evidence.frame["area_block"] == target].sort_values("period_start")
    at = int((own["period_start"] < start).sum())
    try:
        made = interrupted_counts(own["n"], at, season=4).level
    except TooShortError as error:
        return f"Interrupted series: {error}"
    if not made.is_beyond_chance:
        return f"From one month to the next it cannot be told: {would_fit(made.lower, made.upper)}."
    return f"From one month to the next: {more_or_fewer(made.value)}, more than chance would explain."
