"""What is wrong with a delivery, in a sentence that names file, row and cure, and never the value itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

LISTED = 20  # problems of one rule that are listed one by one; the rest is counted


@dataclass(frozen=True)
class Problem:
    severity: Literal["stop", "warn"]
    table: str
    file: str
    row: int | None
    column: str | None
    rule: str
    sentence: str
    cure: str


def is_stopping(problem: Problem) -> bool:
    return problem.severity == "stop"


def rows_problem(
    wrong: pd.Series, table: str, file: str, column: str, rule: str, what: str, cure: str
) -> list[Problem]:
    """A problem for each row in which `wrong` is true, the first ones by row and the rest counted."""
    rows = list(wrong.index[wrong.to_numpy(dtype=bool)])
    made = [
        Problem(
            "stop",
            table,
            file,
            int(row),
            column,
            rule,
            f"{file}, row {row}, {column}: the value {what}.",
            cure,
        )
        for row in rows[:LISTED]
    ]
    if len(rows) > LISTED:
        made.append(
            stop(
                table,
                file,
                rule,
                f"{file}, {column}: … and {len(rows) - LISTED} more rows of this kind.",
                cure,
                column=column,
            )
        )
    return made


def stop(table: str, file: str, rule: str, sentence: str, cure: str, *, column: str | None = None) -> Problem:
    return Problem("stop", table, file, None, column, rule, sentence, cure)
