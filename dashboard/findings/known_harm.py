"""Known and unknown harm: where pupils feel unsafe, beside what agencies record in the same areas."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.survey import (
    ALL_SPLIT,
    SurveyAnswer,
    SurveyQuestion,
    block_leaves,
    has_survey,
    safety_questions,
)
from dashboard.charts.rows import Column, Group, Interval, Range, Row, Rows, Words
from dashboard.charts.table import Table, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.recorded_rates import dataset_is_placed, recorded_kinds, recorded_levels, recorded_rates
from dashboard.measures.survey_estimates import felt_and_recorded, same_areas, unsafe_by_area
from dashboard.words.form import capital
from dashboard.words.format import count, months, percent
from dashboard.words.known_harm import CAVEATS, METHOD, SHORT, case_title, counted_words, joined_sentence
from dashboard.words.number_format import RATE, SHARE
from data_loaders.release import Release

APART = 0.33  # of a scale: nearer to each other than this its two words would touch
KEY, QUESTION = "known-harm", "Where do young people feel unsafe while no more is recorded than elsewhere?"
DISTRICTS = "Incidents are counted by districts of places, which follow the borders of areas roughly."
NEITHER = "neither"


def known_harm(release: Release, asking: SurveyQuestion, dataset: str) -> Finding:
    """`asking.split` is a level of areas; the question is one about feeling safe somewhere."""
    found = ask(release, asking)
    if not found.is_shown:
        return without_answer(release, found, key=KEY, question=QUESTION)
    rates, counts = recorded_rates(release, dataset, asking.split), release.dataset(dataset).counts
    felt = unsafe_by_area(found.sides, found.differences)
    if felt.empty or rates.empty:
        reason = "Too few pupils answered on the negative side, or no whole year is covered, to compare these areas."
        return not_to_be_seen(release, State.HIDDEN, reason, key=KEY, question=QUESTION)
    pairs = same_areas(block_leaves(release, asking), dict(zip(rates["area_block"], rates["leaves"], strict=True)))
    rows = felt_and_recorded(felt, rates.assign(block=rates["area_block"].map(pairs)))
    if rows.empty:
        reason = "The survey and the records are not shown for the same areas."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key=KEY, question=QUESTION)
    rows = rows.sort_values("label", kind="stable").reset_index(drop=True)
    unsafe = capital(" or ".join(found.bands.loc[found.bands["side"] == "negative", "label"]).lower())
    span = months(rates["year_start"].iloc[0], rates["year_end"].iloc[0])
    placed = (DISTRICTS,) if dataset_is_placed(release, dataset) else ()
    title, counted = case_title(rows), counted_words(int(rows["n"].sum()), int(rows["recorded"].iloc[0]), span)
    joined = joined_sentence([str(area) for area in rows["area"]])
    return Finding(
        KEY, QUESTION, title, f"“{found.question['short']}”, {unsafe.lower()}: share of pupils, {asking.wave}. {capital(counts)} per 1,000 aged 10 to 17, {counted}. Line: what would fit.",
        release.id, result=tuple((str(r.label), str(r.case)) for r in rows.itertuples()), table=_table(rows, unsafe.lower(), counts),
        chart=_chart(rows, _average(release, asking), unsafe, title), bear_in_mind="No area is to blame; where little is recorded, ask young people why.",
        about=About(_definition(found), METHOD, (*CAVEATS, *placed, *joined), source_of(release)),
    )  # fmt: skip


def first_known_harm(release: Release, felt: str = "", dataset: str = "", level: str = "") -> Finding | None:
    """What is asked for, or what its page opens on: harm, beside the first question about feeling safe, in the largest areas.

    felt: survey, wave and question with "|" between. None: no question about feeling safe, or nothing beside it, is counted by area.
    """
    kinds, asked = recorded_kinds(release), list(safety_questions(release)) if has_survey(release) else []
    if not kinds or not asked:
        return None
    one = SurveyQuestion(*felt.split("|")) if felt else asked[0]
    recorded = dataset or next(iter(kinds))
    split = level or next(iter(recorded_levels(release, one, recorded)), "LOCALITY")
    return known_harm(release, replace(one, split=split), recorded)


def _average(release: Release, asking: SurveyQuestion) -> float:
    whole = ask(release, SurveyQuestion(asking.survey, asking.wave, asking.question, ALL_SPLIT)).sides
    return float(whole.loc[whole["side"] == "negative", "share_pct"].iloc[0])


def _definition(found: SurveyAnswer) -> str:
    base = "answered" if found.base == "answered" else "were asked"
    return f"The question: {found.question['wording']} Shares are of those who {base}."


def _chart(rows: pd.DataFrame, average: float, unsafe: str, title: str) -> Rows:
    recorded = float(rows["average_per_1000"].iloc[0])
    felt_high, rate_high = (float(rows[c].max()) * 1.05 for c in ("upper_pct", "upper_per_1000"))
    columns = (
        Column("Area"),
        Column(unsafe, 200, low=0, high=felt_high, reference=average, ticks=_ends("felt unsafe", average, f"all {percent(average)}", felt_high)),
        Column("Share", 62),
        Column("Recorded", 200, low=0, high=rate_high, reference=recorded, ticks=_ends("recorded", recorded, f"all {count(recorded)}", rate_high)),
        Column("Rate", 50),
        Column("Both together", 220),
    )  # fmt: skip
    lines = tuple(_row(r) for r in rows.itertuples())
    return Rows(columns, (Group("", lines),), f"{title}. One row for each area, in the order of names.", 46.0,
                foot="Dotted: all areas together. Filled: clearly above all other areas, or above the average.")  # fmt: skip


def _ends(word: str, whole: float, written: str, high: float) -> tuple[tuple[float, str], ...]:
    """What a scale says at its beginning and at all areas together: on one place where they have no room beside each other."""
    has_room = whole / high > APART
    return ((0, word), (whole, written)) if has_room else ((whole, f"{word}, {written}"),)


def _row(row: object) -> Row:
    def figure(name: str) -> float:
        return float(getattr(row, name))

    case = str(getattr(row, "case", NEITHER))
    felt = (figure("share_pct"), figure("lower_pct"), figure("upper_pct"))
    rate = (figure("rate_per_1000"), figure("lower_per_1000"), figure("upper_per_1000"))
    is_felt, is_known = (getattr(row, side, "") == "more" for side in ("felt", "known"))
    return Row(
        (Words(str(getattr(row, "label", ""))), Range(*felt) if is_felt else Interval(*felt), Words(percent(felt[0])),
         Range(*rate) if is_known else Interval(*rate), Words(count(rate[0])), Words(SHORT[case])),
        is_quiet=case == NEITHER,
    )  # fmt: skip


def _table(rows: pd.DataFrame, unsafe: str, counts: str) -> Table:
    columns = heads("area", (unsafe, SHARE), ("from", SHARE), ("to", SHARE), (f"{counts} per 1,000", RATE), ("rate from", RATE), ("rate to", RATE), "both together")  # fmt: skip
    lines = tuple(
        (str(r.label), float(r.share_pct), float(r.lower_pct), float(r.upper_pct), float(r.rate_per_1000), float(r.lower_per_1000), float(r.upper_per_1000), SHORT[str(r.case)])
        for r in rows.itertuples()
    )  # fmt: skip
    return Table(columns, lines)
