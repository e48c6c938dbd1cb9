"""Few things counted safely: contexts, joined until each figure has k of them behind it, and renewed only when k have moved."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

Parts = dict[tuple[str, ...], int]


def joined_nominal(values: pd.Series, k: int) -> Parts | None:
    """Counts by value, the smallest joined with the next smallest until each has k; None where one group would remain."""
    parts: Parts = {(str(value),): int(n) for value, n in values.value_counts().items()}
    while len(parts) > 1 and min(parts.values()) < k:
        first, second = sorted(parts, key=lambda part: (parts[part], part))[:2]
        parts[tuple(sorted(first + second))] = parts.pop(first) + parts.pop(second)
    return dict(sorted(parts.items())) if len(parts) > 1 else None


def joined_by(values: pd.Series, bandings: Sequence[Sequence[Sequence[str]]], k: int) -> Parts | None:
    """Counts at the first of the bandings at which each band has k; an empty band fails too. None where none does."""
    for banding in bandings:
        counts: Parts = {tuple(band): int(values.isin(list(band)).sum()) for band in banding}
        if min(counts.values()) >= k:
            return counts
    return None


def waiting(days: pd.Series, ended: pd.Series, step: int, k: int) -> pd.DataFrame:
    """Waiting times in intervals, each with k or more that ended in it and k or more that were still waiting when last seen.

    Steps are joined until both hold; what is left at the end joins the last interval. Columns: day_from, day_to, n_ended,
    n_waiting; empty where not even one interval is large enough.
    """
    last = int(days.max() // step + 1) * step if len(days) else 0
    rows: list[list[int]] = []
    start = 0
    for end in range(step, last + step, step):
        inside = (days >= start) & (days < end)
        counts = [int((inside & ended).sum()), int((inside & ~ended).sum())]
        if min(counts) >= k:
            rows.append([start, end, *counts])
            start = end
    rest = days >= start
    counts = [int((rest & ended).sum()), int((rest & ~ended).sum())]
    if rows and sum(counts):
        rows[-1] = [rows[-1][0], last, rows[-1][2] + counts[0], rows[-1][3] + counts[1]]
    return pd.DataFrame(rows, columns=["day_from", "day_to", "n_ended", "n_waiting"])


def may_renew(before: pd.DataFrame, now: pd.DataFrame, keys: list[str], counts: list[str], k: int) -> bool:
    """Whether every figure of a table stays or moves by k or more: a smaller move would tell of a few contexts."""
    if len(before) != len(now):
        return False
    both = before.merge(now, on=keys, suffixes=("", "_now"))
    if len(both) != len(now):
        return False
    moved = pd.concat([(both[c] - both[f"{c}_now"]).abs() for c in counts])
    return bool(((moved == 0) | (moved >= k)).all())
