"""A file that is checked in parts gets the verdict that it gets whole: what is wrong in it is named by the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.checks import examine
from data_loaders.guard.delivery import guarded
from data_loaders.problem import Problem, is_stopping
from data_loaders.publish import large
from data_loaders.sources import collect, streams
from data_loaders.sources.folder import Reading
from tests.sources.corpus import HEAD, SECRET, Case, cases, text

# What no large file is; and what is told by other words of a file of which rows are not looked at one by one.
SMALL = ("nothing", "blanks alone", "a page of the web", "children called like their episodes")
OTHERWISE = {
    "a comma too many": "more or fewer cells",
    "a text as long as a file": "cannot be read as utf-8",
    "a megabyte in a column that nobody reads": "cannot be read as utf-8",
}
CASES = {case.name: case for case in cases() if "missing_episodes.csv" in case.files and case.name not in SMALL}
CANNOT = "is too large to be"  # read as it is, joined: said instead of reading it in parts


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Episodes are a large file, and a part holds two rows of them."""

    def is_large(reading: Reading) -> bool:
        return reading.table.name == "missing_episodes" and reading.file.suffix == ".csv" and reading.file.is_file()

    monkeypatch.setattr(large, "_is_large", is_large)
    monkeypatch.setattr(streams, "PART_BYTES", 240)


def in_parts(folder: Path) -> list[Problem]:
    return large.check_in_parts(folder, audience="partnership", say=lambda _: None)[0]


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=() if at % 6 == 0 else pytest.mark.long) for at, case in enumerate(CASES.values())],
    ids=list(CASES),
)
def test_each_gets_its_verdict(tmp_path: Path, case: Case) -> None:
    case.write(tmp_path)
    stopping = [f"{p.sentence} | {p.cure}" for p in in_parts(tmp_path) if is_stopping(p)]
    assert not [said for said in stopping if SECRET in said or "Traceback" in said]
    says = OTHERWISE.get(case.name, case.says)
    if not any(CANNOT in said for said in stopping):
        assert any(says in said for said in stopping) if says else stopping == []


def test_the_same_rows_are_named_as_of_a_file_that_is_held_at_once(tmp_path: Path) -> None:
    """Days that only the last row proves to come first, unknown codes far apart, keys that are met again parts later."""
    rows = [f"e{n},c{n},EPISODE,0{n % 9 + 1}/05/2025 10:00,,13-15,F,W1" for n in range(60)]
    rows[7] = rows[7].replace("13-15", "thirteen")
    rows[31] = rows[31].replace("13-15", "thirteen").replace("W1", "W9")
    rows[32] = rows[32].replace("EPISODE", "")
    rows[40] = rows[40].replace("10:00", "10:00,01/04/2025 09:00").replace(",,", ",", 1)
    rows[55] = rows[5]
    rows[59] = rows[59].replace("/05/2025", "/02/2025").replace("06/", "17/")
    Case("rows", "", {"missing_episodes.csv": text(rows, HEAD)}).write(tmp_path)
    whole = guarded(collect(tmp_path), tmp_path).collected
    of_the_whole = {(p.file, p.rule, p.sentence) for p in [*whole.problems, *examine(whole)] if is_stopping(p)}
    assert {rule for _, rule, _ in of_the_whole} >= {"value", "blank", "duplicate"}
    found = {(p.file, p.rule, p.sentence) for p in in_parts(tmp_path) if is_stopping(p)}
    assert found >= of_the_whole
    assert {rule for _, rule, _ in found - of_the_whole} == {
        "end before start"
    }  # which the whole tells once codes are right


def test_rows_outside_the_period_are_named_and_every_row_has_its_place(tmp_path: Path) -> None:
    rows = [f"e{n},c{n},EPISODE,2025-05-{n + 1:02d}T10:00,,13-15,F,W1" for n in range(9)]
    rows += ["e90,c90,EPISODE,2019-01-01T10:00,,13-15,F,W1", "e91,c91,EPISODE,2026-03-01T10:00,,13-15,F,W1"]
    Case("rows", "", {"missing_episodes.csv": text(rows)}).write(tmp_path)
    found, outlook = large.check_in_parts(tmp_path, audience="partnership", say=lambda _: None)
    said = {p.rule: p.sentence for p in found}
    assert said["before"] == "missing_episodes.csv: 1 row begins before 2025-01-01 and is not counted (row 11)."
    assert said["after"] == "missing_episodes.csv: 1 row begins after 2025-12-31 and is not counted (row 12)."
    assert outlook.accounts == (
        ("missing_episodes", "11", "9 in the period + 1 before the period + 1 after the period"),
    )
    assert "was not rehearsed" in outlook.verdict
