"""One panel of a chart as SVG: its bands, axes, guides, series, words and lane of events."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from dashboard.charts.marks import Axis, Panel, Remark, Series, Tiles, Value
from dashboard.charts.palette import literal, readable_on
from dashboard.draw.strokes import LINE, Pen

Scale = Callable[[Value], float | None]
LANE_DROP = 34.0  # px from the axis to the rule of the lane
LANE_WORDS = 22  # signs to a line of an event: more where it would need more than two lines
TICK_ROOM = (5.0, 22.0)  # px under the axis that its words take: the stem of an event is left out there
LOW_DECK = 32.0  # px: a second row of words under the lane, where there is no room for them beside each other
FIRST_LINE = (
    11.0  # px down from the edge of the picture to the foot of its first line of words: above it they would be cut
)
EVENT_SIGN = 6.4  # px of one sign of an event, about
BESIDE = {
    "middle left": (-1, "end"),
    "middle right": (1, "start"),
}  # a name beside its dot: to which side, and its anchor


@dataclass(frozen=True)
class Frame:
    left: float
    right: float
    top: float
    bottom: float


def draw_panel(panel: Panel, frame: Frame, pen: Pen) -> Iterator[str]:
    if panel.title:
        lines = panel.title.split("\n")
        yield pen.text(frame.left, frame.top - 8 - LINE * (len(lines) - 1), lines, ink="ink2", anchor="start")
    if panel.tiles is not None:
        yield from _tiles(panel.tiles, frame, pen)
        return
    x, y = scale_of(panel.x, frame.left, frame.right), scale_of(panel.y, frame.bottom, frame.top)
    yield from _axes(panel, frame, x, y, pen)
    for band in panel.bands:
        points = [(x(v), y(a), y(b)) for v, a, b in zip(band.x, band.low, band.high, strict=True)]
        known = [(p, a, b) for p, a, b in points if p is not None and a is not None and b is not None]
        if known:
            yield pen.path([(p, b) for p, _, b in known] + [(p, a) for p, a, _ in known[::-1]], fill=band.colour)
    yield from _guides(panel, frame, x, y, pen)
    for series in panel.series:
        yield from _bars(series, x, y, pen) if series.kind == "bars" else _series(series, frame, x, y, pen)
    yield from (part for remark in panel.remarks for part in _remark(remark, frame, x, y, pen))
    yield from _lane(panel, frame, x, pen)


def scale_of(axis: Axis, first: float, last: float) -> Scale:
    names = {name: float(number) for number, name in enumerate(axis.categories)}

    def place(value: Value) -> float | None:
        number = names.get(value) if isinstance(value, str) else value
        if number is None or axis.high == axis.low:
            return None
        return first + (number - axis.low) / (axis.high - axis.low) * (last - first)

    return place


def _within(at: float | None, frame: Frame) -> bool:
    return at is not None and frame.left - 1 <= at <= frame.right + 1


def _remark(remark: Remark, frame: Frame, x: Scale, y: Scale, pen: Pen) -> Iterator[str]:
    at, up = x(remark.x), frame.top - 6 if remark.y is None else y(remark.y)
    if up is None or not _within(at, frame):
        return
    lift = max(FIRST_LINE, up - (0 if remark.y is None else 6) + remark.down)
    words = remark.text.split("\n")
    yield pen.text(
        (at or 0.0) + remark.right, lift, words, ink=remark.colour, anchor=remark.anchor, halo=True, strong=remark.strong
    )  # fmt: skip


def _guides(panel: Panel, frame: Frame, x: Scale, y: Scale, pen: Pen) -> Iterator[str]:
    over = 20 if any(r.y is None for r in panel.remarks) else 0
    for guide in panel.guides:
        at = x(guide.at) if guide.axis == "x" else y(guide.at)
        draw = partial(pen.line, stroke=guide.colour, width=guide.width, dash=guide.dash)
        if at is not None and guide.axis == "y":
            yield draw(frame.left, at, frame.right, at)
        elif at is not None and _within(at, frame):
            yield draw(at, frame.top - over, at, frame.bottom)


def _axes(panel: Panel, frame: Frame, x: Scale, y: Scale, pen: Pen) -> Iterator[str]:
    yield from _upright_axis(panel, frame, y, pen)
    yield from _foot_axis(panel, frame, x, pen)
    if panel.y.title and not panel.title:
        over = 26 if any(r.y is None for r in panel.remarks) else 8
        yield pen.text(4, frame.top - over, [panel.y.title], ink="ink2", anchor="start")


def _upright_axis(panel: Panel, frame: Frame, y: Scale, pen: Pen) -> Iterator[str]:
    for at, label in panel.y.ticks:
        if (up := y(at)) is not None and frame.top - 1 <= up <= frame.bottom + 1:
            lines = label.split("\n") if panel.y.is_shown else []
            yield pen.line(frame.left, up, frame.right, up, stroke="grid", width=1) if panel.y.has_grid else ""
            yield pen.text(frame.left - 8, up + 4 - LINE / 2 * (len(lines) - 1), lines, ink="ink2", anchor="end")


def _foot_axis(panel: Panel, frame: Frame, x: Scale, pen: Pen) -> Iterator[str]:
    for at, label in panel.x.ticks:
        if (over := x(at)) is not None and _within(over, frame):
            yield pen.line(over, frame.top, over, frame.bottom, stroke="grid", width=1) if panel.x.has_grid else ""
            if panel.x.is_shown:
                yield pen.line(over, frame.bottom, over, frame.bottom + 4, stroke="edge", width=1)
                yield pen.text(over, frame.bottom + 18, label.split("\n"), ink="ink2")
    if panel.x.is_shown:
        yield pen.line(frame.left, frame.bottom, frame.right, frame.bottom, stroke="edge", width=1)
    if panel.x.title:
        yield pen.text((frame.left + frame.right) / 2, frame.bottom + 36, [panel.x.title], ink="ink2")


def _series(series: Series, frame: Frame, x: Scale, y: Scale, pen: Pen) -> Iterator[str]:
    points = [(x(a), y(b)) for a, b in zip(series.x, series.y, strict=True)]
    if "line" in series.kind:
        for run in _runs([p if p[1] is None or p[1] > frame.top - 40 else (p[0], None) for p in points]):
            inside = [p for p in run if _within(p[0], frame)]
            if len(inside) > 1:
                yield pen.path(inside, stroke=series.colour, width=series.width, dash=series.dash)
    for number, (a, b) in enumerate(points):
        if a is not None and b is not None:
            yield from _whisker(series, number, (a, b), x if series.interval == "x" else y, pen)
            if "dots" in series.kind:
                yield pen.dot(a, b, series.size * 0.42, series.colour, series.symbol)
            yield from _words(series, number, a, b, pen)


def _whisker(series: Series, number: int, at: tuple[float, float], scale: Scale, pen: Pen) -> Iterator[str]:
    """The interval of one point."""
    if not series.interval:
        return
    low, high = scale(series.low[number]), scale(series.high[number])
    if low is not None and high is not None:
        ends = (low, at[1], high, at[1]) if series.interval == "x" else (at[0], low, at[0], high)
        yield pen.line(*ends, stroke=series.colour, width=1.8)


def _words(series: Series, number: int, a: float, b: float, pen: Pen) -> Iterator[str]:
    """The text at one point, or its name: on paper nothing tells a name when it is pointed at."""
    if number < len(series.texts) and series.texts[number]:
        lines = series.texts[number].split("\n")
        position = series.text_position[number] if number < len(series.text_position) else ""
        if position in BESIDE:
            side, anchor = BESIDE[position]
            yield pen.text(a + side * (series.size * 0.42 + 5), b + 4, lines, ink="ink", anchor=anchor, halo=True)
            return
        over = max(FIRST_LINE, b - max(9.0, series.size * 0.42 + 5) - LINE * (len(lines) - 1))
        yield pen.text(a, b + 19 if "bottom" in position else over, lines, ink="ink", halo=True)
    elif series.texts and number < len(series.names):
        yield pen.text(a + series.size * 0.42 + 5, b + 4, [series.names[number]], ink="ink", anchor="start", halo=True)


def _bars(series: Series, x: Scale, y: Scale, pen: Pen) -> Iterator[str]:
    places = series.y if series.is_horizontal else series.x
    along, across = (x, y) if series.is_horizontal else (y, x)
    gap = abs((across(1.0) or 0.0) - (across(0.0) or 0.0))  # a series may have a bar in one of many rows alone
    wide = min(46.0, gap * 0.72)
    for number, place in enumerate(places):
        centre, low, high = across(place), along(series.low[number]), along(series.high[number])
        if centre is None or low is None or high is None:
            continue
        start = centre - wide / 2
        corner = (min(low, high), start) if series.is_horizontal else (start, min(low, high))
        size = (abs(high - low), wide) if series.is_horizontal else (wide, abs(high - low))
        yield pen.rect(*corner, *size, series.colour)
        if number < len(series.texts) and series.texts[number]:
            middle = (low + high) / 2
            spot = (middle, start + wide / 2 + 4) if series.is_horizontal else (centre, middle + 4)
            yield pen.text(*spot, [series.texts[number]], ink=readable_on(series.colour))


def _tiles(tiles: Tiles, frame: Frame, pen: Pen) -> Iterator[str]:
    wide = (frame.right - frame.left) / max(len(tiles.columns), 1)
    tall = (frame.bottom - frame.top) / max(len(tiles.lines), 1)
    for column, label in enumerate(tiles.columns):
        lines = label.split("\n")
        yield pen.text(frame.left + wide * (column + 0.5), frame.top - 8 - LINE * (len(lines) - 1), lines, ink="ink")
    for number, label in enumerate(tiles.lines):
        middle, lines = frame.top + tall * (number + 0.5), label.split("\n")
        yield pen.text(frame.left - 7, middle + 4 - LINE / 2 * (len(lines) - 1), lines, ink="ink", anchor="end")
        for column, shown in enumerate(tiles.texts[number]):
            left, fill = frame.left + wide * column, tiles.colours[number][column]
            yield pen.rect(left + 1.5, frame.top + tall * number + 1.5, wide - 3, tall - 3, fill)
            yield pen.text(left + wide / 2, middle + 4, [shown], ink=_ink_on(fill, pen))


def _ink_on(fill: str, pen: Pen) -> str:
    """What is readable on a tile. On a page the theme decides when it is drawn, and more is darker in one, lighter in the other."""
    painted = pen.paint(fill)
    if not painted.startswith("var("):
        return readable_on(painted)
    light, dark = (readable_on(literal(theme)(fill)) for theme in ("light", "dark"))
    return light if light == dark else f"light-dark({light},{dark})"


def _lane(panel: Panel, frame: Frame, x: Scale, pen: Pen) -> Iterator[str]:
    """Dated events: in words under the axis, or as letters on it. Words that would touch the ones before are turned left."""
    if any(mark.letter for mark in panel.lane):
        yield from _letters(panel, frame, x, pen)
    elif panel.lane:
        yield from _events_in_words(panel, frame, x, pen)


def _letters(panel: Panel, frame: Frame, x: Scale, pen: Pen) -> Iterator[str]:
    for mark in panel.lane:
        if (at := x(mark.at)) is not None and _within(at, frame):
            yield pen.dot(at, frame.bottom - 10, 9, "ink2")
            yield pen.text(at, frame.bottom - 5.5, [mark.letter], ink="page")


def _events_in_words(panel: Panel, frame: Frame, x: Scale, pen: Pen) -> Iterator[str]:
    rule = frame.bottom + LANE_DROP
    yield pen.line(frame.left, rule, frame.right, rule, stroke="rule", width=1)
    for at, lines, anchor, deck in _decks(panel, frame, x):
        for top, foot in ((frame.bottom, frame.bottom + TICK_ROOM[0]), (frame.bottom + TICK_ROOM[1], rule)):
            yield pen.line(at, top, at, foot, stroke="ink2", width=1)
        yield pen.dot(at, rule, 4, "ink2")
        yield pen.text(at + (4 if anchor == "end" else -4), rule + 18 + deck, lines, ink="ink", anchor=anchor)


def _decks(panel: Panel, frame: Frame, x: Scale) -> Iterator[tuple[float, list[str], str, float]]:
    """Where each event stands, its words, to which side they run, and how far under the first row: by as many `LOW_DECK` as there are rows
    above that have no room for them."""
    spots = [(at, mark.text) for mark in panel.lane if (at := x(mark.at)) is not None and _within(at, frame)]
    free = [frame.left]  # of each row, up to where its words reach
    for number, (at, words) in enumerate(spots):
        following = spots[number + 1][0] if number + 1 < len(spots) else frame.right + 60
        lines = _two_lines(words)
        wide = max(len(line) for line in lines) * EVENT_SIGN
        deck = next(
            (n for n, reached in enumerate(free) if _has_room(at, wide, following, reached, is_low=n > 0)), len(free)
        )
        free += [frame.left] * (deck == len(free))
        is_left = following - at < wide + 8 and at - free[deck] > wide
        yield at, lines, "end" if is_left else "start", deck * LOW_DECK
        free[deck] = at + 4 if is_left else at + wide - (4 if deck else 0)


def _has_room(at: float, wide: float, following: float, reached: float, *, is_low: bool) -> bool:
    """Whether words have room beside those of their row: to the left, or to the right as far as the next event, or below it."""
    is_left = following - at < wide + 8 and at - reached > wide
    if is_low:
        return is_left or at - 4 >= reached
    return ((at - reached) if is_left else max(following - at - 8, 40.0)) + 24 >= wide


def rows_below(panel: Panel, wide: float) -> float:
    """px that words of events need under the first row of the lane of a panel so many px wide."""
    if not panel.lane or any(mark.letter for mark in panel.lane):
        return 0.0
    return max(
        (deck for *_, deck in _decks(panel, Frame(0.0, wide, 0.0, 0.0), scale_of(panel.x, 0.0, wide))), default=0.0
    )


def _two_lines(words: str) -> list[str]:
    """At most two lines, as short as hold all of it: a name is never cut."""
    folds = (textwrap.wrap(words, width) or [""] for width in range(LANE_WORDS, max(LANE_WORDS, len(words)) + 1))
    return next(lines for lines in folds if len(lines) <= 2)


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
