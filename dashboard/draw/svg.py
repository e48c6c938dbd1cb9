"""Charts as vectors: SVG whose text is text, drawn the same on every machine, on a page and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dashboard.charts.marks import Chart, Panel, Series
from dashboard.charts.palette import FONT, TYPE, Paint, literal
from dashboard.draw.panel import Frame, draw_panel, rows_below
from dashboard.draw.strokes import LINE, Pen
from dashboard.draw.text import markup

PAPER_WIDTH = 640.0
SMALL = float(TYPE["chart"][0])
TALLEST, TALLEST_OF_MANY = 330.0, 520.0
SIGN_WIDTHS = ((0.3, " \u00a0|',.:;ij’·Il!f()[]{}-"), (0.36, "tr/\\"), (0.85, "MWm@%w…"))  # measured in Source Sans
LANE_ROOM = 62.0  # px for the rule of the lane and two lines of words


def svg_of(chart: Chart, *, alt: str, paint: Paint | None = None) -> str:
    """The whole chart, in the print theme unless told otherwise. On paper its height is what a page can give."""
    paint = paint or literal("print")
    pen = Pen(paint)
    width = chart.width or PAPER_WIDTH
    legend = list(_legend(chart, width))
    parts = [part for row, x, series in legend for part in _key(pen, series, x, 14.0 + 22.0 * row)]
    top = 22.0 * legend[-1][0] + 22.0 if legend else 0.0
    height = chart.height if chart.width else _paper_height(chart) + top
    room = _room(chart, top=top)
    whole = Frame(room.left, width - room.right, room.top, height - room.bottom)
    for panel in chart.panels:
        parts += draw_panel(panel, _own(panel, whole), pen)
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" role="img" '
        f'aria-label="{markup(alt)}" font-family="{markup(FONT)}" font-size="{SMALL:g}">{pen.hatch()}{"".join(parts)}</svg>'
    )


def frame_of(chart: Chart) -> Frame:
    """Where the panels of a chart with a width of its own stand: what turns a pointer's place into a value."""
    legend = list(_legend(chart, chart.width))
    room = _room(chart, top=22.0 * legend[-1][0] + 22.0 if legend else 0.0)
    return Frame(room.left, chart.width - room.right, room.top, chart.height - room.bottom)


def _paper_height(chart: Chart) -> float:
    most = TALLEST if len(chart.panels) == 1 and not _is_list(chart.panels[0]) else TALLEST_OF_MANY
    return max(120.0, min(most, chart.height * 0.86))


def _own(panel: Panel, whole: Frame) -> Frame:
    left, right, bottom, high = panel.box
    wide, tall = whole.right - whole.left, whole.bottom - whole.top
    return Frame(
        whole.left + left * wide, whole.left + right * wide, whole.top + (1 - high) * tall, whole.top + (1 - bottom) * tall,
    )  # fmt: skip


def _room(chart: Chart, *, top: float) -> Frame:
    """What labels and titles need round the panels."""
    first = [p for p in chart.panels if p.box[0] < 0.02]
    last = [p for p in chart.panels if p.box[1] > 0.98]
    upper = [p for p in chart.panels if p.box[3] > 0.97]
    lower = [p for p in chart.panels if p.box[2] < 0.03 or len(chart.panels) == 1]
    left = max((text_width(t) for p in first for t in _down(p)), default=0.0) + 12 if first else 4.0
    right = chart.right
    between = (chart.width or PAPER_WIDTH) - left - right
    left = max([left, *(4 + over for p in first for over in _ends(p, between, side=0))])
    right = max([right, *(4 + over for p in last for over in _ends(p, between, side=1))])
    over = max((_over(p) for p in upper), default=6.0)
    below = max((_below(p) for p in lower), default=6.0)
    between = (chart.width or PAPER_WIDTH) - left - right
    below += max((rows_below(p, (p.box[1] - p.box[0]) * between) for p in lower), default=0.0)
    return Frame(left, right, top + over, below)


def _down(panel: Panel) -> list[str]:
    if panel.tiles is not None:
        return list(panel.tiles.lines)
    return [t for _, t in panel.y.ticks] if panel.y.is_shown else []


def _ends(panel: Panel, between: float, *, side: Literal[0, 1]) -> Iterator[float]:
    """How far each word under the axis reaches beyond its beginning (0) or its end (1), of a panel so many px wide."""
    for at, label in panel.x.ticks if panel.x.is_shown else ():
        share = (at - panel.x.low) / (panel.x.high - panel.x.low)
        yield text_width(label) / 2 - (share, 1 - share)[side] * between * (panel.box[1] - panel.box[0])


def _over(panel: Panel) -> float:
    """The title, the numbers of events, the title of the upright axis, the heads of tiles."""
    lines = LINE * len(panel.title.split("\n")) + 10 if panel.title else 6.0
    lines += 18.0 if any(r.y is None for r in panel.remarks) else 0.0
    lines += 18.0 if panel.y.title and not panel.title else 0.0
    return lines + (LINE * max(t.count("\n") + 1 for t in panel.tiles.columns) + 2 if panel.tiles else 0.0)


def _below(panel: Panel) -> float:
    if panel.tiles is not None:
        return 4.0
    rows = max((t.count("\n") + 1 for _, t in panel.x.ticks), default=0) if panel.x.is_shown else 0
    lane = LANE_ROOM if any(not mark.letter for mark in panel.lane) else 0.0
    return 8.0 + LINE * rows + (20.0 if panel.x.title else 0.0) + lane


def _legend(chart: Chart, width: float) -> Iterator[tuple[int, float, Series]]:
    """Row, place and series of each entry, every name once."""
    row, x, seen = 0, 4.0, set()
    for series in (s for panel in chart.panels for s in panel.series if s.is_in_legend):
        if series.name in seen:
            continue
        seen.add(series.name)
        wide = text_width(series.name) + 50
        row, x = (row + 1, 4.0) if x + wide > width and x > 4 else (row, x)
        yield row, x, series
        x += wide


def _key(pen: Pen, series: Series, x: float, y: float) -> Iterator[str]:
    if series.kind == "bars":
        yield pen.rect(x, y - 10, 18, 12, series.colour)
    if "line" in series.kind:
        yield pen.line(x, y - 4, x + 22, y - 4, stroke=series.colour, width=series.width, dash=series.dash)
    if "dots" in series.kind:
        yield pen.dot(x + 11, y - 4, series.size * 0.42, series.colour, series.symbol)
    yield pen.text(x + 29, y, [series.name], ink="ink", anchor="start")


def text_width(label: str) -> float:
    """px of the longest line in the type of charts."""
    return max(ems(line) for line in label.split("\n")) * SMALL


def ems(line: str) -> float:
    """How wide a line is, as a multiple of its size of type; a little more than Source Sans takes: its signs are of a few widths."""
    return sum(_sign_width(sign) for sign in line)


def _sign_width(sign: str) -> float:
    """As a share of the size of type."""
    return next((width for width, signs in SIGN_WIDTHS if sign in signs), 0.65 if sign.isupper() else 0.53)


def _is_list(panel: Panel) -> bool:
    """Whether the panel lists groups one below the other, which must not be squeezed."""
    return panel.tiles is not None or panel.y.kind == "category" or any("\n" in t for _, t in panel.y.ticks)
