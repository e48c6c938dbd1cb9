"""Charts of one panel that are neither a course nor rows: funnel, bars, tiles, flows, timeline, small multiples."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dashboard.charts.axes import date_axis, days, number_axis
from dashboard.charts.marks import Axis, Band, Chart, Guide, Panel, Remark, Series, Tiles
from dashboard.charts.palette import MAP_CLASSES
from dashboard.words.form import name_and_rest
from dashboard.words.format import count
from dashboard.words.number_format import COUNT, SHARE, NumberFormat

HIGH, LOW = 420.0, 330.0  # px of a chart of one panel, and of one on a narrow page
AXIS_ROOM = 56.0  # px that labels, ticks and titles take beside and under a panel, about
SIGN = 6.6  # px of one sign, about
OVER = 14.0  # px from a dot to the middle of its name
BESIDE_DOT = 14.0  # px that a name keeps from the dot of another beside it, of which it would be read
NEAR, MOST_NAMES = 40.0, 2  # px between dots whose names may stand together, and how many; the table has every name
ACROSS = 3  # small multiples beside each other at most; one on a narrow page


@dataclass(frozen=True)
class Funnel:
    """Rates against size, with the limits that chance sets at each size. `limits`: size, low, high."""

    names: tuple[str, ...]
    sizes: tuple[float, ...]
    rates: tuple[float, ...]
    limits: tuple[tuple[float, float, float], ...]
    mean: float
    size_name: str
    number: NumberFormat
    alt: str
    outside: tuple[int, ...] = ()

    def lowered(self, *, width: float = 892.0) -> Chart:
        x = number_axis(max([*self.sizes, *(s for s, _, _ in self.limits)], default=1.0), write=COUNT.write)
        high = max([*self.rates, *(h for _, _, h in self.limits)], default=1.0)
        y = number_axis(high, write=self.number.write)
        band = Band(tuple(s for s, _, _ in self.limits), tuple(a for _, a, _ in self.limits), tuple(b for _, _, b in self.limits), "range")  # fmt: skip
        shown = tuple(name_and_rest(name)[0] for name in self.names)  # what was joined to a group stands in the table
        tall = HIGH if width >= 600 else LOW
        room = (width - AXIS_ROOM, tall - AXIS_ROOM)
        series, placed = [], self._placed(shown, room=room, most=(x.high, y.high))
        for title, colour, is_outside in (("as chance allows", "before", False), ("more than chance", "changed", True)):
            own = [i for i in range(len(self.names)) if (i in self.outside) is is_outside]
            for at in ([i for i in own if i in placed], [i for i in own if i not in placed]):
                if at:
                    texts = tuple(placed[i][1] for i in at if i in placed)
                    positions = tuple(placed[i][0] for i in at if i in placed)
                    series.append(
                        Series(title, "dots", tuple(self.sizes[i] for i in at), tuple(self.rates[i] for i in at), colour, size=11,
                               texts=texts, text_position=positions, names=tuple(self.names[i] for i in at))
                    )  # fmt: skip
        axis = Axis("number", x.low, x.high, x.ticks, self.size_name)
        panel = Panel("", axis, y, tuple(series), (band,), (Guide("y", self.mean, "ink2", "solid", 1.2),))
        return Chart((panel,), tall, width, 24.0)

    def _placed(
        self, shown: tuple[str, ...], *, room: tuple[float, float], most: tuple[float, float]
    ) -> dict[int, tuple[str, str]]:
        """Where names have room, over their dot, under it or beside it, what is outside first; one without joins its neighbour's.

        `room`: px that the axes are long; `most`: what their ends are worth. Returns position and words of each that is written.
        """
        across, up = most[0] / room[0], most[1] / room[1]
        spots = [(x / across, y / up) for x, y in zip(self.sizes, self.rates, strict=True)]
        taken: list[tuple[float, float, float]] = []
        found: dict[int, tuple[str, str]] = {}
        for i in sorted(range(len(self.names)), key=lambda i: (i not in self.outside, self.sizes[i])):
            half = len(shown[i]) * SIGN / 2
            others = spots[:i] + spots[i + 1 :]
            for position, (x, y), near in _spots_round(spots[i], half=half, wide=room[0]):
                is_free = all(abs(x - a) > half + b or abs(y - c) > OVER for a, c, b in taken)
                is_clear = not any(abs(x - a) < half + BESIDE_DOT and abs(y - c) < near for a, c in others)
                if is_free and is_clear:
                    taken.append((x, y, half))
                    found[i] = position, shown[i]
                    break
            else:
                apart = {j: math.dist(spots[i], spots[j]) for j in found if found[j][1].count("\n") < MOST_NAMES - 1}
                if apart and min(apart.values()) < NEAR:
                    near_one = min(apart, key=lambda j: apart[j])
                    found[near_one] = found[near_one][0], f"{found[near_one][1]}\n{shown[i]}"
        return found


def _spots_round(
    dot: tuple[float, float], *, half: float, wide: float
) -> Iterator[tuple[str, tuple[float, float], float]]:
    """Each position of a name: its middle, and how far up or down it keeps from other dots, so that it is not read as theirs."""
    x, y = dot
    yield "top center", (x, y + OVER), OVER - 2
    yield "bottom center", (x, y - OVER), OVER - 2
    if x - 2 * half - OVER >= 0:
        yield "middle left", (x - half - OVER, y), OVER + 4
    if x + 2 * half + OVER <= wide:
        yield "middle right", (x + half + OVER, y), OVER + 4


@dataclass(frozen=True)
class HeatGrid:
    """Tiles in four classes of one colour; None is hidden or not covered and is left white, with its word."""

    columns: tuple[str, ...]
    lines: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    number: NumberFormat
    alt: str
    hidden: str = "hidden"

    def lowered(self, *, width: float = 892.0) -> Chart:
        known = [v for line in self.values for v in line if v is not None]
        low, high = min(known, default=0.0), max(known, default=1.0)
        texts = tuple(tuple(self.hidden if v is None else self.number.write(v) for v in line) for line in self.values)
        colours = tuple(tuple(_class_of(v, low, high) for v in line) for line in self.values)
        blank = Axis(is_shown=False)
        heads, names = _within_room(self.columns, self.lines, width)
        panel = Panel("", blank, blank, tiles=Tiles(heads, names, texts, colours))
        tall = max(40.0, 18.0 * max((name.count("\n") + 1 for name in names), default=1))
        over = 16.0 * max((head.count("\n") - 1 for head in heads), default=0)
        return Chart((panel,), 40.0 + max(over, 0.0) + tall * len(self.lines), width)


def _within_room(
    heads: tuple[str, ...], names: tuple[str, ...], width: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The heads of columns and the names of rows, in as many lines as keep them off each other."""
    beside = tuple(_folded(name, 0.3 * width) for name in names)
    left = SIGN * max((len(line) for name in beside for line in name.split("\n")), default=0) + 12
    return tuple(_folded(head, (width - left) / max(len(heads), 1) - 4) for head in heads), beside


