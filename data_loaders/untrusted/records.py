"""What stands beneath the values of an XLS or XLSB, both rows of records: errors, merged cells, hidden rows and columns.

Numbers of records and the places of their fields are those of [MS-XLS] and [MS-XLSB].
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from data_loaders.untrusted.compound import stream

STREAMS = ("Workbook", "Book")
ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    43: "#GETTING_DATA",
}
NO_RESULT = (b"\x00" * 8, b"\x03\x00\x00\x00\x00\x00\xff\xff")  # of a formula: 0, and no text
MOST_COLUMNS = 16_384

XLS_FORMULA, XLS_START, XLS_END, XLS_COLUMN, XLS_SHEET, XLS_MERGED, XLS_ERROR, XLS_ROW = 0x06, 0x809, 0x0A, 0x7D, 0x85, 0xE5, 0x205, 0x208  # fmt: skip
ROW, CELL_ERROR, FORMULA_TEXT, FORMULA_NUMBER, FORMULA_ERROR, COLUMN, SHEET, MERGED = 0, 3, 8, 9, 11, 60, 156, 176


@dataclass
class _Seen:
    """Rows and columns are numbered from 1."""

    errors: list[tuple[int, int, str]] = field(default_factory=list)
    without_result: list[list[int]] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)

    def error(self, row: int, column: int, code: int) -> None:
        self.errors.append((row + 1, column + 1, ERRORS.get(code, "#VALUE!")))

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns += range(first + 1, min(last + 1, MOST_COLUMNS) + 1)

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        self.merged.append([top + 1, left + 1, bottom + 1, right + 1])


def beneath_xls(file: Path) -> dict[str, dict[str, Any]]:
    """Of each sheet {errors, without_result, merged, hidden_rows, hidden_columns}; rows and columns are numbered from 1."""
    data = stream(file, STREAMS)
    is_old = data[4:6] != b"\x00\x06"  # before Excel 97: names in bytes of one sign
    sheets = [_sheet_of_xls(body, is_old=is_old) for kind, body in _xls_records(data, 0) if kind == XLS_SHEET]
    return {name: vars(_in_xls(_xls_records(data, at))) for name, at in sheets}


def _sheet_of_xls(body: bytes, *, is_old: bool) -> tuple[str, int]:
    at, length = struct.unpack_from("<I", body)[0], body[6]
    if is_old:
        return body[7 : 7 + length].decode("cp1252"), at
    return body[8:].decode("utf-16-le" if body[7] & 1 else "latin-1"), at


def _xls_records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from one place on to the end of what begins there; charts within it are passed over."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        depth += (kind == XLS_START) - (kind == XLS_END)
        if depth == 1:
            yield kind, data[at + 4 : at + 4 + size]
        if depth <= 0:
            return
        at += 4 + size


def _in_xls(records: Iterator[tuple[int, bytes]]) -> _Seen:
    seen = _Seen()
    for kind, body in records:
        if kind == XLS_ROW and body[12] & 0x20:
            seen.hidden_rows.append(struct.unpack_from("<H", body)[0] + 1)
        elif kind == XLS_COLUMN and body[8] & 1:
            seen.hide_columns(*struct.unpack_from("<HH", body))
        elif kind == XLS_ERROR and body[7]:
            row, column = struct.unpack_from("<HH", body)
            seen.error(row, column, body[6])
        elif kind == XLS_FORMULA:
            _formula(seen, body)
        elif kind == XLS_MERGED:
            for number in range(struct.unpack_from("<H", body)[0]):
                seen.merge(*struct.unpack_from("<4H", body, 2 + 8 * number))
    return seen


def _formula(seen: _Seen, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    result = body[6:14]
    if result[6:] == b"\xff\xff" and result[0] == 2:
        seen.error(row, column, result[2])
    elif result in NO_RESULT:
        seen.without_result.append([row + 1, column + 1])


def beneath_xlsb(file: Path) -> dict[str, dict[str, Any]]:
    """Of each sheet {errors, without_result, merged, hidden_rows, hidden_columns}; rows and columns are numbered from 1."""
    with zipfile.ZipFile(file) as packed:
        links = _links(packed.read("xl/_rels/workbook.bin.rels"))
        book = packed.read("xl/workbook.bin")
        sheets = [_sheet_of_xlsb(body) for kind, body in _records(book) if kind == SHEET]
        return {name: vars(_in_xlsb(packed.read(links[link]))) for link, name in sheets if link in links}


def _links(xml: bytes) -> dict[str, str]:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("The workbook defines entities, as no spreadsheet program writes them.")
    targets = {str(link.get("Id")): str(link.get("Target")) for link in Xml.fromstring(xml)}  # noqa: S314 - no entity is left in it to expand
    return {name: target[1:] if target.startswith("/") else f"xl/{target}" for name, target in targets.items()}


def _sheet_of_xlsb(body: bytes) -> tuple[str, str]:
    link, at = _wide(body, 8)
    return link, _wide(body, at)[0]


def _wide(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le"), end


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _packed(data, at, 2)
        size, at = _packed(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _packed(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits, the last without the eighth, and where it ends."""
    number = 0
    for turn in range(most):
        byte = data[at + turn]
        number |= (byte & 0x7F) << (7 * turn)
        if byte < 0x80:
            return number, at + turn + 1
    return number, at + most


def _in_xlsb(data: bytes) -> _Seen:
    seen, row = _Seen(), 0
    for kind, body in _records(data):
        if kind == ROW:
            row = struct.unpack_from("<I", body)[0]
            seen.hidden_rows += [row + 1] if body[11] & 0x10 else []
        elif kind == COLUMN and body[16] & 1:
            seen.hide_columns(*struct.unpack_from("<II", body))
        elif kind in (CELL_ERROR, FORMULA_ERROR):
            seen.error(row, struct.unpack_from("<I", body)[0], body[8])
        elif (kind == FORMULA_NUMBER and body[8:16] == NO_RESULT[0]) or (
            kind == FORMULA_TEXT and body[8:12] == b"\0" * 4
        ):
            seen.without_result.append([row + 1, struct.unpack_from("<I", body)[0] + 1])
        elif kind == MERGED:
            seen.merge(*struct.unpack_from("<4I", body))
    return seen
