"""The Committee's Minimum Dataset: its kinds of measure over three years, beside a comparator, with a question to each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Row, Rows, Spark, Words
from dashboard.charts.table import Table, TableColumn, heads
from dashboard.findings.finding import About, Finding, source_of
from dashboard.words import committee as words
from dashboard.words.form import listed, lower_first
from dashboard.words.indicators import OTHER_SOURCES
from dashboard.words.number_format import TENTH
from data_loaders.release import Release

KINDS = Path(__file__).resolve().parents[2] / "assets" / "minimum_dataset.toml"
QUESTION = "How much of the Minimum Dataset is here, and what does it show?"
YEARS = 3  # as many as the dataset asks a committee to look at together


@dataclass(frozen=True)
class Kind:
    """A kind of measure, the indicators that may be delivered for it, and what members may want to ask."""

    title: str
    indicators: tuple[str, ...]
    question: str


@cache
def kinds() -> tuple[Kind, ...]:
    told = tomllib.loads(KINDS.read_text(encoding="utf-8"))
    return tuple(Kind(k["title"], tuple(k["indicators"]), k["question"]) for k in told["kind"])


@cache
def comparators() -> dict[str, str]:
    """Area code → its name."""
    return dict(tomllib.loads(KINDS.read_text(encoding="utf-8"))["comparators"])


def minimum_dataset(release: Release) -> Finding | None:
    """One row for each kind, delivered or not: what is not there is said, never left out."""
    indicators = rows_of(release, "indicators")
    if indicators.empty:
        return None
    told = {kind: _delivered(indicators, kind) for kind in kinds()}
    years = sorted({str(p) for rows in told.values() for p in rows["period"]})[-YEARS:]
    beside, title = _beside(told, years), _title(told, years)
    columns = (
        Column("Kind of measure"),
        Column("Three years", 84),
        *(Column(year, 96, "right", hides=year != years[-1]) for year in years),
        Column(beside, 112, "right"),
    )
    lines = tuple(_line(kind, rows, years) for kind, rows in told.items())
    return Finding(
        "minimum-dataset", QUESTION, title, _subtitle(years), release.id, result=tuple((kind.title, len(rows)) for kind, rows in told.items()), table=_table(told, years, beside),
        chart=Rows(columns, (Group("", lines),), f"{title}. One row for each kind of measure.", row_height=48.0), bear_in_mind=words.BESIDE,
        about=About(words.MEASURE_KINDS, "", (OTHER_SOURCES,), source_of(release)),
    )  # fmt: skip


def _title(told: dict[Kind, pd.DataFrame], years: list[str]) -> str:
    """On which side of the comparator the latest figures stand, as they are printed; and what is not there."""
    pairs = [
        [_figure(rows, years[-1], of_comparator=side) for side in (False, True)] for rows in told.values() if years
    ]
    apart = [TENTH.rounded(own) - TENTH.rounded(other) for own, other in pairs if own is not None and other is not None]
    above, below = sum(a > 0 for a in apart), sum(a < 0 for a in apart)
    delivered = sum(len(rows) > 0 for rows in told.values())
    return words.dataset_title(_names(told, years), _short(years[-1]) if years else "", above=above, below=below, measures=len(apart), delivered=delivered, kinds=len(told))  # fmt: skip


def _beside(told: dict[Kind, pd.DataFrame], years: list[str]) -> str:
    """What the comparator is called, and the year of its figures."""
    names = _names(told, years)
    return f"{listed(names)}, {_short(years[-1])}" if names else words.NO_COMPARATOR


def _names(told: dict[Kind, pd.DataFrame], years: list[str]) -> list[str]:
    """The comparators that have a figure of the latest year."""
    there = {str(code) for rows in told.values() for code in rows.loc[rows["period"].isin(years[-1:]), "area_code"]}
    return [name for code, name in comparators().items() if code in there]


def _short(period: str) -> str:
    """ "2025/26 financial year" → "2025/26": which kind of year it is stands in the line above the figures."""
    return period.partition(" ")[0]


def _subtitle(years: list[str]) -> str:
    return f"Each kind over {years[0]} to {years[-1]}." if years else "Nothing of it was delivered."


def _delivered(rows: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    return rows[rows["indicator_id"].isin(kind.indicators)].sort_values("period_end", kind="stable")


def _figure(rows: pd.DataFrame, period: str, *, of_comparator: bool) -> float | None:
    own = rows[(rows["period"] == period) & (rows["area_code"].isin(comparators()) == of_comparator)]
    return None if own.empty or pd.isna(own["value"].iloc[-1]) else float(own["value"].iloc[-1])


def _line(kind: Kind, rows: pd.DataFrame, years: list[str]) -> Row:
    if rows.empty:
        return Row((Words(kind.title, note=kind.question), Words(""), *(Words(words.NOT_DELIVERED if year == years[-1] else "") for year in years), Words("")), is_quiet=True, is_told=True)  # fmt: skip
    unit = str(rows["unit"].iloc[-1])
    figures = [_figure(rows, year, of_comparator=False) for year in years]
    told = [words.NOT_DELIVERED if f is None else TENTH.write(f) for f in figures]
    beside = _figure(rows, years[-1], of_comparator=True)
    return Row((
        Words(kind.title, note=f"{unit}. {kind.question}"), Spark(tuple(figures), is_quiet=True), *map(Words, told[:-1]), Words("", told[-1]),
        Words(words.NOT_DELIVERED if beside is None else TENTH.write(beside)),
    ))  # fmt: skip


def _table(told: dict[Kind, pd.DataFrame], years: list[str], beside: str) -> Table:
    columns = heads("kind of measure", "unit", *(TableColumn(year, TENTH) for year in years), (lower_first(beside) if beside == words.NO_COMPARATOR else beside, TENTH), "question")  # fmt: skip
    return Table(columns, tuple(
        (kind.title, str(rows["unit"].iloc[-1]) if len(rows) else words.NOT_DELIVERED, *(_figure(rows, year, of_comparator=False) for year in years),
         _figure(rows, years[-1], of_comparator=True) if years else None, kind.question)
        for kind, rows in told.items()
    ))  # fmt: skip
