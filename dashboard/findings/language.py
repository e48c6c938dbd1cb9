"""Words that blame: how often, in which kinds of documents, and the list itself. Never by worker or team."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn, heads
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.measure import judged
from dashboard.findings.reasons import not_to_be_seen
from dashboard.findings.theme_course import courses
from dashboard.measures.language_rates import (
    PER,
    first_and_last,
    months_in,
    rates_by_category,
    rates_by_kind,
    year_against_year,
)
from dashboard.measures.verdict import Direction, Estimate, Kind, Level, Verdict
from dashboard.words.form import capital
from dashboard.words.format import count, months
from dashboard.words.language import (
    ALL_KINDS,
    OTHER_KINDS,
    how_many,
    kinds_title,
    list_title,
    trend_subtitle,
    trend_surety,
    trend_title,
    uncounted_sentence,
)
from dashboard.words.number_format import COUNT, RATE, RATE_HUNDREDTH
from dashboard.words.periods import period_label
from data_loaders.release import Release
from language.terms import CATEGORIES, Term, terms_of

LESS, KIND, WORDS = (
    "Are words that blame used less?",
    "Which kinds of words are used?",
    "Which words, why, and what instead?",
)
NEVER_WORKERS = "Counted by kind of document and period, over enough documents each time, and never by worker or team. Kinds of document of which too few have such a word are left out. No text is held."
NOT_WHO = "A fall can be a change of words, of templates, or of what is counted."
NOTHING = "No counts of documents were delivered, or too few documents of each kind."
REST = "REST"  # kinds of which too few documents have a word: told together


def terms(release: Release) -> tuple[Term, ...]:
    return terms_of(rows_of(release, "practice_terms"))


def language_trend(release: Release) -> Finding:
    """For each 1,000 words, by kind of document, over time."""
    language = rows_of(release, "practice_language")
    if language.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, NOTHING, key="language-trend", question=LESS)
    rows, change = rates_by_kind(language), year_against_year(language)
    verdict = language_verdict(language)
    title = trend_title(verdict)
    names, kinds = code_labels(release, "language_scans.doc_type"), len(set(rows["doc_type"]))
    alt = f"{title}. A small course for each of {count(kinds)} kinds of documents, on one scale."
    return Finding(
        "language-trend", LESS, title, trend_subtitle(_ends(verdict), _span(rows)), release.id,
        result=verdict, table=_table(rows, "doc_type", names, "kind of document"),
        chart=courses(rows, names, alt, by="doc_type", number=RATE, value="rate"), bear_in_mind=NOT_WHO,
        about=About(f"Words and phrases of the list. {NEVER_WORKERS}", trend_surety(change), (NOT_WHO, "It says nothing of who wrote."), source_of(release)),
    )  # fmt: skip


def language_verdict(language: pd.DataFrame) -> Verdict | None:
    """The latest twelve months against the first twelve, fewer being better: the one verdict of page, Overview and paper."""
    change, found = year_against_year(language), first_and_last(rates_by_kind(language))
    if change is None or found is None:
        return None
    before, latest = (
        Level(_rate(rows), f"{end} {how_many(months_in(rows))}")
        for end, rows in zip(("first", "latest"), found, strict=True)
    )
    return judged(
        Estimate(change.value, change.lower, change.upper), latest=latest, before=before,
        is_beyond=change.is_beyond_chance, good_end=Direction.FEWER, kind=Kind.DIFFERENCE,
    )  # fmt: skip


def _rate(rows: pd.DataFrame) -> float:
    return PER * float(rows["hits"].sum()) / max(float(rows["words"].sum()), 1.0)


def _ends(verdict: Verdict | None) -> tuple[str, str]:
    """How long the two times are that the title compares; nothing where it compares none."""
    return (verdict.latest.label, verdict.before.label) if verdict and verdict.latest and verdict.before else ("", "")


def _span(rows: pd.DataFrame) -> str:
    return months(rows["period_start"].min(), rows["period_end"].max())


def language_categories(release: Release) -> Finding:
    """For each 1,000 words of all documents, by kind of blame."""
    language = rows_of(release, "practice_language")
    if language.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, NOTHING, key="language-kinds", question=KIND)
    rows = rates_by_category(language)
    alone = {c: capital(CATEGORIES.get(c, c.lower())) for c in dict.fromkeys(rows["category"]) if c != REST}
    names = {**alone, REST: OTHER_KINDS if alone else ALL_KINDS} if (rows["category"] == REST).any() else alone
    on_list = {t.category: CATEGORIES.get(t.category, t.category.lower()) for t in terms(release)} | alone
    title = kinds_title([name.lower() for name in alone.values()], len(on_list))
    uncounted = uncounted_sentence(
        [name for code, name in on_list.items() if code not in alone], together=REST in names
    )
    return Finding(
        "language-kinds", KIND, title, f"Words that blame for each 1,000 words of all documents, {_span(rows)}.", release.id, table=_table(rows, "category", names, "kind of blame"),
        chart=courses(rows, names, f"{title}. A small course for each kind, on one scale.", by="category", number=RATE, value="rate"), bear_in_mind=NOT_WHO,
        about=About(f"Words and phrases of the list. {NEVER_WORKERS}", "", (NOT_WHO, *uncounted), source_of(release)),
    )  # fmt: skip


def _table(rows: pd.DataFrame, by: str, names: dict[str, str], what: str) -> Table:
    columns = heads(what, "period", ("words", COUNT), ("words that blame", COUNT), ("for each 1,000", RATE_HUNDREDTH), ("from", RATE_HUNDREDTH), ("to", RATE_HUNDREDTH))  # fmt: skip
    lines = tuple(
        (names.get(key, key), period_label(r.period_start, r.period_end), int(r.words), int(r.hits), float(r.rate), float(r.lower), float(r.upper))
        for key, r in zip(rows[by], rows.itertuples(), strict=True)
    )  # fmt: skip
    return Table(columns, lines)


def word_list(release: Release) -> Finding:
    """The list with why and what to write instead."""
    listed, is_own = terms(release), len(rows_of(release, "practice_terms")) > 0
    title = list_title(len(listed), is_own=is_own)
    lines = tuple(Row((Words(t.term), Words(t.why), Words("; ".join(t.alternatives)))) for t in listed)
    return Finding(
        "word-list", WORDS, title, "The test: is the person who causes the harm absent from the sentence?", release.id, result=tuple(t.term for t in listed),
        table=Table(tuple(TableColumn(c) for c in ("word or phrase", "kind of blame", "why", "instead")),
                    tuple((t.term, CATEGORIES.get(t.category, t.category.lower()), t.why, "; ".join(t.alternatives)) for t in listed)),
        chart=Rows((Column("Word or phrase", 190), Column("Why"), Column("Instead", 300)), (Group("", lines),), f"{title}. One row for each.", 44.0),
        bear_in_mind="You decide what to write.", about=About("Your partnership can replace this list.", "", (), source_of(release)),
    )  # fmt: skip
