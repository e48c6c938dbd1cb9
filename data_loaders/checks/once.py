"""Of one cell one thing is said: two sentences for one fault are mended twice, and what follows from a fault is none of its own."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.problem import Problem, is_stopping


def told_once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Without what is said of cells of which something weightier is said: that the row is no record, that a person may be known
    by it, that it stops for another reason. What is said of one more row than that stays."""
    said: dict[tuple[str, str], list[frozenset[int]]] = {}
    gone = set[int]()
    for at in sorted((n for n, one in enumerate(problems) if one.rows), key=lambda n: (_weight(problems[n]), n)):
        one = problems[at]
        rows = frozenset(one.rows)
        if any(rows <= other for where in _places(one) for other in said.get(where, ())):
            gone.add(at)
        elif is_stopping(one):
            said.setdefault((one.file, WHOLE_ROW if one.rule in OF_ROWS else one.column or ""), []).append(rows)
    return tuple(one for n, one in enumerate(problems) if n not in gone)


OF_ROWS = {"total row": 0, "no record": 1}  # rules of whole rows, whatever stands in their cells
WHOLE_ROW = "all columns"


def _weight(problem: Problem) -> int:
    if not is_stopping(problem):
        return 4
    return OF_ROWS.get(problem.rule, 2 if problem.rule == "identity" else 3)


def _places(problem: Problem) -> tuple[tuple[str, str], tuple[str, str]]:
    return (problem.file, WHOLE_ROW), (problem.file, problem.column or "")
