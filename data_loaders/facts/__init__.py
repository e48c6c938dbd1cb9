"""From deliveries to records that can be counted: one file per kind of record. Everything here is person-level."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data_loaders.facts.incidents import incident_records
from data_loaders.facts.missing import missing_records

Tables = dict[str, pd.DataFrame]

# `records` of a policy dataset → (column of the protected person, column of the date, builder)
FACTS: dict[str, tuple[str, str, Callable[[Tables], pd.DataFrame]]] = {
    "missing": ("child_pseudo_id", "start_dt", missing_records),
    "incidents": ("group", "occurred_date", incident_records),
}
