"""What stands beneath the values of an ODS: errors, formulas without a value, merged cells, hidden rows and columns."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from data_loaders.untrusted.bounds import check_cells

PART = "content.xml"
HEAD = 1 << 16  # bytes in which a document says which entities it has
HIDES = ("collapse", "filter")
ROWS, COLUMNS = "number-rows-repeated", "number-columns-repeated"
GROUPS = ("table-row-group", "table-column-group")
CELLS = ("table-cell", "covered-table-cell")
MOST = 1 << 20  # rows of a sheet


@dataclass
class _Sheet:
    """Where the walk through one sheet stands, and what it has seen; rows and columns are numbered from 1."""

    file: str
    name: str = ""
    row: int = 0
    rows: int = 1  # that the row stands for
    column: int = 0
    columns: int = 0  # of those that are described before the rows
    last: int = 0  # row with a filled cell
    formulas: list[list[int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)

    def seen(self) -> dict[str, Any]:
        rows = [row for of in self.hidden_rows for row in of[: max(self.last + 1 - of.start, 0)]]
        columns = [column for of in self.hidden_columns for column in of]
        return {"formulas": self.formulas, "errors": self.errors, "merged": self.merged, "hidden_rows": rows, "hidden_columns": columns}  # fmt: skip


def beneath_ods(file: Path) -> dict[str, dict[str, Any]]:
    """Of each sheet {formulas, errors, merged, hidden_rows, hidden_columns}; rows and columns are numbered from 1."""
    with zipfile.ZipFile(file) as packed:
        with packed.open(PART) as content:
            head = content.read(HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise ValueError(f"{file.name} defines entities, as no spreadsheet program writes them.")
        with packed.open(PART) as content:
            walk = Xml.iterparse(content, ("start", "end"))  # noqa: S314 - no entity is left in it to expand
            return {sheet.name: sheet.seen() for sheet in _sheets(file.name, walk)}


def _sheets(file: str, events: Iterable[tuple[str, Xml.Element]]) -> Iterator[_Sheet]:
    sheet, depth, closed = _Sheet(file), 0, 0  # tables within tables, and groups that are folded
    for what, element in events:
        tag, said = _plain(element.tag), {_plain(name): value for name, value in element.attrib.items()}
        if tag == "table":
            depth += 1 if what == "start" else -1
            if what == "start" and depth == 1:
                sheet = _Sheet(file, said.get("name", ""))
            elif what == "end" and depth == 0:
                yield sheet
                element.clear()
        elif tag in GROUPS and said.get("display") == "false":
            closed += 1 if what == "start" else -1
        elif depth == 1:
            _walk(sheet, what, tag, said, element, is_closed=closed > 0)


def _walk(sheet: _Sheet, what: str, tag: str, said: dict[str, str], element: Xml.Element, *, is_closed: bool) -> None:
    is_hidden = is_closed or said.get("visibility") in HIDES
    if tag == "table-column" and what == "start":
        first, sheet.columns = sheet.columns + 1, sheet.columns + _times(said, COLUMNS)
        sheet.hidden_columns += [range(first, sheet.columns + 1)] if is_hidden else []
    elif tag == "table-row" and what == "start":
        sheet.row, sheet.rows, sheet.column = sheet.row + sheet.rows if sheet.row else 1, _times(said, ROWS), 0
        sheet.hidden_rows += [range(sheet.row, sheet.row + sheet.rows)] if is_hidden else []
    elif tag == "table-row":
        element.clear()
    elif tag in CELLS and what == "end":
        shown = "".join("".join(one.itertext()) for one in element if _plain(one.tag) == "p")  # a comment is none of it
        _cell(sheet, said, shown, is_error="error" in _all(element, "value-type"))


def _cell(sheet: _Sheet, said: dict[str, str], shown: str, *, is_error: bool) -> None:
    at, times = sheet.column + 1, _times(said, COLUMNS)
    sheet.column += times
    if shown or said.get("value-type") or "formula" in said:
        sheet.last = sheet.row + sheet.rows - 1
        check_cells(f"{sheet.file}, sheet '{sheet.name}'", sheet.last, sheet.column)
    spans = _times(said, "number-rows-spanned"), _times(said, "number-columns-spanned")
    if max(spans) > 1:
        sheet.merged.append([sheet.row, at, sheet.row + spans[0] - 1, at + spans[1] - 1])
    if "formula" not in said:
        return
    places = [(row, column) for row in range(sheet.row, sheet.row + sheet.rows) for column in range(at, at + times)]
    if is_error:
        sheet.errors += [(row, column, shown.strip() or "#VALUE!") for row, column in places]
    elif not shown and not said.get("value-type"):
        sheet.formulas += [[row, column] for row, column in places]


def _times(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return min(max(int(text), 1), MOST) if text.isdecimal() else 1


def _all(element: Xml.Element, name: str) -> set[str]:
    """What the cell says of itself under one name: the standard has one kind of value, LibreOffice writes another beside it."""
    return {value for said, value in element.attrib.items() if _plain(said) == name}


def _plain(name: str) -> str:
    return name.rpartition("}")[2]
