"""What stands beneath the values of an XLSX: formulas without one, errors, hidden rows and columns, how far it reaches."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

from data_loaders.untrusted.bounds import check_cells

CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
AT = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
HIDDEN_ROW = re.compile(rb'<row\b[^>]*\br="(\d+)"[^>]*\bhidden="(?:1|true)"')
COLUMN = re.compile(rb"<col\b[^>]*>")
FIRST, LAST = re.compile(rb'\bmin="(\d+)"'), re.compile(rb'\bmax="(\d+)"')
HIDDEN_COLUMN = re.compile(rb'\bhidden="(?:1|true)"')
MOST_COLUMNS = 16_384  # of a sheet
VALUE = re.compile(rb"<v>([^<]*)</v>")
NO_VALUE = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*$|<f[^>]*/>\s*(?:<v\s*/>|<v></v>)?\s*$")
STYLE = re.compile(rb'\bs="(\d+)"')
WHOLE_DAY = re.compile(rb"<v>[1-9]\d*(?:\.0+)?</v>")
WITH_HOURS = {*map(str, range(18, 23))}  # formats that every spreadsheet program knows by number; none of a duration
TEXT_IN_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
ANY = "{*}"  # of two namespaces: that of most programs, and that of workbooks saved as "strict"
LINK = "}id"


def beneath_xlsx(file: Path) -> dict[str, dict[str, Any]]:
    """Of each sheet {formulas, errors, midnights, hidden_rows, hidden_columns}; rows and columns are numbered from 1."""
    with zipfile.ZipFile(file) as packed:
        hours = _styles_with_hours(packed)
        return {
            name: _scan(f"{file.name}, sheet '{name}'", packed.read(part), hours)
            for name, part in _parts(packed).items()
        }


def _parts(packed: zipfile.ZipFile) -> dict[str, str]:
    names = set(packed.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    links = {link.get("Id"): str(link.get("Target")) for link in _xml(packed, "xl/_rels/workbook.xml.rels")}
    made = {}
    for sheet in _xml(packed, "xl/workbook.xml").iterfind(f".//{ANY}sheet"):
        target = links.get(next((value for name, value in sheet.attrib.items() if name.endswith(LINK)), None), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            made[str(sheet.get("name"))] = part
    return made


def _styles_with_hours(packed: zipfile.ZipFile) -> frozenset[bytes]:
    """Which styles of cells show an hour beside the day, by the numbers under which cells name them."""
    if "xl/styles.xml" not in packed.namelist():
        return frozenset()
    styles = _xml(packed, "xl/styles.xml")
    own = {
        str(one.get("numFmtId"))
        for one in styles.iterfind(f".//{ANY}numFmt")
        if _shows_hours(str(one.get("formatCode")))
    }
    own |= WITH_HOURS
    cells = styles.find(f"{ANY}cellXfs")
    return frozenset(
        str(at).encode() for at, one in enumerate(cells if cells is not None else ()) if one.get("numFmtId") in own
    )


def _shows_hours(code: str) -> bool:
    return "h" in TEXT_IN_FORMAT.sub("", code).lower()


def _xml(packed: zipfile.ZipFile, part: str) -> Xml.Element:
    text = packed.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError(f"{part} defines entities, as no spreadsheet program writes them.")
    return Xml.fromstring(text)  # noqa: S314 - no entity is left in it to expand


def _scan(name: str, xml: bytes, hours: frozenset[bytes]) -> dict[str, Any]:
    formulas, errors, midnights, far = list[list[int]](), list[tuple[int, int, str]](), list[list[int]](), [0, 0]
    for match in CELL.finditer(xml):
        at = AT.search(match[1])
        if at is None:
            continue
        place = [int(at[2]), _column(at[1])]
        far = [max(far[0], place[0]), max(far[1], place[1])]
        body = match[2] or b""
        if b't="e"' in match[1]:
            errors.append((place[0], place[1], _shown(body)))
        elif b"<f" in body and b't="str"' not in match[1] and NO_VALUE.search(body):
            formulas.append(place)
        elif (
            b't="s"' not in match[1]
            and WHOLE_DAY.search(body)
            and (style := STYLE.search(match[1]))
            and style[1] in hours
        ):
            midnights.append(place)
    check_cells(name, far[0], far[1])
    return {
        "formulas": formulas,
        "errors": errors,
        "midnights": midnights,
        "hidden_rows": [int(row) for row in HIDDEN_ROW.findall(xml)],
        "hidden_columns": _hidden_columns(xml),
    }


def _shown(body: bytes) -> str:
    """The error that a cell shows; the reader of values takes it for a blank."""
    found = VALUE.search(body)
    return found[1].decode("utf-8", errors="replace") if found else "#VALUE!"


def _hidden_columns(xml: bytes) -> list[int]:
    """Columns that nobody who looks at the sheet sees."""
    made = list[int]()
    for column in COLUMN.findall(xml.partition(b"<sheetData")[0]):
        ends = FIRST.search(column), LAST.search(column)
        if HIDDEN_COLUMN.search(column) and ends[0] and ends[1]:
            made += range(int(ends[0][1]), min(int(ends[1][1]), MOST_COLUMNS) + 1)
    return made


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
