"""Every chart of the catalogue: of all kinds, with axes that have two ends, and without an internal key."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from dashboard.charts.marks import Chart
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.rows import Rows
from dashboard.draw.map_svg import map_svg
from dashboard.draw.svg import svg_of
from dashboard.draw.table_html import figures_html, rows_html
from dashboard.findings.finding import Finding

# Codes of the machine: words joined by underscores, capitals joined by them, the prefixes of a place's key.
CODE = re.compile(r"(?<![\w/.-])(?:[a-z]+_[a-z_]+|[A-Z]{2,}_[A-Z_]+|[A-Z]{3}-[A-Z]{3,}|circle:\d+)(?![\w-])")
WIDTHS = (892.0, 640.0, 358.0)  # a page, a paper, a phone


def lowered(findings: dict[str, Finding]) -> Iterator[tuple[str, Finding, Chart]]:
    for key, finding in findings.items():
        if finding.chart is not None and not isinstance(finding.chart, PlaceMap):
            for width in WIDTHS:
                if (chart := finding.chart.lowered(width=width)).panels:
                    yield f"{key} at {width:g}", finding, chart


def texts(markup: str) -> str:
    root = ET.fromstring(f"<html>{markup}</html>".replace(" hidden>", ' hidden="">'))
    return "\n".join(root.itertext())


def test_the_catalogue_has_charts_of_all_kinds(findings: dict[str, Finding]) -> None:
    assert len(findings) >= 60
    assert {type(f.chart).__name__ for f in findings.values()} >= {
        "Trend", "Rows", "PlaceMap", "Funnel", "HeatGrid", "Flows", "Multiples", "Columns", "StripRows",
    }  # fmt: skip


def test_axes_have_two_ends_in_order_and_ticks_between_them(findings: dict[str, Finding]) -> None:
    for name, _, chart in lowered(findings):
        for panel in (p for p in chart.panels if p.tiles is None):
            assert panel.series, name
            for axis in (panel.x, panel.y):
                low, high = sorted((axis.low, axis.high))
                assert low < high, name
                assert axis.kind == "category" or axis.low < axis.high, name  # lists run downwards, numbers upwards
                assert not axis.is_shown or axis.ticks, name
                assert all(low - 1e-9 <= at <= high + 1e-9 for at, _ in axis.ticks), name
            inside = [v for s in panel.series for v in s.y if isinstance(v, int | float)]
            assert panel.y.kind != "number" or not inside or max(inside) <= panel.y.high + 1e-9, name


def test_no_internal_key_is_in_any_chart_or_table(findings: dict[str, Finding]) -> None:
    for name, finding, chart in lowered(findings):
        assert CODE.findall(texts(svg_of(chart, alt=finding.chart.alt if finding.chart else ""))) == [], name
    for name, finding in findings.items():
        held = finding.chart
        drawn = map_svg(held, paint=literal("print")) if isinstance(held, PlaceMap) else ""
        drawn += rows_html(held) if isinstance(held, Rows) else ""
        drawn += figures_html(finding.table, caption=finding.title) if finding.table else ""
        told = [finding.question, finding.title, finding.subtitle, finding.bear_in_mind, *finding.about.caveats]
        assert CODE.findall("\n".join([texts(drawn), held.alt if held else "", *told])) == [], name
