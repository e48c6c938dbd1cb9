"""What is mailed to a supplier names cells and holds no value, and nothing in a file's name becomes markup or a formula."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from data_loaders.checks import examine
from data_loaders.letter import MARKED, write_letter
from data_loaders.sources import collect
from tests.sources.corpus import SECRET, Case, changed


def test_a_letter_marks_the_cells_and_keeps_their_values_to_itself(tmp_path: Path) -> None:
    name = "missing_episodes <b>[2024].csv"
    case = Case("marked", "", {name: changed("2025-06-01T10:00", SECRET).replace(",F,W1", ",F,W9")})
    folder = tmp_path / "d"
    folder.mkdir()
    collected = collect(case.write(folder))
    page, book = write_letter([*collected.problems, *examine(collected)], tmp_path / "out")
    html = page.read_text()
    assert "missing_episodes &lt;b&gt;[2024].csv, row 3, start_dt" in html
    assert "<b>[2024]" not in html
    sheets = openpyxl.load_workbook(book)
    marked = [
        cell
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.start_color.rgb == MARKED.start_color.rgb
    ]
    assert sorted(cell.parent.cell(cell.row, 1).value for cell in marked) == [2, 3]
    whole = html + "".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    assert SECRET not in whole


def test_a_name_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    case = Case("formula", "", {"missing_episodes.csv": changed(",F,W1", ",Femail,W1")})
    collected = collect(case.write(tmp_path))
    problems = [*examine(collected)]
    problems = [type(p)(**{**p.__dict__, "file": "=cmd()"}) for p in problems]
    _, book = write_letter(problems, tmp_path / "out")
    assert all(
        cell.data_type != "f" for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row
    )
