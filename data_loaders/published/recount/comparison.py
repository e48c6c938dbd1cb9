"""A published table beside its recount: which column of how many rows is not as it was counted again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.published.kinds import DTYPES, Column, Figure, Reason
from data_loaders.published.recount.evidence import Evidence, Frame, fresh_rows
from data_loaders.published.table import GoesOn, PublishedTable

TINY = 1e-9  # what two orders of adding up the same numbers may differ by, as a part of the number


@dataclass(frozen=True)
class Recount:
    """`expected` makes the rows of a table again; `how` says from what, in a sentence that is published with the release."""

    how: str
    expected: Callable[[Evidence], Frame]


def difference(table: PublishedTable, recount: Recount, evidence: Evidence) -> str | None:
    """What differs, or None. What an earlier release published is compared with that release, all else with the recount."""
    now = evidence.published[table.name]
    before = evidence.previous.get(table.name)
    is_left_out = now.empty and table.may_be_left_out  # rightly, if nothing of it was delivered
    if before is None or not table.tells(before) or table.goes_on is GoesOn.ANEW or is_left_out:
        again = recount.expected(evidence)
        return None if now.empty and again.empty else row_difference(table, now, typed(table, again))
    if gone := _gone(table, now, before):
        return gone
    fresh = fresh_rows(now, before)
    if fresh.empty:
        return None
    if table.goes_on is GoesOn.KEEP:
        return f"{len(fresh)} of its rows are not as they were published before"
    return _by_key(table, fresh, typed(table, recount.expected(evidence)))


def typed(table: PublishedTable, frame: Frame) -> Frame:
    """The declared columns in their order and kinds; text is never missing, only empty."""
    made = {}
    for name, column in table.columns.items():
        values = frame[name] if name in frame else pd.Series([None] * len(frame), index=frame.index, dtype=object)
        made[name] = values.fillna("").astype("str") if column.dtype == "text" else values.astype(
            "float64" if column.dtype == "whole" else DTYPES[column.dtype])  # fmt: skip
    return pd.DataFrame(made).reset_index(drop=True)


def _gone(table: PublishedTable, now: Frame, before: Frame) -> str | None:
    """Rows that an earlier release had and this one has not; what is renewed may move, and only by its floor."""
    if table.goes_on is GoesOn.RENEW:
        return None
    gone = fresh_rows(before, now) if len(now) else before
    return f"{len(gone)} of its rows were published before and are not there" if len(gone) else None


def row_difference(table: PublishedTable, now: Frame, expected: Frame) -> str | None:
    """What differs of rows that are in the same order, or None."""
    if len(now) != len(expected):
        return f"it has {len(now)} rows, and counted again it has {len(expected)}"
    for name, column in table.columns.items():
        if isinstance(column, Reason):  # why something is withheld says nothing of anybody, whichever sentence it is
            continue
        wrong = _differs(column, now[name], expected[name])
        if wrong.any():
            return f"{name} is another in {int(wrong.sum())} of {len(now)} rows"
    return None


def _by_key(table: PublishedTable, now: Frame, expected: Frame) -> str | None:
    keys = table.keys
    index = pd.MultiIndex.from_frame(expected[keys])
    at = index.get_indexer(pd.MultiIndex.from_frame(typed(table, now)[keys]))
    if (at < 0).any():
        return f"{int((at < 0).sum())} of its rows are not among those counted again"
    return row_difference(table, now.reset_index(drop=True), expected.iloc[at].reset_index(drop=True))


def _differs(column: Column, now: pd.Series, expected: pd.Series) -> np.ndarray:
    if column.dtype in ("text", "date"):
        both = now.isna().to_numpy() & expected.isna().to_numpy()
        return np.asarray((now.to_numpy() != expected.to_numpy()) & ~both)
    one, other = now.to_numpy(dtype=float), expected.to_numpy(dtype=float)
    places = column.places if isinstance(column, Figure) else None
    reach = TINY * np.maximum(np.abs(np.nan_to_num(other)), 1) + (0.0 if places is None else 0.5 * 10.0**-places)
    return np.asarray((np.isnan(one) != np.isnan(other)) | (np.abs(np.nan_to_num(one) - np.nan_to_num(other)) > reach))
