"""Identifiers for rows whose file has none: made of all that a row of their file says."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.problem import Problem, stop
from data_loaders.sources.columns_found import Wanted

DIFFERENT = 10  # rows that differ: of fewer, all may stand equally often without any join
PUPIL = "pupil_pseudo_id"  # of a table in which a row of theirs is one pupil, whatever the row says


@dataclass(frozen=True)
class MadeUp:
    """`said`: row of their file → what stands for all that it says, the same in the next delivery wherever the row stands then.

    `nth`: how many rows above it say the same.
    """

    said: pd.Series
    nth: pd.Series


def made_up_of(text: pd.DataFrame) -> MadeUp:
    """text: their file as it came, before its columns become rows: else a pupil would be another one in every question."""
    said = pd.util.hash_pandas_object(text.fillna("").astype("str"), index=False).map("{:016x}".format)
    return MadeUp(said, said.groupby(said).cumcount())


def identifiers(made: MadeUp, rows: pd.Index, column: str, wanted: Wanted) -> pd.Series:
    """For each of our rows, by the number of the row of theirs that it comes from.

    Rows that say the same are one person to whoever protects what stands behind them: thirteen of them are not thirteen children. As a key
    of the table each is still one of its own. A row of a survey is a pupil: with few questions many answer alike, and all of them count.
    """
    said = made.said.loc[rows]
    if column == PUPIL:
        said = said + "-" + made.nth.loc[rows].astype("str") + "-" + wanted.file
    elif column in wanted.table.key:
        ours = pd.Series(said.to_numpy())  # several of our rows may come of one of theirs
        said = said + "-" + ours.groupby(ours).cumcount().astype("str").to_numpy() + "-" + wanted.file
    return pd.Series(said.to_numpy(), index=rows, dtype="str")


def pupils_alike(made: MadeUp, wanted: Wanted) -> tuple[list[str], list[Problem]]:
    """Pupils who answer alike are told, and all count; where every row stands as often as every other, a query gave each out several times."""
    if PUPIL not in wanted.section.each_row or not (alike := int((made.nth > 0).sum())):
        return [], []
    times = made.said.value_counts()
    if len(times) >= DIFFERENT and times.min() > 1 and times.nunique() == 1:
        what = f"{wanted.file}, {PUPIL}: every row stands {times.min():,} times, as a join gives out each pupil several times."
        return [], [
            stop(
                wanted.table.name,
                wanted.file,
                "given out several times",
                what,
                "Deliver one row for each pupil.",
                column=PUPIL,
            )
        ]
    return [f"{PUPIL}: {alike:,} rows say the same as an earlier one; each is counted as a pupil of its own."], []
