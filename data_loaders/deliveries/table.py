"""The nouns of a delivery: a table and its columns, with the words that explain them to a partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "code", "date", "datetime", "integer", "number"]
NOT_KNOWN = {"NK": "Not known"}
YES_NO = {"Y": "Yes", "N": "No", "NK": "Not known"}
SAY_NOTHING = ("NK", "NR", "NA")  # not known, not recorded, not applicable: written by many in a column of any codes


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    kind: Kind = "text"
    is_required: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)  # code → what pages call it
    synonyms: tuple[str, ...] = ()
    code_synonyms: Mapping[str, str] = field(default_factory=dict)  # what else is understood → code

    @property
    def may_be_unknown(self) -> bool:
        return not self.is_required or "NK" in self.codes

    @property
    def codes_to_write(self) -> tuple[str, ...]:
        """What a mapping may make of a code of theirs."""
        return tuple(dict.fromkeys([*self.codes, *(SAY_NOTHING if self.may_be_unknown else ())]))


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)
