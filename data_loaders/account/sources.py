"""What a release says of each delivered file: from whom and of when it is, and which columns are seldom filled in.

No number of rows is said, counted or not: whatever its rounding, there is a step, and a published total just below it would tell
of the few rows that bring the file over the step. What is said of a column is said once: that it is said otherwise later would
tell of the few rows that came since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data_loaders.account.known import ROW_BY_ROW, known_in, said_before
from data_loaders.account.rows import COUNTED, RowAccount, account_of
from data_loaders.account.shared import DATES
from data_loaders.policy import Policy
from data_loaders.release import Source
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin

ONE_DAY = pd.Timedelta(days=1)


def sources_of(
    collected: Collected, policy: Policy, ends: Mapping[str, pd.Timestamp], before: Sequence[Source]
) -> tuple[Source, ...]:
    """`ends`: dataset → the last day that stands in all its views; none of those that show no figure. before: what is out.

    Up to that day, since a view that ends earlier than another leaves the few of the time between to what is said here.
    """
    accounts = {account.table: account for account in account_of(collected)}
    # The strictest floor of all: a file is of no dataset alone, and nothing is lost by asking for a few more.
    k = max(policy.floors.values())
    told = {table: _in_figures(table, collected, policy, ends, accounts.get(table)) for table in DATES}
    return tuple(_source(origin, collected, told, k, before) for origin in collected.origins)


def _source(
    origin: Origin, collected: Collected, told: Mapping[str, np.ndarray], k: int, before: Sequence[Source]
) -> Source:
    rows, files = collected.tables[origin.table], collected.row_files.get(origin.table)
    is_own = np.ones(len(rows), dtype=bool) if files is None else files == origin.file
    # Of a file that is not counted by its own days, and of which rows may stand in no figure, nothing is said.
    own = rows[is_own & told.get(origin.table, np.full(len(rows), origin.table in ROW_BY_ROW))]
    return Source(
        table=origin.table,
        supplier=origin.supplier_agency,
        extract_date=origin.extract_date,
        period_start=origin.period_start,
        period_end=origin.period_end,
        known=said_before(origin, known_in(origin.table, own, k), before),
        definition_version=origin.definition_version,
        sharing_agreement=origin.sharing_agreement,
        retention_date=origin.retention_date,
        next_due=origin.next_due,
    )


def _in_figures(
    table: str, collected: Collected, policy: Policy, ends: Mapping[str, pd.Timestamp], account: RowAccount | None
) -> np.ndarray:
    """The rows that stand in what is published. What is said of others beside them would tell of those that are hidden."""
    rows = collected.tables.get(table, pd.DataFrame())
    found = np.zeros(len(rows), dtype=bool)
    if account is None or not len(rows):
        return found
    day = rows[DATES[table]]
    day = day.dt.tz_localize(None) if day.dt.tz is not None else day
    for name, last in ends.items():
        dataset = policy.datasets[name]
        if dataset.coverage == table:
            asked = [(rows[c] == code).to_numpy() for c, code in dataset.where.items() if c in rows]
            found |= np.logical_and.reduce([(day < last + ONE_DAY).to_numpy(), *asked])
    return np.asarray(found & (account.fates == COUNTED).to_numpy())
