"""Published is published: what a release says stays, and how a table goes on in the next one.

Three ways, one for each table. It **keeps**: a wave or a round that is out stays word for word, others are added. It
**appends**: later periods are added to a series, those that are out stay. It **renews**: a table of how things stand today is
replaced as a whole, or not at all, so that a reader of two releases learns of nobody or of at least k persons. None of the three
ever takes a figure back, and none says why a series did not go on.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_loaders.safety.floor import Floor


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


def may_move(moves: Sequence[int], floor: Floor) -> bool:
    """Whether no sum of some of these moves is a few: each figure moves by nobody or by k, and so does every union of them."""
    sums = {0}
    for move in moves:
        if move:
            sums |= {one + move for one in sums}
        if not floor.may_differ(sorted(sums)):
            return False
    return True


def renew(before: pd.DataFrame, now: pd.DataFrame, *, keys: Sequence[str], counts: Sequence[str], of: Sequence[str], floor: Floor) -> pd.DataFrame:  # fmt: skip
    """`now` where it has the rows of `before` and may have moved so in each figure (`of`: the columns that name one); else `before`."""
    if before.empty:
        return now
    both = before.merge(now, on=list(keys), how="outer", suffixes=("_before", ""), indicator=True)
    if len(both) != len(before) or not (both["_merge"] == "both").all():
        return before
    for count in counts:
        moved = (both[count].fillna(-1) - both[f"{count}_before"].fillna(-1)).astype(int)
        if not all(may_move(list(part), floor) for _, part in moved.groupby([both[c] for c in of])):
            return before
    return now
