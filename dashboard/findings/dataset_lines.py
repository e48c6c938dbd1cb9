"""The lines of the Minimum Dataset: one for each measure of each kind, delivered or not, with the figure of a year and a place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.findings.dataset_kinds import Kind, comparators, kinds
from dashboard.words import committee as words
from dashboard.words.form import lower_first
from dashboard.words.format import count
from dashboard.words.indicators import INVENTED
from dashboard.words.number_format import TENTH


@dataclass(frozen=True)
class Line:
    """One measure of a kind; a kind that nobody delivered has one without rows, so that it is said and never left out."""

    kind: Kind
    name: str
    rows: pd.DataFrame

    @property
    def unit(self) -> str:
        return str(self.rows["unit"].iloc[-1]) if len(self.rows) else words.NOT_DELIVERED


@dataclass(frozen=True)
class Cell:
    """What was delivered for one year of one place: why there is no figure is said, never guessed."""

    value: float | None = None
    n: float | None = None
    base: float | None = None
    status: str = ""

    @property
    def said(self) -> str:
        """The figure; or why there is none."""
        if self.value is not None:
            return TENTH.write(self.value)
        return words.NOT_DELIVERED if self.status in ("", "published") else self.status

    @property
    def of(self) -> str:
        """The number and the base behind it."""
        return "" if self.n is None or self.base is None else f"{count(self.n)} of {count(self.base)}"


def lines(indicators: pd.DataFrame, councils: set[str]) -> tuple[Line, ...]:
    """Kinds in their order; where several measures of one kind were delivered each has a line of its own."""
    whole = indicators[indicators["area_code"].isin([*councils, *comparators()])] if councils else indicators
    made: list[Line] = []
    for kind in kinds():
        own = {key: rows for key in kind.indicators if len(rows := whole[whole["indicator_id"] == key])}
        several = len(own) > 1
        made += [
            Line(kind, f"{kind.title}: {_name(rows)}" if several else kind.title, rows.sort_values("period_end", kind="stable"))
            for rows in own.values()
        ] or [Line(kind, kind.title, whole.iloc[:0])]  # fmt: skip
    return tuple(made)


def _name(rows: pd.DataFrame) -> str:
    return lower_first(str(rows["indicator"].iloc[-1]).removeprefix(INVENTED))


def cell_of(rows: pd.DataFrame, period: str, code: str = "") -> Cell:
    """`code`: of a comparator; the council's own without it."""
    in_year = rows[rows["period"] == period]
    own = in_year[in_year["area_code"] == code] if code else in_year[~in_year["area_code"].isin(comparators())]
    if own.empty:
        return Cell()
    row = own.iloc[-1]
    value, n, base = (None if pd.isna(row[c]) else float(row[c]) for c in ("value", "numerator", "denominator"))
    return Cell(value, n, base, str(row["numerator_status"]))


def short_year(period: str) -> str:
    """ "2025/26 financial year" → "2025/26": which kind of year it is stands in the line above the figures."""
    return period.partition(" ")[0]


def earlier_years(told: tuple[Line, ...], years: list[str], code: str) -> list[str]:
    """The years before the latest of which the comparator has a figure."""
    return (
        [year for year in years[:-1] if any(cell_of(line.rows, year, code).value is not None for line in told)]
        if code
        else []
    )


def years_beside(told: tuple[Line, ...], years: list[str], code: str) -> str:
    earlier = [short_year(year) for year in earlier_years(told, years, code)]
    return words.comparator_years(comparators()[code] if code else "", short_year(years[-1]) if years else "", earlier)
