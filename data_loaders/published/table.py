"""One published table, declared once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

import pandas as pd
from pandas.api import types

from data_loaders.published.kinds import Column, Count, Floors, Shape
from data_loaders.published.rules import Rule

NOBODY = "nobody"
IS_OF = {"text": types.is_string_dtype, "number": types.is_float_dtype, "whole": types.is_integer_dtype,
         "date": types.is_datetime64_any_dtype}  # fmt: skip


class GoesOn(Enum):
    """What becomes of a published row in the next release. The value is the sentence of the dictionary."""

    APPEND = "Rows that were published stay as they are; later ones are added."
    KEEP = "The whole table stays as it was first published."
    YEARLY = "What was published stays as it is; once a year figures are added, of those alone that came since."
    RENEW = "Each row is as it was or as it is now; counts move by nobody or by at least the floor."
    ANEW = "Made anew from each delivery."


@dataclass(frozen=True, kw_only=True)
class PublishedTable:
    """`who` could be found in it, in the plural, and `why` nobody can, in a sentence; `of_what` says what a row is.

    How to add a table: write it into the file of its theme in `data_loaders/published/`, with one kind for each column in
    the order of the columns; write its recount into `published/recount/`, from the deliveries, and name it in
    `published/recount/__init__.py`. Nothing else: checks, lock, vintage, dictionary and register read the declaration.
    """

    name: str
    of_what: str
    columns: Mapping[str, Column]
    who: str
    why: str
    goes_on: GoesOn
    rules: tuple[Rule, ...] = field(default=())

    @property
    def keys(self) -> list[str]:
        return [name for name, column in self.columns.items() if column.is_key]

    @property
    def may_be_left_out(self) -> bool:
        """Whether a month without its file has none of it; what it said is remembered. A table to which rows are added goes on."""
        return self.goes_on in (GoesOn.KEEP, GoesOn.YEARLY)

    @property
    def counts(self) -> dict[str, Count]:
        return {name: column for name, column in self.columns.items() if isinstance(column, Count)}

    @property
    def shapes(self) -> list[str]:
        return [name for name, column in self.columns.items() if isinstance(column, Shape)]

    def tells(self, frame: pd.DataFrame | None) -> bool:
        """Whether any of its counts is told: a table without a row, or withheld altogether, says nothing that has to stay."""
        if frame is None or frame.empty:
            return False
        counts = self.counts.values()
        is_withheld = [bool(c.status) and frame[c.status].isin(c.blank_when).all() for c in counts]
        return not is_withheld or not all(is_withheld)

    def problem(self, frame: pd.DataFrame, floors: Floors) -> str | None:
        """The first thing that is wrong with a table of this name, or None."""
        return next(self.problems(frame, floors), None)

    def problems(self, frame: pd.DataFrame, floors: Floors) -> Iterator[str]:
        if list(frame.columns) != list(self.columns):
            yield f"has columns {list(frame.columns)} instead of {list(self.columns)}"
            return
        if frame.empty:
            return
        wrong = [name for name, column in self.columns.items() if not IS_OF[column.dtype](frame[name].dtype)]
        if wrong:
            yield f"has columns of the wrong kind: {', '.join(wrong)}"
            return
        for name, column in self.columns.items():
            if found := column.problem(frame[name], frame, floors):
                yield f"{found} in {name}"
        if self.keys and frame.duplicated(self.keys).any():
            yield f"names a row twice ({', '.join(self.keys)})"
        for rule in self.rules:
            if found := rule.problem(frame, floors):
                yield found


def declared(*tables: PublishedTable) -> dict[str, PublishedTable]:
    return {table.name: table for table in tables}
