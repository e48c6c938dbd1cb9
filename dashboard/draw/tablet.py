"""How rows stand on a tablet: as a table where their names have room beside the charts, else each name on a line of its own above them."""

from __future__ import annotations

from dashboard.charts.rows import Cell, Column, Row, Rows, Words
from dashboard.words.vocabulary import Standing

ROOM, AIR = 704.0, 12.0  # px of a tablet's column, and after each cell
SIGN, SMALL_SIGN = 7.2, 6.1  # px of a sign of a name, and of the smaller words under it
LINES, SMALL_LINES = 2, 3  # that a name may take, and what stands under it
ENOUGH = 300.0  # px: a name with as much has room, however long it is
LOSS = 1.1  # of a line that ends at a whole word


def is_crowded(rows: Rows) -> bool:
    """Whether the names of rows would stand a word or two a line beside what else is in them."""
    room = ROOM - sum(c.width + AIR for c in rows.columns[1:])
    return any(_is_drawn(cell) for row in rows.rows for cell in row.cells) and room < min(ENOUGH, _needed(rows))


def _needed(rows: Rows) -> float:
    """Px of the name that needs most."""
    names = [row.cells[0] for row in rows.rows if isinstance(row.cells[0], Words)]
    return max((_px(f"{n.strong}{n.text}", n.note) for n in names), default=0.0)


def _px(name: str, note: str) -> float:
    word = max(map(len, name.split()), default=0) * SIGN
    return max(word, len(name) * SIGN * LOSS / LINES, len(note) * SMALL_SIGN * LOSS / SMALL_LINES) + AIR


def columns_below(rows: Rows) -> str:
    """The columns under a name, as CSS has it: charts at their own width, words at theirs or less, and the last takes what is left."""
    others = rows.columns[1:]
    sizes = [_track(c, rows.rows, at) for at, c in enumerate(others, start=1)]
    if others and others[-1].align != "right" and not _holds_charts(rows.rows, len(others)):
        sizes[-1] = "minmax(0,1fr)"
    return " ".join(sizes)


def _track(column: Column, rows: tuple[Row, ...], at: int) -> str:
    if not column.width:
        return "minmax(0,1fr)"
    wide = f"{column.width + AIR:g}px"
    return wide if _holds_charts(rows, at) else f"minmax(0,{wide})"


def _holds_charts(rows: tuple[Row, ...], at: int) -> bool:
    return any(_is_drawn(row.cells[at]) for row in rows)


def _is_drawn(cell: Cell) -> bool:
    return not isinstance(cell, Words | Standing)
