"""Whether a group of teams may be told beside what is told of all teams together, by the bands of each standard.

34 good ones on a standard, and 30 records of the other teams, are four good ones of this team. Of its ten good ones on the whole,
with six of all teams that are just good, four at least are better. So of records that two auditors read, and those that one did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from data_loaders.safety.floor import Floor
from data_loaders.themes.rating_bases import Bands, Crossed
from data_loaders.themes.rating_numbers import margins_hold


def teams_of(ratings: pd.DataFrame) -> pd.Series:
    """record → group of teams."""
    return ratings.drop_duplicates("record").set_index("record")["team"]


@dataclass(frozen=True)
class Teams:
    """Groups of teams of a round. ratings: item_id, practice_area, record, rating, team, by the first auditor; `told`: the areas that are told
    by them, in these bands of points; `bands`: those of all teams."""

    ratings: pd.DataFrame
    told: frozenset[str]
    coarse: tuple[tuple[int, ...], ...]
    bands: Bands

    @cached_property
    def crossed(self) -> list[Crossed]:
        """Of each area that is told by them."""
        areas = self.ratings.groupby("practice_area")
        return [self.bands.crossed(rows, self.coarse) for area, rows in areas if area in self.told]

    def hold_beside(self, read: pd.DataFrame, floor: Floor) -> bool:
        """Whether what is told of ratings of one area tells of no few of a group of teams. read: item_id, practice_area, record, band."""
        if not self.told or read.empty:
            return True
        if read["item_id"].nunique() == 1 and not self._may_stand(read, floor):
            return False
        area = read["practice_area"].iloc[0]
        banded = read[["item_id", "record", "band"]]
        own = self.ratings[self.ratings["practice_area"] == area].merge(banded, on=["item_id", "record"], how="left")
        return area not in self.told or teams_hold_inside(own.fillna({"band": "other standards"}), self.coarse, floor)

    def _may_stand(self, read: pd.DataFrame, floor: Floor) -> bool:
        meets = any(self.bands.few_with(crossed, self.bands.unions_of(read)) for crossed in self.crossed)
        return not meets and sizes_hold(read, teams_of(self.ratings), floor)


def in_bands(ratings: pd.DataFrame, bands: Sequence[tuple[int, ...]]) -> pd.DataFrame:
    """ratings: item_id, rating, team; with the `band` in which each is shown."""
    number = {point: str(at) for at, band in enumerate(bands) for point in band}
    names = [f"{item}:{number[point]}" for item, point in zip(ratings["item_id"], ratings["rating"], strict=True)]
    return ratings.assign(band=pd.Series(names, index=ratings.index, dtype=object))


def sizes_hold(rows: pd.DataFrame, teams: pd.Series, floor: Floor) -> bool:
    """Whether the bands of a standard tell of no few of a group of teams, beside how many records each has. teams: record → group, of all."""
    (band, bands), at = pd.factorize(rows["band"]), teams.index.get_indexer(rows["record"])
    own = np.full(len(teams), len(bands), dtype=np.int64)  # as if all that were not read had a band of their own
    own[at[at >= 0]] = band[at >= 0]
    return margins_hold(own, pd.factorize(teams)[0], np.arange(len(teams)), floor)


def teams_hold_inside(rows: pd.DataFrame, coarse: Sequence[tuple[int, ...]], floor: Floor) -> bool:
    """The same of the bands that lie in each of these coarse ones, which are told of every group of teams."""
    return all(teams_hold(rows[rows["rating"].isin(points)], floor) for points in coarse)


def teams_hold(rows: pd.DataFrame, floor: Floor) -> bool:
    """Whether how many ratings are in each `band`, and how many are of each group of teams, tell of no few records that are both."""
    row, column, record = (pd.factorize(rows[c])[0] for c in ("band", "team", "record"))
    return margins_hold(row, column, record, floor)
