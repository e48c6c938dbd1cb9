"""Counts of single things that earlier releases showed: they stay, or move by as many as the floor asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from data_loaders.safety.floor import is_few

PLACE = ["key", "month", "measure"]
NTH = [*PLACE, "nth"]


def settled_counts(
    rows: pd.DataFrame, out: Sequence[pd.DataFrame | None], keys: Collection[str], counted: Collection[str], k: int
) -> pd.DataFrame:
    """The measures as they are told today, but counts (`counted`) of `keys` as they are out, also where they do not come again.

    What a measure counts are records of children, or persons: 9 and then 8 are one that was taken back. So one moves where it
    becomes another by k or more than every figure that was told of it (`out`, the last release last). The n-th of a month is held
    against the n-th that is out.
    """
    full = [_with_nth(own) for own in out if own is not None and len(own)]
    if not full:
        return rows
    told = pd.concat(full, ignore_index=True)
    told = told[told["key"].isin(keys) & told["measure"].isin(counted)].set_index(NTH)
    last = told[~told.index.duplicated(keep="last")]
    new = _with_nth(rows if len(rows) else full[-1].iloc[:0].drop(columns="nth")).set_index(NTH)
    moved = (told["value"] - new["value"].reindex(told.index)).abs()
    stays = new.index.isin(told.index[is_few(moved, k)])
    kept = [part for part in (new[~stays], last[~last.index.isin(new.index[~stays])]) if len(part)]
    return pd.concat(kept).sort_index().reset_index() if kept else rows


def _with_nth(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if "nth" in rows else rows.assign(nth=rows.groupby(PLACE).cumcount())
