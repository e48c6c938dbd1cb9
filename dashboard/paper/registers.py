"""What became of the registers between two days: what is newly overdue, and what was newly written down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.delivered import THEMES
from dashboard.ask.published import rows_of
from dashboard.measures.overdue import is_overdue
from dashboard.words import since as words
from dashboard.words.format import day
from dashboard.words.indicators import INVENTED
from data_loaders.release import Release


@dataclass(frozen=True)
class Register:
    """Columns of one published register. `due`, `written`: which day asks for work, and which says that a row is new; or none.

    `form`: how a row is told."""

    table: str
    told: str
    name: str = ""  # by which readers call a row
    due: str = ""
    written: str = ""
    form: str = "{}"


REGISTERS = (
    Register("practice_actions", "description", "action_id", due="due"),
    Register("committee_decisions", "decision", "decision_id", due="due", written="decided"),
    Register("committee_risks", "risk", "risk_id", "review_due", "opened"),
    Register("committee_learning", "what", "entry_id", written="learnt"),
    Register("committee_heard", "you_said", written="heard", form="Young people said: “{}”"),
)


def became_overdue(now: Release, then: Release) -> list[str]:
    """What was not overdue on the day of the earlier release and is today, by the registers of today."""
    said = []
    for register in (r for r in REGISTERS if r.due):
        rows = rows_of(now, register.table)
        late = rows[_is_new(rows, register.due, now, then)] if len(rows) else rows
        said += [words.overdue(_call(register, row), day(row[register.due])) for _, row in late.iterrows()]
    return [*said, *_not_delivered(now, [r for r in REGISTERS if r.due])]


def newly_written(now: Release, then: Release) -> list[str]:
    """Risks, decisions, what was learnt and what young people said, of days after the earlier release."""
    said = []
    for register in (r for r in REGISTERS if r.written):
        rows = rows_of(now, register.table)
        fresh = rows[rows[register.written] > pd.Timestamp(then.manifest.as_at)] if len(rows) else rows
        said += [words.written_on(_call(register, row), day(row[register.written])) for _, row in fresh.iterrows()]
    return [*said, *_not_delivered(now, [r for r in REGISTERS if r.written])]


def _is_new(rows: pd.DataFrame, due: str, now: Release, then: Release) -> pd.Series:
    """Overdue today, and not yet due before the earlier day."""
    return is_overdue(rows, due, pd.Timestamp(now.manifest.as_at)) & (rows[due] >= pd.Timestamp(then.manifest.as_at))


def _call(register: Register, row: pd.Series) -> str:
    name = f"{row[register.name]} " if register.name else ""
    return f"{name}{register.form.format(str(row[register.told]).removeprefix(INVENTED))}"


def _not_delivered(now: Release, registers: list[Register]) -> Iterator[str]:
    """A register that did not come is not one in which nothing happened."""
    for register in registers:
        if rows_of(now, register.table).empty:
            yield f"No {THEMES[register.table].title} was delivered."