def _folded(words: str, room: float) -> str:
    signs = max(int(room / SIGN), 4)
    is_fitting = all(len(line) <= signs for line in words.split("\n"))
    return words if is_fitting else textwrap.fill(" ".join(words.split()), signs, break_long_words=False)


def _class_of(value: float | None, low: float, high: float) -> str:
    if value is None:
        return "surface"
    return MAP_CLASSES[min(3, int(4 * (value - low) / ((high - low) or 1.0)))]


@dataclass(frozen=True)
class Flows:
    """From where to where, and how many: dots whose width grows with the root, so that areas can be compared."""

    origins: tuple[str, ...]
    ends: tuple[str, ...]
    counts: tuple[tuple[float | None, ...], ...]
    alt: str

    def lowered(self, *, width: float = 892.0) -> Chart:
        most = max((v for row in self.counts for v in row if v is not None), default=1.0)
        ends, origins = _within_room(self.ends, self.origins, width)
        x = Axis("category", -0.5, len(self.ends) - 0.5, tuple((float(i), n) for i, n in enumerate(ends)), categories=self.ends)  # fmt: skip
        y = Axis("category", len(self.origins) - 0.5, -0.5, tuple((float(i), n) for i, n in enumerate(origins)), categories=self.origins)  # fmt: skip
        series = tuple(
            Series(f"{o} to {e}", "dots", (float(j),), (float(i),), "data", size=8 + 40 * math.sqrt(v / most),
                   texts=(count(v),), names=(f"{o} to {e}",))
            for i, o in enumerate(self.origins) for j, e in enumerate(self.ends)
            if (v := self.counts[i][j]) is not None and v > 0
        )  # fmt: skip
        return Chart((Panel("", x, y, series),), 60.0 + 56.0 * len(self.origins), width)


