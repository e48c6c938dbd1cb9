"""What is wrong with a delivery, in a sentence that names file, row and cure, and never the value itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
