"""Change and time: districts year against year and half-year by half-year, and at what times harm is met."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import ALL, Months, MonthsAnswer, block_labels, leaves_of
from dashboard.charts.rows import BeforeLatest, Column, Group, Row, Rows, Words
from dashboard.charts.shapes import HeatGrid
from dashboard.charts.table import Table, heads
from dashboard.findings.by_area import verdicts_of
from dashboard.findings.course import FEW
from dashboard.findings.design_effects import TIME, design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.trend import trend_finding
from dashboard.measures.changes import by_half_year, times_own_average, year_changes
from dashboard.measures.places_near import day_by_time, hours_of
from dashboard.selection import Selection
from dashboard.words.course import areas_title
from dashboard.words.format import count, month_name_short, month_short, months
from dashboard.words.number_format import COUNT, HUNDREDTH, SHARE
from dashboard.words.places_when import halves_title, is_elsewhere, times_title
from dashboard.words.standing import standing_of, verdict_word
from data_loaders.release import Release

DATASET = "incidents"
BY_DISTRICT = Months(DATASET, across="place_district")
WHEN = Months(DATASET, across="place_district", split="time_band", also="day_type")
MONTHS_DRAWN = 36
RECORDED = "More recorded can be more harm, or more of it known."
DISTRICT = "A district is made of whole places and follows the borders of areas only roughly."


def incidents_trend(release: Release) -> Finding:
    """All incidents month by month, with the verdict that the Overview lists."""
    course = trend_finding(release, Selection(DATASET), months=MONTHS_DRAWN)
    links = (Link("Where they concentrate", "places"),)
    return replace(
        course,
        key="incidents-trend",
        question="Are more incidents recorded than before?",
        bear_in_mind=RECORDED,
        links=links,
        about=replace(course.about, caveats=tuple(c for c in course.about.caveats if c != FEW)),  # of missing children
    )


def district_change(release: Release) -> Finding:
    """Latest year and the year before, for each district, with a verdict in a word."""
    key, question = "district-change", "What changed from one year to the next?"
    evidence = ask(release, BY_DISTRICT)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=key, question=question)
    effect = design_effect_of(release, DATASET, split=TIME)
    rows = year_changes(evidence.frame, design_effect=effect).dropna()
    if rows.empty:
        return not_to_be_seen(
            release, State.NOT_COVERED, "No two whole years are covered yet.", key=key, question=question
        )
    rows = rows.sort_values("area", key=lambda names: names.map(lambda n: (is_elsewhere(n), n)))
    verdicts = verdicts_of(evidence.frame, effect)
    title = areas_title(verdicts, "districts")
    high = float(max(rows["before"].max(), rows["latest"].max())) * 1.02
    strip = Column(evidence.counts.capitalize(), 240, low=0, high=high, ticks=((0, "0"), (high, count(high))))
    columns = (Column("District"), strip, Column("Before → latest", align="right"), Column("Change", 178))
    drawn = tuple(
        Row((Words(str(r.area)), BeforeLatest(float(r.before), float(r.latest)), Words("", count(r.latest), f"{count(r.before)} →"), standing_of(verdicts[str(r.area)])))
        for r in rows.itertuples()
    )  # fmt: skip
    figures = heads("district", ("year before", COUNT), ("latest year", COUNT), ("times", HUNDREDTH), ("from", HUNDREDTH), ("to", HUNDREDTH), "verdict")  # fmt: skip
    table = tuple((str(r.area), int(r.before), int(r.latest), round(r.ratio, 2), round(r.lower, 2), round(r.upper, 2), verdict_word(verdicts[str(r.area)])) for r in rows.itertuples())  # fmt: skip
    return Finding(
        key, question, title, f"{evidence.counts.capitalize()} by district. Ring: the year before. Dot: the latest year.", release.id,
        result=tuple(verdicts.items()), table=Table(figures, table), chart=Rows(columns, (Group("", drawn),), title),
        bear_in_mind="Districts stand by name; none is ranked, and none is to blame.",
        about=About(DISTRICT, "Intervals are widened by as much as districts vary from one period to the next.", (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def half_years(release: Release) -> Finding:
    """Each district in each half-year against its own average."""
    key, question = "half-years", "How did districts move from half-year to half-year?"
    evidence = ask(release, BY_DISTRICT)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=key, question=question)
    halves = by_half_year(evidence.frame)
    if halves.empty:
        reason = "The periods that the release shows for districts fill no half-year."
        return not_to_be_seen(release, State.NOT_COVERED, reason, key=key, question=question)
    rows = times_own_average(halves)
    spans = {
        half: f"{month_name_short(half)} to\n{month_short(half + pd.DateOffset(months=5))}"
        for half in sorted(set(rows["half"]))
    }
    areas = tuple(sorted(set(rows["area"])))
    at = {(str(r.area), r.half): float(r.times) for r in rows.itertuples()}
    title = halves_title(rows[~rows["area"].map(is_elsewhere).astype(bool)])
    values = tuple(tuple(at.get((area, half)) for half in spans) for area in areas)
    figures = heads("district", "half-year", (evidence.counts, COUNT), ("times its own average", HUNDREDTH))  # fmt: skip
    table = tuple((str(r.area), spans[r.half].replace("\n", " "), int(r.n), round(float(r.times), 2)) for r in rows.itertuples())  # fmt: skip
    return Finding(
        key, question, title, f"{count(int(rows['n'].sum()))} {evidence.counts}; each district against its own average of all half-years.", release.id,
        result=tuple(sorted(at)), table=Table(figures, table),
        chart=HeatGrid(tuple(spans.values()), areas, values, HUNDREDTH, f"Grid of districts by half-year, times their own average. {title}."),
        bear_in_mind="Half-years differ with the season, and single ones move by chance.",
        about=About(DISTRICT, "Each count over the average of the same district’s half-years.", (evidence.sentence,), source_of(release)),
        links=(Link("What is beyond chance", "district-change"),),
    )  # fmt: skip


def districts_of(release: Release) -> dict[str, str]:
    """The districts of the view by kind of day and time, for a choice: all together first."""
    evidence = ask(release, WHEN)
    labels, codes = block_labels(release, DATASET, "place"), district_codes(release)
    blocks = sorted(set(evidence.frame["area_block"]), key=lambda b: labels[b])
    return {ALL: "All districts"} | {codes[b]: labels[b] for b in blocks}


def district_codes(release: Release) -> dict[str, str]:
    """Block → the first of its places, which names it in a link: a block's own code is a list of all of them."""
    return {block: min(places) for block, places in leaves_of(release, DATASET, "place").items() if places}