@dataclass(frozen=True)
class Course:
    title: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Multiples:
    """Small courses on one scale, named once; only the first and the last value are written, and one between two gaps is a dot."""

    at: tuple[date, ...]
    courses: tuple[Course, ...]
    number: NumberFormat
    alt: str
    labels: tuple[str, ...] = field(default=())

    def lowered(self, *, width: float = 892.0) -> Chart:
        down = -(-len(self.courses) // (ACROSS if width >= 600 else 1))
        across = -(-len(self.courses) // (down or 1)) or 1  # four stand two by two, and not three with one alone below
        known = [v for c in self.courses for v in c.values if v is not None]
        y = number_axis(max(known, default=1.0), write=self.number.write, ticks=2)
        x = date_axis(self.at[0], self.at[-1], most=2) if self.at else Axis("date")
        names = [textwrap.fill(c.title, max(12, int(0.96 * width / across / SIGN))) for c in self.courses]
        further = 16.0 * max(0, max((n.count("\n") for n in names), default=0) - 1)  # px of names beyond two lines
        size = (across, down, 91.0 / (130.0 + further))
        panels = tuple(self._panel(c, n, x, y, size, names[n]) for n, c in enumerate(self.courses))
        return Chart(panels, 30.0 + (130.0 + further) * down, width, 24.0)

    def _panel(self, course: Course, number: int, x: Axis, y: Axis, size: tuple[int, int, float], name: str) -> Panel:
        across, down, high = size
        column, line = number % across, number // across
        box = (column / across, (column + 0.8) / across, 1 - (line + high) / down, 1 - line / down)
        at = tuple(days(d) for d in self.at)
        lines = Series(course.title, "line", at, course.values, "data", width=2.0, names=self.labels)
        known = [i for i, v in enumerate(course.values) if v is not None]
        ends = tuple(
            Remark(
                at[i],
                course.values[i],
                "",
                "ink2",
                "start" if i == 0 else "middle",
                self.number.write(course.values[i]),
                right=3.0 if i == 0 else 0.0,
                down=-2,
            )
            for i in dict.fromkeys((known[0], known[-1]) if known else ())
        )
        alone = [i for i in known if {i - 1, i + 1}.isdisjoint(known)]  # no line reaches it
        dots = sorted({*alone, *known[-1:]})
        dot = (
            (Series("last", "dots", tuple(at[i] for i in dots), tuple(course.values[i] for i in dots), "data", size=9),)
            if known
            else ()
        )
        own = Axis("date", x.low, x.high, x.ticks, is_shown=line == down - 1 or number + across >= len(self.courses))
        return Panel(name, own, Axis("number", y.low, y.high, y.ticks, is_shown=column == 0, has_grid=True),
                     (lines, *dot), remarks=ends, box=box)  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """Upright bars, one for each name; `low` and `high` are the ends of what would fit."""

    names: tuple[str, ...]
    values: tuple[float | None, ...]
    alt: str
    number: NumberFormat = SHARE
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()

    def lowered(self, *, width: float = 892.0) -> Chart:
        most = max((v for v in (*self.values, *self.high) if v is not None), default=1.0)
        room = max(6, int(width / SIGN / max(len(self.names), 1)) - 2)  # signs that stand under one bar
        ticks = tuple((float(i), textwrap.fill(n, room)) for i, n in enumerate(self.names))
        x = Axis("category", -0.5, len(self.names) - 0.5, ticks, categories=self.names)
        zero = tuple(None if v is None else 0.0 for v in self.values)
        texts = tuple("hidden" if v is None else self.number.write(v) for v in self.values)
        bars = Series("value", "bars", self.names, self.values, "data", low=zero, high=self.values, texts=texts)
        spans = (Series("what would fit", "dots", self.names, self.values, "ink", size=3, interval="y", low=self.low, high=self.high),) if self.low else ()  # fmt: skip
        return Chart((Panel("", x, number_axis(most, write=self.number.write), (bars, *spans)),), 340.0, width)
