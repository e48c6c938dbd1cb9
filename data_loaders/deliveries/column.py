"""The two nouns of a delivery: a `Table` that a partner supplies and the `Column`s in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "code", "date", "datetime", "integer", "number", "flag"]
NOTHING: Mapping[str, str] = MappingProxyType({})
# Three ways of having no answer. They are answers: a blank is never turned into one of them, nor they into a blank.
UNANSWERED: Mapping[str, str] = MappingProxyType(
    {"NK": "Not known", "NR": "Not recorded", "NA": "Not applicable"}
)
YES_NO: Mapping[str, str] = MappingProxyType({"Y": "Yes", "N": "No"})
YES_NO_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {"yes": "Y", "true": "Y", "1": "Y", "no": "N", "false": "N", "0": "N"}
)
UNANSWERED_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        "not known": "NK",
        "unknown": "NK",
        "not recorded": "NR",
        "unrecorded": "NR",
        "not applicable": "NA",
        "n/a": "NA",
    }
)


@dataclass(frozen=True)
class Column:
    """One column: `codes` maps each code to the words that a page shows; synonyms are what partners also call it.

    `is_list`: the cell may hold several codes, separated by semicolons. `area` marks a code of `ref_area`.
    `least` and `most` bound a number. `withheld` are the cells by which a publisher says that a number is withheld.
    """

    name: str
    meaning: str
    kind: Kind
    is_required: bool = False
    synonyms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    codes: Mapping[str, str] = NOTHING
    code_synonyms: Mapping[str, str] = NOTHING
    is_list: bool = False
    is_area: bool = False
    is_random_id: bool = False
    least: float | None = None
    most: float | None = None
    withheld: tuple[str, ...] = ()

    @property
    def labels(self) -> Mapping[str, str]:
        """Every code that a cell of this column may hold, with its words."""
        if self.kind not in ("code", "flag") or not self.own_codes:
            return NOTHING
        return self.own_codes if self.is_required else {**self.own_codes, **UNANSWERED}

    @property
    def own_codes(self) -> Mapping[str, str]:
        return self.codes or (YES_NO if self.kind == "flag" else NOTHING)


@dataclass(frozen=True)
class Table:
    """One file that a partner supplies. `key` is what must be unique; `is_about_children` asks for the strictest guard."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_required: bool = False
    is_about_children: bool = False
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
