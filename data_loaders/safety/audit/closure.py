"""Closure: every cell of a view recounted by the engine from the records, apart from the code that chose the view.

Proof that this is enough inside one view: the cells are disjoint and each holds either nothing or at least k persons; a
filter is a set of cells, so the difference of any two filters is a set of cells too. It is empty, or holds at least k.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_loaders.engine import Engine
from data_loaders.release import Check
from data_loaders.safety.calendar import month_number
from data_loaders.safety.floor import is_short
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid


def check_closure(data: Countable, name: str, grid: Grid, table: pd.DataFrame, engine: Engine) -> Check:
    """Recount by joining each record to its cell through the published table itself, then compare and test every cell."""
    cell = _cell_of_each_record(data, grid, table)
    found = engine.count(cell, data.records.person, cells=len(table))
    wrong = int((found["n"].to_numpy() != table["n"].to_numpy()).sum())
    if "children" in table:
        wrong += int((found["persons"].to_numpy() != table["children"].to_numpy()).sum())
    lost = int((_is_covered(data, table) & (cell < 0)).sum())
    small = int(is_short(found["persons"], data.k).sum())
    heavy = int((found["top"] > data.policy.dominance * found["n"]).sum())
    is_safe = not (wrong or small or heavy or lost) and len(table) > 0
    reason = (
        f"All {len(table)} cells hold at least {data.k} {data.policy.protected}, none of whom accounts for more than "
        f"{data.policy.dominance:.0%} of one; recounted from the records."
        if is_safe
        else f"{small} cells hold fewer than {data.k} {data.policy.protected}, {heavy} are mostly one person's, "
        f"{wrong} were counted wrongly, {lost} records of its time are in no cell. Choose a coarser setting for this view in the policy, or remove the view."
    )
    subject = f"{data.name}.{name}"
    return Check(
        name="closure",
        subject=subject,
        status="passed" if is_safe else "failed",
        reason=reason,
        tried=len(table),
    )


def _is_covered(data: Countable, table: pd.DataFrame) -> np.ndarray:
    """Which records fall into the time that a view covers: each of them must be in some cell."""
    first, last = month_number(table["period_start"].min().date()), month_number(table["period_end"].max().date())
    return np.asarray((data.records.month >= first) & (data.records.month <= last))


def _cell_of_each_record(data: Countable, grid: Grid, table: pd.DataFrame) -> np.ndarray:
    """Row number in the published table of the cell of each record, −1 where the table has none."""
    dimensions = list(grid.cut)
    starts = np.array([month_number(day.date()) for day in table["period_start"]])
    ends = np.array([month_number(day.date()) for day in table["period_end"]])
    row_of: dict[tuple[object, ...], int] = {}
    for row, key in enumerate(zip(starts, ends, *(table[d] for d in dimensions), strict=True)):
        for month in range(key[0], key[1] + 1):
            row_of[(month, *key[2:])] = row
    frame = pd.DataFrame({"month": data.records.month})
    for dimension in dimensions:
        blocks = data.hierarchies[dimension].steps[grid.cut[dimension]]
        id_of_leaf = {leaf: data.block_id(dimension, block) for block in blocks for leaf in block}
        frame[dimension] = pd.Series(data.records.leaf[dimension]).map(id_of_leaf)
    different = frame.groupby(list(frame.columns), sort=False).ngroup().to_numpy()
    first = frame.loc[~pd.Series(different).duplicated().to_numpy()]
    rows = np.array([row_of.get(tuple(key), -1) for key in first.itertuples(index=False)], dtype=np.int64)
    return rows[different] if len(frame) else np.empty(0, dtype=np.int64)
