"""From a finding to what stands on paper: its chart lowered to marks and drawn, its figures written and as numbers."""

from __future__ import annotations

from dashboard.charts.marks import Chart
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.table import Table
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import PAPER_WIDTH, svg_of
from dashboard.findings.finding import About, Drawing, Finding
from dashboard.measures.verdict import Verdict
from dashboard.paper.draft import AuthorNote
from dashboard.paper.ground import Ground, ground_of
from dashboard.paper.paper import Exhibit, PaperTable
from dashboard.paper.texts import clean
from dashboard.words.number_format import NumberFormat
from dashboard.words.overview import surety
from dashboard.words.standing import standing_of


def is_shown(finding: Finding | None) -> bool:
    """Whether there is anything of it to print."""
    return finding is not None and finding.is_shown


def why_not(finding: Finding | None) -> str:
    return "Not delivered for this release." if finding is None else finding.reason


def exhibit_of(finding: Finding, *, note: AuthorNote, questions: tuple[str, ...] = ()) -> Exhibit:
    chart, ground, svg = _drawn(finding.chart)
    alt = clean(finding.chart.alt) if finding.chart is not None else ""
    verdict = finding.result if isinstance(finding.result, Verdict) else None
    return Exhibit(
        finding.key, clean(finding.question), clean(finding.title), clean(finding.subtitle), alt or clean(finding.title), table_of(finding.table),
        note, tuple(clean(q) for q in questions), clean(" ".join(filter(None, (finding.weak, finding.bear_in_mind)))),
        standing_of(verdict) if verdict else None, surety(verdict) if verdict else "", _about(finding.about), chart, ground, svg,
    )  # fmt: skip


def _drawn(chart: Drawing | None) -> tuple[Chart | None, Ground | None, str]:
    """A plain chart as marks, a map as shapes, and either as vectors; rows of words alone have no drawing."""
    if chart is None:
        return None, None, ""
    if isinstance(chart, PlaceMap):
        ground = ground_of(chart)
        return None, ground, map_svg(chart, paint=literal("print")) if ground is not None else ""
    drawn = chart.lowered(width=PAPER_WIDTH)
    return (drawn, None, svg_of(drawn, alt=chart.alt)) if drawn.panels else (None, None, "")


def _about(about: About) -> tuple[tuple[str, str], ...]:
    parts = (
        ("What is counted", about.definition),
        ("How it is judged", about.method),
        ("To bear in mind", " ".join(about.caveats)),
    )
    return tuple((title, clean(text)) for title, text in parts if text)


def table_of(table: Table | None) -> PaperTable:
    """Every column has its format."""
    if table is None:
        return PaperTable((), (), (), (), ())
    return PaperTable(
        tuple(clean(c.name) for c in table.columns), tuple(c.is_number for c in table.columns),
        tuple(tuple(clean(text) or "–" for text in row) for row in table.written()), table.rows,
        tuple(sheet_format(c.number) for c in table.columns), tuple(c.on_paper for c in table.columns),
    )  # fmt: skip


def sheet_format(number: NumberFormat) -> str:
    """The same format as a spreadsheet writes it; a share is a number from 0 to 100 there too."""
    decimals = f".{'0' * number.digits}" if number.digits else ""
    known = {"share": f'0{decimals}" %"', "date": "d mmmm yyyy", "text": "@"}
    return known.get(number.kind, f"#,##0{decimals}")
