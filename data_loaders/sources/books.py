"""Which sheet of a document is the table, and what in it would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data_loaders.problem import did_you_mean, rows_in_words
from data_loaders.sources.documents import sheets_of
from data_loaders.sources.heads import KNOWN, Framed, framed, header_score
from data_loaders.sources.layout import Layout
from data_loaders.sources.plain import plain
from data_loaders.sources.unreadable import UnreadableError

Sheet = dict[str, Any]


def read_document(file: Path, layout: Layout) -> Framed:
    sheets = [sheet for sheet in sheets_of(file) if sheet["rows"]]
    if not sheets:
        raise UnreadableError(f"{file.name} is empty. Deliver it with a header row and rows.")
    sheet = _chosen(file.name, sheets, layout)
    rows = _with_labels(sheet, layout) if sheet.get("labels") else sheet["rows"]
    head = max(layout.header_rows) if layout.header_rows else header_score(rows, layout.wanted)[1]
    _tell_lost(file.name, sheet, head, layout)
    rows = _filled_down(rows, sheet["merged"], head)
    made = framed(file.name, rows, layout, is_ragged_told=False)
    made.notes += _hidden(file, sheet, sheets, head)
    return made


def _hidden(file: Path, sheet: Sheet, sheets: list[Sheet], head: int) -> Iterator[str]:
    """What whoever looks at the workbook does not see, and which of its sheets were read."""
    others = [f"{other['name']}{' (hidden)' if other['is_hidden'] else ''}" for other in sheets if other is not sheet]
    if others:
        yield f"the sheet '{sheet['name']}' was read; not read: {', '.join(others)}."
    if sheet["is_hidden"]:
        yield f"the sheet '{sheet['name']}' is hidden in the workbook, and was read all the same."
    rows = [row for row in sheet.get("hidden_rows", ()) if head < row <= len(sheet["rows"])]
    if rows:
        yield f"{rows_in_words(rows)}: hidden in the sheet, and read like all others."
    filled = {at for row in sheet["rows"][head - 1 :] for at, cell in enumerate(row, start=1) if cell.strip()}
    columns = [_letters(at) for at in sheet.get("hidden_columns", ()) if at in filled]
    if columns:
        yield f"column{'s' if len(columns) > 1 else ''} {', '.join(columns)}: hidden in the sheet, and read like all others."
    blank = sorted({row for row, _ in sheet.get("without_result", ()) if row > head})
    if blank:
        yield f"{rows_in_words(blank)}: a formula gives 0 or nothing. Whether it was ever calculated, a workbook of this kind ({file.suffix.lower()}) does not say: save it as XLSX if you are in doubt."


def _chosen(file: str, sheets: list[Sheet], layout: Layout) -> Sheet:
    """The sheet that the mapping names, else the one called like the table, else the only one whose header is understood."""
    names = [str(sheet["name"]) for sheet in sheets]
    if layout.sheet:
        if layout.sheet not in names:
            raise UnreadableError(f"{file} has no sheet '{layout.sheet}'.{did_you_mean(layout.sheet, names)} It has: {', '.join(names)}.")  # fmt: skip
        return sheets[names.index(layout.sheet)]
    called = [sheet for sheet in sheets if layout.table and plain(sheet["name"]) == plain(layout.table)]
    if called or len(sheets) == 1:
        return (called or sheets)[0]
    known = [sheet for sheet in sheets if header_score(sheet["rows"], layout.wanted)[0] >= KNOWN]
    seen = [sheet for sheet in known if not sheet["is_hidden"]] or known
    if len(seen) != 1:
        what = (
            "several sheets that may be the table"
            if seen
            else "several sheets, and none has a header that is understood"
        )
        listed = ", ".join(str(sheet["name"]) for sheet in seen or sheets)
        raise UnreadableError(
            f'{file} has {what}: {listed}. Name one in mapping.toml: sheet = "…"; if several are the table, save each as a file of its own.'
        )
    return seen[0]


def _tell_lost(file: str, sheet: Sheet, head: int, layout: Layout) -> None:
    """Cells whose value is not in the document: nobody may take them for blank ones."""
    rows = sorted({row for row, _ in sheet.get("formulas", ()) if row > head})
    if rows:
        columns = sorted({_letters(column) for row, column in sheet["formulas"] if row > head})
        raise UnreadableError(f"{file}, sheet '{sheet['name']}', {rows_in_words(rows)}, columns {', '.join(columns)}: formulas that were never calculated. Open it, let it calculate, and save it again.")  # fmt: skip
    merged = [(a, b, c, d) for a, b, c, d in sheet["merged"] if c > head]
    if merged and not layout.fill_down:
        rows = [row for a, _, c, _ in merged for row in range(max(a, head + 1), c + 1)]
        raise UnreadableError(
            f"{file}, sheet '{sheet['name']}', {rows_in_words(rows)}: cells are merged, and only the first of them holds the value. "
            "Unmerge and fill them, or write fill_down = true in mapping.toml: then each holds what the merged cell shows."
        )


def _filled_down(rows: list[list[str]], merged: list[tuple[int, int, int, int]], head: int) -> list[list[str]]:
    made = [list(row) for row in rows] if merged else rows
    for top, left, bottom, right in merged:
        for row in range(max(top, head + 1), bottom + 1):
            for column in range(left, right + 1):
                made[row - 1][column - 1] = rows[top - 1][left - 1]
    return made


def _with_labels(sheet: Sheet, layout: Layout) -> list[list[str]]:
    """The words that a statistics program shows in place of its values, or the values where a mapping wants those."""
    names, *body = sheet["rows"]
    if layout.values == "codes":
        return [names, *body]
    words = [sheet["labels"].get(name, {}) for name in names]
    return [names, *([of.get(cell, cell) for of, cell in zip(words, row, strict=True)] for row in body)]


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
