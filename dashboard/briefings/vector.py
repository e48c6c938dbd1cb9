"""Charts as vectors: SVG whose text is text, drawn the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from dashboard.briefings.chart import Axis, Chart, Panel, Series, Tiles, Value
from dashboard.briefings.strokes import HATCH, dot, line, path, rect, text
from dashboard.briefings.tiles import readable_on

WIDTH = 640.0
INK, MUTED, GRID = "#1f2a33", "#5b6770", "#e4e2dc"
SMALL, LINE = 12.5, 15.0
TALLEST, TALLEST_OF_MANY = 330.0, 520.0
Scale = Callable[[Value], float | None]


@dataclass(frozen=True)
class Frame:
    left: float
    right: float
    top: float
    bottom: float


def svg_of(chart: Chart, *, alt: str) -> str:
    """The whole chart. Its height follows the figure's, within what a page can give."""
    most = TALLEST if len(chart.panels) == 1 and not _is_list(chart.panels[0]) else TALLEST_OF_MANY
    legend = list(_legend(chart))
    parts = [part for row, x, series in legend for part in _key(series, x, 14.0 + 22.0 * row)]
    room = _room(chart, top=22.0 * legend[-1][0] + 22.0 if legend else 0.0)
    height = max(120.0, min(most, chart.height * 0.86)) + room.top
    whole = Frame(room.left, WIDTH - room.right, room.top, height - room.bottom)
    for panel in chart.panels:
        parts += _panel(panel, whole)
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {height:g}" width="{WIDTH:g}" height="{height:g}" '
        f'role="img" aria-label="{escape(alt, quote=True)}" font-family="\'Source Sans Pro\', \'Source Sans 3\', sans-serif" font-size="{SMALL}">'
        f"{HATCH}{''.join(parts)}</svg>"
    )


def _room(chart: Chart, *, top: float) -> Frame:
    """What labels and titles need round the panels."""
    first = [p for p in chart.panels if p.box[0] < 0.02]
    upper = [p for p in chart.panels if p.box[3] > 0.97]
    lower = [p for p in chart.panels if p.box[2] < 0.03]
    left = max((_width(t) for p in first for t in _down(p)), default=0.0) + 12 if first else 4.0
    over = max((_over(p) for p in upper), default=6.0)
    below = max((_below(p) for p in lower), default=6.0)
    return Frame(left, 14.0, top + over, below)


def _down(panel: Panel) -> list[str]:
    if panel.tiles is not None:
        return list(panel.tiles.lines)
    return [t for _, t in panel.y.ticks] if panel.y.is_shown else []


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
    return 8.0 + LINE * rows + (20.0 if panel.x.title else 0.0)


def _panel(panel: Panel, whole: Frame) -> Iterator[str]:
    left, right, bottom, high = panel.box
    wide, tall = whole.right - whole.left, whole.bottom - whole.top
    frame = Frame(whole.left + left * wide, whole.left + right * wide,
                  whole.top + (1 - high) * tall, whole.top + (1 - bottom) * tall)  # fmt: skip
    if panel.title:
        lines = panel.title.split("\n")
        yield text(frame.left, frame.top - 8 - LINE * (len(lines) - 1), lines, colour=MUTED, anchor="start")
    if panel.tiles is not None:
        yield from _tiles(panel.tiles, frame)
        return
    x, y = _scale(panel.x, frame.left, frame.right), _scale(panel.y, frame.bottom, frame.top)
    for band in panel.bands:
        points = [(x(v), y(a), y(b)) for v, a, b in zip(band.x, band.low, band.high, strict=True)]
        known = [(p, a, b) for p, a, b in points if p is not None and a is not None and b is not None]
        if known:
            yield path([(p, b) for p, _, b in known] + [(p, a) for p, a, _ in known[::-1]], fill=band.colour)
    yield from _axes(panel, frame, x, y)
    yield from _guides(panel, frame, x, y)
    for series in panel.series:
        yield from _bars(series, x, y) if series.kind == "bars" else _series(series, frame, x, y)
    for remark in panel.remarks:
        at, up = x(remark.x), frame.top - 6 if remark.y is None else y(remark.y)
        if up is not None and _within(at, frame):
            yield text(
                at or 0.0,
                up - (0 if remark.y is None else 6),
                remark.text.split("\n"),
                colour=remark.colour,
                anchor=remark.anchor,
                halo=True,
            )


