"""How much the records of one place hang together, because the same children are met there again.

One number for the whole council: the sum of squares of each group's records in each hexagon over the sum of its records.
It says by how many times counts of places vary more than chance counts do (the variance of a compound Poisson count over its
mean). No group weighs more than the one with the k-th most records in a hexagon, so a number above 1 says of k groups or more
that they are met again; that fewer are, or nobody is, has one answer with all other causes. Rounded up, on the cautious side.
"""

from __future__ import annotations

import math

import h3
import numpy as np
import pandas as pd

from data_loaders.release import Release
from data_loaders.safety.floor import Floor, distinct
from data_loaders.safety.views.design_effects import Repeated, capped_effect

RESOLUTION = 8
LEAST = 100  # records; a mean of fewer could tell of somebody
NOT_KNOWN = "not known"
WITHHELD = "Hidden to protect children."  # the same words for every cause
COLUMNS = ["factor", "status", "reason"]


def repeats_table(facts: pd.DataFrame, k: int, previous: Release | None) -> pd.DataFrame:
    """One row, which tells no more where no incident has a place than where few have. What was published stays. k: groups that are
    met again, at least."""
    if previous is not None and len(previous.frames.get("incident_repeats", ())):
        return previous.table("incident_repeats")
    placed = facts[facts["cell"] != ""]
    found = _met(placed)
    again = distinct(found.person[found.times > 1])
    if len(placed) < LEAST or not Floor(k).is_reached(len(again)):
        row = (math.nan, "withheld", WITHHELD)
    else:
        row = (math.ceil(capped_effect(found, k=k) * 10 - 1e-9) / 10, "published", "")
    return pd.DataFrame([row], columns=COLUMNS)


def _met(placed: pd.DataFrame) -> Repeated:
    """Records of each group in each hexagon. Records of nobody in particular stand for themselves."""
    of_cell = {cell: h3.cell_to_parent(cell, RESOLUTION) for cell in placed["cell"].unique()}
    group = placed["group"].where(
        placed["group"] != NOT_KNOWN, pd.Series([f"row {n}" for n in range(len(placed))], index=placed.index)
    )
    keyed = pd.DataFrame({"group": pd.factorize(group)[0], "parent": placed["cell"].map(of_cell)})
    times = keyed.groupby(["group", "parent"]).size()
    n = times.to_numpy(dtype=np.int64)
    return Repeated(times.index.get_level_values("group").to_numpy(dtype=np.int64), n, (n**2).astype(np.float64))
