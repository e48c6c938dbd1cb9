"""What a release says of each delivered file: rounded numbers of rows, what of them is not counted, and how far columns are filled."""

from __future__ import annotations

from data_loaders.account.known import known_in
from data_loaders.account.rows import COUNTED, JOINED, RowAccount, account_of
from data_loaders.release import Source
from data_loaders.sources import Collected
from data_loaders.sources.origin import Origin

ROUND_TO = 100


def sources_of(collected: Collected) -> tuple[Source, ...]:
    accounts = {account.table: account for account in account_of(collected)}
    return tuple(_source(origin, collected, accounts.get(origin.table)) for origin in collected.origins)


def _source(origin: Origin, collected: Collected, account: RowAccount | None) -> Source:
    rows, files = collected.tables[origin.table], collected.row_files.get(origin.table)
    own = rows if files is None else rows[files == origin.file]
    left = _not_counted(origin, account) if account else 0
    return Source(
        table=origin.table,
        supplier=origin.supplier_agency,
        extract_date=origin.extract_date,
        period_start=origin.period_start,
        period_end=origin.period_end,
        # Few that are not counted could bring the number over its step, and a published total below the step would tell of them.
        rows_about=about(origin.rows if left >= ROUND_TO / 2 else origin.rows - left),
        not_counted_about=about(left) if account else "",
        known=known_in(origin.table, own),
        definition_version=origin.definition_version,
        sharing_agreement=origin.sharing_agreement,
        retention_date=origin.retention_date,
        next_due=origin.next_due,
    )


def about(rows: int) -> str:
    """An exact number less a published total would be a small number; whether there is any row at all is not said either."""
    rounded = round(rows / ROUND_TO) * ROUND_TO
    return f"about {rounded:,}" if rounded else f"fewer than {ROUND_TO}"


def _not_counted(origin: Origin, account: RowAccount) -> int:
    is_own = account.files == origin.file
    return origin.rows - int(account.fates[is_own].isin([COUNTED, JOINED]).sum())
