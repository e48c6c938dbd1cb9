"""A measure over time: its line, the usual range of each stretch, where its level changes, and the dated events beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Literal

from dashboard.charts.axes import date_axis, days, number_axis
from dashboard.charts.marks import Band, Chart, Guide, LaneMark, Panel, Remark, Series
from dashboard.words.number_format import NumberFormat

WIDE, NARROW = 892.0, 358.0
EVEN = 644.0  # half of a page, where two stand side by side: room for words on the chart, and not for those of events
PLAIN_HEIGHT, LANE_HEIGHT, NARROW_HEIGHT = 420.0, 470.0, 330.0
PAPER, PAPER_PLAIN, PAPER_LANE = 640.0, 215.0, 300.0  # two charts with their words have room on one page of A4
LABEL_GAP = 17.0  # px between the middles of two labels at the end of a line, so that neither stands on the other
WORDS_REACH = 1 / 6  # of a wide chart, that words in a band take; on paper they take more
AVERAGE_REACH = 1 / 8  # and words at an average
DEEP = 28.0  # px below a band's edge that words in it take; where the line comes so high they stand over the band
ROOM_IN_BAND = 46.0  # px from a band's edge to its average that words need between the two; else they stand over it
UNDER_LINE = 22.0  # px from words above a line to the same words under it
LABEL_ROOM, NARROW_ROOM = 96.0, 44.0  # px at the right for "77 on average", and for "77 av."
OVER = 1.04  # of a target, so that its words stand over its line
SIGN = 7.0  # px of a sign of the words there, about: longer ones take more room
Kind = Literal["change", "recording"]


@dataclass(frozen=True)
class Point:
    at: date
    value: float | None
    label: str  # the period as people name it


@dataclass(frozen=True)
class Stretch:
    """Points `start` … `stop` − 1 with one level; without limits where they are too few for any."""

    start: int
    stop: int
    centre: float | None
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Where the level moves: by a change that was found, or by a change in recording."""

    at: date
    label: str
    short: str
    kind: Kind = "change"


@dataclass(frozen=True)
class Event:
    at: date
    label: str


@dataclass(frozen=True)
class Ahead:
    at: date
    low: float
    high: float


