"""The data behind each finding, a sheet for each; numbers are numbers with their formats, and no text can run."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

from dashboard.paper.paper import Exhibit, Paper, PaperTable
from dashboard.paper.texts import as_texts, clean, note_lines
from dashboard.words.escaping import FORMULA

NARROW, BROAD = 10, 50  # signs of a column
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def xlsx_of(paper: Paper) -> bytes:
    from openpyxl import Workbook

    said = as_texts(paper)
    book = Workbook()
    about = book.properties
    day = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day)
    about.title, about.creator, about.created, about.modified = said["title"], said["council"], day, day
    about.keywords = f"release {paper.release_id}"
    _front(book.active, said)
    for number, exhibit in enumerate(paper.shown, start=1):
        sheet = book.create_sheet(f"{number} {FORBIDDEN.sub(' ', exhibit.question)}"[:31].strip())
        _exhibit(sheet, exhibit, said)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _front(sheet: Any, said: dict[str, Any]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = "Paper"
    lines = [
        [said["council"]],
        [said["body"]],
        *([x["label"], x["text"]] for x in said["lines"]),
        ["For", said["purpose"]],
        [said["title"]],
    ]
    lines += [[said["data-line"]], [said["invented"]]]
    for title, rows in (
        (said["asked"], [[a] for a in said["asks"]]),
        ("In numbers", [[n["label"], n["figure"], f"{n['word']}: {n['sentence']}", n["surety"]] for n in said["numbers"]]),
        (said["changed-title"], [[c["strong"], c["text"]] for c in said["changed"]]), ("In brief", [[c["strong"], c["text"]] for c in said["brief"]]), ("To bear in mind", [[m] for m in said["mind"]]),
        ("In this workbook", [[str(e["number"]), e["title"]] for e in said["exhibits"]]), ("Questions to ask", [[q] for q in said["questions"]]),
        ("Not in this paper", [[e["title"], e["reason"]] for e in said["left-out"]] if said["full"] else []),
        ("How children are protected", [[m] for m in said["method"]] if said["full"] else []),
    ):  # fmt: skip
        lines += [[title], *rows] if rows else []
    lines.append([said["source"]])
    _write(sheet, [line for line in lines if any(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    for column, width in (("A", 46), ("B", 60), ("C", 50), ("D", 40)):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _exhibit(sheet: Any, exhibit: Exhibit, said: dict[str, Any]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    lines = [[exhibit.title], [exhibit.subtitle], *([f"{n['label']}: {n['text']}"] for n in note_lines(exhibit))]
    lines += [[f"{t}: {x}"] for t, x in (("To bear in mind", exhibit.bear_in_mind), *exhibit.about) if x] + [
        [said["source"]],
        [said["invented"]],
    ]
    lines = [line for line in lines if any(line)]
    _write(sheet, lines)
    sheet["A1"].font = Font(bold=True, size=13)
    first, table = len(lines) + 2, exhibit.table
    for place, column in enumerate(table.columns, start=1):
        head = sheet.cell(first, place)
        _fill(head, column)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = _width(table, place - 1)
        for down, row in enumerate(table.values, start=1):
            cell = sheet.cell(first + down, place)
            _fill(cell, row[place - 1])
            cell.alignment = Alignment(wrap_text=cell.data_type == "s", vertical="top")
            if cell.data_type != "s":
                cell.number_format = table.formats[place - 1]
    sheet.freeze_panes = f"A{first + 1}"


def _width(table: PaperTable, place: int) -> int:
    """Signs of the longest cell and of the longest word of the head; longer texts wrap."""
    longest = max((len(row[place]) for row in table.written), default=0)
    return min(max(NARROW, longest, *map(len, table.columns[place].split())), BROAD) + 2


def _write(sheet: Any, lines: list[list[str]]) -> None:
    for number, row in enumerate(lines, start=1):
        for place, text in enumerate(row, start=1):
            _fill(sheet.cell(number, place), text)


def _fill(cell: Any, value: Any) -> None:
    """A number stays a number; a text stays a text, whatever it begins with."""
    if isinstance(value, str) or value is None or value != value:
        text = clean(value if isinstance(value, str) else "–")
        cell.value = f"'{text}" if text.startswith(FORMULA) else text
        cell.data_type = "s"
    else:
        cell.value = value
