"""What stops the river before anything is published, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.checks import Problem
from data_loaders.counted import NewSeriesRefusedError
from data_loaders.policy import PolicyRefusedError
from data_loaders.problem import is_stopping
from data_loaders.refusal import RefusedError, os_refusal
from data_loaders.release import Check
from data_loaders.safety.attack.witnesses import AuditUnfinishedError
from data_loaders.safety.ledger import LedgerRefusedError
from data_loaders.safety.views.beside import CutThroughError
from data_loaders.sources import Collected

NOTHING = "Nothing was published."


class RiverStoppedError(RefusedError):
    """The river stopped before anything was published; `problems` say where, why and what cures it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


# Where in the river each refusal belongs, and which rule it is; what is not here is said of the whole release.
PLACES: dict[type[RefusedError], tuple[str, str]] = {
    PolicyRefusedError: ("policy", "policy refused"),
    LedgerRefusedError: ("ledger", "ledger of counted records"),
    CutThroughError: ("release", "two audiences"),
    NewSeriesRefusedError: ("release", "a new series"),
    AuditUnfinishedError: ("release", "attack not finished"),
}


@contextmanager
def one_way_to_stop(out: Path) -> Iterator[None]:
    """Whatever is refused on the way stops the river as a bad delivery does: whoever publishes meets one kind of answer."""
    try:
        yield
    except RiverStoppedError:
        raise
    except RefusedError as error:
        table, rule = PLACES.get(type(error), ("release", "refused"))
        raise RiverStoppedError((river_stop(table, rule, error.sentence, error.cure or NOTHING),)) from error
    except OSError as error:
        told = os_refusal(error, out)
        raise RiverStoppedError((river_stop("release", "files", told.sentence, told.cure),)) from error


def failed(checks: list[Check]) -> list[Problem]:
    return [
        river_stop(
            check.subject,
            f"audit: {check.name}",
            f"{check.subject}: {check.reason}",
            NOTHING,
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


def audience_problems(collected: Collected, audience: str) -> list[Problem]:
    return [
        river_stop(o.table, "audience", f"{o.file} may be used for the partnership only, not for the audience '{audience}'.",
              "Ask its supplier, or leave the file out.")
        for o in collected.origins
        if audience == "public" and o.audience != "public"
    ]  # fmt: skip