def earlier_districts(release: Release) -> dict[str, str]:
    """What named a district in earlier links, or another of its places → its code now."""
    leaves, codes = leaves_of(release, DATASET, "place"), district_codes(release)
    blocks = set(ask(release, WHEN).frame["area_block"])
    return {name: codes[block] for block in blocks for name in (block, *leaves[block])}


def day_and_time(release: Release, district: str) -> Finding:
    """Kind of day by time of day, of one district or all, over the whole time of the view."""
    key, question = "day-time", "At what times is harm met?"
    evidence = ask(release, WHEN)
    if not evidence.is_shown:
        return without_answer(release, evidence, key=key, question=question)
    asked = district if district == ALL else earlier_districts(release).get(district, district)
    codes = evidence.frame["area_block"].map(district_codes(release))
    frame = evidence.frame if asked == ALL else evidence.frame[codes == asked]
    if frame.empty:
        return not_to_be_seen(
            release, State.HIDDEN, "Times are not shown for this district alone.", key=key, question=question
        )
    rows = day_by_time(frame)
    bands = leaves_of(release, DATASET, "time_band")
    hours = {str(r.group): hours_of(bands[r.group_block]) for r in frame.drop_duplicates("group").itertuples()}
    title = times_title(rows, hours)
    days, times = tuple(dict.fromkeys(map(str, rows["also"]))), tuple(dict.fromkeys(map(str, rows["group"])))
    at = {(str(r.also), str(r.group)): float(r.n) for r in rows.itertuples()}
    where = "" if district == ALL else f" in {districts_of(release).get(asked, 'this district')}"
    figures = heads("kind of day", "time of day", (evidence.counts, COUNT), ("share", SHARE))
    table = tuple((str(r.also), str(r.group), int(r.n), round(float(r.share_pct))) for r in rows.itertuples())
    return Finding(
        key, question, title, f"{count(int(rows['n'].sum()))} {evidence.counts}{where}, {_span(evidence)}.", release.id,
        result=tuple(at.items()), table=Table(figures, table),
        chart=HeatGrid(times, days, tuple(tuple(at.get((d, t)) for t in times) for d in days), COUNT, f"Grid of {evidence.counts} by kind of day and time of day. {title}."),
        bear_in_mind="Kinds of day and times of day have different lengths: a tile says where incidents fall.",
        about=About(caveats=(evidence.sentence,), source=source_of(release)),
    )  # fmt: skip


def _span(evidence: MonthsAnswer) -> str:
    frame = evidence.frame
    return months(frame["period_start"].min(), frame["period_end"].max())
