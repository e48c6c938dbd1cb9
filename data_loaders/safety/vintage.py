"""Published is published: what a release says stays, and how a table goes on in the next one.

Two ways, one for each table. It **keeps**: a wave or a round that is out stays word for word, others are added. It
**appends**: later periods are added to a series, those that are out stay. Neither ever takes a figure back, and neither says why a
series did not go on. A figure of how things stand today is not counted again: two releases of it would differ by few.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd


def keep(before: pd.DataFrame, now: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """All that was published, and of `now` only what belongs to no group (`by`) that was."""
    if before.empty:
        return now
    out = set(before[list(by)].itertuples(index=False, name=None))
    is_new = [key not in out for key in now[list(by)].itertuples(index=False, name=None)] if len(now) else []
    return pd.concat([before, now[is_new]], ignore_index=True) if any(is_new) else before


def append(before: pd.DataFrame, now: pd.DataFrame, *, by: Sequence[str], counts: Sequence[str]) -> pd.DataFrame:
    """What was published, and of each series (`by`) the later periods. `now`: all of them as they would count today.

    Late, corrected and erased records change nothing that is out. A longer period that holds published shorter ones of any
    series of the table would give such a change away, so a period is added only while all that is out inside it counts the same, and a series begins only while
    all that is out does.
    """
    if before.empty or now.empty:
        return before if len(before) else now
    keys, times = [*by], ["period_start", "period_end"]
    differs = differing(before, now, keys=[*keys, *times], counts=counts)
    last = before.groupby(keys, dropna=False)["period_end"].max().rename("last").reset_index()
    later = now.merge(last, on=keys, how="inner")
    later = later[later["period_start"] > later["last"]][list(now.columns)]
    if later.empty and len(differs):
        return before
    stopped = [bool(((differs["period_start"] <= row.period_end) & (differs["period_end"] >= row.period_start)).any())
               for row in later.itertuples()]  # fmt: skip
    more = up_to_stop(later, pd.Series(stopped, index=later.index, dtype=bool), by=keys)
    new = now.merge(last, on=keys, how="left") if differs.empty else now.iloc[:0].assign(last=pd.NaT)
    more = pd.concat([more, new[new["last"].isna()][list(now.columns)]])
    return pd.concat([before, more], ignore_index=True) if len(more) else before


def up_to_stop(later: pd.DataFrame, is_stopped: pd.Series, *, by: Sequence[str]) -> pd.DataFrame:
    """Of each series (`by`; of the whole table without it) the periods before the first that is stopped: none jumps over it."""
    starts = later["period_start"].where(is_stopped)
    first = starts.groupby([later[c] for c in by], dropna=False).transform("min") if len(by) else starts.min()
    return later[~(later["period_start"] >= first)]


def differing(before: pd.DataFrame, now: pd.DataFrame, *, keys: Sequence[str], counts: Sequence[str]) -> pd.DataFrame:
    """The published rows that are not there today, or would count differently."""
    both = before.merge(now[[*keys, *counts]], on=keys, how="left", suffixes=("", "_now"), indicator=True)
    same = both["_merge"] == "both"
    for count in counts:
        same &= (both[count] == both[f"{count}_now"]) | (both[count].isna() & both[f"{count}_now"].isna())
    return both[~same]
