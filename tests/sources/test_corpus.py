"""Every bad or doubtful delivery gets its verdict: a sentence and a cure, no traceback, and no value of a person repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.checks import examine, examined
from data_loaders.guard.delivery import guarded
from data_loaders.problem import Problem, is_stopping
from data_loaders.sources import collect
from tests.sources.as_a_whole import as_a_whole
from tests.sources.as_exported import as_exported
from tests.sources.as_kept import as_kept
from tests.sources.as_sent import as_sent
from tests.sources.corpus import SECRET, Case, cases

CASES = {case.name: case for case in (*cases(), *as_sent(), *as_exported(), *as_a_whole(), *as_kept())}
# Every third is in each test run, still over 160, and the others in `make long`.
EACH = [pytest.param(c, marks=pytest.mark.long if n % 3 else [], id=c.name) for n, c in enumerate(CASES.values())]


def test_the_corpus_is_large() -> None:
    assert sum(not case.marks for case in EACH) >= 160
    assert len(CASES) == len([*cases(), *as_sent(), *as_exported(), *as_a_whole(), *as_kept()])


@pytest.mark.parametrize("case", EACH)
def test_each_gets_its_verdict(tmp_path: Path, case: Case) -> None:
    before = _content(case.write(tmp_path))
    collected = guarded(collect(tmp_path), tmp_path).collected
    problems = examined(collected)
    told = [*(f"{p.sentence} | {p.cure}" for p in problems), *collected.notes]
    assert any(case.tells in one for one in told) or not case.tells, told
    stopping = [f"{p.sentence} | {p.cure}" for p in problems if is_stopping(p)]
    if case.says:
        assert any(case.says in sentence for sentence in stopping), stopping
    else:
        assert stopping == []
    assert not [text for text in told if SECRET in text]
    assert not [text for text in stopping if "Error" in text or "Traceback" in text or "xception" in text]
    assert _content(tmp_path) == before
    assert _said_twice([p for p in problems if is_stopping(p)]) == []


def _said_twice(stopping: list[Problem]) -> list[tuple[str, str]]:
    """Pairs of sentences of which one tells of no cell that the other does not tell of."""
    cells = [(p.sentence, p.file, p.column, {*p.rows}) for p in stopping if p.rows]
    return [
        (one, other)
        for at, (one, file, column, rows) in enumerate(cells)
        for n, (other, other_file, other_column, others) in enumerate(cells)
        if at != n and (file, column) == (other_file, other_column) and rows <= others
    ]


@pytest.mark.parametrize(
    "name",
    ["an ordinary year", "incidents of an ordinary year", "people of two years", "people of wards and of the council"],
)
def test_of_an_ordinary_delivery_nothing_is_told(tmp_path: Path, name: str) -> None:
    CASES[name].write(tmp_path)
    collected = collect(tmp_path)
    assert [*collected.problems, *examine(collected)] == []


def _content(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
