"""Repeat missing: how much of the line a few children make, and the trend without them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, leaves_of
from dashboard.charts.rows import Bar, Column, Group, Row, Rows, Words
from dashboard.charts.shapes import Course, Multiples
from dashboard.charts.table import Table, heads
from dashboard.findings.design_effects import TIME, between_years, design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.missing_facts import two_years
from dashboard.findings.mix import FULL_COUNT, shares_years
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.share_changes import NO_CHANGE, result_of, share_lines, share_rows, share_table
from dashboard.findings.trend import trend_finding
from dashboard.measures.concentration import children_and_episodes
from dashboard.measures.latest_year import latest_years, year_shares
from dashboard.measures.repeat_series import ALL_TIMES, FIRST_TIMES, again_by_area, first_and_all
from dashboard.selection import Selection
from dashboard.words import repeats as words
from dashboard.words.format import count, percent, tenth
from dashboard.words.mix import no_year, year_words
from dashboard.words.number_format import COUNT, SHARE, TENTH
from dashboard.words.periods import UNIT_WORDS, period_label
from data_loaders.release import Release

HOW_MUCH, HOW_OFTEN = "How much of the line do a few children make?", "How many children were missing how often?"
WITHOUT, WHERE = "Does the line rise without repeats too?", "How often were children missing again, area by area?"
MONTHS_DRAWN = 36


def concentration(release: Release, dataset: str) -> Finding:
    """The share of episodes by how often their child was missing that year."""
    evidence = ask(release, Months(dataset, split="year_band"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="concentration", question=HOW_MUCH)
    shares = year_shares(
        evidence.frame, "group", design_effect=design_effect_of(release, dataset, split=between_years("year_band"))
    )
    if shares.empty:
        return not_to_be_seen(
            release, State.NOT_COVERED, no_year(evidence.frame), key="concentration", question=HOW_MUCH
        )
    lines = share_lines(shares)
    title = words.concentration_title(lines[-1].name, lines[-1].share_pct, evidence.counts)
    verdicts = result_of(lines)
    alone = "" if any(verdict.before for _, verdict in verdicts) else f" {words.YEAR_ALONE}"
    return Finding(
        "concentration", HOW_MUCH, title, f"Share of {evidence.counts}. {shares_years(lines, year_words(shares))}.{alone}", release.id, result=verdicts,
        table=share_table(lines, first="missing how often", counts=evidence.counts),
        chart=share_rows(lines, first="Their child was missing", alt=f"{title}. Ring: year before. Dot: latest year."),
        bear_in_mind=words.NO_BLAME, about=About("", NO_CHANGE, (evidence.sentence, words.BANDS, FULL_COUNT), source_of(release)),
    )  # fmt: skip


def per_child(release: Release, dataset: str) -> Finding:
    """How many children were missing how often, beside what their episodes make of all."""
    asked = Months(dataset, split="year_band")
    episodes, children = ask(release, asked), ask(release, replace(asked, measure="children"))
    if not children.is_shown:
        why = f"{children.why} {words.ONE_EACH_TOLD}" if episodes.is_shown else children.why
        return without_answer(release, replace(children, why=why), key="per-child", question=HOW_OFTEN)
    bands = children_and_episodes(episodes.frame, children.frame)
    if bands.empty:
        return not_to_be_seen(release, State.NOT_COVERED, no_year(episodes.frame), key="per-child", question=HOW_OFTEN)
    title = words.per_child_title(bands, episodes.counts, children.counts)
    year = year_words(latest_years(episodes.frame, []))["latest"]
    total = int(bands["children"].sum())
    return Finding(
        "per-child", HOW_OFTEN, title, f"{count(total)} {children.counts}, {count(int(bands['episodes'].sum()))} {episodes.counts}. {year}.", release.id,
        result=tuple((str(r.group), int(r.children)) for r in bands.itertuples()), table=_bands_table(bands, children.counts, episodes.counts),
        chart=_bands_rows(bands, children.counts, episodes.counts, title), bear_in_mind=words.NO_BLAME,
        about=About("", "", (episodes.sentence, words.BANDS, words.GUARDED), source_of(release)),
    )  # fmt: skip


def _bands_rows(bands: pd.DataFrame, children: str, episodes: str, title: str) -> Rows:
    """Children and their episodes beside each other on one scale."""
    columns = (Column("Missing"), Column(f"Share of {children}", 220, high=100.0), Column("", 92, "right"), Column(f"Share of {episodes}", 220, high=100.0),
               Column("", 92, "right"))  # fmt: skip
    rows = tuple(
        Row((Words("", str(r.group), f"{tenth(r.episodes_per_child)} for each child"), Bar(float(r.children_share_pct)), Words(f" {count(r.children)}", percent(r.children_share_pct)),
             Bar(float(r.episodes_share_pct)), Words(f" {count(r.episodes)}", percent(r.episodes_share_pct))))
        for r in bands.itertuples()
    )  # fmt: skip
    return Rows(columns, (Group("", rows),), f"{title}. Children, and beside them their episodes.", row_height=50.0)


def _bands_table(bands: pd.DataFrame, children: str, episodes: str) -> Table:
    columns = heads("missing how often", (children, COUNT), (f"share of {children}", SHARE), ("from", SHARE), ("to", SHARE), (episodes, COUNT), (f"share of {episodes}", SHARE), ("for each child", TENTH))  # fmt: skip
    rows = tuple(
        (
            str(r.group),
            int(r.children),
            float(r.children_share_pct),
            float(r.lower_pct),
            float(r.upper_pct),
            int(r.episodes),
            float(r.episodes_share_pct),
            float(r.episodes_per_child),
        )
        for r in bands.itertuples()
    )
    return Table(columns, rows)


def without_repeats(release: Release, dataset: str) -> Finding:
    """All episodes beside those that were their child's first for twelve months."""
    evidence = ask(release, Months(dataset, split="repeat_band"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="without-repeats", question=WITHOUT)
    first = [b for b, codes in leaves_of(release, dataset, "repeat_band").items() if codes == {"FIRST"}]
    frame = first_and_all(evidence.frame, first)
    if frame.empty:
        return not_to_be_seen(release, State.HIDDEN, words.JOINED, key="without-repeats", question=WITHOUT)
    unit = UNIT_WORDS[evidence.view.time_unit or "all"] if evidence.view else "period"
    effect = design_effect_of(release, dataset, split=TIME)
    years = two_years(release, Selection(dataset))
    is_same = years is not None and years.last + pd.offsets.MonthEnd() == frame["period_end"].max().normalize()
    every, broken = (years.change, years.broken) if years is not None and is_same else (None, None)
    title = words.without_repeats_title(frame, design_effect=effect, every=every, broken=broken)
    all_times, firsts = (frame[frame["group"] == g].reset_index(drop=True) for g in (ALL_TIMES, FIRST_TIMES))
    labels = tuple(period_label(s, e) for s, e in zip(all_times["period_start"], all_times["period_end"], strict=True))
    at = tuple(s.date() for s in all_times["period_start"])
    courses = tuple(
        Course(name, tuple(float(v) for v in own["n"]))
        for name, own in ((f"All {evidence.counts}", all_times), ("Their child’s first for twelve months", firsts))
    )
    table = Table(heads("period", (f"all {evidence.counts}", COUNT), ("first for twelve months", COUNT)),
                  tuple((label, int(a), int(f)) for label, a, f in zip(labels, all_times["n"], firsts["n"], strict=True)))  # fmt: skip
    return Finding(
        "without-repeats", WITHOUT, title, f"{evidence.counts.capitalize()} a {unit}, {labels[0]} to {labels[-1]}. One scale for both.", release.id,
        table=table, chart=Multiples(at, courses, COUNT, f"{title}. Two small courses on one scale.", labels), bear_in_mind=words.FIRST,
        about=About(words.FIRST_IS, words.without_repeats_sentence(frame, evidence.counts, design_effect=effect, every=every, broken=broken), (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def _latest_period(frame: pd.DataFrame) -> str:
    latest = frame.loc[frame["period_start"].idxmax()]
    return period_label(latest["period_start"], latest["period_end"])


def repeats_by_area(release: Release, dataset: str) -> Finding:
    """First and repeat episodes of each locality, on one scale."""
    course = trend_finding(release, Selection(dataset, "LOCALITY", split="repeat_band"), months=MONTHS_DRAWN)
    evidence = ask(release, Months(dataset, "LOCALITY", split="repeat_band"))
    first = [b for b, codes in leaves_of(release, dataset, "repeat_band").items() if codes == {"FIRST"}]
    shares = again_by_area(evidence.frame, first) if evidence.is_shown else None
    course = replace(course, key="repeats-by-area", question=WHERE)
    if shares is None or shares.empty:
        return course
    title = words.again_title(shares, evidence.counts, _latest_period(evidence.frame))  # a share of each, and no change
    return replace(course, title=title, result=None, about=replace(course.about, method=""))
