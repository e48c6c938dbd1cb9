"""Counts of a context that is shown by itself, in the words in which they are told: few of them have no figure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_loaders.deliveries.contexts import MEASURES, SHARE
from data_loaders.policy.contexts import ContextPolicy
from data_loaders.themes.settled_counts import UNKNOWN, counts_somebody, settled_words

COUNTED = "fewer than {k}"


def told_risks(rows: pd.DataFrame, told: Sequence[pd.DataFrame | None], k: int) -> pd.DataFrame:
    """Each with how many adults are its network of support, which stays as it is out or moves by k or more."""
    if rows.empty:
        return rows
    return settled_words(rows.assign(network=[_counted(n, k) for n in rows["network_of_support_n"]]), told, k)


def told_measures(rows: pd.DataFrame, setting: ContextPolicy, k: int) -> pd.DataFrame:
    """Counts of 1 to k−1, and 0 beside them, are told as "fewer than k": they have no figure. A share is told in whole per cents."""
    if rows.empty:
        return rows
    assert set(rows["measure"]) <= set(MEASURES)
    is_count = counts_somebody(rows, setting.small_counts)
    small, value = is_count & (rows["value"] < k), rows["value"].where(is_count, rows["value"].round(1))
    value = value.where(is_count | (rows["scale"] != SHARE), value.round())
    told = [
        COUNTED.format(k=k) if is_small else f"{value:.0f}" if counts else f"{value:.1f}"
        for is_small, counts, value in zip(small, is_count, value, strict=True)
    ]
    return rows.assign(told=told, value=value.where(~small))


def _counted(n: float, k: int) -> str:
    return UNKNOWN if pd.isna(n) else COUNTED.format(k=k) if n < k else f"{n:.0f}"