def _within(at: float | None, frame: Frame) -> bool:
    return at is not None and frame.left - 1 <= at <= frame.right + 1


def _guides(panel: Panel, frame: Frame, x: Scale, y: Scale) -> Iterator[str]:
    for guide in panel.guides:
        at = x(guide.at) if guide.axis == "x" else y(guide.at)
        if at is not None and guide.axis == "y":
            yield line(frame.left, at, frame.right, at, guide.colour, guide.width, guide.dash)
        elif at is not None and _within(at, frame):
            yield line(at, frame.top, at, frame.bottom, guide.colour, guide.width, guide.dash)


def _axes(panel: Panel, frame: Frame, x: Scale, y: Scale) -> Iterator[str]:
    for at, label in panel.y.ticks:
        if (up := y(at)) is not None and frame.top - 1 <= up <= frame.bottom + 1:
            lines = label.split("\n") if panel.y.is_shown else []
            yield line(frame.left, up, frame.right, up, GRID, 1, "solid") if panel.y.has_grid else ""
            yield text(frame.left - 7, up + 4 - LINE / 2 * (len(lines) - 1), lines, colour=INK, anchor="end")
    for at, label in panel.x.ticks:
        if (over := x(at)) is not None and _within(over, frame):
            yield line(over, frame.top, over, frame.bottom, GRID, 1, "solid") if panel.x.has_grid else ""
            if panel.x.is_shown:
                yield line(over, frame.bottom, over, frame.bottom + 4, MUTED, 1, "solid")
                yield text(over, frame.bottom + 17, label.split("\n"), colour=INK)
    yield line(frame.left, frame.bottom, frame.right, frame.bottom, MUTED, 1, "solid")
    if panel.x.title:
        yield text((frame.left + frame.right) / 2, frame.bottom + 35, [panel.x.title], colour=MUTED)
    if panel.y.title and not panel.title:
        over = 26 if any(r.y is None for r in panel.remarks) else 8
        yield text(4, frame.top - over, [panel.y.title], colour=MUTED, anchor="start")


def _series(series: Series, frame: Frame, x: Scale, y: Scale) -> Iterator[str]:
    points = [(x(a), y(b)) for a, b in zip(series.x, series.y, strict=True)]
    if "line" in series.kind:
        for run in _runs([p if p[1] is None or p[1] > frame.top - 40 else (p[0], None) for p in points]):
            inside = [p for p in run if _within(p[0], frame)]
            if len(inside) > 1:
                yield path(inside, stroke=series.colour, width=series.width, dash=series.dash)
    for number, (a, b) in enumerate(points):
        if a is not None and b is not None:
            yield from _whisker(series, number, (a, b), x if series.interval == "x" else y)
            if "dots" in series.kind:
                yield dot(a, b, series.size * 0.42, series.colour, series.symbol)
            yield from _words(series, number, a, b)


def _whisker(series: Series, number: int, at: tuple[float, float], scale: Scale) -> Iterator[str]:
    """The interval of one point."""
    if not series.interval:
        return
    low, high = scale(series.low[number]), scale(series.high[number])
    if low is not None and high is not None:
        ends = (low, at[1], high, at[1]) if series.interval == "x" else (at[0], low, at[0], high)
        yield line(*ends, series.colour, 1.6, "solid")


def _words(series: Series, number: int, a: float, b: float) -> Iterator[str]:
    """The text at one point, or its name: on paper nothing tells a name when it is pointed at."""
    if number < len(series.texts) and series.texts[number]:
        lines = series.texts[number].split("\n")
        is_under = number < len(series.text_position) and "bottom" in series.text_position[number]
        yield text(a, b + 19 if is_under else b - 9 - LINE * (len(lines) - 1), lines, colour=INK, halo=True)
    elif series.texts and number < len(series.names):
        yield text(a + series.size * 0.42 + 5, b + 4, [series.names[number]], colour=INK, anchor="start", halo=True)


