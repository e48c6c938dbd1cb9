"""The marks that every chart is lowered to, so that each medium draws them its own way: SVG and slides.

Colours are roles of the palette.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = float | str | None  # a number, a date as days since 1970, or the name of a category


@dataclass(frozen=True)
class Series:
    """One line, one set of dots or one set of bars; `low` and `high` are the ends of intervals along `interval`."""

    name: str
    kind: Literal["line", "dots", "line and dots", "bars"]
    x: tuple[Value, ...]
    y: tuple[Value, ...]
    colour: str
    dash: str = "solid"
    width: float = 2.0
    symbol: str = "circle"
    size: float = 6.0
    interval: Literal["", "x", "y"] = ""
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    texts: tuple[str, ...] = ()
    text_position: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of the points, where hovering would tell them
    is_in_legend: bool = False
    is_horizontal: bool = False  # bars that lie; a bar goes from `low` to `high`


@dataclass(frozen=True)
class Band:
    """The room between two lines."""

    x: tuple[Value, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True)
class Guide:
    """A line across the panel at one value of an axis."""

    axis: Literal["x", "y"]
    at: Value
    colour: str
    dash: str
    width: float


@dataclass(frozen=True)
class Remark:
    """A few words inside a panel, or above it where `y` is None."""

    x: Value
    y: Value
    text: str
    colour: str
    anchor: str = "middle"
    strong: str = ""  # said first and heavier: the figure of a label
    right: float = 0.0  # px to the right of the place, and down from it
    down: float = 0.0


@dataclass(frozen=True)
class LaneMark:
    """A dated event in the lane under a panel, in words, or by a letter where there is no room for words."""

    at: float
    text: str
    letter: str = ""


@dataclass(frozen=True)
class Tiles:
    """A grid of tiles: `colours` and `texts` by line and column."""

    columns: tuple[str, ...]
    lines: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    colours: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Axis:
    kind: Literal["number", "date", "category"] = "number"
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[tuple[float, str], ...] = ()
    title: str = ""
    is_shown: bool = True
    has_grid: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Panel:
    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...] = ()
    bands: tuple[Band, ...] = ()
    guides: tuple[Guide, ...] = ()
    remarks: tuple[Remark, ...] = ()
    tiles: Tiles | None = None
    box: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 1.0)  # left, right, bottom, top, as shares of the whole
    lane: tuple[LaneMark, ...] = ()


@dataclass(frozen=True)
class Chart:
    """`width` 0: as wide as the paper, and as high as it can give. `right`: px kept free for labels at the ends of lines."""

    panels: tuple[Panel, ...]
    height: float
    width: float = 0.0
    right: float = 14.0
