"""Everything that leaves the product: findings of every page and question, their figures as JSON, the words of every page."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard import show as drawing
from dashboard.ask.months import ALL, NONE, areas_of, levels_of, splits_of
from dashboard.catalogue.pages import PAGES
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import svg_of
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import Finding as TypedFinding
from dashboard.findings.missing import missing_ahead, missing_years
from dashboard.findings.on_paper import figure_finding
from dashboard.findings.trend import trend_finding
from dashboard.selection import Selection
from dashboard.web.body import finding_block
from data_loaders.release import Release, open_release

APP = Path(in_force.__file__).with_name("app.py")
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
ORGANISATIONAL = {"asks", "actions", "origins", "sessions"}  # findings whose figures count these
# Columns that share nobody: one less another counts nobody.
DISJOINT = {"both", "only the first", "only the second", "both found it", "one found it", "neither"}
UNITS = r"(?:contributions?|reviews?|voices?|episodes?|reports?|investigations?|incidents?|children|child|pupils?|discussions?|records?)"
SMALL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
IN_WORDS = re.compile(
    rf"(?i)(?<![\d.,–-])\b(\d{{1,3}}(?:,\d{{3}})*|{'|'.join(SMALL_WORDS)}) (?:late or corrected |different |more )?{UNITS}\b(?! can )"
)
HEDGES = re.compile(r"(?i)(fewer than|at least|less than|minimum of)\s*$")  # says no number of anybody


def questions(release: Release) -> list[Selection]:
    """Every question that the controls of the Missing page can ask."""
    made = []
    for dataset in release.manifest.datasets:
        for level in levels_of(release, dataset.name):
            for block in [ALL, *areas_of(release, dataset.name, level)]:
                made += [
                    Selection(dataset.name, level, block, split) for split in splits_of(release, dataset.name, level)
                ]
            made.append(Selection(dataset.name, level, split=NONE, measure="children"))
    return made


def findings_of_questions(release: Release) -> Iterator[Finding]:
    for question in questions(release):
        for made in (trend_finding(release, question, months=36), missing_years(release, question)):
            if (finding := figure_finding(made)) is not None:
                yield finding
        if question.block == ALL and question.split == NONE and (ahead := missing_ahead(release, question)):
            yield ahead


def of_catalogue(release: Release) -> Iterator[tuple[Finding, str]]:
    """Every typed finding that the catalogue knows, with all that its page and its file would say of it."""
    for entry in ENTRIES:
        for codes in ({}, *VARIANTS.get(entry.page, ())):
            found = finding_of(release, entry.key, codes)
            if isinstance(found, TypedFinding) and (printed := figure_finding(found)) is not None:
                block = finding_block(found, release)
                yield printed, f"{block.html}\n{block.csv}"


def visited(store: Path) -> tuple[list[Finding], str]:
    """Open every page with several queries; the findings that were drawn, and every word that was."""
    drawn: list[Finding] = []
    words: list[str] = []
    original = drawing.show

    def record(finding: Finding, release: Release, **more: Any) -> None:
        drawn.append(finding)
        original(finding, release, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(in_force.RELEASES, str(store))
        patch.setenv(in_force.AUDIENCE, "partnership")
        patch.setattr(drawing, "show", record)
        for entry in PAGES:
            for query in {"Missing": QUERIES, "Steering group": STEERING}.get(entry.section, ({},)):
                page = AppTest.from_file(str(APP), default_timeout=60).run()
                for key, value in query.items():
                    page.query_params[key] = value
                page.switch_page(str(entry.path)).run()
                assert not page.exception
                words += list(_texts(page.main))
    for finding, said_of_it in of_catalogue(open_release(store)):
        drawn.append(finding)
        words.append(said_of_it)
    return drawn, "\n".join(words)


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
    return [
        finding.title,
        finding.headline,
        finding.alt,
        finding.withheld,
        finding.question,
        *finding.notes,
        *finding.caveats,
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
    found = [f"{c}: {n}" for c in counted for n in table[c] if n < k]
    for one in counted:
        for other in counted if one not in DISJOINT else []:
            left = (table[one] - table[other]).abs()
            found += [f"{one} less {other}: {n}" for n in left[(left > 0) & (left < k)]]
    return found


def sent(figure: Any) -> str:
    """A figure or a map as the browser gets it: JSON, or the drawing with every shape and word in it."""
    if figure is None:
        return ""
    if isinstance(figure, PlaceMap):
        return map_svg(figure, paint=literal("light"))
    return svg_of(figure.lowered(), alt=figure.alt) if hasattr(figure, "lowered") else str(figure.to_json())


def small_in_map(figure: PlaceMap, k: int) -> list[str]:
    """Counts that a map's strip, legend, circles and drawing name."""
    told = [word for grid in figure.grids for place in grid.places for word in (place.name, place.said)]
    told += [f"{key.text} incidents" for grid in figure.grids for key in grid.legend if key.text[:1].isdigit()]
    told += [word for circle in figure.circles for word in (circle.name, circle.said)]
    told += [word for dot in figure.dots for word in (dot.name, dot.said)]
    words = html.unescape(re.sub(r"<[^>]+>", " ", sent(figure)))
    return small_in_words(words, k) + [small for text in told for small in small_in_words(text, k)]


def small_in_figure(figure: Any, k: int) -> list[str]:
    """Counts in a figure's JSON: what its hover text calls a count, whole numbers it carries along, texts in its tiles."""
    if figure is None:
        return []
    if isinstance(figure, PlaceMap):
        return small_in_map(figure, k)
    if hasattr(figure, "lowered"):
        return []  # every figure of a plain chart stands in its table, which is read beside it
    found = []
    for trace in json.loads(figure.to_json())["data"]:
        hover = str(trace.get("hovertemplate") or "")
        for axis in ("x", "y", "z"):
            if re.search(rf"%\{{{axis}[^}}]*\}}[^%<]*{UNITS}", hover) and "per 1,000" not in hover:
                found += [f"{axis} = {v}" for v in _numbers(trace.get(axis)) if v < k]
        for carried in re.findall(r"customdata\[(\d)\]", hover):
            rows = _plain(trace.get("customdata"))
            values = [row[int(carried)] for row in rows if isinstance(row, list)]
            found += [f"customdata = {v}" for v in values if isinstance(v, int | float) and v == int(v) and v < k]
        for text in np.ravel(np.array(_plain(trace.get("text")) or [], dtype=object)):
            found += [f"text = {text}" for n in re.findall(r"(?<![\d.,])\d+(?![\d.,])", str(text)) if 0 < int(n) < k]
    return found


def _numbers(values: Any) -> list[float]:
    return [float(v) for v in np.ravel(np.array(_plain(values) or [], dtype=object)) if isinstance(v, int | float)]


def _plain(values: Any) -> Any:
    """Plotly writes arrays of numbers as base64."""
    if isinstance(values, dict) and "bdata" in values:
        flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        shape = [int(n) for n in str(values.get("shape", len(flat))).split(",")]
        return flat.reshape(shape).tolist()
    return values
