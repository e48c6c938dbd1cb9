"""Rows that hold words and small charts side by side: areas before and latest, intervals, ratings, all measures in a table.

One table with typed cells, so that a chart of rows and its figures cannot say different things.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Literal

from dashboard.charts.marks import Axis, Chart, Guide, Panel, Remark, Series
from dashboard.words.format import count, figure
from dashboard.words.vocabulary import INKS, WORDS, Mark, Standing

CHANGES: frozenset[Mark] = frozenset(mark for mark, ink in INKS.items() if ink != "ink2")
NAME_SHARE, NAME_SIGN = 0.4, 6.5  # of the width, and px of a sign: longer names fold, so that the scale keeps its room

ROW, LINE_OF_NAME = 28.0, 16.0  # px of a row, and of a line of its name
FOOT = 60.0  # px of the scale with its title under the rows
LEGEND, KEY = 22.0, 50.0  # px of a line of the legend, and of the sign of an entry with the air round it
WORDS_FROM = 600.0  # px from which words of a row stand beside its marks
WORDS_SHARE = 0.42  # of the width, which they may take
WORD_SIGN, BETWEEN, MIDDLE = 6.6, 14.0, 10.0  # px of a sign, between columns, and down to the middle of a row


@dataclass(frozen=True)
class Words:
    """`strong` comes first and heavier; `note` stands under or after, smaller."""

    text: str
    strong: str = ""
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class BeforeLatest:
    """A ring before, a dot latest. None: hidden or not covered, and the row's words say which."""

    before: float | None
    latest: float | None


@dataclass(frozen=True)
class Interval:
    """A figure and the ends of what would fit: filled in the colour of its verdict where that is a change, else open and grey."""

    at: float
    low: float
    high: float
    mark: Mark | None = None

    @property
    def ink(self) -> str:
        return INKS[self.mark] if self.mark in CHANGES else "before"


@dataclass(frozen=True)
class Range:
    """A figure of what was found and the ends of what would fit, in the accent; it says nothing of a change."""

    at: float
    low: float
    high: float


@dataclass(frozen=True)
class Parted:
    """Shares of one whole, drawn either side of a middle: the first `below` to the left, of which 2.5 cuts the third in half.

    Colours are roles.
    """

    shares: tuple[float, ...]
    names: tuple[str, ...]
    colours: tuple[str, ...]
    below: float

    @property
    def left(self) -> float:
        """How much of the whole lies left of the middle."""
        whole = int(self.below)
        return sum(self.shares[:whole]) + sum((self.below - whole) * share for share in self.shares[whole : whole + 1])


@dataclass(frozen=True)
class Bar:
    """A length from zero; None is hidden, drawn white with hatch and the word."""

    value: float | None


@dataclass(frozen=True)
class Spark:
    """A small line on its own scale; with words beside it that scale begins at zero, as that of the large chart does.

    `turn`: the first point of a new level. `levels`: before and after, drawn as rules over the points of each (`compared`).
    """

    values: tuple[float | None, ...]
    turn: int | None = None
    is_quiet: bool = False
    is_points: bool = False  # a few figures rather than a course: rings, and a dot at the end
    levels: tuple[float, float] | None = None
    compared: tuple[tuple[float, float], tuple[float, float]] | None = None  # first and last point of either level
    ends: tuple[str, str] = ("", "")  # the words under the first and the last value, where there is room
    texts: tuple[str, str] = ("", "")  # the figures of the two levels


Cell = Words | Standing | BeforeLatest | Interval | Range | Parted | Bar | Spark
Align = Literal["left", "right"]


@dataclass(frozen=True)
class Column:
    """`low` … `high`: the scale of the charts in it, with words at `ticks`; `reference`: a rule through every row."""

    title: str
    width: float = 0.0  # px; 0 takes what is left
    align: Align = "left"
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[tuple[float, str], ...] = ()
    reference: float | None = None
    hides: bool = False  # left out where the page is narrow
    reading: str = ""  # how it is read, under the rows: left out where the column is


