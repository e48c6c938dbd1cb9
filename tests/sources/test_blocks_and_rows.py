"""A file that is read in blocks says what it says row by row: the same cells, rows and sentences."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.sources import text_files
from data_loaders.sources.layout import Layout
from data_loaders.sources.text_files import read_text_file
from data_loaders.sources.unreadable import UnreadableError

HEADER = "child_pseudo_id,found_at,note\n"
ROW = "made-up-{n},2025-01-{day:02d},fourteen signs\n"
BLOCK = (
    1 << 12
)  # a file is read in blocks from here on in these tests, and its head is half as long: little to write and to read
BODY = "".join(ROW.format(n=n, day=n % 28 + 1) for n in range(BLOCK // 30))
CASES = {
    "plain": HEADER + BODY,
    "title lines above": "Delivered in May,,\n,,\n" + HEADER + BODY,
    "a delimiter in quotation marks": HEADER + BODY + 'x,2025-02-01,"one, two"\n',
    "a quotation mark within a text": HEADER + BODY + 'x,2025-02-01,six " feet\n',
    "quotation marks in quotation marks": HEADER + BODY + 'x,2025-02-01,"so-called ""park"""\n',
    "a new line in quotation marks": HEADER + BODY + 'x,2025-02-01,"one\ntwo"\n' + BODY,
    "text behind a quotation mark": HEADER + BODY + 'x,2025-02-01,"one" two\n',
    "a blank line": HEADER + BODY + "\n" + BODY,
    "a blank line of a workbook": HEADER + BODY + "\r\n\r\n" + BODY,
    "a row of blanks": HEADER + BODY + ", ,\n" + BODY,
    "a short row": HEADER + BODY + "x,2025-02-01\n" + BODY,
    "a long row": HEADER + BODY + "x,2025-02-01,a,b\n",
    "a long row of blanks": HEADER + BODY + "x,2025-02-01,a,,\n",
    "no name": "child_pseudo_id,found_at,\n" + BODY,
    "no name and nothing below": "child_pseudo_id,found_at,\n" + BODY.replace("fourteen signs", ""),
    "two spaces in a name": "child_pseudo_id,found  at,note\n" + BODY,
    "two columns of one name": "child_pseudo_id,note,note\n" + BODY,
    "no last new line": HEADER + BODY.rstrip("\n"),
    "spaces around cells": HEADER + BODY.replace(",2025", " , 2025"),
    "lines as on a Mac": (HEADER + BODY).replace("\n", "\r"),
    "text that means nothing": HEADER + BODY + "NA,null,NaN\n",
}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "PLAIN_BYTES", BLOCK)
    monkeypatch.setattr(text_files, "HEAD_BYTES", BLOCK // 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_blocks_say_what_rows_say(text: str, encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "made_up.csv"
    file.write_bytes(text.replace("fourteen signs", "fourteen signés", 3).encode(encoding))
    by_block = _read(file)
    monkeypatch.setattr(text_files, "PLAIN_BYTES", len(text) * 2)
    by_row = _read(file)
    if isinstance(by_row, str) or isinstance(by_block, str):
        assert by_block == by_row
    else:
        pd.testing.assert_frame_equal(by_block, by_row, check_index_type=False)


def test_a_plain_file_is_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without which the comparison above would compare rows with rows."""
    file = tmp_path / "made_up.csv"
    file.write_text(CASES["a delimiter in quotation marks"], encoding="utf-8")
    monkeypatch.delattr(text_files, "_row_by_row")
    assert len(read_text_file(file, Layout()).frame) == BODY.count("\n") + 1


def _read(file: Path) -> pd.DataFrame | str:
    try:
        return read_text_file(file, Layout()).frame
    except UnreadableError as error:
        return str(error)
