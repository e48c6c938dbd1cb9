"""Every chart of the catalogue by every renderer: each value stands where it is drawn, and all hold the same values."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

import pptx
import pytest
from marks_read import bars, dots, is_drawn_true, is_one_scale, marks_of, runs, without_legend
from PIL import Image

from dashboard.charts.marks import Chart, Panel
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.rows import Bar, BeforeLatest, Cell, Interval, Range, Rows
from dashboard.draw.explore_map import explore_map
from dashboard.draw.file import DECIMALS, csv_text
from dashboard.draw.map_svg import map_svg
from dashboard.draw.slide_chart import kind_of, native_chart
from dashboard.draw.svg import svg_of
from dashboard.draw.table_html import rows_html
from dashboard.findings.finding import Finding
from dashboard.paper.ground import ground_of
from dashboard.paper.typeset import png_of

WIDTHS = (892.0, 640.0, 358.0)  # a page, a paper, a phone
PAPER = WIDTHS[1]
CODE = re.compile(r"(?<![\w/.-])(?:[a-z]+_[a-z_]+|[A-Z]{2,}_[A-Z_]+|[A-Z]{3}-[A-Z]{3,}|circle:\d+)(?![\w-])")


def lowered(findings: dict[str, Finding], *widths: float) -> Iterator[tuple[str, Finding, Chart]]:
    for key, finding in findings.items():
        if finding.chart is not None and not isinstance(finding.chart, PlaceMap):
            for width in widths:
                if (chart := finding.chart.lowered(width=width)).panels:
                    yield f"{key} at {width:g}", finding, chart


def words_of(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in ET.fromstring(f"<html>{svg}</html>").iter("text")]


def test_vectors_have_every_value_where_it_is(findings: dict[str, Finding], tell: Callable[[str], None]) -> None:
    """Dots, both ends of bars and every corner of lines, in every panel, at the width of a page, a paper and a phone."""
    counted = [0, 0, 0, 0, 0]
    for name, _, chart in lowered(findings, *WIDTHS):
        svg = svg_of(chart, alt="a")
        marks, said = without_legend(marks_of(svg), chart), words_of(svg)
        for panel in (p for p in chart.panels if p.tiles is None):
            assert is_drawn_true(panel, marks) == "", name
            marks.take_dots(len(panel.lane))  # dated events, under their axis
            counted = [a + b for a, b in zip(counted, (1, len(dots(panel)), len(list(bars(panel))), len(runs(panel)), 0), strict=True)]  # fmt: skip
        for tiles in (p.tiles for p in chart.panels if p.tiles):
            lines = [line.split("\n") for row in tiles.texts for line in row]
            assert [w for line in lines for w in line if w and w not in said] == [], name
            counted[4] += len(lines)
        assert {s.name for p in chart.panels for s in p.series if s.is_in_legend} <= set(said), name
        assert (marks.dots, marks.lines) == ([], []), name  # nothing is drawn that has no value
    tell("vectors: {} panels, {} dots, {} bars, {} lines, {} tiles stand where their values are".format(*counted))
    assert min(counted) > 100


def figures(panel: Panel) -> set[float]:
    """What the marks of a panel stand for: lengths of bars, and values of dots along the axis that is a scale."""
    found: list[float] = []
    for series in panel.series:
        if series.kind == "bars":
            found += [
                h - low for low, h in zip(series.low, series.high, strict=True) if low is not None and h is not None
            ]
        elif "dots" in series.kind:
            side = series.x if panel.y.kind == "category" else series.y
            found += [v for v in side if isinstance(v, int | float)]
    return {round(float(v), 6) for v in found}


def numbers_of(finding: Finding) -> list[float]:
    """Of its table, those in words too; a share of one is also a share of a hundred."""
    cells = [v for row in finding.table.rows for v in row] if finding.table else []
    numbers = [float(v) for v in cells if isinstance(v, int | float) and v == v]
    numbers += [float(n) for v in cells if isinstance(v, str) for n in re.findall(r"\d+(?:\.\d+)?", v)]
    return numbers + [n * 100 for n in numbers if abs(n) <= 1]


def half_a_digit(number: float) -> float:
    """Of what a table rounds to."""
    return 0.5 * 10.0 ** -len(f"{number:.6f}".rstrip("0").partition(".")[2]) + 1e-6


def test_every_value_that_is_drawn_stands_in_the_table_and_in_the_file(
    findings: dict[str, Finding], tell: Callable[[str], None]
) -> None:
    looked = 0
    for name, finding, chart in lowered(findings, PAPER):
        known = numbers_of(finding)
        drawn = {v for p in chart.panels for v in figures(p)} if type(finding.chart).__name__ != "Flows" else set()
        drawn |= {
            float(t)
            for p in chart.panels
            for s in p.series
            for t in s.texts
            if type(finding.chart).__name__ == "Flows" and t.isdigit()
        }
        assert [v for v in drawn if not any(abs(v - n) <= half_a_digit(n) for n in known)] == [], name
        looked += len(drawn)
        assert finding.table is not None
        rows = list(csv.reader(io.StringIO(csv_text(finding.table, []).lstrip("\ufeff"))))[1:]
        for cells, row in zip(rows, finding.table.rows, strict=True):
            for text, value in zip(cells, row, strict=True):
                assert not isinstance(value, int | float) or value != value or float(text) == round(value, DECIMALS), (
                    name
                )
    tell(f"tables: {looked} values that are drawn stand in the tables of their findings")
    assert looked > 500


def test_slides_have_the_same_values_on_axes_the_right_way_round(
    findings: dict[str, Finding], tell: Callable[[str], None]
) -> None:
    deck = pptx.Presentation()
    slide, charts, values = deck.slides.add_slide(deck.slide_layouts[6]), 0, 0
    for name, _, chart in lowered(findings, PAPER):
        for panel in (p for p in chart.panels if kind_of(p)):
            made = native_chart(slide, panel, (0, 0, 8, 4), periods=[], is_small=False).chart
            held = {round(v, 6) for s in made.plots[0].series for v in s.values if v is not None}
            low, high = made.value_axis.minimum_scale, made.value_axis.maximum_scale
            assert held, name
            lengths = {round(abs(v), 6) for v in held}
            assert {v for v in figures(panel) if abs(round(v, 6)) not in lengths} == set(), name
            assert low is None or high is None or low < high, name
            said = [*(s.name for s in made.plots[0].series), *map(str, made.plots[0].categories)]
            assert [text for text in said if CODE.search(text)] == [], name
            charts, values = charts + 1, values + len(figures(panel))
    tell(f"slides: {charts} charts of their own hold the same {values} values")
    assert charts >= 60


def places_of(cell: Cell, svg: ET.Element) -> list[tuple[float, float]]:
    """Value and place of each mark of a small chart in a cell."""
    spots = [float(c.get("cx", "0")) for c in svg.iter("circle")]
    if isinstance(cell, BeforeLatest):
        return list(zip([v for v in (cell.before, cell.latest) if v is not None], spots, strict=True))
    if isinstance(cell, Interval | Range):
        ends = next(e for e in svg.iter("line") if e.get("stroke-width") == "2")
        return [(cell.at, spots[0]), (cell.low, float(ends.get("x1", "0"))), (cell.high, float(ends.get("x2", "0")))]
    if isinstance(cell, Bar) and cell.value is not None:
        box = next(svg.iter("rect"))
        return [(0.0, float(box.get("x", "0"))), (cell.value, float(box.get("x", "0")) + float(box.get("width", "0")))]
    return []


def is_row(tr: ET.Element) -> bool:
    """Neither the heads of the columns nor the title of a group, which may wait on a narrow page as its rows do."""
    return (head := tr.find("th")) is not None and head.get("scope") == "row"


def test_rows_on_a_page_have_every_value_where_it_is(findings: dict[str, Finding], tell: Callable[[str], None]) -> None:
    looked = 0
    for name, finding in findings.items():
        if not isinstance(chart := finding.chart, Rows):
            continue
        drawn = [tr for tr in ET.fromstring(f"<html>{rows_html(chart)}</html>").iter("tr") if is_row(tr)]
        for at, column in enumerate(chart.columns):
            pairs = [
                pair
                for row, tr in zip(chart.rows, drawn, strict=True)
                if (svg := list(tr)[at].find("svg")) is not None
                for pair in places_of(row.cells[at], svg)
            ]
            inside = [
                (v, x) for v, x in pairs if column.low <= v <= column.high
            ]  # what reaches beyond the scale ends with it
            assert is_one_scale([v for v, _ in inside], [x for _, x in inside], grows=True), f"{name}: {column.title}"
            looked += len(inside)
    tell(f"rows of pages: {looked} marks stand where their values are")
    assert looked > 500


def test_maps_have_every_place_in_every_medium(findings: dict[str, Finding]) -> None:
    chart = findings["place-map"].chart
    assert isinstance(chart, PlaceMap)
    ground, leaflet = ground_of(chart), explore_map(chart).get_root().render()
    assert ground is not None
    svg = map_svg(chart, paint=literal("print"))
    named = [p for p in chart.grids[0].places if p.rings]
    assert len(ground.shapes) == 1 + len(named) + len(chart.circles)
    assert sum(svg.count(f'data-said="{p.said}"') > 0 for p in named) == len(named)
    assert all(c.name in leaflet and c.said in leaflet for c in chart.circles)
    assert all(p.said in leaflet for p in chart.grids[-1].places)


@pytest.mark.long
def test_pictures_of_documents_are_not_blank(findings: dict[str, Finding], tell: Callable[[str], None]) -> None:
    """What a document holds for each chart, as pixels: of more than one colour, out to all four sides."""
    made = 0
    for name, finding, chart in lowered(findings, PAPER):
        picture = Image.open(io.BytesIO(png_of(svg_of(chart, alt=finding.title)))).convert("RGB")
        box = Image.eval(picture, lambda v: 255 - v).getbbox()
        assert box is not None, name
        assert box[2] - box[0] > picture.width * 0.6, name
        assert box[3] - box[1] > picture.height * 0.6, name
        assert len(picture.getcolors(1 << 24) or ()) > 3, name
        made += 1
    tell(f"pictures: {made} charts as pixels, none blank")
    assert made >= 70
