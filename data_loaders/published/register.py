"""The register of quantities: what each number of a release counts, of whom, over which set and which time.

It is read off the declarations and off nothing else. A column of numbers that no declaration has can neither be published nor
opened, so every number that anybody is shown stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data_loaders.published.kinds import Block, Column, Count, Date, Figure, Share
from data_loaders.published.rules import FloorInWords, FloorOf, PartOf
from data_loaders.published.table import PublishedTable

NUMBERS = ("number", "whole")
TIMES = ("period_start", "period_end", "month", "as_at", "wave", "round", "year", "quarter", "period", "date")
AT_ONCE = "as it is on the day of the extract"
HEAD = """# Register of quantities

What each number of this release counts. It is printed from the declarations that the release was opened with.

| table | number | what it is | of whom | in which set | over which time | never |
|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Quantity:
    """One column of numbers. `of_set`: the columns that say which set; `over`: those that say which time."""

    table: str
    column: str
    what: str
    of_whom: str
    of_set: tuple[str, ...]
    over: tuple[str, ...]
    never: str

    @property
    def in_words(self) -> str:
        cells = (
            self.table, self.column, self.what, self.of_whom, ", ".join(self.of_set) or "all of them",
            ", ".join(self.over) or AT_ONCE, self.never,
        )  # fmt: skip
        return f"| {' | '.join(cells)} |"


def register(tables: Mapping[str, PublishedTable]) -> list[Quantity]:
    """Every number of these tables, by table, in the order of their columns; numbers that stand in a text among them."""
    return [quantity for name in sorted(tables) for quantity in _of(tables[name])]


def register_text(tables: Mapping[str, PublishedTable]) -> str:
    return "\n".join([HEAD, *(quantity.in_words for quantity in register(tables)), ""])


def _of(table: PublishedTable) -> Iterator[Quantity]:
    over = tuple(name for name, column in table.columns.items() if _is_time(name, column))
    of_set = tuple(n for n, c in table.columns.items() if (c.is_key or isinstance(c, Block)) and n not in over)
    in_words = {rule.column for rule in table.rules if isinstance(rule, FloorInWords)}
    for name, column in table.columns.items():
        if column.dtype in NUMBERS or name in in_words:
            what = _what(table, column) if column.dtype in NUMBERS else f"a number in words: {table.of_what}"
            yield Quantity(table.name, name, what, _of_whom(table, column), of_set, over, _never(table, name, column))


def _is_time(name: str, column: Column) -> bool:
    return isinstance(column, Date) or name in TIMES


def _what(table: PublishedTable, column: Column) -> str:
    if isinstance(column, Count):
        return f"how many, by {column.of}: {table.of_what}"
    if isinstance(column, Share):
        return f"per cent, {column.count} of {column.base}" if column.count else f"per cent: {table.of_what}"
    return f"a figure: {table.of_what}"


def _of_whom(table: PublishedTable, column: Column) -> str:
    return column.of if isinstance(column, Count) and column.of not in ("n", "children") else table.who


def _never(table: PublishedTable, name: str, column: Column) -> str:
    """Which numbers can never stand there, by kind and by rule."""
    said = [f"1 to one below the floor of {column.whose}"] if isinstance(column, Count) else []
    for rule in table.rules:
        if isinstance(rule, FloorOf) and name in rule.counts:
            said.append(f"below the floor of {rule.whose} where {rule.column} is {rule.value}")
        elif isinstance(rule, PartOf) and name in (rule.part, rule.whole):
            said.append(f"{rule.whole} less {rule.part} between nobody and the floor of {rule.whose}")
        elif isinstance(rule, FloorInWords) and name == rule.column:
            said.append(f"below the floor of {rule.whose}")
    if isinstance(column, Figure):
        said.append(f"outside {column.low:g} to {column.high:g}")
    return "; ".join(said) or "not limited by itself"
