"""From a table to the files that it came in: whoever has to mend a row must know in which file it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data_loaders.problem import Problem, rows_said
from data_loaders.sources.collect import Collected


def by_file(problems: Iterable[Problem], collected: Collected) -> tuple[Problem, ...]:
    """Each problem under the name of its file, one for each file."""
    return tuple(one for problem in problems for one in _of_files(problem, collected))


def _of_files(problem: Problem, collected: Collected) -> Iterator[Problem]:
    names = collected.row_files.get(problem.table)
    if problem.file != problem.table or names is None or not len(names):
        yield problem
        return
    if problem.at and problem.of == len(names):
        for file in dict.fromkeys(names[list(problem.at)]):
            rows = tuple(row for row, at in zip(problem.rows, problem.at, strict=True) if names[at] == file)
            said = rows_said(file, rows, problem.column or "", problem.what)
            yield replace(problem, file=file, row=rows[0], rows=rows, sentence=said)
        return
    files = ", ".join(dict.fromkeys(names))
    sentence = problem.sentence
    if sentence.startswith(problem.table):
        sentence = files + sentence[len(problem.table) :]
    yield replace(problem, file=files, sentence=sentence)
