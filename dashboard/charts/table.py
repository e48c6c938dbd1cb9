"""The figures of a finding as numbers with formats: every figure that is drawn stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.words.number_format import TEXT, NumberFormat

Figure = float | int | str | date | None


class OnPaper(StrEnum):
    """Where a column stands on paper, which is narrower than a screen: on a screen and in the workbook it is always a column."""

    COLUMN = "a column, where there is room for it"
    UNDER = "a line under each row"
    ELSEWHERE = "in the workbook alone"


@dataclass(frozen=True)
class TableColumn:
    name: str
    number: NumberFormat = TEXT
    on_paper: OnPaper = OnPaper.COLUMN

    @property
    def is_number(self) -> bool:
        return self.number.kind in ("count", "number", "share", "rate")


def heads(*named: str | tuple[str, NumberFormat] | TableColumn) -> tuple[TableColumn, ...]:
    """The columns of a table in their order; a name alone holds words."""
    made = ((one,) if isinstance(one, str) else one for one in named)
    return tuple(one if isinstance(one, TableColumn) else TableColumn(*one) for one in made)


@dataclass(frozen=True)
class Table:
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Figure, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row of a table has one figure for each column.")

    def written(self) -> list[list[str]]:
        """The cells as people read them."""
        return [[c.number.write(v) for c, v in zip(self.columns, row, strict=True)] for row in self.rows]
