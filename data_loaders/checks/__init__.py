"""The checks of a delivery: one rule a function, each with a sentence and a cure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from data_loaders.account.behind import discussions_behind
from data_loaders.account.empty_months import empty_months
from data_loaders.account.rows import month_gaps, reconcile
from data_loaders.account.shared import shared_days
from data_loaders.account.suppliers import suppliers_behind
from data_loaders.checks.files import by_file
from data_loaders.checks.once import told_once
from data_loaders.checks.origins import check_origins, ends_at_a_limit, not_yet_happened, same_file_twice
from data_loaders.checks.relations import RELATIONS
from data_loaders.checks.tables import check_table
from data_loaders.deliveries import REQUIRED, SHOWN_BY_THEMSELVES
from data_loaders.problem import Problem, is_stopping, stop
from data_loaders.sources.collect import Collected


def examined(collected: Collected) -> tuple[Problem, ...]:
    """What was wrong when it was read and guarded, and every rule on every table; one reason for one cell."""
    return told_once([*collected.problems, *examine(collected)])


def examine(collected: Collected) -> tuple[Problem, ...]:
    """Every rule on every table. Rows are never dropped: either they come through or the river stops."""
    problems = _of_files(collected)
    problems += (
        check_table("manifest", collected.manifest, collected.unread.get("manifest")) if len(collected.manifest) else []
    )
    for name, frame in collected.tables.items():
        problems += check_table(name, frame, collected.unread.get(name))
    # A file that could not be read is told already.
    if has_required(collected.tables) and not any(is_stopping(p) for p in problems):
        problems += [*_relations(collected), *not_yet_happened(collected)]
    # Which rows are counted follows from their days: of those that could not be read it would be told wrongly.
    if not any(is_stopping(p) for p in (*problems, *collected.problems)):
        problems += [
            *month_gaps(collected),
            *discussions_behind(collected),
            *suppliers_behind(collected),
            *empty_months(collected),
            *shared_days(collected),
            *reconcile(collected),
        ]
    return by_file(problems, collected)


def examine_without(collected: Collected, large: frozenset[str]) -> tuple[Problem, ...]:
    """Every rule that can be held without the rows of the large tables, which are empty here."""
    tables = {name: frame for name, frame in collected.tables.items() if name not in large}
    problems = _of_files(collected)
    problems += (
        check_table("manifest", collected.manifest, collected.unread.get("manifest")) if len(collected.manifest) else []
    )
    for name, frame in tables.items():
        problems += check_table(name, frame, collected.unread.get(name))
    if has_required(tables) and not any(is_stopping(p) for p in problems):
        problems += [one for rule in RELATIONS for one in rule(tables)]
    return by_file(
        [*problems, *month_gaps(collected), *discussions_behind(collected), *suppliers_behind(collected)], collected
    )


def _of_files(collected: Collected) -> list[Problem]:
    """What can be said of tables and files before a row of them is looked at."""
    return [
        *_missing_tables(collected),
        *check_origins(collected),
        *same_file_twice(collected),
        *ends_at_a_limit(collected),
    ]


def examine_part(name: str, collected: Collected) -> tuple[Problem, ...]:
    """Every rule that one part of a large table can be held against, beside all tables that are not large."""
    problems = check_table(name, collected.tables[name], collected.unread.get(name))
    if has_required(collected.tables) and not any(is_stopping(p) for p in problems):
        problems += [one for rule in RELATIONS for one in rule(collected.tables) if one.table == name]
        problems += [one for one in not_yet_happened(collected) if one.table == name]
    return by_file(problems, collected)


def has_required(tables: Collection[str]) -> bool:
    return all(name in tables for name in REQUIRED)


def _missing_tables(collected: Collected) -> Iterable[Problem]:
    """What must be there. A table whose file could not be read is not also missing."""
    failed = {problem.table for problem in collected.problems if is_stopping(problem)}
    if "mapping" in failed:
        return
    for name in REQUIRED:
        if name not in collected.tables and name not in failed:
            yield stop(name, "", "missing table", f"There is no file for the table '{name}'.",
                       f"Deliver {name}.csv; python -m data_loaders template DIR --only {name} writes an empty one.")  # fmt: skip
    if not set(SHOWN_BY_THEMSELVES) & {*collected.tables, *failed}:
        yield stop("deliveries", "", "missing table", "There is nothing here that a release could show.",
                   f"Deliver at least one of: {', '.join(f'{name}.csv' for name in SHOWN_BY_THEMSELVES)}.")  # fmt: skip


def _relations(collected: Collected) -> Iterable[Problem]:
    for rule in RELATIONS:
        yield from rule(collected.tables)


__all__ = ["Problem", "examine", "examine_part", "examine_without", "examined", "told_once"]
