"""From a finding to what stands on paper: its chart lowered to marks and drawn, its figures written and as numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.marks import Chart, NotDrawnError
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.table import Figure, Table
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import PAPER_WIDTH, svg_of
from dashboard.findings.finding import FigureFinding, Finding, State
from dashboard.paper.draft import AuthorNote
from dashboard.paper.ground import ground_of
from dashboard.paper.paper import Exhibit, PaperTable
from dashboard.paper.texts import cell, clean
from dashboard.paper.translation import chart_of
from dashboard.words.number_format import NumberFormat

ODD = (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError)  # of a figure that nobody foresaw
SAID = 3  # sentences of a finding that is not typed yet


def is_shown(finding: Finding | FigureFinding | None) -> bool:
    """Whether there is anything of it to print."""
    if isinstance(finding, Finding):
        return finding.state in (State.SHOWN, State.CANNOT_TELL)
    return finding is not None and not finding.withheld


def why_not(finding: Finding | FigureFinding | None) -> str:
    if finding is None:
        return "Not delivered for this release."
    return finding.reason if isinstance(finding, Finding) else finding.withheld


def exhibit_of(finding: Finding | FigureFinding, *, note: AuthorNote, questions: tuple[str, ...] = ()) -> Exhibit:
    made = _typed(finding) if isinstance(finding, Finding) else _figured(finding)
    return replace(made, note=note, questions=tuple(clean(q) for q in questions))


def _typed(finding: Finding) -> Exhibit:
    about = finding.about
    chart, ground, svg = _plainly(finding.chart)
    alt = clean(finding.chart.alt) if finding.chart is not None else ""
    return Exhibit(
        finding.key, clean(finding.question), clean(finding.title), clean(finding.subtitle), alt or clean(finding.title), table_of(finding.table),
        AuthorNote(), bear_in_mind=clean(finding.bear_in_mind),
        about=_about(about.definition, about.method, " ".join(about.caveats)), chart=chart, ground=ground, svg=svg,
    )  # fmt: skip


def _plainly(chart: Any) -> tuple[Chart | None, Any, str]:
    """A plain chart as marks, a map as shapes, and either as vectors; rows of words alone have no drawing."""
    if chart is None:
        return None, None, ""
    if isinstance(chart, PlaceMap):
        return None, ground_of(chart), map_svg(chart, paint=literal("print"))
    drawn = chart.lowered(width=PAPER_WIDTH)
    return (drawn, None, svg_of(drawn, alt=chart.alt)) if drawn.panels else (None, None, "")


def _figured(finding: FigureFinding) -> Exhibit:
    """A finding that is not typed yet: its sentence is its title, and its figure is read where paper knows its kind."""
    chart, ground, svg = _drawn(finding)
    return Exhibit(
        finding.key, clean(finding.title), clean(finding.headline), clean(finding.title), clean(finding.alt or finding.headline),
        _frame_table(finding.table), AuthorNote(), said=tuple(clean(n) for n in finding.notes if n)[:SAID],
        about=_about(finding.definition, "", " ".join(finding.caveats)), chart=chart, ground=ground, svg=svg,
    )  # fmt: skip


def _drawn(finding: FigureFinding) -> tuple[Chart | None, Any, str]:
    try:
        if isinstance(finding.figure, PlaceMap) or hasattr(finding.figure, "lowered"):
            return _plainly(finding.figure)
        if finding.figure is not None:
            chart = chart_of(finding.figure)
            return chart, None, svg_of(chart, alt=finding.alt)
    except (NotDrawnError, *ODD):
        return None, None, ""
    return None, None, ""


def _about(definition: str, method: str, caveats: str) -> tuple[tuple[str, str], ...]:
    parts = (("What is counted", definition), ("How it is judged", method), ("To bear in mind", caveats))
    return tuple((title, clean(text)) for title, text in parts if text)


def table_of(table: Table | None) -> PaperTable:
    """A typed table: every column has its format."""
    if table is None:
        return PaperTable((), (), (), (), ())
    return PaperTable(
        tuple(clean(c.name) for c in table.columns), tuple(c.is_number for c in table.columns),
        tuple(tuple(clean(text) or "–" for text in row) for row in table.written()), table.rows,
        tuple(sheet_format(c.number) for c in table.columns),
    )  # fmt: skip


def sheet_format(number: NumberFormat) -> str:
    """The same format as a spreadsheet writes it; a share is a number from 0 to 100 there too."""
    decimals = f".{'0' * number.digits}" if number.digits else ""
    known = {"share": f'0{decimals}" %"', "date": "d mmmm yyyy", "text": "@"}
    return known.get(number.kind, f"#,##0{decimals}")


def _frame_table(frame: pd.DataFrame) -> PaperTable:
    rows = [tuple(row) for row in frame.itertuples(index=False, name=None)]
    numeric = tuple(bool(pd.api.types.is_numeric_dtype(frame[c].dtype)) for c in frame.columns)
    return PaperTable(
        tuple(clean(c) for c in frame.columns), numeric, tuple(tuple(cell(v) for v in row) for row in rows),
        tuple(tuple(_plain(v) for v in row) for row in rows), tuple("General" for _ in numeric),
    )  # fmt: skip


def _plain(value: Any) -> Figure:
    """A value as plain Python has it; nothing where there is none."""
    plain: Figure
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        day: date = value.date()
        return day
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, int | float) and not isinstance(plain, bool):
        return plain
    return plain if isinstance(plain, date) else clean(plain)
