"""Which columns of a file are seldom filled in. It is said of columns, and no number of rows follows from it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_loaders.deliveries import TABLES, Column
from data_loaders.release import Source
from data_loaders.safety.floor import is_short
from data_loaders.sources.origin import Origin

NOT_KNOWN = ("", "NK", "NR")
SELDOM = "less than half"
OTHERWISE = "half or more, or not said"
WAS_SELDOM = (SELDOM, "nearly none")  # as releases said it until 359
HALF = 0.5
# Files every row of which is public, or stands in a release as it came. Of any other some rows may stand in no figure.
ROW_BY_ROW = frozenset([
    "ref_area", "ref_population", "ground", "school_terms", "events", "cpc_indicators", "interventions", "survey_questions", "audit_items",
    "audit_observations", "system_review", "theme_codebook", "actions", "language_terms", "risk_register", "decisions", "learning_log",
    "heard_and_answered", "targets",
])  # fmt: skip
PERSONS = ("child_pseudo_id", "child_group_pseudo_ids", "pupil_pseudo_id", "record_pseudo_id", "contribution_id")


def known_in(table: str, rows: pd.DataFrame, k: int) -> dict[str, str]:
    """Column → whether it is filled in for less than half of the rows; `k`: how many persons its blank rows have to be of.

    Every column that may be blank is named, however many rows there are: that one is missing here would tell how many came.
    """
    asked = [c for c in TABLES[table].columns if c.name in rows and _is_asked_of(c, TABLES[table].key)]
    return {column.name: _said(rows[column.name], rows, k) for column in asked}


def said_before(origin: Origin, said: dict[str, str], before: Sequence[Source]) -> dict[str, str]:
    """What is said of the columns of a file: as it was said first, where that is out; of another supplier of the table nothing more."""
    out = [source for source in before if source.table == origin.table and source.known]
    if not out:
        return said
    own = next((source.known for source in out if source.supplier == origin.supplier_agency), {})
    return {column: SELDOM if own.get(column) in WAS_SELDOM else OTHERWISE for column in said}


def persons_of(rows: pd.DataFrame) -> int:
    """How many persons rows are of; where their table names none, how many rows."""
    column = next((name for name in PERSONS if name in rows), None)
    return len(rows) if column is None else int(rows[column].nunique())


def _is_asked_of(column: Column, key: tuple[str, ...]) -> bool:
    is_kept = column.name in key or column.name.endswith("_id") or column.name in ("geometry", "times_known_to")
    return not is_kept and column.may_be_unknown


def _said(values: pd.Series, rows: pd.DataFrame, k: int) -> str:
    is_blank = values.isna() | values.isin(NOT_KNOWN) if values.dtype == "str" else values.isna()
    is_seldom = is_blank.any() and float(is_blank.mean()) > HALF
    return SELDOM if is_seldom and not is_short(persons_of(rows[is_blank]), k) else OTHERWISE
