"""One sheet in each of four kinds of workbook, byte by byte as the programs of their makers write it: no library of ours has a part."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

ERROR = "#N/A"
DIVIDED = 42  # the number of that error


@dataclass(frozen=True)
class Sheet:
    """Rows and columns are numbered from 1."""

    rows: list[list[str]]
    hidden_row: int = 0
    hidden_column: int = 0
    merged: tuple[int, int, int, int] | None = None  # top, left, bottom, right
    second_is_hidden: bool = False

    @property
    def width(self) -> int:
        return len(self.rows[0])


def xlsx(sheet: Sheet, file: Path) -> None:
    made = openpyxl.Workbook()
    made.active.title = "Data"
    for at, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row, start=1):
            made.active.cell(at, column, cell)
    if sheet.hidden_row:
        made.active.row_dimensions[sheet.hidden_row].hidden = True
        made.active.column_dimensions[openpyxl.utils.get_column_letter(sheet.hidden_column)].hidden = True
    if sheet.merged:
        top, left, bottom, right = sheet.merged
        made.active.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    other = made.create_sheet("Other")
    other["A1"] = "note"
    other.sheet_state = "hidden" if sheet.second_is_hidden else "visible"
    made.save(file)


def ods(sheet: Sheet, file: Path) -> None:
    """As LibreOffice does it: what is hidden collapses, and what is repeated is counted."""

    def cell(at: int, column: int, text: str) -> str:
        span = ""
        if sheet.merged and (at, column) == sheet.merged[:2]:
            top, left, bottom, right = sheet.merged
            span = f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
        if text == ERROR:
            return f'<table:table-cell{span} table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>{ERROR}</text:p></table:table-cell>'
        return f'<table:table-cell{span} office:value-type="string" calcext:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    def row(at: int, cells: list[str]) -> str:
        hides = ' table:visibility="collapse"' if at == sheet.hidden_row else ""
        return f"<table:table-row{hides}>{''.join(cell(at, c, text) for c, text in enumerate(cells, start=1))}</table:table-row>"

    before, after = max(sheet.hidden_column - 1, 0), sheet.width - sheet.hidden_column
    columns = f'<table:table-column table:number-columns-repeated="{sheet.width}"/>'
    if sheet.hidden_column:
        columns = f'<table:table-column table:number-columns-repeated="{before}"/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="{after}"/>'
    body = "".join(row(at, cells) for at, cells in enumerate(sheet.rows, start=1))
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    style = "false" if sheet.second_is_hidden else "true"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
        f'<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="{style}"/></style:style></office:automatic-styles>'
        f'<office:body><office:spreadsheet><table:table table:name="Data">{columns}{body}<table:table-row table:number-rows-repeated="1048000" table:visibility="collapse"><table:table-cell table:number-columns-repeated="{sheet.width}"/></table:table-row></table:table>'
        '<table:table table:name="Other" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>note</text:p></table:table-cell></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", kind)
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{manifest}"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        packed.writestr("content.xml", content)


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _start(what: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 0x600))


def _wide(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def xls(sheet: Sheet, file: Path) -> None:
    """Records of Excel 97 in a file of files."""
    first = _xls_sheet(sheet)
    other = _start(0x10) + _record(0x204, struct.pack("<HHH", 0, 0, 0) + _wide("note")) + _record(0x0A)

    def book(at: int, next_at: int) -> bytes:
        sheets = ((at, 0, b"Data"), (next_at, int(sheet.second_is_hidden), b"Other"))
        named = b"".join(_record(0x85, struct.pack("<IBBBB", where, state, 0, len(name), 0) + name) for where, state, name in sheets)  # fmt: skip
        return _start(0x05) + _record(0x42, struct.pack("<H", 1200)) + named + _record(0x0A)

    head = len(book(0, 0))
    content = (book(head, head + len(first)) + first + other).ljust(4096, b"\0")
    _file_of_files(content, file)


def _xls_sheet(sheet: Sheet) -> bytes:
    first = _start(0x10)
    if sheet.hidden_column:
        first += _record(0x7D, struct.pack("<HHHHHH", sheet.hidden_column - 1, sheet.hidden_column - 1, 2000, 0, 1, 0))
    for at in range(len(sheet.rows)):
        hides = 0x20 if at + 1 == sheet.hidden_row else 0
        first += _record(0x208, struct.pack("<HHHHHHI", at, 0, sheet.width, 255, 0, 0, 0x100 | hides))
    for at, row in enumerate(sheet.rows):
        for column, text in enumerate(row):
            place = struct.pack("<HHH", at, column, 0)
            if text == ERROR:  # the result of a formula, =NA()
                result = bytes([2, 0, DIVIDED, 0, 0, 0, 255, 255])
                first += _record(
                    0x06, place + result + struct.pack("<HI", 0, 0) + struct.pack("<HBB", 2, 0x1C, DIVIDED)
                )
            else:
                first += _record(0x204, place + _wide(text))
    if sheet.merged:
        top, left, bottom, right = (one - 1 for one in sheet.merged)
        first += _record(0xE5, struct.pack("<5H", 1, top, bottom, left, right))
    return first + _record(0x0A)


def _file_of_files(content: bytes, file: Path) -> None:
    """One stream, the workbook, behind the header, the table of sectors and the directory."""
    sectors = -(-len(content) // 512)
    table = [
        0xFFFFFFFD,
        0xFFFFFFFE,
        *range(3, sectors + 2),
        0xFFFFFFFE,
    ]  # the table itself, the directory, the workbook
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))

    def entry(name: str, kind: int, child: int, begin: int, size: int) -> bytes:
        letters = name.encode("utf-16-le") + b"\0\0" if name else b""
        links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return letters.ljust(64, b"\0") + struct.pack("<H", len(letters)) + links + b"\0" * 36 + struct.pack("<IQ", begin, size)  # fmt: skip

    nothing = entry("", 0, 0xFFFFFFFF, 0, 0)
    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(content)) + 2 * nothing  # fmt: skip
    assert len(table) <= 128
    padded = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    file.write_bytes(header + padded + directory + content.ljust(sectors * 512, b"\0"))


def xlsb(sheet: Sheet, file: Path) -> None:
    """Parts of records, packed as an XLSX is."""

    def record(kind: int, body: bytes = b"") -> bytes:
        packed = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size = bytes([len(body)]) if len(body) < 128 else bytes([len(body) & 0x7F | 0x80, len(body) >> 7])
        return packed + size + body

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def row(at: int, cells: list[str]) -> bytes:
        flags = 0x10 if at + 1 == sheet.hidden_row else 0
        made = record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0))
        for column, text in enumerate(cells):
            place = struct.pack("<II", column, 0)
            made += record(3, place + bytes([DIVIDED])) if text == ERROR else record(6, place + wide(text))
        return made

    columns = b""
    if sheet.hidden_column:
        hides = struct.pack("<IIIIH", sheet.hidden_column - 1, sheet.hidden_column - 1, 2000, 0, 1)
        columns = record(390) + record(60, hides) + record(391)
    merged = b""
    if sheet.merged:
        top, left, bottom, right = (one - 1 for one in sheet.merged)
        merged = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<4I", top, bottom, left, right)) + record(178)  # fmt: skip
    reach = record(148, struct.pack("<4I", 0, len(sheet.rows) - 1, 0, sheet.width - 1))
    rows = b"".join(row(at, cells) for at, cells in enumerate(sheet.rows))
    data = record(129) + reach + columns + record(145) + rows + record(146) + merged + record(130)
    other = record(129) + record(148, struct.pack("<4I", 0, 0, 0, 0)) + record(145) + record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0)) + record(6, struct.pack("<II", 0, 0) + wide("note")) + record(146) + record(130)  # fmt: skip
    named = b"".join(
        record(156, struct.pack("<II", state, number) + wide(f"rId{number}") + wide(name))
        for number, state, name in ((1, 0, "Data"), (2, int(sheet.second_is_hidden), "Other"))
    )
    workbook = record(131) + record(143) + named + record(144) + record(132)
    package, office = "http://schemas.openxmlformats.org/package/2006", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"  # fmt: skip
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.bin"/>' for n in (1, 2)
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        made.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.bin"/></Relationships>')  # fmt: skip
        made.writestr("xl/workbook.bin", workbook)
        made.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>')  # fmt: skip
        made.writestr("xl/worksheets/sheet1.bin", data)
        made.writestr("xl/worksheets/sheet2.bin", other)


BOOKS = {"xlsx": xlsx, "ods": ods, "xls": xls, "xlsb": xlsb}
