"""Months that the manifest says are covered, and of which no row is there: nothing happened, or nothing was delivered."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from data_loaders.account.shared import DATES
from data_loaders.problem import Problem
from data_loaders.safety.calendar import whole_months
from data_loaders.sources import Collected
from data_loaders.sources.origin import covered

USUAL = 10  # rows of an ordinary month: then none at all happens by chance once in twenty thousand months
MOST = 6  # months that are told by name
CURE = (
    "If they were not delivered, deliver them, or correct the period in the manifest: as it stands, figures say that nothing "
    "happened then. If it is so, nothing is to be done."
)


def empty_months(collected: Collected) -> list[Problem]:
    problems = []
    for table, column in DATES.items():
        rows = collected.tables.get(table)
        if (
            rows is None
            or rows.empty
            or not any(o.table == table and o.period_start and o.period_end for o in collected.origins)
        ):
            continue
        first, last = whole_months(*covered(collected, table))
        days = rows[column].dropna().dt.tz_localize(None)
        counts = (
            pd.Series(days.dt.year * 12 + days.dt.month - 1)
            .value_counts()
            .reindex(range(first, last + 1), fill_value=0)
        )
        filled = counts[counts > 0]
        empty = [month for month in counts.index if counts[month] == 0]
        if not empty or not len(filled) or np.median(filled) < USUAL:
            continue
        names = ", ".join(f"{date(month // 12, month % 12 + 1, 1):%B %Y}" for month in empty[:MOST])
        more = f" and {len(empty) - MOST} more months" if len(empty) > MOST else ""
        said = f"{table}: no row begins in {names}{more}, though the manifest says that they are covered. In other months there are {int(np.median(filled)):,} as a rule."
        problems.append(Problem("warn", table, table, None, None, "empty months", said, CURE))
    return problems
