"""What a supplier is asked to mend, to be mailed: a page that reads by itself, and a workbook in which the cells are marked.

Neither holds a value of a delivery: a cell is named by file, row and column, and its supplier looks it up.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from data_loaders.problem import Problem, is_stopping

PAGE, BOOK = "to mend.html", "to mend.xlsx"
MARKED = PatternFill("solid", start_color="FFF2C94C")
MOST_ROWS = 20_000  # of one file that are marked; whoever has more mends the export, not the rows
STYLE = "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem;text-align:left;vertical-align:top}"


def write_letter(problems: Iterable[Problem], to: Path) -> tuple[Path, Path]:
    """`to mend.html` and `to mend.xlsx` in a folder; by file, what stops first."""
    ordered = sorted(problems, key=lambda p: (p.file or "~", p.severity, p.row or 0))
    by_file: dict[str, list[Problem]] = {}
    for problem in ordered:
        by_file.setdefault(problem.file or "The delivery as a whole", []).append(problem)
    to.mkdir(parents=True, exist_ok=True)
    (to / PAGE).write_text(_page(by_file), encoding="utf-8")
    _book(by_file).save(to / BOOK)
    return to / PAGE, to / BOOK


def _page(by_file: dict[str, list[Problem]]) -> str:
    parts = [f"<h2>{escape(file)}</h2>{_listed(problems)}" for file, problems in by_file.items()]
    body = "".join(parts) or "<p>Nothing has to be mended.</p>"
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>What has to be mended</title><style>{STYLE}</style></head><body><h1>What has to be mended</h1>{body}</body></html>'


def _listed(problems: list[Problem]) -> str:
    rows = "".join(
        f"<tr><td>{_weight(p)}</td><td>{escape(p.sentence)}</td><td>{escape(p.cure)}</td></tr>" for p in problems
    )
    return f"<table><thead><tr><th>Weight</th><th>What is wrong</th><th>What cures it</th></tr></thead><tbody>{rows}</tbody></table>"


def _weight(problem: Problem) -> str:
    return "stops" if is_stopping(problem) else "to be known"


def _book(by_file: dict[str, list[Problem]]) -> Workbook:
    made = Workbook()
    first = made.worksheets[0]
    first.title = "What is wrong"
    first.append(["File", "Weight", "What is wrong", "What cures it"])
    for file, problems in by_file.items():
        for problem in problems:
            first.append([_text(text) for text in (file, _weight(problem), problem.sentence, problem.cure)])
    for number, (file, problems) in enumerate(by_file.items(), start=1):
        if any(problem.rows for problem in problems):
            _marks(made.create_sheet(f"File {number}"), file, problems)
    for sheet in made.worksheets:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    return made


def _marks(sheet: Worksheet, file: str, problems: list[Problem]) -> None:
    """One line for each row with a fault, one column for each column with one; the marked cells say what is wrong, not what stands there."""
    columns = list(dict.fromkeys(problem.column or "row" for problem in problems if problem.rows))
    rows = sorted({row for problem in problems for row in problem.rows})[:MOST_ROWS]
    line = {row: at for at, row in enumerate(rows, start=2)}
    sheet.append([_text(f"Row of {file}"), *(_text(column) for column in columns)])
    for row in rows:
        sheet.cell(line[row], 1, row)
    for problem in problems:
        for row in problem.rows:
            if row in line:
                cell = sheet.cell(
                    line[row], columns.index(problem.column or "row") + 2, _text(problem.what or problem.rule)
                )
                cell.fill = MARKED
                cell.comment = Comment(problem.cure, "")


def _text(text: str) -> str:
    """A text that a spreadsheet program takes for no formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
