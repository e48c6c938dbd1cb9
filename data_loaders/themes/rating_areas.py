"""Whether an area of practice may be told in finer bands than its standards, beside these, groups of teams and other areas.

Of an area of two standards 84 ratings are 5 or 6, and 40 records are of the other teams: these have 80 of them at most, so that two records of
this team at least have one. Of 84 ratings at least 42 records have one; and of 120 records at least 36 have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data_loaders.safety.attack.meet import every_union, unions_meet_in_few
from data_loaders.safety.floor import Bools, Floor, Ints
from data_loaders.themes.rating_bases import Bands

Known = tuple[Bools, Ints]  # set × record, and of each set how many are known to be in it


@dataclass(frozen=True)
class Beside:
    """What is out of a round beside its areas, and each area that is told in finer bands than its standards."""

    place: dict[str, int]
    floor: Floor
    out: list[Known] = field(default_factory=list)

    @classmethod
    def of(cls, bands: Bands, teams: pd.Series | None, floor: Floor) -> Beside:
        """teams: record → group of teams, where these are told."""
        made = cls(dict(bands.place), floor)
        everybody = np.ones((1, len(made.place)), dtype=bool)
        groups = [] if teams is None else [made.unions(teams.index, teams.to_numpy())]
        made.out.extend((sets, sets.sum(axis=1)) for sets in (everybody, *bands.unions, *groups))
        return made

    def take(self, rows: pd.DataFrame, bands: Sequence[tuple[int, ...]]) -> bool:
        """Whether these bands tell of no few records beside what is out; then they are out too. rows: item_id, record, rating, of an area."""
        number = {point: at for at, band in enumerate(bands) for point in band}
        band = rows["rating"].astype(int).map(number)
        has = self.unions(rows["record"], band.to_numpy())
        ratings = every_union(len(bands)) @ np.bincount(band, minlength=len(bands))
        read, standards = has.any(axis=0), rows["item_id"].nunique()
        sets = np.vstack([has, read & ~has])
        known = np.concatenate([-(-ratings // standards), np.maximum(int(read.sum()) - ratings, 0)])
        if any(unions_meet_in_few(sets, other, self.floor, (known, least)) for other, least in self.out):
            return False
        self.out.append((sets, known))
        return True

    def unions(self, records: pd.Index | pd.Series, group: np.ndarray) -> Bools:
        """union × record: who is in some of these groups, of every union of them."""
        number, groups = pd.factorize(group, sort=True)
        inside = np.zeros((len(groups), len(self.place)), dtype=bool)
        inside[number, [self.place[record] for record in records]] = True
        return np.asarray(every_union(len(groups)) @ inside > 0)
