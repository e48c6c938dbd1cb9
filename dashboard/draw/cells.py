"""The small charts in the cells of a table, as SVG. Silent for a screen reader: the words of the row say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatch

from dashboard.charts.palette import Paint, on_page, readable_on
from dashboard.charts.rows import Bar, BeforeLatest, Cell, Column, Interval, Parted, Range, Spark
from dashboard.draw.strokes import Pen
from dashboard.draw.text import markup
from dashboard.words.format import count
from dashboard.words.vocabulary import INKS, Mark

PEN = Pen(on_page)
AIR = 9.0  # px at either end of a scale, so that a dot at the end is whole
TALL = 26.0
SIGN = 6.0  # px of one sign at 12 px, about
SMALLEST_WITH_FIGURE = 7.5  # % of a bar in which a figure of 13 px has room


@singledispatch
def small_chart(cell: Cell, column: Column) -> str:
    """The chart of a cell at the width of its column."""
    raise TypeError(f"There is no small chart for {type(cell).__name__}, in the column “{column.title}”.")


def _svg(width: float, height: float, body: str) -> str:
    return f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" font-size="12" aria-hidden="true">{body}</svg>'  # fmt: skip


def place(value: float, column: Column) -> float:
    share = (value - column.low) / ((column.high - column.low) or 1.0)
    return AIR + min(1.0, max(0.0, share)) * (column.width - 2 * AIR)


def _ground(column: Column) -> str:
    """The rule of the scale and the reference through every row."""
    middle = TALL / 2
    rule = PEN.line(AIR, middle, column.width - AIR, middle, stroke="rule", width=1)
    if column.reference is None:
        return rule
    at = place(column.reference, column)
    return rule + PEN.line(at, 0, at, TALL, stroke="ink2", width=1.2, dash="dot")


@small_chart.register
def _(cell: BeforeLatest, column: Column) -> str:
    middle, body = TALL / 2, _ground(column)
    if cell.before is not None and cell.latest is not None:
        body += PEN.line(place(cell.before, column), middle, place(cell.latest, column), middle, stroke="data", width=2)
    if cell.before is not None:
        is_same = cell.latest is not None and abs(place(cell.before, column) - place(cell.latest, column)) < 3
        body += PEN.dot(place(cell.before, column), middle, 7.5 if is_same else 4.5, "before", "circle-open")
    if cell.latest is not None:
        body += PEN.dot(place(cell.latest, column), middle, 4.5, "data")
    return _svg(column.width, TALL, body)


def _upright(at: float) -> str:
    return PEN.line(at, 0, at, TALL, stroke="edge", width=1)


@small_chart.register
def _(cell: Interval, column: Column) -> str:
    middle = TALL / 2
    body = "" if column.reference is None else _upright(place(column.reference, column))
    body += PEN.line(place(cell.low, column), middle, place(cell.high, column), middle, stroke=cell.ink, width=2)
    body += PEN.dot(place(cell.at, column), middle, 5, cell.ink, "circle-open" if cell.ink == "before" else "circle")
    return _svg(column.width, TALL, body)


@small_chart.register
def _(cell: Range, column: Column) -> str:
    middle, body = TALL / 2, _ground(column)
    body += PEN.line(place(cell.low, column), middle, place(cell.high, column), middle, stroke="data", width=2)
    return _svg(column.width, TALL, body + PEN.dot(place(cell.at, column), middle, 5, "data"))


@small_chart.register
def _(cell: Parted, column: Column) -> str:
    """Parted at the middle of the column; 100 % is as wide as the column's scale says."""
    per = (column.width - 2 * AIR) / ((column.high - column.low) or 100.0)
    middle = AIR - column.low * per
    at, body = middle - cell.left * per, ""
    for number, (share, colour) in enumerate(zip(cell.shares, cell.colours, strict=True)):
        wide = share * per
        body += PEN.rect(at, 3, wide - 1.4, TALL - 6, colour)
        is_cut = number < cell.below < number + 1  # its figure stands beside the middle and not under its line
        if share >= SMALLEST_WITH_FIGURE * (2 if is_cut else 1):
            body += PEN.text(
                at + wide * (0.75 if is_cut else 0.5), TALL / 2 + 4.5, [count(share)], ink=readable_on(colour)
            )
        at += wide
    return _svg(column.width, TALL, body + PEN.line(middle - 0.7, 0, middle - 0.7, TALL, stroke="ink", width=1.6))


@small_chart.register
def _(cell: Bar, column: Column) -> str:
    if cell.value is None:
        box = PEN.rect(AIR, 5, column.width - 2 * AIR, 16, "url(#hatch)")
        return _svg(column.width, TALL, PEN.hatch() + box)
    return _svg(column.width, TALL, PEN.rect(AIR, 5, place(cell.value, column) - AIR, 16, "data"))


@small_chart.register
def _(cell: Spark, column: Column) -> str:
    return spark_svg(replace(cell, ends=("", "")), width=column.width, height=TALL - 2)  # no room for words in a row


