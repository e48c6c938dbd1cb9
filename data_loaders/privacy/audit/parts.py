"""A dataset that is part of another: the whole less the part is a count too, so it must be nobody or at least k."""

from __future__ import annotations

import pandas as pd

from data_loaders.release import TIME_UNITS, ViewEntry


def telling_views(part: list[ViewEntry], whole: list[ViewEntry], tables: dict[str, pd.DataFrame], k: int) -> list[str]:
    """Names of the part's views that tell a small number when taken from the whole's, in any period that both show.

    Records, not persons, are compared: a difference of at least k records can still be fewer than k persons, but nobody
    outside can count those, and a difference of 1 to k−1 records is certainly 1 to k−1 persons.
    """
    found = []
    for view in (v for v in part if v.status == "published"):
        for other in (v for v in whole if v.status == "published" and set(v.dimensions) <= set(view.dimensions)):
            left = _differences(tables[view.table], tables[other.table], list(other.dimensions), view, other)
            if ((left > 0) & (left < k)).any():
                found.append(view.name)
                break
    return found


def _differences(
    part: pd.DataFrame, whole: pd.DataFrame, shared: list[str], view: ViewEntry, other: ViewEntry
) -> pd.Series:
    """Whole less part in every period of the coarser of both units that the finer one fills, for each shared group."""
    if TIME_UNITS.index(view.time_unit or "all") <= TIME_UNITS.index(other.time_unit or "all"):
        outer, inner, sign = whole, part, 1
    else:
        outer, inner, sign = part, whole, -1
    keys = ["period_start", "period_end", *shared]
    outer = outer.groupby(keys, as_index=False)["n"].sum()
    differences = []
    for row in outer.itertuples():
        inside = inner[(inner["period_start"] >= row.period_start) & (inner["period_end"] <= row.period_end)]
        for dimension in shared:
            inside = inside[inside[dimension] == getattr(row, dimension)]
        covered = inside["period_start"].min() == row.period_start and inside["period_end"].max() == row.period_end
        if covered:
            differences.append(sign * (row.n - int(inside["n"].sum())))
    return pd.Series(differences, dtype="int64")
