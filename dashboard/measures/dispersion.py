"""How many times chance counts vary, seen from a table of groups by periods."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import FloatArray


def overdispersion(cells: FloatArray) -> float:
    """How many times chance the counts of areas (or groups) × periods vary round what both explain; 1 or more.

    cells: (groups, periods). Pearson's χ² of the table of independence over its degrees of freedom (McCullagh & Nelder
    1989, 4.5.1): one child's many episodes fall together in one area and period, and widen it.
    """
    areas, periods = cells.shape
    if areas < 2 or periods < 2 or cells.sum() == 0:
        return 1.0
    expected = cells.sum(axis=1, keepdims=True) * cells.sum(axis=0, keepdims=True) / cells.sum()
    return max(1.0, float(((cells - expected) ** 2 / expected).sum() / ((areas - 1) * (periods - 1))))


def cells_of(frame: pd.DataFrame, *, down: str) -> FloatArray:
    """Counts as groups × periods from rows `down`, period_start, n; (groups, periods)."""
    table = frame.pivot_table(index=down, columns="period_start", values="n", aggfunc="sum")
    return np.asarray(table.to_numpy(), dtype=np.float64)
