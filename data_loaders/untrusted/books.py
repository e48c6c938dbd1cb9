"""Workbooks (XLSX, XLS, XLSB, ODS): every sheet as rows of text, and what a reader of values alone would not see."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from data_loaders.untrusted.bounds import check_cells
from data_loaders.untrusted.cells import text_of
from data_loaders.untrusted.ods import beneath_ods
from data_loaders.untrusted.records import beneath_xls, beneath_xlsb
from data_loaders.untrusted.xlsx import beneath_xlsx

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BENEATH: dict[str, Callable[[Path], dict[str, dict[str, Any]]]] = {
    ".xlsx": beneath_xlsx, ".xlsm": beneath_xlsx, ".ods": beneath_ods, ".xls": beneath_xls, ".xlsb": beneath_xlsb,
}  # fmt: skip


def read_book(file: Path) -> list[dict[str, Any]]:
    """Sheets as {name, is_hidden, rows, merged, formulas, hidden_rows, hidden_columns}; rows and columns are numbered from 1."""
    try:
        book = CalamineWorkbook.from_path(str(file))
    except PasswordError as error:
        raise ValueError(f"{file.name} is locked with a password. Deliver it without one.") from error
    except CalamineError as error:
        raise ValueError(
            f"{file.name} is damaged, or is no workbook, and cannot be read. Save it again as XLSX or CSV."
        ) from error
    seen = _beneath(file)
    return [
        _sheet(file.name, book, meta, seen.get(meta.name, {}))
        for meta in book.sheets_metadata
        if "WorkSheet" in str(meta.typ)
    ]


def _beneath(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return BENEATH[file.suffix.lower()](file)
    except (struct.error, IndexError, KeyError, SyntaxError, UnicodeDecodeError) as error:
        raise ValueError(
            f"{file.name} is damaged: what is hidden in it cannot be seen. Save it again as XLSX."
        ) from error


def _sheet(file: str, book: CalamineWorkbook, meta: Any, seen: dict[str, Any]) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(meta.name)
    check_cells(f"{file}, sheet '{meta.name}'", sheet.total_height, sheet.total_width)
    rows = [[text_of(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for row, column, error in seen.pop("errors", ()):
        _put(rows, row, column, error)
    for row, column in seen.pop("midnights", ()):
        rows[row - 1][column - 1] = _with_its_hour(rows[row - 1][column - 1])
    merged = seen.pop("merged", None)
    if merged is None:
        merged = [[a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1] for a, b in sheet.merged_cell_ranges or ()]
    return {"name": meta.name, "is_hidden": "Hidden" in str(meta.visible),
            "rows": rows, "merged": _within(rows, merged), **seen}  # fmt: skip


def _put(rows: list[list[str]], row: int, column: int, text: str) -> None:
    """A cell beyond what the reader of values found too: a column of nothing but errors is blank to it."""
    width = max(len(rows[0]) if rows else 0, column)
    rows += [[] for _ in range(row - len(rows))]
    for one in rows:
        one += [""] * (width - len(one))
    rows[row - 1][column - 1] = text


def _within(rows: list[list[str]], merged: list[list[int]]) -> list[list[int]]:
    """Merged cells as far as the sheet is filled."""
    height, width = len(rows), len(rows[0]) if rows else 0
    return [[a, b, min(c, height), min(d, width)] for a, b, c, d in merged if a <= height and b <= width]


def _with_its_hour(cell: str) -> str:
    """A moment at midnight: to the reader of values it is a day, to whoever looks at the sheet it has its hour."""
    return f"{cell}T00:00:00" if DAY.fullmatch(cell) else cell
