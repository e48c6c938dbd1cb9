"""The data behind each figure, a sheet for each; numbers are numbers, and no text can run."""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import Any

import pandas as pd

from dashboard.paper.briefing import Briefing, Item
from dashboard.paper.plain import as_texts, clean
from dashboard.words.escaping import FORMULA, formula_safe

FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def xlsx_of(briefing: Briefing) -> bytes:
    from openpyxl import Workbook

    said = as_texts(briefing)
    book = Workbook()
    about = book.properties
    day = datetime(briefing.as_at.year, briefing.as_at.month, briefing.as_at.day)
    about.title, about.creator, about.created, about.modified = said["title"], said["council"], day, day
    _contents(book.active, said)
    for number, item in enumerate(briefing.items, start=1):
        sheet = book.create_sheet(f"{number} {FORBIDDEN.sub(' ', clean(item.finding.title))}"[:31].strip())
        _item(sheet, item, said["items"][number - 1], said)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _contents(sheet: Any, said: dict[str, Any]) -> None:
    from openpyxl.styles import Font

    sheet.title = "Contents"
    lines = [
        [said["title"]],
        [said["body"]],
        [said["purpose"]],
        [said["about"]],
        [said["invented"]],
        [said["front-title"]],
    ]
    lines += [[e["subject"], e["sentence"]] for e in said["front"]]
    lines += [
        ["In this workbook"],
        *([str(n), i["title"], i["headline"]] for n, i in enumerate(said["items"], start=1)),
    ]
    lines += (
        [["Not in this briefing"], *([e["title"], e["reason"]] for e in said["left-out"])] if said["left-out"] else []
    )
    lines += [["Method"], *([t] for t in said["method"]), ["Safety"], *([t] for t in said["safety"])]
    _write(sheet, [line for line in lines if any(line)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 60


def _item(sheet: Any, item: Item, texts: dict[str, Any], said: dict[str, Any]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    lines = [
        [texts["title"]],
        [texts["headline"]],
        *([n] for n in texts["notes"] + texts["more-notes"]),
        [texts["small"]],
    ]
    lines += [[t] for t in (texts["question"], *texts["events"], said["about"], said["invented"]) if t]
    _write(sheet, lines)
    sheet["A1"].font = Font(bold=True, size=13)
    first = len(lines) + 2
    table = formula_safe(item.finding.table)
    for place, column in enumerate(table.columns, start=1):
        head = sheet.cell(first, place, clean(column))
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 24 if place == 1 else 16
        for down, value in enumerate(table[column], start=1):
            _fill(sheet.cell(first + down, place), value)
    sheet.freeze_panes = f"A{first + 1}"


def _write(sheet: Any, lines: list[list[str]]) -> None:
    for number, row in enumerate(lines, start=1):
        for place, text in enumerate(row, start=1):
            _fill(sheet.cell(number, place), f"'{text}" if text.startswith(FORMULA) else text)


def _fill(cell: Any, value: Any) -> None:
    """A number stays a number; a text stays a text, whatever it begins with."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        cell.value = "–"
    elif hasattr(value, "item"):
        cell.value = value.item()
    elif isinstance(value, pd.Timestamp):
        cell.value = value.to_pydatetime()
    elif isinstance(value, int | float):
        cell.value = value
    else:
        cell.value = clean(value)
        cell.data_type = "s"
