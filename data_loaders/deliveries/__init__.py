"""What partners supply: one file for each table, and the register of them all."""

from __future__ import annotations

from data_loaders.deliveries import (
    cpc_indicators,
    events,
    manifest,
    missing_episodes,
    ref_area,
    ref_population,
    return_discussions,
    school_terms,
)
from data_loaders.deliveries.column import UNANSWERED, Column, Table

__all__ = ["TABLES", "Column", "Table", "label"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ref_area.TABLE,
        ref_population.TABLE,
        missing_episodes.TABLE,
        return_discussions.TABLE,
        events.TABLE,
        school_terms.TABLE,
        cpc_indicators.TABLE,
        manifest.TABLE,
    )
}

_LABELS: dict[tuple[str, str], str] = {
    (column.name, code): words
    for table in TABLES.values()
    for column in table.columns
    for code, words in column.labels.items()
}


def label(column: str, code: str) -> str:
    """The words that a page shows for a code of a column; `KeyError` for a code that the column does not have."""
    return _LABELS.get((column, code)) or UNANSWERED[code]
