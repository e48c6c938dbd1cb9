"""Counts of single things that earlier releases showed: they stay, or move by as many as the floor asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from data_loaders.deliveries.contexts import COUNTS, OF_THINGS
from data_loaders.safety.floor import is_few
from data_loaders.safety.ledger import VERSIONS

MEASURE, RISK = VERSIONS["context_measures"], VERSIONS["context_risks"]  # what names a row
NTH = [*MEASURE, "nth"]
UNKNOWN = "not known"


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
    told = told[told["key"].isin(keys) & counts_somebody(told, counted)].set_index(NTH)
    last = told[~told.index.duplicated(keep="last")]
    new = _with_nth(rows if len(rows) else full[-1].iloc[:0].drop(columns="nth")).set_index(NTH)
    moved = (told["value"] - new["value"].reindex(told.index)).abs()
    stays = new.index.isin(told.index[is_few(moved, k)])
    kept = [part for part in (new[~stays], last[~last.index.isin(new.index[~stays])]) if len(part)]
    return pd.concat(kept).sort_index().reset_index() if kept else rows


def counts_somebody(rows: pd.DataFrame, counted: Collection[str]) -> pd.Series:
    """Whether a measure counts people or what happened to them: by what it is (`counted`), or by what its figure is said to mean, as
    three who feel safe may be delivered in number."""
    return rows["measure"].isin(list(counted)) | (rows["scale"].isin(COUNTS) & ~rows["measure"].isin(OF_THINGS))


def settled_words(rows: pd.DataFrame, out: Sequence[pd.DataFrame | None], k: int) -> pd.DataFrame:
    """The risks as they are told today, but `network` as it was told last where it would move by fewer than k from any that was told.

    Rows: key, month, risk and `network`, a number in words or not. What was not known is no number that could move.
    """
    by = [*RISK, "nth"]
    full = [_with_nth(own, RISK) for own in out if own is not None and len(own)]
    told = pd.concat([rows.iloc[:0].assign(nth=0), *full], ignore_index=True)
    told = told.loc[told["network"] != UNKNOWN, [*by, "network"]]
    both = (
        _with_nth(rows.reset_index(drop=True), RISK).reset_index(names="at").merge(told, on=by, suffixes=("", "_told"))
    )
    moved = (
        pd.to_numeric(both["network"], errors="coerce") - pd.to_numeric(both["network_told"], errors="coerce")
    ).abs()
    stays = both["at"].isin(both.loc[is_few(moved, k), "at"])
    last = both[stays].drop_duplicates("at", keep="last").set_index("at")["network_told"]
    network = rows["network"].reset_index(drop=True)
    return rows.assign(network=last.reindex(network.index).fillna(network).to_numpy())


def _with_nth(rows: pd.DataFrame, by: list[str] = MEASURE) -> pd.DataFrame:
    return rows if "nth" in rows else rows.assign(nth=rows.groupby(by).cumcount())
