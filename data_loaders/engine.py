"""The counting engine behind ibis: DuckDB in memory. The same expressions run on other engines that ibis speaks to."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Engine:
    """Counts records by cell. Holds nothing between two calls."""

    def __init__(self) -> None:
        self._connection = ibis.duckdb.connect()

    def count(self, cell: Ints, person: Ints, *, cells: int) -> pd.DataFrame:
        """Columns n, persons, top (the records of the person with most), one row for each of `cells` cells, in order."""
        frame = pd.DataFrame({"cell": cell, "person": person})
        records = ibis.memtable(frame)
        each = records.filter(records.cell >= 0).group_by("cell", "person").agg(n=lambda t: t.count())
        found = each.group_by("cell").agg(n=each.n.sum(), persons=each.count(), top=each.n.max())
        whole = self._connection.to_pandas(found).set_index("cell").reindex(range(cells), fill_value=0)
        return whole.astype(np.int64).reset_index(drop=True)
