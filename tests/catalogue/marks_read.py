"""What is drawn, read back out of the files that hold it: places of dots, bars and lines, to be held against the values of a chart.

Nothing of the product's scales is used: what is asked is whether one straight line takes every value to its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.charts.marks import Axis, Chart, Panel, Series, Value

NEAR = 0.02  # px: places are written with two decimals
DOT = re.compile(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"')
BAR = re.compile(r'<rect x="([-\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="[^"]*"/>')
LINE = re.compile(r'<path d="M([^"Z]+)" fill="none"')
Pair = tuple[float, float]


@dataclass
class Marks:
    """The marks of one drawing that have not been held against a value yet, in the order in which they were drawn."""

    dots: list[Pair]
    bars: list[tuple[float, float, float, float]]
    lines: list[list[Pair]]

    def take_dots(self, many: int) -> list[Pair]:
        taken, self.dots = self.dots[:many], self.dots[many:]
        return taken

    def take_bars(self, many: int) -> list[tuple[float, float, float, float]]:
        taken, self.bars = self.bars[:many], self.bars[many:]
        return taken

    def take_lines(self, many: int) -> list[list[Pair]]:
        taken, self.lines = self.lines[:many], self.lines[many:]
        return taken


def marks_of(svg: str) -> Marks:
    body = svg.partition("</defs>")[2] or svg
    courses = [[tuple(map(float, p.split())) for p in line.split("L")] for line in LINE.findall(body)]
    return Marks(
        [(float(x), float(y)) for x, y in DOT.findall(body)],
        [(float(x), float(y), float(w), float(h)) for x, y, w, h in BAR.findall(body)],
        courses,  # type: ignore[arg-type]  # pairs by the pattern
    )


def without_legend(marks: Marks, chart: Chart) -> Marks:
    """The signs of the legend are drawn first, each name once."""
    keys = {s.name: s for p in reversed(chart.panels) for s in reversed(p.series) if s.is_in_legend}.values()
    marks.take_dots(sum("dots" in s.kind and s.symbol.startswith("circle") for s in keys))
    marks.take_bars(sum(s.kind == "bars" for s in keys))
    return marks


def number(value: Value, axis: Axis) -> float | None:
    return float(axis.categories.index(value)) if isinstance(value, str) else value


def points(panel: Panel, series: Series) -> list[Pair | None]:
    pairs = [(number(a, panel.x), number(b, panel.y)) for a, b in zip(series.x, series.y, strict=True)]
    return [None if a is None or b is None else (a, b) for a, b in pairs]


def dots(panel: Panel) -> list[Pair]:
    round_ones = [s for s in panel.series if "dots" in s.kind and s.symbol.startswith("circle")]
    return [p for s in round_ones for p in points(panel, s) if p is not None]


def bars(panel: Panel) -> Iterator[tuple[bool, float, float]]:
    """Whether it lies, and its two ends."""
    for series in (s for s in panel.series if s.kind == "bars"):
        for low, high in zip(series.low, series.high, strict=True):
            if low is not None and high is not None:
                yield series.is_horizontal, min(low, high), max(low, high)


def runs(panel: Panel) -> list[list[Pair]]:
    """The stretches of every line that have no gap, as far as the axis goes."""
    found: list[list[Pair]] = []
    low, high = sorted((panel.x.low, panel.x.high))
    for series in (s for s in panel.series if "line" in s.kind):
        run: list[Pair] = []
        for point in (*points(panel, series), None):
            if point is not None and low - 1e-9 <= point[0] <= high + 1e-9:
                run.append(point)
            elif point is None:
                found += [run] if len(run) > 1 else []
                run = []
    return found


def is_one_scale(values: Sequence[float], places: Sequence[float], *, grows: bool) -> bool:
    """Whether one straight line takes every value to its place, and whether it goes the right way."""
    if not values:
        return True
    if np.ptp(values) == 0:
        return bool(np.ptp(places) < NEAR)
    slope, _ = fit = np.polyfit(values, places, 1)
    return bool(np.abs(np.asarray(places) - np.polyval(fit, values)).max() < NEAR) and bool(slope > 0) == grows


def is_drawn_true(panel: Panel, marks: Marks) -> str:
    """What is wrong with a panel's dots, bars and lines; nothing, if each stands where its value is."""
    right, up = panel.x.high > panel.x.low, panel.y.high < panel.y.low  # down the page is more px
    wanted, spots = dots(panel), marks.take_dots(len(dots(panel)))
    ends = list(bars(panel))
    rects = marks.take_bars(len(ends))
    lines = runs(panel)
    drawn = marks.take_lines(len(lines))
    if (len(spots), len(rects), [len(r) for r in drawn]) != (len(wanted), len(ends), [len(r) for r in lines]):
        return f"{len(wanted)} dots, {len(ends)} bars, {len(lines)} lines; drawn are {len(spots)}, {len(rects)}, {len(drawn)}"
    flat = [p for run in lines for p in run]
    places = [p for run in drawn for p in run]
    pairs = ((wanted + flat), (spots + places))
    for side, grows in ((0, right), (1, up)):
        if not is_one_scale([v[side] for v in pairs[0]], [p[side] for p in pairs[1]], grows=grows):
            return f"dots or lines are off along {'xy'[side]}"
    lying = [(low, high, x, x + w) for (is_lying, low, high), (x, _, w, _) in zip(ends, rects, strict=True) if is_lying]
    upright = [
        (low, high, y + h, y) for (is_lying, low, high), (_, y, _, h) in zip(ends, rects, strict=True) if not is_lying
    ]
    for sides, grows in ((lying, right), (upright, up)):
        if not is_one_scale(
            [v for a, b, _, _ in sides for v in (a, b)], [v for _, _, a, b in sides for v in (a, b)], grows=grows
        ):
            return "bars are off"
    return ""
