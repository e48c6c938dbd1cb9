"""How many rows of a file fill each column, in steps so wide that no step tells a number of rows."""

from __future__ import annotations

import pandas as pd

from data_loaders.deliveries import TABLES, Column

NOT_KNOWN = ("", "NK", "NR")
# Of fewer rows a step could be told from the step beside it by one or two children.
FEWEST_ROWS = 100
STEPS = ((95, "nearly all"), (75, "most"), (50, "more than half"), (5, "less than half"), (0, "nearly none"))


def known_in(table: str, rows: pd.DataFrame) -> dict[str, str]:
    """Column → the step of its share of filled cells; empty for a file of few rows. Keys and what must be filled say nothing."""
    if len(rows) < FEWEST_ROWS:
        return {}
    asked = [c for c in TABLES[table].columns if c.name in rows and _is_asked_of(c, TABLES[table].key)]
    return {column.name: _step(rows[column.name]) for column in asked}


def _is_asked_of(column: Column, key: tuple[str, ...]) -> bool:
    is_kept = column.name in key or column.name.endswith("_id") or column.name in ("geometry", "times_known_to")
    return not is_kept and column.may_be_unknown


def _step(values: pd.Series) -> str:
    filled = values.notna() & ~values.isin(NOT_KNOWN) if values.dtype == "str" else values.notna()
    share = 100 * float(filled.mean())
    return next(words for least, words in STEPS if share >= least)