def spark_svg(cell: Spark, *, width: float, height: float, paint: Paint = on_page) -> str:
    """Grey before the turn, the accent after it; with levels and words where a card gives it room."""
    pen = Pen(paint)
    known = [v for v in cell.values if v is not None]
    if not known:
        return ""
    is_card = bool(cell.ends[0])
    left, right, foot, head = (34.0, 34.0, 20.0, 4.0) if is_card else (4.0, 6.0, 4.0, 3.0)
    low, high = 0.0 if is_card else min(known), max(known)
    step = (width - left - right) / max(len(cell.values) - 1, 1)

    def x(number: float) -> float:
        return left + step * number

    def y(value: float) -> float:
        return height - foot - (value - low) / ((high - low) or 1.0) * (height - foot - head)

    points = [(x(i), y(v)) for i, v in enumerate(cell.values) if v is not None]
    body = _course(cell, points, pen)
    if cell.turn:
        at, ink = x(cell.turn - 0.5), "ink2" if cell.is_quiet else "changed"
        body += pen.line(at, 0, at, height - foot + 2, stroke=ink, width=1.5, dash="dot")
    if is_card and cell.levels:
        body += _levels(cell, x, y, pen)
    else:
        body += pen.dot(*points[-1], 4 if is_card else 3.2, "before" if cell.is_quiet else "data")
    return _svg(
        width, height, body + (_card_words(cell, points, (left, right), (width, height), pen) if is_card else "")
    )


def _course(cell: Spark, points: list[tuple[float, float]], pen: Pen) -> str:
    cut = sum(v is not None for v in cell.values[: cell.turn or 0])
    body = pen.path(points[: cut + 1], stroke="before", width=1.5) if cut else ""
    body += (
        pen.path(points[cut:], stroke="before" if cell.is_quiet else "data", width=1.8) if len(points[cut:]) > 1 else ""
    )
    return body + "".join(pen.dot(*p, 3, "before", "circle-open") for p in points[:-1] if cell.is_points)


def _card_words(
    cell: Spark, points: list[tuple[float, float]], sides: tuple[float, float], size: tuple[float, float], pen: Pen
) -> str:
    """The ends of the time, and the two figures where no levels are drawn, which have theirs."""
    (left, right), (width, height) = sides, size
    body = pen.text(left - 4, height - 3, [cell.ends[0]], ink="ink2", anchor="start")
    body += pen.text(width - right + 4, height - 3, [cell.ends[1]], ink="ink2", anchor="end")
    if cell.is_points and not cell.levels:
        body += pen.text(points[0][0] - 8, points[0][1] + 4, [cell.texts[0]], ink="ink2", anchor="end")
        body += pen.text(points[-1][0] + 10, points[-1][1] + 4, [""], ink="data", anchor="start", strong=cell.texts[1])
    return body


def _levels(cell: Spark, x: Callable[[float], float], y: Callable[[float], float], pen: Pen) -> str:
    before, latest = cell.levels or (0.0, 0.0)
    end = len(cell.values) - 1
    (first, last), (since, until) = cell.compared or ((0, end), (0, end))
    rules = pen.line(x(first), y(before), x(last), y(before), stroke="before", width=1.3)
    rules += pen.line(x(since), y(latest), x(until), y(latest), stroke="data", width=1.3)
    rules += pen.text(x(0) - 6, y(before) + 4, [cell.texts[0]], ink="ink2", anchor="end")
    return rules + pen.text(x(end) + 6, y(latest) + 4, [""], ink="data", anchor="start", strong=cell.texts[1])


SHAPES: dict[Mark, str] = {
    "better": '<path d="M1.2 6L4.3 9.2L9.8 1.8" fill="none" stroke="{ink}" stroke-width="2.2"/>',
    "worse": '<path d="M1.8 1.8L9.2 9.2M9.2 1.8L1.8 9.2" fill="none" stroke="{ink}" stroke-width="2.2"/>',
    "more": '<path d="M5.5 1L10.5 10H.5Z" fill="{ink}"/>',
    "fewer": '<path d="M5.5 10L.5 1H10.5Z" fill="{ink}"/>',
    "overdue": '<path d="M5.5 .6V6.6" stroke="{ink}" stroke-width="2.4"/><circle cx="5.5" cy="9.4" r="1.5" fill="{ink}"/>',
    "in-time": '<path d="M2 2H9V9H2Z" fill="{ink}"/>',
    "no-change": '<circle cx="5.5" cy="5.5" r="3.8" fill="{ink}"/>',
    "cannot-tell": '<circle cx="5.5" cy="5.5" r="3.6" fill="none" stroke="{ink}" stroke-width="1.6"/>',
    "recording": '<path d="M5.5 0L11 5.5L5.5 11L0 5.5Z" fill="{ink}"/>',
}


def mark_svg(mark: Mark, paint: Paint = on_page) -> str:
    """The mark of a verdict, drawn and never a font's glyph; its word stands beside it."""
    drawn = SHAPES[mark].replace("{ink}", paint(INKS[mark]))
    return f'<svg class="mark" width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">{drawn}</svg>'


def _tick(at: float, words: str, width: float) -> str:
    """Words at a place of the scale; where they would be cut at its end they end there."""
    half = len(words) * SIGN / 2
    if at + half > width:
        return PEN.text(width, 13, [words], ink="ink2", anchor="end")
    return PEN.text(0, 13, [words], ink="ink2", anchor="start") if at < half else PEN.text(at, 13, [words], ink="ink2")


def title_of_scale(column: Column) -> str:
    """The head of a column of charts: the ends of its scale where they are, or its title."""
    if not column.ticks:
        return markup(column.title)
    words = "".join(_tick(place(v, column), t, column.width) for v, t in column.ticks)
    return f'<span class="silent">{markup(column.title)}</span>{_svg(column.width, 16, words)}'
