"""Rules on one table: keys, required values, codes, plausible ranges, manifest, identities."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from data_loaders.deliveries import COUNTED, TABLES, Column, Table
from data_loaders.problem import Problem, rows_problem, stop
from data_loaders.sources.collect import Collected

RANGES = {"lat": (49.0, 61.5), "lon": (-9.0, 2.5), "year": (1990, 2100), "population": (0, 10_000_000)}
TOTALS = {"total", "totals", "subtotal", "sum", "all children", "grand total"}


def schema(table: Table) -> pa.DataFrameSchema:
    """The table's description as a pandera schema: what must be filled, which codes exist, which values are plausible."""
    columns = {}
    for column in table.columns:
        checks = []
        if column.codes:
            allowed = [*column.codes, "NK", "NR", "NA"] + ([] if column.is_required else [""])
            checks.append(pa.Check.isin(allowed, error=f"is none of {', '.join(column.codes)}"))
        if column.name in RANGES:
            low, high = RANGES[column.name]
            checks.append(pa.Check.in_range(low, high, error=f"lies outside {low} to {high}"))
        if column.is_required and column.kind in ("text", "code"):
            checks.append(pa.Check.ne("", error="is blank, and must not be"))
        is_optional = not (column.is_required and column.kind not in ("text", "code"))
        columns[column.name] = pa.Column(nullable=is_optional, checks=checks)
    return pa.DataFrameSchema(columns)


def check_table(name: str, frame: pd.DataFrame) -> list[Problem]:
    table = TABLES[name]
    problems = [*_duplicates(table, frame), *_totals(table, frame)]
    try:
        schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        for (column, what), cases in errors.failure_cases.groupby(["column", "check"], dropna=False):
            wrong = pd.Series(True, index=sorted({int(row) for row in cases["index"].dropna()}))
            problems += rows_problem(
                wrong, name, name, str(column), "value", _what(str(what)), _cure(table, str(column))
            )
    return problems


def _what(check: str) -> str:
    return "is blank, and must not be" if check == "not_nullable" else check


def _cure(table: Table, name: str) -> str:
    column: Column = table.column(name)
    return (
        f"Correct it in the source, or map it in mapping.toml under [{table.name}.codes.{name}]."
        if column.codes
        else "Correct it in the source and deliver again."
    )


def _duplicates(table: Table, frame: pd.DataFrame) -> list[Problem]:
    if not table.key:
        return []
    again = frame.duplicated(list(table.key))
    return rows_problem(again, table.name, table.name, ", ".join(table.key), "duplicate",
                        "stands in an earlier row too", "Deliver each row once.")  # fmt: skip


def _totals(table: Table, frame: pd.DataFrame) -> list[Problem]:
    """A row of totals would be counted as one more record."""
    text = [c.name for c in table.columns if c.kind == "text" and c.name in table.key]
    found = pd.Series(False, index=frame.index)
    for column in text:
        found |= frame[column].str.strip().str.lower().isin(TOTALS)
    return rows_problem(
        found,
        table.name,
        table.name,
        ", ".join(text),
        "total row",
        "belongs to a row of totals",
        "Remove rows of totals.",
    )


def check_origins(collected: Collected) -> list[Problem]:
    """The manifest must describe the file that is here, and its retention date must not have passed at the extract."""
    problems = []
    for o in collected.origins:
        if o.declared_rows is not None and o.declared_rows != o.rows:
            problems.append(
                stop(
                    o.table,
                    o.file,
                    "rows",
                    f"{o.file} does not have the number of rows that its manifest row says.",
                    "Refresh the manifest, or deliver the file again.",
                )
            )
        if o.declared_sha256 and o.declared_sha256 != o.sha256:
            problems.append(
                stop(
                    o.table,
                    o.file,
                    "checksum",
                    f"{o.file} is not the file that its manifest row describes.",
                    "Refresh the manifest, or deliver the file again.",
                )
            )
        if o.retention_date is not None and o.retention_date < date.today():
            problems.append(
                stop(
                    o.table,
                    o.file,
                    "retention",
                    f"{o.file} had to be deleted by {o.retention_date}.",
                    "Delete it, or agree a new date with its supplier.",
                )
            )
        if o.extract_date == date.min:
            problems.append(
                stop(
                    o.table,
                    o.file,
                    "extract date",
                    f"The manifest row of {o.file} has no extract date.",
                    "Add it.",
                )
            )
        if o.table in COUNTED and not (o.period_start and o.period_end):
            problems.append(
                stop(
                    o.table,
                    o.file,
                    "period",
                    f"The manifest row of {o.file} does not say which period it covers.",
                    "Add period_start and period_end.",
                )
            )
    return problems
