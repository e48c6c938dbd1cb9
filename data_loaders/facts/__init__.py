"""From deliveries to records that can be counted: one file per kind of record. Everything here is person-level."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from data_loaders.facts.incidents import NOT_NAMED, groups_again, incident_records, nothing_of_the_day
from data_loaders.facts.missing import history_again, kind_of_day, missing_records

Tables = dict[str, pd.DataFrame]

# `records` of a policy dataset → (column of the protected person, column of the date, builder). Every builder names its rows in `record`.
FACTS: dict[str, tuple[str, str, Callable[[Tables], pd.DataFrame]]] = {
    "missing": ("child_pseudo_id", "start_dt", missing_records),
    "incidents": ("group", "occurred_date", incident_records),
}

# What follows from a child's other records, worked out again over records as they count: (records, how many of them counted
# before, records as delivered) → records.
AGAIN: dict[str, Callable[[pd.DataFrame, int, pd.DataFrame], pd.DataFrame]] = {
    "missing": history_again,
    "incidents": groups_again,
}
# What follows from the day on which a record counts: (records, tables) → columns.
OF_THE_DAY: dict[str, Callable[[pd.DataFrame, Tables], dict[str, np.ndarray]]] = {
    "missing": kind_of_day,
    "incidents": nothing_of_the_day,
}
NOBODY = ("", NOT_NAMED)  # in the column of persons: nobody is named
