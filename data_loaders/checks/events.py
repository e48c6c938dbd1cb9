"""Rules of dated events: which records one concerns."""

from __future__ import annotations

from data_loaders.checks.tables import strangers
from data_loaders.deliveries.datasets import CONCERNED
from data_loaders.deliveries.several import codes_in
from data_loaders.deliveries.table import Column
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem


def events_name_datasets(tables: Tables) -> list[Problem]:
    """A misspelt one would concern nothing, and a change of recording would be told as a change in children's lives."""
    if "events" not in tables:
        return []
    frame = tables["events"]
    unknown = frame["datasets"].map(lambda text: [code for code in codes_in(text) if code not in CONCERNED])
    strange = unknown.map(bool)
    said = strangers(unknown.explode().dropna().value_counts(), Column("datasets", "", codes=CONCERNED))
    return rows_problem(strange, "events", "events", "datasets", "unknown dataset", f"names no dataset{said}",
                        f"Write codes with ; between them, or leave it blank for all. Codes: {', '.join(CONCERNED)}.")  # fmt: skip


EVENT_RELATIONS = (events_name_datasets,)
