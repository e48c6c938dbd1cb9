"""From plain charts to paper: what is drawn is where the chart has it, and what has no drawing becomes its table."""

from __future__ import annotations

import re

import pytest

from dashboard.charts.axes import nice_step
from dashboard.charts.marks import Axis, Chart, Panel, Series, Tiles
from dashboard.charts.palette import hexed, readable_on
from dashboard.charts.place_map import PlaceMap
from dashboard.charts.rows import Column, Group, Row, Rows, Words
from dashboard.charts.table import Table, TableColumn
from dashboard.draw.slide_chart import kind_of
from dashboard.draw.svg import svg_of
from dashboard.findings.finding import Drawing, Finding
from dashboard.paper.draft import AuthorNote
from dashboard.paper.exhibit import exhibit_of

HUNDRED = Axis("number", 0.0, 100.0, ((0.0, "0"), (100.0, "100")))
NAMED = Axis("category", -0.5, 1.5, ((0.0, "a"), (1.0, "b")), categories=("a", "b"))
DATED = Axis("date", 19000.0, 19100.0, ((19000.0, "Jan 2022"),))


def drawn(*series: Series, x: Axis = HUNDRED, y: Axis = HUNDRED) -> str:
    return svg_of(Chart((Panel("", x, y, series),), 300.0, 640.0), alt="a")


def test_points_stand_where_their_values_are() -> None:
    svg = drawn(Series("s", "dots", (0.0, 5.0, 10.0), (0.0, 50.0, 100.0), "data"))
    spots = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert len(spots) == 3
    assert spots[1][0] == pytest.approx((spots[0][0] + spots[2][0]) / 2, abs=0.02)
    assert spots[1][1] == pytest.approx((spots[0][1] + spots[2][1]) / 2, abs=0.02)
    assert spots[0][1] > spots[2][1]  # more is higher


def test_a_gap_in_the_figures_is_a_gap_on_paper() -> None:
    svg = drawn(Series("s", "line", (1.0, 2.0, 3.0, 4.0, 5.0), (1.0, 2.0, None, 4.0, 5.0), "data"))
    assert len(re.findall(r'<path d="M[^"]+" fill="none"', svg)) == 2


NO_ROWS = Rows((Column("a"),), (Group("", ()),), "Alt.")
ONLY_WORDS = Rows((Column("a"),), (Group("", (Row((Words("words"),)),)),), "Alt.")


@pytest.mark.parametrize("chart", [None, NO_ROWS, ONLY_WORDS, PlaceMap((), "A map.")], ids=["none", "no rows", "words", "no shapes"])  # fmt: skip
def test_what_has_no_drawing_becomes_its_table(chart: Drawing | None) -> None:
    finding = Finding("x", "Question?", "Title.", "", "r", table=Table((TableColumn("a"),), (("1",),)), chart=chart)
    exhibit = exhibit_of(finding, note=AuthorNote())
    assert exhibit.svg == ""
    assert exhibit.table.written == (("1",),)


def test_texts_of_data_cannot_become_markup_in_a_drawing() -> None:
    evil = '</svg><script>x</script>"&'
    series = Series(evil, "dots", (1.0,), (1.0,), "data", texts=(evil,), names=(evil,), is_in_legend=True)
    axis = Axis("number", 0.0, 2.0, ((1.0, evil),), evil)
    svg = svg_of(Chart((Panel(evil, axis, axis, (series,)),), 300.0, 640.0), alt=evil)
    assert "<script" not in svg
    assert svg.count("</svg>") == 1


def test_kinds_of_native_charts() -> None:
    line = Series("s", "line", (19000.0, 19050.0), (1.0, 2.0), "data")
    assert kind_of(Panel("", DATED, HUNDRED, (line,))) == "time"
    bars = Series("s", "bars", ("a",), (1.0,), "data", low=(0.0,), high=(1.0,))
    assert kind_of(Panel("", NAMED, HUNDRED, (bars,))) == "bars"
    assert kind_of(Panel("", HUNDRED, HUNDRED, (Series("s", "dots", (1.5, 2.7), (1.0, 2.0), "data"),))) == "cloud"
    assert kind_of(Panel("", HUNDRED, HUNDRED, tiles=Tiles(("a",), ("b",), (("1",),), (("map-1",),)))) == ""
    spread = Series("s", "dots", (3.0, 4.0), ("a", "b"), "data", interval="x", low=(2.0, 3.0), high=(4.0, 5.0))
    assert kind_of(Panel("", HUNDRED, NAMED, (spread,))) == "dots"


def test_steps_and_colours() -> None:
    assert [nice_step(v) for v in (0.03, 0.9, 1.0, 1.1, 23, 51, 700)] == [0.05, 1, 1, 2, 50, 100, 1000]
    assert hexed("#808080") == "808080"
    assert readable_on("#0b4e57") == "#ffffff"
