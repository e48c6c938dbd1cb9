"""The body of the Overview: cards, all measures in one table, questions, and the way to the paper."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.catalogue.pages import find_page
from dashboard.catalogue.register import link_to, page_link
from dashboard.charts.rows import Cell, Column, Group, Row, Rows, Words
from dashboard.draw.cells import mark_svg, spark_svg
from dashboard.draw.table_html import rows_html
from dashboard.draw.text import href, markup
from dashboard.findings.measure import Measure, cards_of, groups_of, overdue_of, to_ask
from dashboard.findings.minimum_dataset import Apart
from dashboard.measures.verdict import Answer, Goodness
from dashboard.web.body import Block, page_data
from dashboard.web.guide import guide_html
from dashboard.words.format import day
from dashboard.words.indicators import signed
from dashboard.words.number_format import TENTH
from dashboard.words.overview import (
    NOTHING_FOLLOWED,
    RULE,
    apart_from,
    besides,
    card_sentence,
    nothing_delivered,
    nothing_shown,
    surety,
    uncompared_sentence,
)
from dashboard.words.standing import standing_of
from data_loaders.release import Release

FOLDED = ("No change found", "In time", "Cannot tell")  # on a phone
QUIET = (*FOLDED, "Recording changed")
COLUMNS = (
    Column("Measure"), Column("Three years", 78, hides=True), Column("Latest", 46, "right"), Column("Before", 126), Column("Verdict", 190), Column("See", 92),
)  # fmt: skip


def overview_page(
    release: Release,
    measures: tuple[Measure, ...],
    hidden: tuple[str, ...],
    lacking: tuple[str, ...] = (),
    beside: tuple[Apart, ...] = (),
) -> dict[str, Any]:
    """`hidden`: of which no figure is shown though their file came; `lacking`: what nobody delivered; `beside`: what stands apart from a
    comparator."""
    cards, gone = cards_of(measures), f"{nothing_shown(hidden)} {nothing_delivered(lacking)}".strip()
    blocks = [
        Block("ways", _ways(measures), "top", 0), Block("cards", _cards(cards), "top", 1), Block("measures", _table(measures, beside, gone), "main", 3),
        Block("questions", _questions(measures), "side", 2), Block("paper", PAPER, "side", 4), Block("guide", guide_html(), "side", 2),
    ]  # fmt: skip
    return page_data(tuple(b for b in blocks if b.html), release)


def lead_html(release: Release, measures: tuple[Measure, ...], beside: tuple[Apart, ...]) -> str:
    """Below the title: when a change is named, and what is no change and yet to be seen to."""
    worse = [told.name for told in beside if told.verdict.goodness is Goodness.WORSE]
    more = besides(
        overdue_of(measures), day(pd.Timestamp(release.manifest.as_at)), worse, beside[0].comparator if beside else ""
    )
    return f'<p class="lead">{RULE}{markup(more)}</p>'


def _ways(measures: tuple[Measure, ...]) -> str:
    """Down a narrow page, on which the rest stands below the cards."""
    to = (
        *((("questions", "Questions"),) if to_ask(measures) else ()),
        ("measures", "All measures"),
        ("paper", "Make the paper"),
    )
    links = "".join(f'<button type="button" class="way" data-jump="{key}">{title}</button>' for key, title in to)
    return f'<nav class="jump" aria-label="On this page">{links}</nav>'


def _cards(cards: tuple[Measure, ...]) -> str:
    return f'<div class="cards">{"".join(map(_card, cards))}</div>' if cards else ""


def _card(measure: Measure) -> str:
    verdict = measure.verdict
    latest, before = verdict.latest, verdict.before
    assert latest is not None
    assert before is not None
    sentence, standing = card_sentence(verdict, measure.number, measure.before_note), standing_of(verdict)
    drawn = spark_svg(measure.card_spark(), width=212, height=76) if measure.spark else ""
    return (
        f'<a class="card" href="{href(measure.see.href)}" target="_self"><h2>{markup(measure.label)}</h2>'
        f'<div class="pair"><span class="number">{markup(measure.number.write(latest.value))}</span>{drawn}</div>'
        f'<p class="standing {standing.ink}">{mark_svg(standing.mark)}<span>{markup(standing.word)}:</span> {markup(sentence)}</p><small>{markup(surety(verdict))}</small></a>'
    )


def _table(measures: tuple[Measure, ...], beside: tuple[Apart, ...], gone: str) -> str:
    groups = [
        Group(title, tuple(_row(m, is_quiet=title in QUIET) for m in own), title in FOLDED)
        for title, own in groups_of(measures).items()
    ]
    if beside:  # behind what changed and what is overdue, before what is quiet
        at = sum(group.title not in QUIET for group in groups)
        groups.insert(at, Group(apart_from(beside[0].comparator), tuple(map(_beside, beside))))
    foot = f"{uncompared_sentence(m.verdict for m in measures)} {gone}".strip()
    if not groups:
        return f'<div class="heads"><h2>All measures</h2></div><p class="lead">{markup(NOTHING_FOLLOWED)} {markup(foot)}</p>'
    rows = Rows(COLUMNS, tuple(groups), "All measures: latest, before and verdict", 27.0, foot=foot)
    return (
        '<div class="heads"><h2>All measures</h2><small>Latest: since the change, or the latest year · each small chart has its own scale</small></div>'
        + rows_html(rows)
    )


def _row(measure: Measure, *, is_quiet: bool) -> Row:
    verdict = measure.verdict
    latest = measure.number.write(verdict.latest.value) if verdict.latest else ""
    before = f"{measure.number.write(verdict.before.value)} " if verdict.before else ""
    spark: Cell = measure.spark if measure.spark else Words("")
    cells = (Words(measure.label), spark, Words("", latest), Words(before, note=measure.before_note if latest else ""),
             standing_of(verdict), Words(measure.see.text, href=measure.see.href))  # fmt: skip
    return Row(cells, is_quiet=is_quiet or verdict.answer not in (Answer.CHANGED, Answer.OVERDUE))


def _beside(told: Apart) -> Row:
    """What stands clearly apart from the comparator: it asks a question, and is no change."""
    here, there = told.verdict.latest, told.verdict.before
    assert here is not None
    assert there is not None
    cells = (
        Words(told.name), Words(""), Words("", signed(TENTH.write(here.value), here.unit)),
        Words(f"{signed(TENTH.write(there.value), there.unit)} ", note=told.comparator), standing_of(told.verdict),
        Words(find_page("committee").section, href=link_to("minimum-dataset")),
    )  # fmt: skip
    return Row(cells)


def _questions(measures: tuple[Measure, ...]) -> str:
    asked = "".join(
        f'<li>{markup(m.question)} <a href="{href(m.see.href)}" target="_self">{markup(m.see.text)}</a></li>'
        for m in to_ask(measures)
    )
    return (
        f'<h2>Questions for the next meeting</h2><ol class="asks">{asked}</ol><p class="foot">They come first among the paper’s questions.</p>'
        if asked
        else ""
    )


PAPER = (
    '<div class="paper"><h3>Child Protection Committee</h3><p>The findings for the next meeting, with their questions, '
    f'as PDF, slides or document.</p><a class="button main" href="{href(page_link("paper"))}" target="_self">Make the paper</a>'
    f'<a class="button" href="{href(page_link("meeting"))}" target="_self">Show on a screen</a></div>'
)
