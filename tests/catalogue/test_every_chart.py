"""Every chart of the catalogue by every renderer: axes with two ends, no internal key, and the same values in all."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pptx
import pytest

from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.charts.marks import Chart, Panel, Series
from dashboard.charts.palette import literal
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.rows import Rows
from dashboard.draw.explore_map import explore_map
from dashboard.draw.interactive import figure_of
from dashboard.draw.map_svg import map_svg
from dashboard.draw.slide_chart import kind_of, native_chart
from dashboard.draw.svg import svg_of
from dashboard.draw.table_html import figures_html, rows_html
from dashboard.findings.finding import Finding
from dashboard.paper.ground import ground_of
from data_loaders.release import Release, open_release

# Codes of the machine: words joined by underscores, capitals joined by them, the prefixes of a place's key.
CODE = re.compile(r"(?<![\w/.-])(?:[a-z]+_[a-z_]+|[A-Z]{2,}_[A-Z_]+|[A-Z]{3}-[A-Z]{3,}|circle:\d+)(?![\w-])")
WIDTHS = (892.0, 640.0, 358.0)  # a page, a paper, a phone


@pytest.fixture(scope="module")
def findings(store: Path) -> dict[str, Finding]:
    release: Release = open_release(store)
    made = {entry.key: finding_of(release, entry.key) for entry in ENTRIES}
    return {key: f for key, f in made.items() if f is not None and f.is_shown and f.chart is not None}


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
        "Trend", "Rows", "PlaceMap", "Funnel", "HeatGrid", "Flows", "Multiples", "Columns", "Strips",
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


def numbers(series: Series) -> list[tuple[float, float]]:
    return [
        (a, b)
        for a, b in zip(series.x, series.y, strict=True)
        if isinstance(a, int | float) and isinstance(b, int | float)
    ]


def is_one_scale(values: list[float], places: list[float]) -> bool:
    """Whether one straight line takes every value to its place."""
    if np.ptp(values) == 0:
        return bool(np.ptp(places) < 0.02)
    rest = np.asarray(places) - np.polyval(np.polyfit(values, places, 1), values)
    return bool(np.abs(rest).max() < 0.02)


def test_vectors_have_every_dot_where_its_value_is(findings: dict[str, Finding]) -> None:
    looked = 0
    for name, _, chart in lowered(findings):
        (panel, *others), legend = chart.panels, {s.name for p in chart.panels for s in p.series if s.is_in_legend}
        points = [p for s in panel.series if "dots" in s.kind and s.symbol.startswith("circle") for p in numbers(s)]
        if others or panel.tiles or legend or not points:
            continue
        circles = re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', svg_of(chart, alt="a"))[: len(points)]
        spots = [(float(x), float(y)) for x, y in circles]
        assert len(spots) == len(points), name
        for side in (0, 1):
            assert is_one_scale([p[side] for p in points], [s[side] for s in spots]), name
        looked += 1
    assert looked >= 9


def test_plotly_has_the_same_values(findings: dict[str, Finding]) -> None:
    for name, _, chart in (each for each in lowered(findings) if each[2].width == WIDTHS[0]):
        traces = figure_of(chart).to_plotly_json()["data"]
        series = [s for p in chart.panels for s in p.series]
        own = traces[-len(series) :] if len(chart.panels) == 1 and series else []
        for trace, one in zip(own, series, strict=True) if own else ():
            if one.kind != "bars" and not any(isinstance(v, str) for v in one.y):
                assert list(trace["y"]) == list(one.y), name


def values_of(panel: Panel) -> set[float]:
    every = [v for s in panel.series for side in (s.x, s.y, s.low, s.high) for v in side]
    every += [v for b in panel.bands for side in (b.low, b.high) for v in side]
    return {round(float(v), 6) for v in every if isinstance(v, int | float)}


def test_slides_have_the_same_values_on_axes_the_right_way_round(findings: dict[str, Finding]) -> None:
    deck = pptx.Presentation()
    slide, looked = deck.slides.add_slide(deck.slide_layouts[6]), 0
    for name, _, chart in lowered(findings):
        for panel in chart.panels if chart.width == WIDTHS[1] else ():
            if not kind_of(panel):
                continue
            made = native_chart(slide, panel, (0, 0, 8, 4), periods=[], is_small=False).chart
            held = {round(v, 6) for s in made.plots[0].series for v in s.values if v is not None}
            low, high = made.value_axis.minimum_scale, made.value_axis.maximum_scale
            assert held, name
            assert held <= values_of(panel), name
            assert low is None or high is None or low < high, name
            assert not [s.name for s in made.plots[0].series if CODE.search(s.name)], name
            looked += 1
    assert looked >= 60


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
