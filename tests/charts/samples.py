"""One of each chart, made by hand, with a given text in every place where text of the data can stand."""

from __future__ import annotations

from datetime import date

from dashboard.charts.rows import (
    Bar,
    BeforeLatest,
    Column,
    Group,
    Interval,
    Parted,
    Range,
    Row,
    Rows,
    Spark,
    Words,
)
from dashboard.charts.shapes import Columns, Course, Flows, Funnel, HeatGrid, Multiples
from dashboard.charts.strips import Strip, Strips
from dashboard.charts.table import Table, TableColumn
from dashboard.charts.trend import Ahead, Event, Point, Stretch, Trend, Turn
from dashboard.findings.finding import way
from dashboard.words.number_format import COUNT, RATE, SHARE
from dashboard.words.vocabulary import Standing

MONTHS = tuple(date(2024 + m // 12, m % 12 + 1, 1) for m in range(24))


def trend(text: str = "words") -> Trend:
    points = tuple(Point(at, 40.0 + 3 * (n % 5) + (n >= 12) * 20, text) for n, at in enumerate(MONTHS))
    stretches = (Stretch(0, 12, 46.0, (30.0,) * 12, (62.0,) * 12), Stretch(12, 24, 66.0, (50.0,) * 12, (82.0,) * 12))
    return Trend(points, stretches, COUNT, text, Turn(MONTHS[12], text, text), (Event(MONTHS[3], text), Event(MONTHS[15], text)),
                 (Ahead(date(2026, 1, 1), 50.0, 80.0), Ahead(date(2026, 2, 1), 45.0, 85.0)), (20,), averages=(Stretch(0, 12, 48.0), Stretch(12, 24, 64.0)))  # fmt: skip


def rows(text: str = "words") -> Rows:
    columns = tuple(Column(text, 120, low=0, high=100, ticks=((0, text), (100, text)), reference=50) for _ in range(9))
    cells = (
        Words(text, text, text, way("missing", area=text)), Standing("cannot-tell", text, text), BeforeLatest(20, 60), Interval(40, 30, 50, True), Range(40, 30, 50),
        Parted((20, 30, 50), (text, f"{text}2", f"{text}3"), ("rating-1", "rating-3", "rating-5"), 1), Bar(30), Bar(None),
        Spark((1, 3, 2, 6, 7), 3, ends=(text, text), texts=(text, text), levels=(2, 6.5), compared=((0, 2.5), (2.5, 4))),
    )  # fmt: skip
    return Rows(columns, (Group(text, (Row(cells, text),)),), text, legend=((text, text),), foot=text)


def shapes(text: str = "words") -> list[object]:
    other = f"{text} 2"
    return [
        trend(text),
        Funnel((text, other), (100, 200), (5.0, 9.0), ((50, 2, 12), (150, 4, 10), (250, 5, 9)), 7.0, text, RATE, text, (1,)),
        HeatGrid((text, other), (text,), ((1.0, None),), COUNT, text, text),
        Flows((text, other), (text, other), ((5, 9), (None, 12)), text),
        Multiples(MONTHS, (Course(text, (3.0,) * 24), Course(other, (None, *((5.0,) * 23)))), COUNT, text, (text,) * 24),
        Strips((Strip(text, text, 48.1, 42.1, 54.1), Strip(other, text, 2.17, 2.01, 2.33)), RATE, text),
        Columns((text, other), (30.0, None), text, SHARE, (20.0, None), (40.0, None)),
    ]  # fmt: skip


def table(text: str = "words") -> Table:
    return Table((TableColumn(text), TableColumn(f"{text} n", COUNT)), ((text, 3), (f"{text} b", 1234)))
