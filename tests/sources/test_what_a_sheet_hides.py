"""Hidden sheets, rows and columns, merged cells and errors of formulas are told by the same sentences, whichever program made the book."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.checks import examine
from data_loaders.problem import is_stopping
from data_loaders.sources import collect
from tests.sources.corpus import HEAD, ROWS, Case
from tests.sources.every_book import BOOKS, ERROR, Sheet

LINES = [line.split(",") for line in (HEAD, *ROWS)]


def collected(folder: Path, kind: str, sheet: Sheet):
    name = f"missing_episodes.{kind}"
    return collect(Case(kind, "", {name: lambda file: BOOKS[kind](sheet, file)}).write(folder))


@pytest.mark.parametrize("kind", BOOKS)
def test_what_is_hidden_is_told_and_read(tmp_path: Path, kind: str) -> None:
    made = collected(tmp_path, kind, Sheet(LINES, hidden_row=3, hidden_column=7, second_is_hidden=True))
    assert [p.sentence for p in [*made.problems, *examine(made)] if is_stopping(p)] == []
    assert list(made.tables["missing_episodes"]["sex"]) == ["F", "M", "F"]
    told = "\n".join(made.notes)
    assert "the sheet 'Data' was read; not read: Other (hidden)." in told
    assert "row 3: hidden in the sheet, and read like all others." in told
    assert "column G: hidden in the sheet, and read like all others." in told


@pytest.mark.parametrize("kind", BOOKS)
def test_an_error_of_a_formula_stops_and_is_no_blank(tmp_path: Path, kind: str) -> None:
    lines = [list(line) for line in LINES]
    lines[1][4] = lines[3][4] = ERROR  # end_dt, which may be blank
    made = collected(tmp_path, kind, Sheet(lines))
    (said,) = (p.sentence for p in made.problems if is_stopping(p))
    assert said.startswith(
        f"missing_episodes.{kind}, rows 2, 4, end_dt: the value is an error of a spreadsheet's formula"
    )


@pytest.mark.parametrize("kind", BOOKS)
def test_merged_cells_stop_and_are_no_blanks(tmp_path: Path, kind: str) -> None:
    lines = [list(line) for line in LINES]
    lines[2][4] = ""
    made = collected(tmp_path, kind, Sheet(lines, merged=(2, 5, 3, 5)))
    (said,) = (p.sentence for p in made.problems if is_stopping(p))
    assert f"missing_episodes.{kind}, sheet 'Data', rows 2–3: cells are merged" in said


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_a_book_that_is_cut_off_is_refused(tmp_path: Path, kind: str) -> None:
    def cut(file: Path) -> None:
        BOOKS[kind](Sheet(LINES), file)
        file.write_bytes(file.read_bytes()[: 9 * file.stat().st_size // 10])

    made = collect(Case(kind, "", {f"missing_episodes.{kind}": cut}).write(tmp_path))
    (said,) = (p.sentence for p in made.problems if is_stopping(p) and "missing_episodes" in p.file)
    assert f"missing_episodes.{kind}" in said
    assert "Save it again" in said
