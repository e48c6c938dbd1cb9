"""Whether a group of teams may be told beside what is told of all teams together, by the bands of each standard.

34 good ones on a standard, and 30 records of the other teams, are four good ones of this team. And of its ten good ones on the whole,
with six of all teams that are just good, four at least are better. So of records that two auditors read, and those that one did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.safety.attack.meet import every_union
from data_loaders.safety.floor import Floor


def teams_of(ratings: pd.DataFrame) -> pd.Series:
    """record → group of teams."""
    return ratings.drop_duplicates("record").set_index("record")["team"]


@dataclass(frozen=True)
class Teams:
    """Groups of teams of a round. ratings: item_id, practice_area, record, rating, team, by the first auditor; `told`: the areas that are told
    by them, in these bands of points."""

    ratings: pd.DataFrame
    told: frozenset[str]
    coarse: tuple[tuple[int, ...], ...]

    def hold_beside(self, read: pd.DataFrame, floor: Floor) -> bool:
        """Whether what is told of ratings of one area tells of no few of a group of teams. read: item_id, practice_area, record, band."""
        if not self.told or read.empty:
            return True
        if read["item_id"].nunique() == 1 and not sizes_hold(read, teams_of(self.ratings), floor):
            return False
        area = str(read["practice_area"].iloc[0])
        own = self.ratings[self.ratings["practice_area"] == area].merge(
            read[["item_id", "record", "band"]], on=["item_id", "record"], how="left"
        )
        return area not in self.told or teams_hold_inside(own.fillna({"band": "other standards"}), self.coarse, floor)


def in_bands(ratings: pd.DataFrame, bands: Sequence[tuple[int, ...]]) -> pd.DataFrame:
    """ratings: item_id, rating, team; with the `band` in which each is shown."""
    number = {point: at for at, band in enumerate(bands) for point in band}
    return ratings.assign(band=ratings["item_id"] + ":" + ratings["rating"].astype(int).map(number).astype(str))


def sizes_hold(rows: pd.DataFrame, teams: pd.Series, floor: Floor) -> bool:
    """Whether the bands of a standard tell of no few of a group of teams, beside how many records each has. teams: record → group, of all."""
    read = rows.set_index("record")["band"].reindex(teams.index, fill_value="not read")
    return teams_hold(pd.DataFrame({"record": teams.index, "band": read.to_numpy(), "team": teams.to_numpy()}), floor)


def teams_hold_inside(rows: pd.DataFrame, coarse: Sequence[tuple[int, ...]], floor: Floor) -> bool:
    """The same of the bands that lie in each of these coarse ones, which are told of every group of teams."""
    return all(teams_hold(rows[rows["rating"].isin(points)], floor) for points in coarse)


def teams_hold(rows: pd.DataFrame, floor: Floor) -> bool:
    """Whether how many ratings are in each `band`, and how many are of each group of teams, tell of no few records that are both."""
    (row, bands), (column, teams), (record, records) = (pd.factorize(rows[c]) for c in ("band", "team", "record"))
    if not len(rows):
        return True
    table, has = np.zeros((len(bands), len(teams)), dtype=np.int64), np.zeros((len(bands), len(records)), dtype=bool)
    np.add.at(table, (row, column), 1)
    has[row, record] = True
    of_team = np.zeros((len(teams), len(records)), dtype=np.int64)
    of_team[column, record] = 1
    one, other = every_union(len(bands)), every_union(len(teams))
    must_meet = (one @ table.sum(axis=1))[:, None] + (other @ table.sum(axis=0))[None, :] > len(rows)
    both = ((one @ has) > 0).astype(np.int64) @ (other @ of_team).T
    return floor.may_differ([0, *both[must_meet].tolist()])
