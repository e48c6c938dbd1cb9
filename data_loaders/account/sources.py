"""What a release says of each delivered file: that much of it is not counted, and which columns are seldom filled in.

No number of rows is said: whatever its rounding, there is a step, and a published total just below it would tell of the few
rows that bring the file over the step.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data_loaders.account.known import known_in, persons_of
from data_loaders.account.rows import COUNTED, JOINED, RowAccount, account_of
from data_loaders.account.shared import DATES
from data_loaders.policy import Policy
from data_loaders.release import Source
from data_loaders.safety.floor import is_short
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin

ROUND_TO = 100
ONE_DAY = pd.Timedelta(days=1)
FEW = "fewer than 100, or not said"


def sources_of(collected: Collected, policy: Policy, ends: Mapping[str, pd.Timestamp]) -> tuple[Source, ...]:
    """`ends`: dataset → the last day that stands in a figure of it; none of those that show no figure."""
    accounts = {account.table: account for account in account_of(collected)}
    # The strictest floor of all: a file is of no dataset alone, and nothing is lost by asking for a few more.
    k = max(policy.floors.values())
    told = {table: _in_figures(table, collected, policy, ends, accounts.get(table)) for table in DATES}
    return tuple(_source(origin, collected, accounts.get(origin.table), told, k) for origin in collected.origins)


def _source(
    origin: Origin, collected: Collected, account: RowAccount | None, told: Mapping[str, np.ndarray], k: int
) -> Source:
    rows, files = collected.tables[origin.table], collected.row_files.get(origin.table)
    is_own = np.ones(len(rows), dtype=bool) if files is None else files == origin.file
    own = rows[is_own & told[origin.table] if origin.table in told else is_own]
    return Source(
        table=origin.table,
        supplier=origin.supplier_agency,
        extract_date=origin.extract_date,
        period_start=origin.period_start,
        period_end=origin.period_end,
        not_counted_about=_not_counted(origin, rows, account, k) if account else "",
        known=known_in(origin.table, own, k),
        definition_version=origin.definition_version,
        sharing_agreement=origin.sharing_agreement,
        retention_date=origin.retention_date,
        next_due=origin.next_due,
    )


def _in_figures(
    table: str, collected: Collected, policy: Policy, ends: Mapping[str, pd.Timestamp], account: RowAccount | None
) -> np.ndarray:
    """The rows that stand in a published total. What is said of others beside them would tell of those that are hidden."""
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


def about(rows: int) -> str:
    """Rounded to hundreds; whether there is any row at all is not said of few."""
    rounded = round(rows / ROUND_TO) * ROUND_TO
    return f"about {rounded:,}" if rounded else FEW


def _not_counted(origin: Origin, rows: pd.DataFrame, account: RowAccount, k: int) -> str:
    """How many rows of a file stand in no figure, where as many persons as the floor asks are known to be behind them."""
    is_own = account.files == origin.file
    is_left = is_own & ~account.fates.isin([COUNTED, JOINED]).to_numpy()
    left = origin.rows - int(is_own.sum()) + int(is_left.sum())
    is_of_enough = len(rows) == len(is_left) and not is_short(persons_of(rows[is_left]), k)
    return about(left) if is_of_enough else FEW