@dataclass(frozen=True)
class Trend:
    """`signals`: points that chance seldom makes. `reach`: what the scale holds at least, where another chart beside it has the same.
    `averages`: the levels that the title tells, where they are not those of the stretches: two years of one usual range.
    `target`: what the partnership wants to be reached, drawn across.
    """

    points: tuple[Point, ...]
    stretches: tuple[Stretch, ...]
    number: NumberFormat
    alt: str
    turn: Turn | None = None
    events: tuple[Event, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    signals: tuple[int, ...] = ()
    reach: float = 0.0
    averages: tuple[Stretch, ...] = ()
    target: float | None = None

    @property
    def levels(self) -> tuple[Stretch, ...]:
        return self.averages or self.stretches

    def lowered(self, *, width: float = WIDE) -> Chart:
        """The marks of this chart at a width: words where they have room, letters where they have not."""
        is_wide = width >= 600
        plain, lane = (PAPER_PLAIN, PAPER_LANE) if width <= PAPER else (PLAIN_HEIGHT, LANE_HEIGHT)
        has_lane = bool(self.events) and is_wide and width != EVEN
        height = (lane if has_lane else plain) if is_wide else NARROW_HEIGHT
        ends = [*(p.at for p in self.points), *(a.at for a in self.ahead)]
        x = date_axis(min(ends), max(ends), most=7 if is_wide else 3)
        y = number_axis(most_of(self), write=self.number.write, ticks=6 if is_wide else 4)
        px = (y.high - y.low) / (height - (130 if has_lane else 60))
        points = len(self.points) * WIDE / width if is_wide else 0
        panel = Panel(
            "", x, y, tuple(_lines(self)), tuple(_bands(self, x.low, x.high)), tuple(_guides(self)),
            tuple(_remarks(self, x.high, px=px, points=points)), lane=tuple(_lane(self, has_words=has_lane)),
        )  # fmt: skip
        words = [w.strong + w.text for w in _end_words(self, x.high, px=px, is_wide=is_wide)]
        right = max([LABEL_ROOM if is_wide else NARROW_ROOM, *(8 + SIGN * len(w) for w in words)])
        return Chart((panel,), height, width, right)


def most_of(trend: Trend) -> float:
    """What the scale has to hold."""
    high = [v for s in trend.stretches for v in s.high if v is not None]
    values = [v for v in (p.value for p in trend.points) if v is not None]
    return max([*high, *values, *(a.high for a in trend.ahead), trend.reach, (trend.target or 0.0) * OVER]) or 1.0


def _edges(trend: Trend, stretch: Stretch, low: float, high: float) -> tuple[float, float]:
    """The ends of a stretch: half way to its neighbours, or the ends of the axis; the last ends before what lies ahead."""
    at = [days(p.at) for p in trend.points]
    first = low if stretch.start == 0 else (at[stretch.start - 1] + at[stretch.start]) / 2
    last = (at[stretch.stop - 1] + at[stretch.stop]) / 2 if stretch.stop < len(at) else at[-1] + 12
    return first, last if trend.ahead or stretch.stop < len(at) else high


def _bands(trend: Trend, low: float, high: float) -> list[Band]:
    bands = []
    for stretch in trend.stretches:
        if any(v is not None for v in stretch.high):
            first, last = _edges(trend, stretch, low, high)
            x = [first, *(days(p.at) for p in trend.points[stretch.start : stretch.stop]), last]
            bands.append(
                Band(tuple(x), (stretch.low[0], *stretch.low, stretch.low[-1]), (stretch.high[0], *stretch.high, stretch.high[-1]), "range")
            )  # fmt: skip
    if trend.ahead:
        x = [days(a.at) for a in trend.ahead]
        bands.append(Band(tuple(x), tuple(a.low for a in trend.ahead), tuple(a.high for a in trend.ahead), "range"))
    return bands


def _lines(trend: Trend) -> list[Series]:
    """Grey before the change, the accent after it; the averages thin."""
    at = tuple(days(p.at) for p in trend.points)
    values = tuple(p.value for p in trend.points)
    names = tuple(p.label for p in trend.points)
    last = trend.stretches[-1].start if trend.stretches else 0
    edges = [(s, _edges(trend, s, at[0] - 12, at[-1] + 12)) for s in trend.levels if s.centre is not None]
    averages = [
        Series("average", "line", edge, (s.centre, s.centre), "data" if s is trend.levels[-1] else "before", width=1.4)
        for s, edge in edges
    ]
    parts = []
    if last:
        cut = last + 1  # the line leads over to the first point of the new level
        parts.append(
            Series("before", "line and dots", at[:cut], values[:cut], "before", width=2.0, size=5.0, names=names[:cut])
        )
    parts.append(
        Series("latest", "line and dots", at[last:], values[last:], "data", width=2.4, size=5.5, names=names[last:])
    )
    if trend.signals:
        x, y = tuple(at[i] for i in trend.signals), tuple(values[i] for i in trend.signals)
        parts.append(
            Series("seldom by chance", "dots", x, y, "ink", symbol="diamond-open", size=11.0,
                   names=tuple(names[i] for i in trend.signals))
        )  # fmt: skip
    known = [i for i, v in enumerate(values) if v is not None]
    if known:
        i = known[-1]
        parts.append(Series("last", "dots", (at[i],), (values[i],), "data", size=12.0, names=(names[i],)))
    return [*averages, *parts]


def _guides(trend: Trend) -> list[Guide]:
    target = [] if trend.target is None else [Guide("y", trend.target, "ink2", "dot", 1.6)]
    if trend.turn is None:
        return target
    colour = "changed" if trend.turn.kind == "change" else "ink2"
    return [
        *target,
        Guide("x", days(trend.turn.at) - 15, colour, "dash" if trend.turn.kind == "change" else "dot", 1.8),
    ]


def _remarks(trend: Trend, end: float, *, px: float, points: float) -> list[Remark]:
    """The words on the chart: the change above it, the ranges in their bands, the averages and the last value at the right.

    `points`: how many a chart of full width would hold, at the distances of this one; none where the chart is narrow.
    """
    found, is_wide = [], points > 0
    run, short = ceil(WORDS_REACH * points), ceil(AVERAGE_REACH * points)
    if trend.turn is not None:
        at = days(trend.turn.at) - 15
        text = trend.turn.label if is_wide else trend.turn.short
        colour = "changed" if trend.turn.kind == "change" else "ink2"
        is_left = at > (days(trend.points[0].at) + end) / 2.6
        found.append(Remark(at, None, "", colour, "end" if is_left else "start", text, -8 if is_left else 8))
    told = [(s.start, _range_words(trend, s, px=px, run=run)) for s in trend.stretches]
    told += [(s.start, _average_words(trend, s, short)) for s in trend.levels[:-1] if is_wide]
    told += [] if trend.target is None else [(0, _target_words(trend, trend.target, short))]
    found += [words for _, own in sorted(told, key=lambda each: each[0]) for words in own]  # from left to right
    if trend.ahead:
        near = trend.ahead[0] if is_wide else trend.ahead[-1]  # narrow: the words end where the range ends
        high = near.high if is_wide else max(a.high for a in trend.ahead)
        found.append(Remark(days(near.at), high, "To expect", "ink2", "start" if is_wide else "end", down=-2))
    return found + _end_words(trend, end, px=px, is_wide=is_wide)


def _range_words(trend: Trend, stretch: Stretch, *, px: float, run: int) -> list[Remark]:
    write, values = trend.number.write, [p.value for p in trend.points[stretch.start : stretch.stop]]
    low, high = (next((v for v in side if v is not None), None) for side in (stretch.low, stretch.high))
    is_last, is_wide = stretch is trend.stretches[-1], run > 0
    found = []
    if low is not None and high is not None:
        is_even = len(set(stretch.high)) == 1
        text = f"Usual range {write(low)} to {write(high)}" if is_even else "Usual range"
        text = text if is_wide else f"{write(low)} to {write(high)}" if is_even else "usual range"
        first, highest = _clear_run(values, run) if is_wide else (0, 0.0)
        at = days(trend.points[stretch.start + first].at)
        is_crossed = highest > high - DEEP * px
        has_room = is_last or stretch.centre is None or (high - stretch.centre) / px > ROOM_IN_BAND
        is_deep = has_room and not is_crossed
        found.append(Remark(at, high, text, "ink2", "start", right=-2, down=(24 if is_deep else -4) if is_wide else 2))
    return found


def _average_words(trend: Trend, level: Stretch, run: int) -> list[Remark]:
    if level.centre is None or level.stop - level.start < run:
        return []
    over = [None if p.value is None else p.value - level.centre for p in trend.points[level.start : level.stop]]
    under = [None if v is None else -v for v in over]
    (above, rises), (below, falls) = _clear_run(over, run), _clear_run(under, run)
    is_above = rises <= falls  # on the side from which the line of figures keeps away further
    first = level.start + (above if is_above else below)
    middle = (days(trend.points[first].at) + days(trend.points[min(first + run, level.stop) - 1].at)) / 2
    away = min(rises, falls)  # where figures cross the level on both sides the words stand beyond the furthest of them
    at = level.centre + (max(away, 0.0) if is_above else -max(away, 0.0))
    down = 0.0 if is_above else UNDER_LINE
    return [Remark(middle, at, " on average", "ink2", "middle", trend.number.write(level.centre), down=down)]


def _target_words(trend: Trend, target: float, run: int) -> list[Remark]:
    """Over its line, where the line of figures is furthest below it."""
    first, _ = _clear_run([p.value for p in trend.points], run or 1)
    at = days(trend.points[first if run else 0].at)
    return [Remark(at, target, f"Target {trend.number.write(target)}", "ink2", "start", down=-4)]


def _clear_run(values: list[float | None], points: int) -> tuple[int, float]:
    """Where words over so many points stand clear of the line: the first of the places where its highest point is lowest; that point."""
    runs = range(max(1, len(values) - points + 1))
    highest = [max((v for v in values[i : i + points] if v is not None), default=0.0) for i in runs]
    return min(enumerate(highest), key=lambda each: each[1])


def _end_words(trend: Trend, end: float, *, px: float, is_wide: bool) -> list[Remark]:
    """At the right end of the line: its last value and its average, moved apart where they would touch."""
    known = [p for p in trend.points if p.value is not None]
    if not known:
        return []
    last, write = known[-1], trend.number.write
    value, centre = float(last.value or 0), trend.levels[-1].centre if trend.levels else None
    gap = 0.0 if centre is None else (value - centre) / px
    apart = max(0.0, LABEL_GAP - abs(gap)) / 2 * (1 if gap >= 0 else -1)
    at = days(last.at) if trend.ahead else end
    month = f" in {last.label.rsplit(' ', 1)[0]}" if is_wide else ""
    words = [Remark(at, value, month, "data", "start", write(value), 8, 11 - apart)]
    if centre is not None and not trend.ahead:
        text = " on average" if is_wide else " av."
        words.append(Remark(at, centre, text, "data", "start", write(centre), 8, 11 + apart))
    return words


def _lane(trend: Trend, *, has_words: bool) -> list[LaneMark]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [
        LaneMark(days(e.at), e.label, "" if has_words else letters[n % 26])
        for n, e in enumerate(sorted(trend.events, key=lambda event: event.at))
    ]
