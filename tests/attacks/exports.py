"""Everything that leaves the product: findings of every page and question, their charts as drawn, the words of every page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard import in_force
from dashboard.ask.months import ALL, NONE, areas_of, levels_of, splits_of
from dashboard.catalogue.entry import PageEntry
from dashboard.catalogue.pages import PAGES
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.draw.file import csv_text
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import svg_of
from dashboard.findings.ahead import missing_ahead, missing_years
from dashboard.findings.finding import Drawing, Finding
from dashboard.findings.trend import trend_finding
from dashboard.selection import Selection
from dashboard.web.body import finding_block, notes_of
from data_loaders.release import Release, open_release
from tests.opened import opened

QUERIES = ({}, {"unit": "Reports"}, {"level": "Localities", "split": "Age band"}, {"measure": "Different children"},
           {"areas": "Wards"}, {"season": "season taken out"})  # fmt: skip
STEERING = (
    {},
    {"audit-practice_area": "Voice of young people"},
    {"audit-team": "Early help"},
    {"audit-domain": "Through child protection"},
)
VARIANTS: dict[str, tuple[dict[str, str], ...]] = {
    "themes": ({"by": "role"}, {"by": "stance"}), "survey-question": ({"by": "LOCALITY"}, {"by": "stage"}, {"by": "sex"}),
    "survey-part": ({"part": "stage"}, {"part": "age"}), "known-harm": ({"recorded": "missing_episodes"},),
}  # fmt: skip
NOT_COUNTS = {"from", "to", "days", "people aged 10–17"}  # ranges, days of the calendar, the population
# About organisations and words, not about people: actions of a register, sessions, words of documents.
NOT_COUNTS |= {
    "actions",
    "overdue",
    "with evidence",
    "done",
    "still open",
    "stopped",
    "sessions",
    "words that blame",
}
# Weeks that a context is in its stage, and scores that practitioners gave a context: numbers of nobody.
NOT_COUNTS |= {
    "likelihood", "impact", "weeks in this stage", "within weeks", "likelihood at first", "impact at first", "likelihood now", "impact now",
    "share of influence, out of 100", "target as a number",
}  # fmt: skip
ORGANISATIONAL = {"asks", "actions", "origins", "sessions"}  # findings whose figures count these
# Columns that share nobody: one less another counts nobody.
AUDITORS = {"decided alike", "first auditor higher", "second auditor higher"}
DISJOINT = {"both", "only the first", "only the second", "both found it", "one found it", "neither"} | AUDITORS
# Two years beside each other: neither is a part of the other.
YEARS = {"year before", "latest year"}
UNITS = r"(?:contributions?|reviews?|voices?|episodes?|reports?|investigations?|incidents?|children|child|pupils?|discussions?|records?)"
SMALL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
IN_WORDS = re.compile(
    rf"(?i)(?<![\d.,–-])\b(\d{{1,3}}(?:,\d{{3}})*|{'|'.join(SMALL_WORDS)}) (?:late or corrected |different |more )?{UNITS}\b(?! can )"
)
HEDGES = re.compile(
    r"(?i)(fewer than|at least|less than|minimum of"  # says no number of anybody
    r"|read in|a concern about|the plan for|as judged at)\s*$"  # speaks of how work is done: of any record, any child, of the system
)


def questions(release: Release, *, each: int = 1) -> list[Selection]:
    """Every question that the controls of the Missing page can ask; or of the whole council every one, and of every so many areas."""
    made = []
    for dataset in release.manifest.datasets:
        for level in levels_of(release, dataset.name):
            for block in [ALL, *list(areas_of(release, dataset.name, level))[::each]]:
                made += [
                    Selection(dataset.name, level, block, split) for split in splits_of(release, dataset.name, level)
                ]
            made.append(Selection(dataset.name, level, split=NONE, measure="children"))
    return made


def findings_of_questions(release: Release, asked: Iterable[Selection]) -> Iterator[Finding]:
    for question in asked:
        made = [trend_finding(release, question, months=36), missing_years(release, question)]
        if question.block == ALL and question.split == NONE:
            made.append(missing_ahead(release, question))
        yield from (finding for finding in made if finding is not None)


def frame_of(finding: Finding) -> pd.DataFrame:
    """The figures of a finding with their names: counts as whole numbers, all else as it stands."""
    table = finding.table
    if table is None:
        return pd.DataFrame()
    columns = {c.name: [row[i] for row in table.rows] for i, c in enumerate(table.columns)}
    kinds = {c.name: "Int64" if c.number.kind == "count" else None for c in table.columns}
    return pd.DataFrame({name: pd.Series(values, dtype=kinds[name]) for name, values in columns.items()})


def download(finding: Finding, release: Release) -> str:
    return csv_text(finding.table, notes_of(finding, release)) if finding.table else ""


def of_catalogue(release: Release) -> Iterator[tuple[Finding, str]]:
    """Every finding that the catalogue knows, with all that its page and its file would say of it."""
    for entry in ENTRIES:
        for codes in ({}, *VARIANTS.get(entry.page, ())):
            found = finding_of(release, entry.key, codes)
            if found is not None:
                block = finding_block(found, release)
                yield found, f"{block.html}\n{block.csv}"


FIRST = {page.section: page for page in reversed(PAGES)}.values()  # of each section


def visited(store: Path, *, pages: Iterable[PageEntry] = PAGES) -> tuple[list[Finding], str]:
    """Open these pages with several queries: every word that was drawn; and every finding of the catalogue, with its file."""
    words: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(in_force.RELEASES, str(store))
        patch.setenv(in_force.AUDIENCE, "partnership")
        for entry in pages:
            for query in {"Missing": QUERIES, "Steering group": STEERING}.get(entry.section, ({},)):
                page = opened(entry, query)
                assert not page.exception, f"{entry.url} {query}: {[one.value for one in page.exception]}"
                words += list(_texts(page.main))
    found = list(of_catalogue(open_release(store)))
    return [finding for finding, _ in found], "\n".join([*words, *(said for _, said in found)])


def _texts(node: Any) -> Iterator[str]:
    children = getattr(node, "children", None)
    if isinstance(children, dict):
        for child in children.values():
            yield from _texts(child)
        return
    value = getattr(node, "value", None)
    yield value.to_csv() if isinstance(value, pd.DataFrame) else str(value)
    yield str(getattr(node, "proto", ""))


def said(finding: Finding) -> list[str]:
    """Every sentence of a finding; its definition says what a unit is and holds no figure."""
    alt = finding.chart.alt if finding.chart is not None else ""
    caveats = finding.about.caveats
    return [
        finding.question,
        finding.title,
        finding.subtitle,
        alt,
        finding.reason,
        finding.bear_in_mind,
        finding.about.method,
        *caveats,
    ]


def small_in_words(text: str, k: int) -> list[str]:
    """Numbers of 1 to k−1 that stand before a unit of counting, unless a hedge makes a floor of them."""
    found = []
    for match in IN_WORDS.finditer(text):
        number = match[1].lower().replace(",", "")
        value = SMALL_WORDS.get(number) or int(number)
        if 0 < value < k and not HEDGES.search(text[: match.start()]):
            found.append(match[0])
    return found


def small_in_table(table: pd.DataFrame, k: int) -> list[str]:
    """Whole-number columns are counts unless they are known not to be; of two in a row the difference is a count too."""
    counted = [c for c in table if pd.api.types.is_integer_dtype(table[c].dtype) and c not in NOT_COUNTS]
    found = [f"{c}: {n}" for c in counted for n in table[c].dropna() if n < k]
    for one in counted:
        for other in counted if one not in DISJOINT else []:
            if {one, other} == YEARS:
                continue
            left = (table[one] - table[other]).abs().dropna()
            found += [f"{one} less {other}: {n}" for n in left[(left > 0) & (left < k)]]
    return found


def sent(chart: Drawing | None) -> str:
    """A chart or a map as the browser gets it: the drawing with every shape and word in it."""
    if chart is None:
        return ""
    if isinstance(chart, PlaceMap):
        return map_svg(chart, paint=literal("light"))
    return svg_of(chart.lowered(), alt=chart.alt)


def small_in_chart(chart: Drawing | None, k: int) -> list[str]:
    """Counts that a map's strip, legend, circles and drawing name; of another chart what its words name: its figures stand in its
    table, which is read beside it."""
    if not isinstance(chart, PlaceMap):
        return small_in_words(html.unescape(re.sub(r"<[^>]+>", " ", sent(chart))), k)
    told = [word for grid in chart.grids for place in grid.places for word in (place.name, place.said)]
    told += [f"{key.text} incidents" for grid in chart.grids for key in grid.legend if key.text[:1].isdigit()]
    told += [word for circle in chart.circles for word in (circle.name, circle.said)]
    told += [word for dot in chart.dots for word in (dot.name, dot.said)]
    words = html.unescape(re.sub(r"<[^>]+>", " ", sent(chart)))
    return small_in_words(words, k) + [small for text in told for small in small_in_words(text, k)]
