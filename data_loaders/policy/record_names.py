"""What a dataset of the policy says of its records, held against what is known of them (data_loaders/facts/columns.py)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data_loaders.deliveries import TABLES
from data_loaders.facts.columns import RECORD_KINDS, TIME, RecordColumn, RecordKind
from data_loaders.policy.datasets import DatasetPolicy, Dimension
from data_loaders.policy.names import code_problems, nearest, unknown_names
from data_loaders.release import TIME_UNITS

DATASETS = {name: (records, unit) for records, kind in RECORD_KINDS.items() for name, unit in kind.datasets.items()}
KINDS = {"area": ("area",), "cells": ("cells",), "one code": ("ordered", "nominal"), "several codes": ("several",)}


def record_problems(datasets: Mapping[str, DatasetPolicy], year_starts: int) -> list[str]:
    """A sentence for each name that nothing has, and for each thing known of the records that the policy does not say."""
    found = unknown_names("datasets", datasets, known=DATASETS, what="dataset that pages know")
    found += [
        f"datasets.{name} is missing: what it counts would vanish unsaid. Add it."
        for name in DATASETS
        if name not in datasets
    ]
    for name, dataset in datasets.items():
        found += unknown_names(
            f"datasets.{name}.coverage", [dataset.coverage], known=TABLES, what="table that is delivered"
        )
        found += unknown_names(f"datasets.{name}.records", [dataset.records], known=RECORD_KINDS, what="kind of record")
        if name in DATASETS and dataset.records in RECORD_KINDS:
            found += _dataset(name, datasets, year_starts)
    return found


def _dataset(name: str, datasets: Mapping[str, DatasetPolicy], year_starts: int) -> Iterator[str]:
    dataset, at = datasets[name], f"datasets.{name}"
    records, unit = DATASETS[name]
    kind = RECORD_KINDS[records]
    if dataset.records != records:
        yield f"{at}.records is '{dataset.records}'; this dataset counts the records '{records}'. Correct it."
        return
    if dataset.coverage in TABLES and dataset.coverage != kind.table:
        yield f"{at}.coverage is '{dataset.coverage}'; its records come from '{kind.table}'. Correct it."
    yield from _where(f"{at}.where", dataset.where, kind, unit)
    yield from _part_of(name, datasets, kind, unit)
    for key, dimension in dataset.dimensions.items():
        where = f"{at}.dimensions.{key}"
        yield from unknown_names(
            f"{where}.column", [dimension.column], known=kind.columns, what=f"column of the records '{records}'"
        )
        if dimension.column in kind.columns:
            yield from _dimension(where, dimension, kind.columns[dimension.column], year_starts)
    yield from _tied(at, dataset, kind)
    yield from _settled(at, dataset, kind)


def _where(at: str, where: Mapping[str, str], kind: RecordKind, unit: str) -> Iterator[str]:
    """Units of counting are never mixed in one line: a dataset says which of them it counts, and only that."""
    wanted = {kind.unit_column: unit} if unit else {}
    for column, code in where.items():
        if column not in wanted:
            yield f"{at} names the column '{column}', which does not tell these records apart. {nearest(column, wanted)}"
        elif code != unit:
            yield f"{at}.{column} is '{code}'; this dataset counts '{unit}'. Correct it."
    for column in wanted:
        if column not in where:
            yield f'{at} says nothing of {column}, and units of counting are never mixed. Write {column} = "{unit}".'


def _part_of(name: str, datasets: Mapping[str, DatasetPolicy], kind: RecordKind, unit: str) -> Iterator[str]:
    """The whole less its part is a count as well: which counts the other's records too follows from their units."""
    at, said = f"datasets.{name}.part_of", datasets[name].part_of
    whole = next((other for other, of in kind.datasets.items() if unit and of == kind.within.get(unit)), "")
    if said != whole:
        yield f"{at} is '{said}'; the dataset that counts its records too is '{whole}'. Correct it."
    elif whole and whole in datasets and list(datasets).index(whole) > list(datasets).index(name):
        yield f"{at}: '{whole}' stands after its part, and is compared only with what stands after it. Put it first."


def _dimension(at: str, dimension: Dimension, column: RecordColumn, year_starts: int) -> Iterator[str]:
    if dimension.kind not in KINDS[column.kind]:
        yield f"{at}.kind is '{dimension.kind}'; possible for {dimension.column}: {', '.join(KINDS[column.kind])}."
        return
    if column.codes:
        yield from code_problems(f"{at}.leaves", (*dimension.leaves, *dimension.left_out), column.codes)
    if dimension.history_months < column.history_months:
        yield f"{at}.history_months is {dimension.history_months}; {dimension.column} looks back {column.history_months}. Raise it."
    if dict(dimension.times) != dict(column.times):
        said = {code: list(times) for code, times in column.times.items()}
        yield f"{at}.times is not how often a person counts in each value of {dimension.column}: {said}. Correct it."
    if set(dimension.once) != set(column.once):
        yield f"{at}.once is not what a person can have once in twelve months in {dimension.column}: {list(column.once)}. Correct it."
    if column.year_starts not in (0, year_starts):
        yield f"{at}: {dimension.column} looks at years that begin with month {column.year_starts}; time.year_starts is {year_starts}. Correct it."


def _tied(at: str, dataset: DatasetPolicy, kind: RecordKind) -> Iterator[str]:
    """Ties that follow from definitions are there: without one the audit would be blind to what it tells."""
    keys: dict[str, list[str]] = {TIME: [TIME]}
    for key, dimension in dataset.dimensions.items():
        keys.setdefault(dimension.column, []).append(key)
    said = {frozenset(tie) for tie in dataset.tied}
    for one, other in sorted(tuple(sorted(tie)) for tie in kind.tied):
        for pair in ((a, b) for a in keys.get(one, ()) for b in keys.get(other, ())):
            if frozenset(pair) not in said:
                yield f"{at}.tied does not hold {list(pair)}, which know something of each other by definition. Add it."


def _settled(at: str, dataset: DatasetPolicy, kind: RecordKind) -> Iterator[str]:
    """What is only known when its year is over is shown by years at the finest: nothing that is published may change."""
    for view in dataset.views:
        columns = [
            kind.columns.get(dataset.dimensions[key].column) for key in view.dimensions if key in dataset.dimensions
        ]
        is_late = any(column is not None and column.year_starts for column in columns)
        if is_late and TIME_UNITS.index(view.no_finer_than) < TIME_UNITS.index("year"):
            yield f"{at}.views.{view.name}.no_finer_than is '{view.no_finer_than}'; its values change until the year is over. Write 'year'."
