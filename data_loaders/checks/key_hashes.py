"""Whether each key of a table stands once, over rows that are never all held: of each row 16 bytes are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_loaders.deliveries import Table

# Two hashes of 64 bits by different keys: that two of ten million rows agree in both by chance happens once in 10^24 deliveries.
HASH_KEYS = ("0123456789123456", "deliveredrowkeys")


@dataclass
class KeyHashes:
    table: Table
    hashes: list[np.ndarray] = field(default_factory=list)  # two columns, one row for each row of a file
    rows: dict[str, list[np.ndarray]] = field(default_factory=dict)  # file → its row numbers, files and rows in order

    def add(self, file: str, frame: pd.DataFrame) -> None:
        key = frame[list(self.table.key)]
        both = [pd.util.hash_pandas_object(key, index=False, hash_key=one).to_numpy() for one in HASH_KEYS]
        self.hashes.append(np.column_stack(both))
        self.rows.setdefault(file, []).append(frame.index.to_numpy(dtype=np.int32))

    def again(self) -> dict[str, np.ndarray]:
        """File → its rows whose key stands in an earlier row too."""
        if not self.hashes or not self.table.key:
            return {}
        first, second = np.concatenate(self.hashes).T
        order = np.lexsort((second, first))  # stable: of equal ones the earlier row stays the first
        is_again = np.zeros(len(order), dtype=bool)
        same = (np.diff(first[order]) == 0) & (np.diff(second[order]) == 0)
        is_again[order[1:][same]] = True
        found, at = dict[str, np.ndarray](), 0
        for file, parts in self.rows.items():
            rows = np.concatenate(parts)
            found[file] = rows[is_again[at : at + len(rows)]]
            at += len(rows)
        return {file: rows for file, rows in found.items() if len(rows)}
