"""What was done in places, and whether less was recorded afterwards than elsewhere."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Cell, Column, Group, Interval, Row, Rows, Words
from dashboard.charts.shapes import Course, Multiples
from dashboard.charts.table import Figure, Table, heads
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.measure import judged
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.area_rates import width_of
from dashboard.measures.comparison import Contrast
from dashboard.measures.design_effect import ONE_EACH
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.displacement import Outcome, Pair, district_blocks, evaluate
from dashboard.measures.interrupted_series import interrupted_counts
from dashboard.measures.numbers_in import TooShortError
from dashboard.measures.verdict import WIDE, Answer, Direction, Doubt, Estimate, Kind, Level, Verdict
from dashboard.words import interventions as words
from dashboard.words.course import no_change_rule
from dashboard.words.form import as_many_as_fit, number_of
from dashboard.words.format import count, ends_of, month, more_or_fewer, tenth, would_fit
from dashboard.words.number_format import COUNT, HUNDREDTH
from dashboard.words.standing import mark_of, standing_of, verdict_word
from dashboard.words.vocabulary import Standing
from data_loaders.release import Release

DATASET = "incidents"
QUESTION = "Was less recorded afterwards than elsewhere?"
NO_CHANGE = no_change_rule(WIDE)
ENDS = (0.5, 2.0)  # half and double: the scale of the ratios, unless a range reaches further


def interventions_of(release: Release) -> dict[str, str]:
    """Identifier → what it is called in a list."""
    rows = rows_of(release, "interventions")
    return {
        r.intervention_id: f"{r.type}, {words.place_words(r.place)}, from {month(r.start_date)}"
        for r in rows.itertuples()
    }


def outcome_verdict(outcome: Outcome) -> Verdict:
    """Incidents after against before, over the same elsewhere. Fewer has no good end: an intervention can bring more to light."""
    return _against_elsewhere(outcome.relative, outcome.target, outcome)


def beside_verdict(outcome: Outcome) -> Verdict:
    """The same of the area next to it: whether what went here came there."""
    return _against_elsewhere(outcome.beside, outcome.displacement, outcome)


def _against_elsewhere(change: Contrast | None, counts: Pair, outcome: Outcome) -> Verdict:
    if change is None:
        why, doubt = (outcome.why_not, outcome.doubt) if outcome.why_not else (words.NOT_BESIDE, Doubt.NOT_COMPARABLE)
        return Verdict(Answer.NOT_COMPARED, Kind.DIFFERENCE, why=why, doubt=doubt)
    return judged(
        Estimate(change.value, change.lower, change.upper), latest=Level(counts.after, "after"), before=Level(counts.before, "before"),
        is_beyond=change.is_beyond_chance, good_end=Direction.NEITHER, kind=Kind.DIFFERENCE,
    )  # fmt: skip


def did_it_work(release: Release) -> Finding:
    """All interventions in the order of their beginning: before, after, and what can be said."""
    evidence = ask(release, Months(DATASET, across="place_district"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="did-it-work", question=QUESTION)
    rows = list(rows_of(release, "interventions").itertuples())
    outcomes = [_outcome(release, evidence, row) for row in rows]
    verdicts = [outcome_verdict(o) for o in outcomes]
    title = words.outcomes_title(verdicts)
    names = list(interventions_of(release).values())
    return Finding(
        "did-it-work", QUESTION, title, "Incidents in the district after against before, over the same in the district it is compared with.", release.id,
        result=tuple(zip(names, verdicts, strict=True)), table=_table(names, rows, outcomes, verdicts), chart=_rows(rows, outcomes, verdicts, title, _elsewhere(rows, outcomes, _blocks(release, evidence))),
        bear_in_mind=words.NO_CAUSE_LINE,
        about=About(words.RATIO, f"{words.DISTRICT} {NO_CHANGE}", tuple(t for t in (words.NO_CAUSE, words.MANY if len(rows) > 1 else "") if t), source_of(release)),
    )  # fmt: skip


def _elsewhere(rows: list[Any], outcomes: list[Outcome], blocks: dict[str, str]) -> list[str]:
    """Where each is compared with, and what began there within the time that is compared: then it is no place without any."""
    said = []
    for row, outcome in zip(rows, outcomes, strict=True):
        there, days = blocks.get(row.comparison_area), pd.Timedelta(days=outcome.days)
        began = [
            (str(r.type).lower(), month(r.start_date))
            for r in rows
            if r is not row
            and there
            and blocks.get(r.area_code) == there
            and abs(r.start_date - row.start_date) <= days
        ]
        said.append(words.elsewhere(str(row.comparison), began))
    return said


def _rows(rows: list[Any], outcomes: list[Outcome], verdicts: list[Verdict], title: str, elsewhere: list[str]) -> Rows:
    spans = [v.estimate for v in verdicts if v.estimate]
    low, high = min([ENDS[0], *(max(e.low, 0.0) for e in spans)]), min(max([ENDS[1], *(e.high for e in spans)]), 4.0)
    columns = (Column("What was done"), Column("Before → after", 100, "right"), Column("Elsewhere", 100, "right", hides=True),
               Column("Against elsewhere", 220, low=low, high=high, reference=1.0, ticks=((low, f"{tenth(low)}×"), (1.0, "same"), (high, f"{tenth(high)}×"))), Column("Verdict", 178))  # fmt: skip
    lines = tuple(
        Row(
            (
                Words(
                    "",
                    f"{r.type}, {words.place_words(r.place)}",
                    f"from {month(r.start_date)}, led by {r.lead_agency!s}. {there}",
                ),
                _pair(o.target),
                _pair(o.comparison),
                _interval(v, high),
                _said(v),
            )
        )
        for r, o, v, there in zip(rows, outcomes, verdicts, elsewhere, strict=True)
    )
    return Rows(columns, (Group("", lines),), f"{title}. One row for each intervention.", row_height=64.0)


def _pair(counts: Pair) -> Words:
    return Words("", count(counts.after), f"{count(counts.before)} →") if counts.total else Words("")


def _interval(verdict: Verdict, high: float) -> Cell:
    if verdict.estimate is None:
        return Words("")
    return Interval(verdict.estimate.value, verdict.estimate.low, min(verdict.estimate.high, high), mark_of(verdict))


def _said(verdict: Verdict) -> Standing:
    return standing_of(verdict, ends_of(verdict.estimate.low, verdict.estimate.high) if verdict.estimate else "")


def _table(names: list[str], rows: list[Any], outcomes: list[Outcome], verdicts: list[Verdict]) -> Table:
    columns = heads("what was done", ("before", COUNT), ("after", COUNT), "compared with", ("before there", COUNT), ("after there", COUNT), ("ratio", HUNDREDTH), ("from", HUNDREDTH), ("to", HUNDREDTH), "verdict, where it was done", "verdict, in the area next to it")  # fmt: skip
    made: list[tuple[Figure, ...]] = []
    for name, row, outcome, verdict in zip(names, rows, outcomes, verdicts, strict=True):
        change = verdict.estimate
        span = (change.value, change.low, change.high) if change else (None, None, None)
        made.append(
            (
                name,
                *_counts(outcome.target),
                str(row.comparison),
                *_counts(outcome.comparison),
                *span,
                verdict_word(verdict),
                verdict_word(beside_verdict(outcome)),
            )
        )
    return Table(columns, tuple(made))


def _counts(pair: Pair) -> tuple[int | None, int | None]:
    return (round(pair.before), round(pair.after)) if pair.total else (None, None)


def one_intervention(release: Release, identifier: str) -> Finding:
    """The course of the district in which it was done beside the ones it is compared with."""
    row = next(r for r in rows_of(release, "interventions").itertuples() if r.intervention_id == identifier)
    name, question = interventions_of(release)[identifier], "What was recorded before and after one intervention?"
    evidence = ask(release, Months(DATASET, across="place_district"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="one-intervention", question=question)
    blocks = _blocks(release, evidence)
    target = blocks.get(row.area_code, "")
    if not target:
        return not_to_be_seen(
            release,
            State.HIDDEN,
            "Its area does not lie in one district of the release.",
            key="one-intervention",
            question=question,
        )
    outcome = _outcome(release, evidence, row)
    shown = [
        b
        for b in dict.fromkeys((target, blocks.get(row.comparison_area, ""), blocks.get(row.displacement_area, "")))
        if b
    ]
    frame = evidence.frame[evidence.frame["area_block"].isin(shown)]
    title = as_many_as_fit(f"{row.type}, {words.place_words(row.place)}", words.verdict_short(outcome_verdict(outcome)))
    unit = evidence.view.time_unit or "period" if evidence.view else "period"
    return Finding(
        "one-intervention", question, title, f"{evidence.counts.capitalize()} a {unit}. It began in {month(row.start_date)}. One scale for all.", release.id,
        result=(name, outcome_verdict(outcome)), table=_course_table(frame, evidence.counts), chart=_courses(frame, shown, title, row.start_date), bear_in_mind=words.NO_CAUSE_LINE,
        about=About("", f"In the area next to it: {words.beside(outcome)}. {_series_words(release, evidence, target, row.start_date)}", (words.verdict(outcome) + ".", words.NO_CAUSE, evidence.sentence), source_of(release)),
        links=(Link("Contexts at level 2", "contexts"),),
    )  # fmt: skip


def _courses(frame: pd.DataFrame, shown: list[str], title: str, start: pd.Timestamp) -> Multiples:
    """The district itself first, then where it is compared with, then next to it; a mark in the title says what is what."""
    starts = sorted(set(frame["period_start"]))
    roles = ("where it was done", "compared with", "next to it")
    courses = []
    for block, role in zip(shown, roles, strict=False):
        own = frame[frame["area_block"] == block]
        values = own.set_index("period_start")["n"].reindex(starts)
        courses.append(
            Course(f"{own['area'].iloc[0]}: {role}", tuple(None if pd.isna(v) else float(v) for v in values))
        )
    return Multiples(
        tuple(s.date() for s in starts),
        tuple(courses),
        COUNT,
        f"{title}. {number_of(len(courses), 'small course', 'small courses')}; it began in {month(start)}.",
        tuple(month(s) for s in starts),
    )


def _course_table(frame: pd.DataFrame, counts: str) -> Table:
    columns = heads("area", "from", "to", (counts, COUNT))
    return Table(
        columns,
        tuple((str(r.area), month(r.period_start), month(r.period_end), int(r.n)) for r in frame.itertuples()),
    )


def _outcome(release: Release, evidence: MonthsAnswer, row: Any) -> Outcome:
    blocks = _blocks(release, evidence)
    seen = overdispersion(cells_of(evidence.frame, down="area_block"))
    spread = width_of(design_effect_of(release, DATASET, split="place"), seen)
    target, comparison, displacement = (
        blocks.get(getattr(row, c), "") for c in ("area_code", "comparison_area", "displacement_area")
    )
    apart = displacement if displacement not in (target, comparison) else ""
    return evaluate(
        evidence.frame, row.start_date, target=target, comparison=comparison, displacement=apart, dispersion=spread,
    )  # fmt: skip


def _blocks(release: Release, evidence: MonthsAnswer) -> dict[str, str]:
    used = sorted(set(evidence.frame["area_block"]))
    return district_blocks(
        rows_of(release, "places"), rows_of(release, "areas"), leaves_of(release, DATASET, "place"), used
    )


def _series_words(release: Release, evidence: MonthsAnswer, target: str, start: pd.Timestamp) -> str:
    """The interrupted series of the district, where it is long enough."""
    own = evidence.frame[evidence.frame["area_block"] == target].sort_values("period_start")
    at = int((own["period_start"] < start).sum())
    effect = design_effect_of(release, DATASET, split="place") or ONE_EACH
    try:
        made = interrupted_counts(own["n"], at, season=4, design_effect=effect).level
    except TooShortError as error:
        return f"Interrupted series: {error}"
    if not made.is_beyond_chance:
        return f"From one month to the next it cannot be told: {would_fit(made.lower, made.upper)}."
    return f"From one month to the next: {more_or_fewer(made.value)}, more than chance would explain."
