"""What stops the river before anything is published, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.checks import Problem
from data_loaders.problem import is_stopping
from data_loaders.release import Check


@dataclass
class RiverStoppedError(Exception):
    """The river stopped before anything was published; `problems` say where, why and what cures it."""

    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "; ".join(problem.sentence for problem in self.problems)


def failed(checks: list[Check]) -> list[Problem]:
    return [
        river_stop(
            check.subject,
            f"audit: {check.name}",
            f"{check.subject}: {check.reason}",
            "Nothing was published.",
        )
        for check in checks
        if check.status == "failed"
    ]


def river_stop(table: str, rule: str, sentence: str, cure: str) -> Problem:
    return Problem(
        severity="stop", table=table, file="", row=None, column=None, rule=rule, sentence=sentence, cure=cure
    )


def stop_on(problems: list[Problem]) -> None:
    if any(is_stopping(problem) for problem in problems):
        raise RiverStoppedError(tuple(problems))
