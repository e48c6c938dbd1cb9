"""Episodes of one child that overlap in time are one episode that was written down more than once."""

from __future__ import annotations

import numpy as np
import pandas as pd

UNIT = (
    "EPISODE"  # several reports, or an investigation and a report, of one episode are meant to stand beside each other
)
NEVER = np.iinfo(np.int64).min


def episode_of_rows(rows: pd.DataFrame) -> np.ndarray:
    """For each row the position of the row that begins its episode: its own, or an earlier one of the same child that it overlaps.

    A row that begins at the moment at which another ends is another episode; one without an end overlaps nothing after it.
    """
    start, end = (_seconds(rows[column]) for column in ("start_dt", "end_dt"))
    child = pd.factorize(rows["child_pseudo_id"])[0]
    part = np.where((rows["counting_unit"] == UNIT).to_numpy(), child, -1 - np.arange(len(rows)))
    order = np.lexsort((np.arange(len(rows)), start, part))
    ordered = pd.DataFrame({"part": part[order], "start": start[order], "end": end[order]})
    latest = (
        ordered.groupby("part", sort=False)["end"].cummax().groupby(ordered["part"], sort=False).shift(fill_value=NEVER)
    )
    begins = (ordered["part"] != ordered["part"].shift()) | (ordered["start"] >= latest)
    first = np.empty(len(rows), dtype=np.int64)
    first[order] = order[begins.to_numpy().nonzero()[0]][begins.cumsum().to_numpy() - 1]
    return first


def one_row_each(rows: pd.DataFrame, first: np.ndarray) -> pd.DataFrame:
    """The first row of each episode, ended when the last of its rows ends."""
    own = np.arange(len(rows))
    if (first == own).all():
        return rows
    several = np.isin(first, first[first != own])  # few: only these are grouped
    latest = rows["end_dt"][several].groupby(first[several]).max()
    made = rows.copy()
    made.loc[latest.index, "end_dt"] = latest
    return made[first == own].reset_index(drop=True)


def one_discussion_each(discussions: pd.DataFrame, rows: pd.DataFrame, first: np.ndarray) -> pd.DataFrame:
    """Of the discussions after the rows of one episode, that after the row that ended last, filed under its first row."""
    ids = rows["episode_id"].to_numpy()
    place = pd.Series(np.arange(len(rows)), index=ids)
    at = discussions["episode_id"].map(place[~place.index.duplicated()])
    known = discussions[at.notna()]
    row = at.dropna().to_numpy(dtype=np.int64)
    order = np.lexsort((row, -np.maximum(_seconds(rows["end_dt"])[row], 0)))
    made = known.assign(episode_id=ids[first[row]]).iloc[order]
    return made.drop_duplicates("episode_id").reset_index(drop=True)


def _seconds(moments: pd.Series) -> np.ndarray:
    """Elapsed seconds; NEVER where there is no time."""
    plain = moments.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy().astype("datetime64[s]")
    return np.where(np.isnat(plain), NEVER, plain.astype(np.int64))
