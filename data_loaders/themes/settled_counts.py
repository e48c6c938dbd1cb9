"""Counts of single things that an earlier release showed: they stay, or move by as many as the floor asks."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data_loaders.safety.floor import is_short

PLACE = ["key", "month", "measure"]


def settled_counts(
    rows: pd.DataFrame, before: pd.DataFrame | None, keys: Collection[str], counted: Collection[str], k: int
) -> pd.DataFrame:
    """The measures as they are told today, but counts (`counted`) of `keys` as they are out, also where they do not come again.

    What a measure counts are records of children, or persons: 9 and then 8 are one that was taken back. So one moves where a
    figure moves by k or more. The n-th of a month is held against the n-th that is out.
    """
    if before is None or before.empty:
        return rows
    out = before[before["key"].isin(keys) & before["measure"].isin(counted)]
    now = rows if len(rows) else before.iloc[:0]
    new, old = (f.assign(nth=f.groupby(PLACE).cumcount()).set_index([*PLACE, "nth"]) for f in (now, out))
    moved = (new["value"] - old["value"].reindex(new.index)).abs()
    stays = new.index.isin(old.index) & is_short(moved, k)
    kept = [new[~stays], old[~old.index.isin(new.index[~stays])]]
    return pd.concat([frame for frame in kept if len(frame)]).sort_index().reset_index()
