"""Where a delivered table came from, as its manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from data_loaders.release import Source

if TYPE_CHECKING:
    from data_loaders.sources.collect import Collected

ROUND_TO = 100


@dataclass(frozen=True)
class Origin:
    table: str
    file: str
    sha256: str
    rows: int
    supplier_agency: str
    extract_date: date
    period_start: date | None
    period_end: date | None
    definition_version: str
    sharing_agreement: str
    retention_date: date | None
    audience: str
    is_synthetic: bool
    declared_rows: int | None
    declared_sha256: str
    each_row: tuple[str, ...] = ()  # columns in which a mapping gave every row a value of its own


def as_source(origin: Origin) -> Source:
    """What a release says of it. Rows are rounded: an exact number less a published total would be a small number."""
    rounded = round(origin.rows / ROUND_TO) * ROUND_TO
    return Source(
        table=origin.table,
        supplier=origin.supplier_agency,
        extract_date=origin.extract_date,
        period_start=origin.period_start,
        period_end=origin.period_end,
        rows_about=f"about {rounded:,}" if rounded else f"fewer than {ROUND_TO}",
        definition_version=origin.definition_version,
        sharing_agreement=origin.sharing_agreement,
        retention_date=origin.retention_date,
    )


def covered(collected: Collected, table: str) -> tuple[date, date]:
    """First and last day that a table covers, over all its files."""
    own = [o for o in collected.origins if o.table == table]
    starts = [o.period_start for o in own if o.period_start]
    ends = [o.period_end for o in own if o.period_end]
    return min(starts), max(ends)


def coverage_of(collected: Collected) -> pd.DataFrame:
    """table, supplier_agency, period_start, period_end of every delivered file: for what time somebody has reported."""
    rows = [(o.table, o.supplier_agency, o.period_start, o.period_end) for o in collected.origins]
    made = pd.DataFrame(rows, columns=["table", "supplier_agency", "period_start", "period_end"])
    return made.astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})
