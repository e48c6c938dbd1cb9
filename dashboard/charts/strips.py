"""Figures with the ends of what would fit, each on a scale of its own: they are different things and are not compared.

On a page they stand in a table with small charts of their years; where no table holds charts, as strips below each other.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from dashboard.charts.axes import number_axis
from dashboard.charts.marks import Axis, Chart, Panel, Series
from dashboard.charts.rows import Rows
from dashboard.charts.shapes import SIGN
from dashboard.words.format import figure
from dashboard.words.number_format import NumberFormat

TALL = 104.0  # px of a strip: two lines that name it, the dot, the ticks under it
NAMED = 0.62  # of a strip, from its top: the room of its names, and of the ticks of the strip above
TICKS = 4


@dataclass(frozen=True)
class Strip:
    """`note`: when, and in which unit."""

    title: str
    note: str
    at: float
    low: float
    high: float


@dataclass(frozen=True)
class Strips:
    strips: tuple[Strip, ...]
    number: NumberFormat
    alt: str

    def lowered(self, *, width: float = 892.0) -> Chart:
        names = [textwrap.fill(strip.title, max(20, int(width / SIGN))) for strip in self.strips]
        further = 16.0 * max((name.count("\n") for name in names), default=0)  # px of names beyond one line
        tall = TALL + further
        panels = tuple(self._panel(s, n, names[n], (NAMED * TALL + further) / tall) for n, s in enumerate(self.strips))
        return Chart(panels, 20.0 + tall * len(panels), width, 28.0)

    def _panel(self, strip: Strip, place: int, name: str, named: float) -> Panel:
        many, written = len(self.strips), self.number.write(strip.at)
        x = number_axis(strip.high, write=figure, least=strip.low, ticks=TICKS)
        y = Axis("category", 0.5, -0.5, ((0.0, strip.title),), is_shown=False, categories=(strip.title,))
        dot = Series(
            "what would fit", "dots", (strip.at,), (strip.title,), "data", size=12.0, interval="x", low=(strip.low,), high=(strip.high,),
            texts=(written,), names=(strip.title,),
        )  # fmt: skip
        box = (0.0, 1.0, 1 - (place + 1) / many, 1 - (place + named) / many)
        return Panel(f"{name}\n{strip.note}", Axis("number", x.low, x.high, x.ticks, has_grid=True), y, (dot,), box=box)


@dataclass(frozen=True)
class StripRows(Rows):
    """A row for each figure, with the strips that stand for it on paper."""

    strips: Strips = field(kw_only=True)

    def lowered(self, *, width: float = 892.0) -> Chart:
        return self.strips.lowered(width=width)
