"""Where a table begins in a sheet: title lines, the header, rows that are no records."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pandas as pd

from data_loaders.problem import rows_in_words
from data_loaders.sources.layout import Layout
from data_loaders.sources.plain import plain
from data_loaders.sources.unreadable import UnreadableError

LOOKED_AT = 40  # rows among which a header is looked for: title pages of publishers took up to 25
WIDE = 0.5  # of the cells of the widest row: a title fills fewer, and a header with some blank names more
KNOWN = 2  # names that make a header of a row: one alone may be a word in a title
# A name with "total" before other words may be one of a figure ("Total offences"); before a month or year it sums up rows.
TOTAL = re.compile(
    r"((grand |sub-?)?totals?([ :,-]+(for |of )?([a-z]{3,9}[ -])?[0-9]{2,4}([-/][0-9]{1,2})?)?|sum|all children|overall)"
)
Rows = list[list[str]]


@dataclass
class Framed:
    """A table of text; index = the row as a spreadsheet numbers it. `left_out`: rows that a mapping leaves out, by reason."""

    frame: pd.DataFrame
    notes: list[str] = field(default_factory=list)
    left_out: dict[str, tuple[int, ...]] = field(default_factory=dict)


def is_total(cell: str) -> bool:
    return TOTAL.fullmatch(cell.strip().lower()) is not None


def header_score(rows: Rows, wanted: frozenset[str]) -> tuple[int, int]:
    """How many names of the best row are known, and its number; where none is, the first row that is as wide as a table."""
    scores = [(len({plain(cell) for cell in row} & wanted), -at) for at, row in enumerate(rows[:LOOKED_AT], start=1)]
    known, at = max(scores, default=(0, -1))
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:LOOKED_AT]]
    least = max(1, max(filled, default=0) * WIDE)
    first = next((at for at, many in enumerate(filled, start=1) if many >= least), 1)
    return (known, -at) if known >= KNOWN else (known, first)


def framed(file: str, rows: Rows, layout: Layout, *, is_ragged_told: bool) -> Framed:
    heads = layout.header_rows or (header_score(rows, layout.wanted)[1],)
    if max(heads) > len(rows):
        raise UnreadableError(f"{file} has {len(rows)} rows; row {max(heads)} cannot be its header. Correct header_rows in mapping.toml.")  # fmt: skip
    names = _names(file, [rows[at - 1] for at in heads])
    body = list(enumerate(rows[heads[-1] : layout.last_row], start=heads[-1] + 1))
    made = Framed(pd.DataFrame())
    if min(heads) > 1 and any(any(cell.strip() for cell in row) for row in rows[: min(heads) - 1]):
        made.notes.append(f"row {min(heads)} was taken for the header; what stands above it is not read.")
    body = _records(body, layout, made)
    if is_ragged_told:
        _tell_ragged(file, body, len(names))
    width = max([len(names), *(len(row) for _, row in body)])
    names += [""] * (width - len(names))
    data = pd.DataFrame([row + [""] * (width - len(row)) for _, row in body], columns=range(width), dtype="str")
    data.index = pd.Index([at for at, _ in body], dtype="int64")
    made.frame = _named(file, data, names, rows_in_words(heads))
    return made


def _names(file: str, heads: Rows) -> list[str]:
    """One name for each column. Of several rows the upper ones are merged cells: they hold for the columns to their right."""
    width = max(len(row) for row in heads)
    parts = []
    for level, row in enumerate(heads):
        cells = [*(cell.strip() for cell in row), *[""] * (width - len(row))]
        if level < len(heads) - 1:
            for at in range(1, width):
                cells[at] = cells[at] or cells[at - 1]
        parts.append(cells)
    names = [" ".join(dict.fromkeys(part for part in of if part)) for of in zip(*parts, strict=True)]
    if not any(names):
        raise UnreadableError(f"{file} has no header row. Write the names of the columns into its first row.")
    return [" ".join(name.split()) for name in names]


def _records(body: list[tuple[int, list[str]]], layout: Layout, made: Framed) -> list[tuple[int, list[str]]]:
    """The rows that are records. What a mapping leaves out is kept by reason; blank rows are only told."""
    kept, blank = [], 0
    out: dict[str, list[int]] = {}
    for at, row in body:
        if not any(map(str.strip, row)):
            blank += 1
            continue
        filled = [cell for cell in row if cell.strip()] if layout.leave_out else []
        if "totals" in layout.leave_out and any(map(is_total, filled)):
            out.setdefault("row of totals", []).append(at)
        elif "notes" in layout.leave_out and len(filled) == 1 and len(row) > 1:
            out.setdefault("note", []).append(at)
        else:
            kept.append((at, row))
    last = kept[-1][0] if kept else 0
    inside = sum(1 for at, row in body if at < last and not any(cell.strip() for cell in row))
    if blank and inside:
        made.notes.append(f"{inside:,} blank rows among the records are no records.")
    made.left_out = {why: tuple(rows) for why, rows in out.items()}
    return kept


def _tell_ragged(file: str, body: list[tuple[int, list[str]]], width: int) -> None:
    long = [at for at, row in body if any(cell.strip() for cell in row[width:])]
    short = [at for at, row in body if len(row) < width]
    for rows, what in ((long, "more"), (short, "fewer")):
        if rows:
            raise UnreadableError(
                f"{file}, {rows_in_words(rows)}: {what} cells than the header has. A delimiter stands inside a text without "
                'quotation marks, a line was cut, or it is a note: correct it, or leave notes out in mapping.toml (leave_out = ["notes"]).'
            )


def _named(file: str, data: pd.DataFrame, names: list[str], where: str) -> pd.DataFrame:
    """Under its names; a column with neither name nor content is none."""
    has_content = [(data[at].str.strip() != "").any() for at in range(len(names))]
    kept = [at for at, name in enumerate(names) if name or has_content[at]]
    called = [names[at] or f"column {at + 1}" for at in kept]
    twice = [name for name in dict.fromkeys(called) if called.count(name) > 1]
    if twice:
        raise UnreadableError(f"{file} has two columns of the same name in {where}. Rename one.")
    made = data[kept]
    made.columns = pd.Index(called)
    return made
