"""How much the records of one place hang together, because the same children are met there again.

One number for the whole council: the sum of squares of each group's records in each hexagon over the sum of its records.
It is 1 where nobody comes twice, and says by how many times counts of places vary more than chance counts do (the variance
of a compound Poisson count over its mean). Rounded up, so that it errs on the cautious side and tells of no single record.
"""

from __future__ import annotations

import math

import h3
import numpy as np
import pandas as pd

from data_loaders.release import Release

RESOLUTION = 8
LEAST = 100  # records; a mean of fewer could tell of somebody
NOT_KNOWN = "not known"
WITHHELD = "Hidden to protect children."  # the same words for every cause
COLUMNS = ["factor", "status", "reason"]


def repeats_table(facts: pd.DataFrame, dominance: float, previous: Release | None) -> pd.DataFrame:
    """One row, or none where no incident has a place. What was published stays."""
    if previous is not None and len(previous.frames.get("incident_repeats", ())):
        return previous.table("incident_repeats")
    placed = facts[facts["cell"] != ""]
    if placed.empty:
        return pd.DataFrame(columns=COLUMNS)
    own = _records_together(placed)
    extra = own * (own - 1)
    if len(placed) < LEAST or (extra.sum() and extra.max() > dominance * extra.sum()):
        row = (math.nan, "withheld", WITHHELD)
    else:
        row = (math.ceil(float((own**2).sum() / own.sum()) * 10 - 1e-9) / 10, "published", "")
    return pd.DataFrame([row], columns=COLUMNS)


def _records_together(placed: pd.DataFrame) -> np.ndarray:
    """Records of each group in each hexagon. Records of nobody in particular stand for themselves."""
    of_cell = {cell: h3.cell_to_parent(cell, RESOLUTION) for cell in placed["cell"].unique()}
    group = placed["group"].where(
        placed["group"] != NOT_KNOWN, pd.Series([f"row {n}" for n in range(len(placed))], index=placed.index)
    )
    keyed = placed.assign(group=group, parent=placed["cell"].map(of_cell))
    return np.asarray(keyed.groupby(["group", "parent"]).size(), dtype=np.int64)
