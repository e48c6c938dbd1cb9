"""How a table has room on a page: which columns stand beside each other and how wide, what stands under its row, what elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.charts.table import OnPaper
from dashboard.draw.svg import ems
from dashboard.paper.paper import PaperTable
from dashboard.words.form import capital

NOTHING = "–"
LONG_WORD = 30  # signs: no word that somebody wrote is as long, and no column holds a longer one unbroken
MOST_LINES = 6  # of one cell: longer texts are read more easily across the page, under their row
WORDS = (
    9.0  # ems that a column of words takes, where these are no shorter: in less a few would stand one below the other
)
HEAD = 7.0  # ems that the head of a column of numbers takes, where it is no shorter
PAGE = 56.0  # ems of the type of tables: the width of text on the narrowest of the pages
MARGINS = 0.95  # ems: both edges of a cell
STEP = 0.5  # ems by which a column is widened at a time


@dataclass(frozen=True)
class Laid:
    """`widths`: in ems of the type of the table, margins included; they are no more than the page, and no word of a cell or a head
    is wider than its column. `under`: a line for each row, or none, of the columns named in `beneath`. `elsewhere`: the heads of what the
    paper does not print."""

    columns: tuple[str, ...]
    is_numeric: tuple[bool, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    under: tuple[str, ...]
    beneath: tuple[str, ...]
    elsewhere: tuple[str, ...]

    def high(self, *, line: float, edges: float) -> float:
        """How high its rows are together, heads too and what stands under them not: each line of words, and the edges of each row."""
        rows = (self.columns, *self.rows)
        return sum(edges + line * max(map(_lines, row, self.widths)) for row in rows)


def laid(table: PaperTable, *, page: float = PAGE, margins: float = MARGINS) -> Laid:
    """The columns that have room; long texts go under their rows first, then whatever is widest, and the first column stays."""
    whole = _Whole(table, margins)
    beside = [n for n in range(len(table.columns)) if n == 0 or whole.on_paper(n) is OnPaper.COLUMN]
    while (gone := whole.without_room(beside, page)) is not None:
        beside.remove(gone)
    under = [n for n in range(len(table.columns)) if n not in beside and whole.on_paper(n) is not OnPaper.ELSEWHERE]
    return Laid(
        tuple(whole.columns[n] for n in beside), tuple(table.is_numeric[n] for n in beside), tuple(whole.widths(beside, page)),
        tuple(tuple(row[n] for n in beside) for row in whole.rows), tuple(whole.line(row, under) for row in whole.rows),
        tuple(whole.columns[n] for n in under), tuple(c for n, c in enumerate(table.columns) if whole.on_paper(n) is OnPaper.ELSEWHERE),
    )  # fmt: skip


def breakable(text: str) -> str:
    """A word that no column could hold may be broken anywhere."""
    return re.sub(rf"[^ \u200b]{{{LONG_WORD + 1},}}", lambda found: "\u200b".join(found[0]), text)


@dataclass(frozen=True)
class _Whole:
    """All columns of a table and what each of them needs."""

    table: PaperTable
    margins: float

    @cached_property
    def columns(self) -> list[str]:
        return [breakable(c) for c in self.table.columns]

    @cached_property
    def rows(self) -> list[list[str]]:
        return [[breakable(text) for text in row] for row in self.table.written]

    def on_paper(self, n: int) -> OnPaper:
        return self.table.on_paper[n] if self.table.on_paper and n else OnPaper.COLUMN

    @cached_property
    def least(self) -> list[float]:
        """Numbers on one line; words as wide as the longest of them, and not so narrow that a few stand one below the other."""
        return [
            max(_word((head, *cells)), _line(cells) if number else min(WORDS, _line(cells)), min(HEAD, _line([head])))
            + self.margins
            for number, head, cells in self._each()
        ]

    @cached_property
    def natural(self) -> list[float]:
        """All on one line, but for the heads of numbers."""
        return [
            max(least, _line(cells if number else (head, *cells)) + self.margins)
            for least, (number, head, cells) in zip(self.least, self._each(), strict=True)
        ]

    def _each(self) -> list[tuple[bool, str, list[str]]]:
        cells = [[row[n] for row in self.rows] for n in range(len(self.columns))]
        return list(zip(self.table.is_numeric, self.columns, cells, strict=True))

    def without_room(self, beside: Sequence[int], page: float) -> int | None:
        """The column that has to go next: a text of too many lines, or else the widest; none where all have room."""
        if len(beside) < 2:
            return None
        is_full = sum(self.least[n] for n in beside) > page
        widths = dict(zip(beside, self.widths(beside, page), strict=True))
        tall = [n for n in beside[1:] if self.natural[n] > MOST_LINES * (widths[n] - self.margins)]
        of = tall or (beside[1:] if is_full else [])
        return max(of, key=lambda n: (self.natural[n] if tall else self.least[n], n)) if of else None

    def widths(self, beside: Sequence[int], page: float) -> list[float]:
        """What each needs at least; then more for whichever has most lines, until each stands on one; then all the page, for words."""
        made = {n: self.least[n] for n in beside}
        rest = page - sum(made.values())
        while rest > 0 and (longer := [n for n in beside if made[n] < self.natural[n]]):
            most = max(longer, key=lambda n: (self.natural[n] - self.margins) / (made[n] - self.margins))
            step = min(STEP, rest, self.natural[most] - made[most])
            made[most], rest = made[most] + step, rest - step
        words = {n: 0.0 if self.table.is_numeric[n] else self.natural[n] for n in beside}
        return [made[n] + max(0.0, rest) * words[n] / (sum(words.values()) or 1.0) for n in beside]

    def line(self, row: Sequence[str], under: Sequence[int]) -> str:
        """ "Unit: per 1,000 children; question: Who looks into it?"; a cell that holds nothing is not told."""
        told = [f"{self.columns[n]}: {row[n]}" for n in under if row[n] != NOTHING]
        return capital("; ".join(told))


def _lines(text: str, width: float) -> int:
    """A little more than it takes: a line is seldom full to its end."""
    return math.ceil(1.1 * ems(text) / width) or 1


def _line(texts: Sequence[str]) -> float:
    return max((ems(text.replace("\u200b", "")) for text in texts), default=0.0)


def _word(texts: Sequence[str]) -> float:
    return max((ems(word) for text in texts for word in re.split("[ \u200b]", text)), default=0.0)
