"""What is wrong with a delivery, in a sentence that names file, row and cure, and never the value itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

import numpy as np
import pandas as pd

Severity = Literal["stop", "warn"]
RUNS = 12  # stretches of rows that one sentence names before the rest is only counted
ALIKE = 0.72  # below this a proposal for a misspelt name misleads more than it helps


@dataclass(frozen=True)
class Problem:
    """`rows` are all rows that it is about, `at` their positions in a table of `of` rows, `what` what is said of them."""

    severity: Severity
    table: str
    file: str
    row: int | None
    column: str | None
    rule: str
    sentence: str
    cure: str
    rows: tuple[int, ...] = ()
    at: tuple[int, ...] = ()
    of: int = 0
    what: str = ""


def is_stopping(problem: Problem) -> bool:
    return problem.severity == "stop"


def rows_problem(
    wrong: pd.Series,
    table: str,
    file: str,
    column: str,
    rule: str,
    what: str,
    cure: str,
    *,
    of: str = "the value ",
    severity: Severity = "stop",
) -> list[Problem]:
    """One problem for all rows in which `wrong` is true; none if there is none.

    `of`: what the sentence is about, empty where it says so itself.
    """
    at = np.flatnonzero(wrong.to_numpy(dtype=bool))
    if not len(at):
        return []
    rows = tuple(int(wrong.index[i]) for i in at)
    said = f"{of}{what}"
    problem = Problem(severity, table, file, rows[0], column, rule, rows_said(file, rows, column, said), cure)
    return [replace(problem, rows=rows, at=tuple(int(i) for i in at), of=len(wrong), what=said)]


def stop(table: str, file: str, rule: str, sentence: str, cure: str, *, column: str | None = None) -> Problem:
    return Problem("stop", table, file, None, column, rule, sentence, cure)


def rows_said(file: str, rows: Iterable[int], column: str, what: str) -> str:
    return f"{file}, {rows_in_words(rows)}, {column}: {what}."


def rows_in_words(rows: Iterable[int]) -> str:
    """`row 7`, `rows 2–31, 40`, and how many more where they are scattered."""
    ordered = np.unique(
        np.fromiter(rows, dtype=np.int64)
    )  # as numbers: ten million rows are to be named in little memory
    begins = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 2) != 1)
    ends = (np.append(begins[1:], len(ordered)) - 1)[: len(begins)]
    runs = list(zip(ordered[begins[:RUNS]].tolist(), ordered[ends[:RUNS]].tolist(), strict=True))
    said = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    more = len(ordered) - sum(last - first + 1 for first, last in runs)
    return f"row{'s' if len(ordered) > 1 else ''} {', '.join(said)}" + (f" and {more:,} more" if more else "")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that somebody who wrote `name` may have meant; another case or other signs between words count least."""
    letters = {"".join(sign for sign in one.lower() if sign.isalnum()): one for one in known}
    found = get_close_matches("".join(sign for sign in name.lower() if sign.isalnum()), letters, n=1, cutoff=ALIKE)
    return letters[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = nearest(name, known) or _with_its_words(name, known)
    return f" Did you mean '{near}'?" if near else ""


def _with_its_words(name: str, known: Iterable[str]) -> str | None:
    """The one known name that has all words of this one and others, or only words of this one: "Start", "Start date"."""
    words = set(re.findall(r"\w+", name.lower()))
    found = [
        one for one in known if words and (of := set(re.findall(r"\w+", one.lower()))) and (of <= words or words <= of)
    ]
    return found[0] if len(found) == 1 else None