@dataclass(frozen=True)
class Row:
    """`key`: what choosing the row asks for; empty rows cannot be chosen. The first cell names the row.

    `is_told`: the title counts it, so that a narrow page, which keeps part of a long list for later, has it in sight.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    is_strong: bool = False
    is_quiet: bool = False
    is_chosen: bool = False
    is_told: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[Row, ...]
    is_closed_when_narrow: bool = False


@dataclass(frozen=True)
class Rows:
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    alt: str
    row_height: float = 54.0
    legend: tuple[tuple[str, str], ...] = field(default=())  # role, words
    foot: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group.rows)

    def lowered(self, *, width: float = 640.0) -> Chart:
        """The first column of charts as marks, for media that have no tables with charts in them."""
        number = next((i for i, c in enumerate(self.rows[0].cells) if _is_drawn(c)), None) if self.rows else None
        if number is None:
            return Chart((), 0.0, width)
        column = self.columns[number]
        names = [textwrap.fill(name_of(row), max(18, int(width * NAME_SHARE / NAME_SIGN))) for row in self.rows]
        y = Axis("category", len(names) - 0.5, -0.5, tuple((float(i), n) for i, n in enumerate(names)))
        ticks = column.ticks or ((column.low, figure(column.low)), (column.high, figure(column.high)))
        cells = [row.cells[number] for row in self.rows]
        low = min([column.low, *(-c.left for c in cells if isinstance(c, Parted))])
        x = Axis("number", low, column.high, ticks, column.title)
        guides = () if column.reference is None else (Guide("x", column.reference, "ink2", "dot", 1.2),)
        told, wide = _told(self, width) if width >= WORDS_FROM else ((), 0.0)
        series = tuple(_series(cells, dict(self.legend)))
        named = sum(len(s.name) * WORD_SIGN + KEY for s in series if s.is_in_legend)
        panel = Panel("", x, y, series, guides=guides, remarks=told)
        tall = max(ROW, LINE_OF_NAME * max(n.count("\n") + 1 for n in names) + 4)
        return Chart((panel,), FOOT + LEGEND * ceil(named / width) + tall * len(names), width, 14.0 + wide)


def _told(rows: Rows, width: float) -> tuple[tuple[Remark, ...], float]:
    """The words of each row beside its marks, verdicts before all else, and the px that they take; columns without room stay in the table."""
    written = {n: [_said(row.cells[n]) for row in rows.rows] for n in range(1, len(rows.columns))}
    wide = {
        n: max(len(t) for t in (*(a + b for a, b, _ in lines), rows.columns[n].title)) * WORD_SIGN + BETWEEN
        for n, lines in written.items()
        if any(a or b for a, b, _ in lines)
    }
    order = sorted(wide, key=lambda n: not any(isinstance(row.cells[n], Standing) for row in rows.rows))
    shown, free = [], width * WORDS_SHARE
    for n in order:
        if wide[n] <= free:
            shown.append(n)
            free -= wide[n]
    found, right = [], BETWEEN
    end = next(c for n, c in enumerate(rows.columns) if _is_drawn(rows.rows[0].cells[n])).high
    for n in sorted(shown):
        found.append(Remark(end, None, rows.columns[n].title, "ink2", "start", right=right))
        found += [
            Remark(end, float(line), text, ink, "start", strong, right, MIDDLE)
            for line, (strong, text, ink) in enumerate(written[n])
            if strong or text
        ]
        right += wide[n]
    return tuple(found), sum(wide[n] for n in shown)


def _said(cell: Cell) -> tuple[str, str, str]:
    """Heavier words, the rest and their colour; nothing of what is drawn."""
    if isinstance(cell, Standing):
        return (cell.word, "", cell.ink) if cell.is_change else ("", cell.word, cell.ink)
    if not isinstance(cell, Words):
        return "", "", ""
    before = f"{cell.note} " if cell.note.endswith("→") else ""
    return (cell.strong, cell.text, "ink") if not before else ("", f"{before}{cell.strong}{cell.text}", "ink")


def _is_drawn(cell: Cell) -> bool:
    return isinstance(cell, BeforeLatest | Interval | Range | Parted | Bar)


def name_of(row: Row) -> str:
    first = row.cells[0]
    return f"{first.strong}{first.text}" if isinstance(first, Words) else ""


def _series(cells: list[Cell], legend: Mapping[str, str]) -> list[Series]:
    """Each cell stands at the number of its row: two rows may have one name."""
    found: list[Series] = []
    lines = [(c, float(n)) for n, c in enumerate(cells)]
    pairs = [(c, n) for c, n in lines if isinstance(c, BeforeLatest)]
    if pairs:
        before, latest = (tuple(getattr(c, side) for c, _ in pairs) for side in ("before", "latest"))
        at = tuple(n for _, n in pairs)
        found.append(
            Series("before", "dots", before, at, "before", symbol="circle-open", size=12, low=(), is_in_legend=True)
        )
        found.append(Series("latest", "dots", latest, at, "data", size=12, is_in_legend=True))
    marks = dict.fromkeys(c.mark for c, _ in lines if isinstance(c, Interval))
    for mark in marks:
        spans = [(c, n) for c, n in lines if isinstance(c, Interval) and c.mark == mark]
        found.append(
            Series(
                WORDS[mark].lower() if mark else "no clear difference", "dots", tuple(c.at for c, _ in spans), tuple(n for _, n in spans),
                spans[0][0].ink, symbol="circle" if mark in CHANGES else "circle-open", size=11, interval="x",
                low=tuple(c.low for c, _ in spans), high=tuple(c.high for c, _ in spans),
            )
        )  # fmt: skip
    ranges = [(c, n) for c, n in lines if isinstance(c, Range)]
    if ranges:
        found.append(
            Series("what would fit", "dots", tuple(c.at for c, _ in ranges), tuple(n for _, n in ranges), "data", size=11, interval="x",
                   low=tuple(c.low for c, _ in ranges), high=tuple(c.high for c, _ in ranges))
        )  # fmt: skip
    bars = [(c, n) for c, n in lines if isinstance(c, Bar)]
    if bars:
        found.append(
            Series("share", "bars", tuple(c.value for c, _ in bars), tuple(n for _, n in bars), "data", is_horizontal=True,
                   low=tuple(0.0 if c.value is not None else None for c, _ in bars), high=tuple(c.value for c, _ in bars))
        )  # fmt: skip
    return found + _parted([(c, n) for c, n in lines if isinstance(c, Parted)], legend)


def _parted(rated: list[tuple[Parted, float]], legend: Mapping[str, str]) -> list[Series]:
    """One series for each answer in its colour; each bar begins where the one before it ends, counted from the middle.

    One answer may be the best of one question and the worst of another, so the legend says what a colour stands for.
    """
    found: list[Series] = []
    for title, colour in dict.fromkeys((t, k) for c, _ in rated for t, k in zip(c.names, c.colours, strict=True)):
        pairs = [(c, n, list(zip(c.names, c.colours, strict=True))) for c, n in rated]
        rows = [(c, n, own.index((title, colour))) for c, n, own in pairs if (title, colour) in own]
        named = legend.get(colour, title)
        low = tuple(sum(c.shares[:i]) - c.left for c, _, i in rows)
        high = tuple(a + c.shares[i] for a, (c, _, i) in zip(low, rows, strict=True))
        texts = tuple(count(c.shares[i]) if c.shares[i] >= 7.5 else "" for c, _, i in rows)
        found.append(
            Series(named, "bars", tuple(b - a for a, b in zip(low, high, strict=True)), tuple(n for _, n, _ in rows), colour,
                   is_horizontal=True, low=low, high=high, texts=texts,
                   is_in_legend=(not legend or colour in legend) and named not in [s.name for s in found])
        )  # fmt: skip
    return found