def _bars(series: Series, x: Scale, y: Scale) -> Iterator[str]:
    places = series.y if series.is_horizontal else series.x
    along, across = (x, y) if series.is_horizontal else (y, x)
    at = [v for v in (across(p) for p in places) if v is not None]
    gap = min((abs(b - a) for a, b in zip(sorted(at), sorted(at)[1:], strict=False) if b != a), default=40.0)
    whole = min(46.0, gap * 0.72)
    wide = whole / series.slot[1]
    fill = "url(#hatch)" if series.is_hatched else series.colour
    for number, place in enumerate(places):
        centre, low, high = across(place), along(series.low[number]), along(series.high[number])
        if centre is None or low is None or high is None:
            continue
        start = centre - whole / 2 + wide * series.slot[0]
        corner = (min(low, high), start) if series.is_horizontal else (start, min(low, high))
        size = (abs(high - low), wide) if series.is_horizontal else (wide, abs(high - low))
        yield rect(*corner, *size, fill)
        if number < len(series.texts) and series.texts[number]:
            middle = (low + high) / 2
            spot = (middle, start + wide / 2 + 4) if series.is_horizontal else (centre, middle + 4)
            yield text(*spot, [series.texts[number]], colour=readable_on(series.colour))


def _tiles(tiles: Tiles, frame: Frame) -> Iterator[str]:
    wide = (frame.right - frame.left) / max(len(tiles.columns), 1)
    tall = (frame.bottom - frame.top) / max(len(tiles.lines), 1)
    for column, label in enumerate(tiles.columns):
        lines = label.split("\n")
        yield text(frame.left + wide * (column + 0.5), frame.top - 8 - LINE * (len(lines) - 1), lines, colour=INK)
    for number, label in enumerate(tiles.lines):
        middle, lines = frame.top + tall * (number + 0.5), label.split("\n")
        yield text(frame.left - 7, middle + 4 - LINE / 2 * (len(lines) - 1), lines, colour=INK, anchor="end")
        for column, shown in enumerate(tiles.texts[number]):
            left = frame.left + wide * column
            yield rect(left + 1.5, frame.top + tall * number + 1.5, wide - 3, tall - 3, tiles.colours[number][column])
            yield text(left + wide / 2, middle + 4, [shown], colour=readable_on(tiles.colours[number][column]))


def _legend(chart: Chart) -> Iterator[tuple[int, float, Series]]:
    """Row, place and series of each entry, every name once."""
    row, x, seen = 0, 4.0, set()
    for series in (s for panel in chart.panels for s in panel.series if s.is_in_legend):
        if series.name in seen:
            continue
        seen.add(series.name)
        wide = _width(series.name) + 50
        row, x = (row + 1, 4.0) if x + wide > WIDTH and x > 4 else (row, x)
        yield row, x, series
        x += wide


def _key(series: Series, x: float, y: float) -> Iterator[str]:
    if series.kind == "bars":
        yield rect(x, y - 10, 18, 12, "url(#hatch)" if series.is_hatched else series.colour)
    if "line" in series.kind:
        yield line(x, y - 4, x + 22, y - 4, series.colour, series.width, series.dash)
    if "dots" in series.kind:
        yield dot(x + 11, y - 4, series.size * 0.42, series.colour, series.symbol)
    yield text(x + 29, y, [series.name], colour=INK, anchor="start")


def _scale(axis: Axis, first: float, last: float) -> Scale:
    names = {name: float(number) for number, name in enumerate(axis.categories)}

    def place(value: Value) -> float | None:
        number = names.get(value) if isinstance(value, str) else value
        if number is None or axis.high == axis.low:
            return None
        return first + (number - axis.low) / (axis.high - axis.low) * (last - first)

    return place


def _runs(points: list[tuple[float | None, float | None]]) -> Iterator[list[tuple[float, float]]]:
    """Unbroken stretches of a line: a gap in the figures is a gap on paper."""
    run: list[tuple[float, float]] = []
    for a, b in points:
        if a is None or b is None:
            yield run
            run = []
        else:
            run.append((a, b))
    yield run


def _width(label: str) -> float:
    return max(len(part) for part in label.split("\n")) * SMALL * 0.5


def _is_list(panel: Panel) -> bool:
    """Whether the panel lists groups one below the other, which must not be squeezed."""
    return panel.tiles is not None or panel.y.kind == "category" or any("\n" in t for _, t in panel.y.ticks)
