"""Several lines beside each other: where, and for whom, a change is more than chance."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.months import MonthsAnswer
from dashboard.events import events_of
from dashboard.figures.trend import trend_figure
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.panel_changes import panel_changes, twelve_months_at
from dashboard.measures.shown_period import in_year
from dashboard.words.change import panels_sentence, ratios_sentence, short_sentence
from dashboard.words.periods import UNIT_WORDS, drawn_sentence, period_label
from data_loaders.release import Release

SCALE = "Each panel has the same scale. Areas and groups are shown in a fixed order, not ranked."

NEAR, MANY = (
    3,
    9,
)  # months between a change and the first whole period after it; panels whose intervals can still be read


def many_series(
    release: Release,
    evidence: MonthsAnswer,
    frame: pd.DataFrame,
    *,
    title: str,
    at: pd.Timestamp | None,
    caveats: tuple[str, ...],
    definition: str,
    period: str,
) -> Finding:
    """Small multiples; `at` is the month in which the whole area was found to have changed, if it was."""
    is_rate = "rate_per_1000" in frame
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else ""
    headline, notes = _headline(evidence, at, design_effect_of(release, evidence.question.dataset, split=TIME))
    labels = [period_label(s, e) for s, e in zip(frame["period_start"], frame["period_end"], strict=True)]
    rated = (
        {"people aged 10–17": frame["population"].astype(int), "per 1,000": frame["rate_per_1000"].round(2)}
        if is_rate
        else {}
    )
    table = pd.DataFrame(
        {"period": labels, "area": frame["area"], "group": frame["group"], evidence.counts: frame["n"], **rated}
    )
    keep = in_year(frame, period)
    drawn = (frame.assign(n=frame["rate_per_1000"]) if is_rate else frame)[keep]
    counts = f"{evidence.counts} per 1,000" if is_rate else evidence.counts
    return Finding(
        key=f"missing-{evidence.question.dataset}",
        title=title,
        headline=headline,
        table=table.loc[keep, [c for c in table if (table[c] != "").any()]],
        figure=trend_figure(drawn, counts=counts, unit=unit, events=events_of(release, evidence.question)),
        alt=f"Small multiples of {counts} by {unit}. {headline} The table below holds every figure.",
        notes=notes,
        caveats=tuple(c for c in (drawn_sentence(period, unit), *caveats) if c),
        definition=definition,
        source=source_of(release),
        question=f"{title}, by {unit}",
        release_id=release.id,
    )  # fmt: skip


def _headline(
    evidence: MonthsAnswer, at: pd.Timestamp | None, effect: DesignEffect | None
) -> tuple[str, tuple[str, ...]]:
    frame = evidence.frame
    span = twelve_months_at(frame, at)
    if span is None or at is None or span.after_start > at + pd.DateOffset(months=NEAR):
        at, span = None, twelve_months_at(frame, None)
    if span is None:
        is_single = frame["area"].nunique() * frame["group"].nunique() == 1
        return (short_sentence(frame, evidence.counts) if is_single else SCALE), ()
    if evidence.question.measure == "children":
        return SCALE, ()
    rows = panel_changes(frame, span, design_effect=effect)
    why = f"{at:%B %Y} is when the whole was found to have changed." if at is not None else ""
    return panels_sentence(rows, span, evidence.counts, at, design_effect=effect), tuple(
        n for n in (ratios_sentence(rows) if len(rows) <= MANY else "", why, SCALE) if n
    )
