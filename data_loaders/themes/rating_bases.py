"""What standards tell of records beside each other: their bases and their bands tell of nobody, or of k records.

120 records of a round and 118 of a standard are two that it was not read against. So of every two bases, and of each beside all
records of the round, whoever must be in the one and not in the other, in both, or in neither, is nobody or k. And 100 of 120 records
that are good on one standard, and 24 that are weak on another, are four at least that are both: where bands, or several of them
together, must meet, they meet in k.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_loaders.safety.attack.meet import every_union, unions_meet_in_few
from data_loaders.safety.chains import Chains
from data_loaders.safety.floor import Bools, Floor, Ints

CROSSED = (
    12  # bands of groups of teams of which every union is tried: six groups in two bands, 4,095 of them, in a few ms
)
Crossed = tuple[Bools, Ints]
Base = frozenset[str]  # the records that a standard was read against


def agreeing(bases: Mapping[str, Base], floor: Floor, beside: Sequence[Base] = ()) -> set[str]:
    """The standards whose bases may stand beside each other, and `beside` what stands already.

    The base that most standards have is taken first, so that one that is odd gives way; what gives way is in no total either.
    """
    alike, kept = Counter(bases.values()), sorted(bases)
    while True:
        everybody = frozenset[str]().union(*(bases[item] for item in kept), *beside)
        out, taken = [everybody, *beside], list[str]()
        for item in sorted(kept, key=lambda item: (-alike[bases[item]], item)):
            if all(_may_stand(bases[item], other, everybody, floor) for other in out):
                out.append(bases[item])
                taken.append(item)
        if len(taken) == len(kept):
            return set(taken)
        kept = taken


def _may_stand(one: Base, other: Base, everybody: Base, floor: Floor) -> bool:
    """Of those that two sizes, and that of all, show to be there, each is k records or more."""
    less, more = sorted((one, other), key=len)
    shown = [more - less] if len(more) > len(less) else []
    shown += [one & other] if len(one) + len(other) > len(everybody) else []
    shown += [everybody - one - other] if len(one) + len(other) < len(everybody) else []
    return floor.is_reached([len(group) for group in shown])


@dataclass(frozen=True)
class Bands:
    """The bands of a round that are out, as sets of records."""

    place: Mapping[str, int]
    out: Chains
    unions: list[Bools]  # of each standard that is out: every union of its bands × record

    @classmethod
    def of(cls, records: Iterable[str], floor: Floor) -> Bands:
        place = {record: at for at, record in enumerate(sorted(set(records)))}
        return cls(place, Chains(floor, np.ones(len(place), dtype=bool)), [])

    def unions_of(self, rows: pd.DataFrame) -> Bools:
        """union × record: every union of the bands of a standard. rows: record, band."""
        band, bands = pd.factorize(rows["band"])
        inside = np.zeros((len(bands), len(self.place)), dtype=np.int64)
        inside[band, rows["record"].map(self.place).to_numpy(dtype=np.int64)] = 1
        return np.asarray(every_union(len(bands)) @ inside > 0)

    def take(self, parts: Sequence[Collection[str]]) -> bool:
        """Whether these parts of what a standard was read against tell of few beside nothing that is out; then they are out too."""
        inside = np.zeros((len(parts), len(self.place)), dtype=bool)
        for own, records in zip(inside, parts, strict=True):
            own[[self.place[record] for record in records]] = True
        unions = np.asarray(every_union(len(parts)) @ inside > 0)
        if any(unions_meet_in_few(unions, other, self.out.floor) for other in self.unions):
            return False
        is_taken = self.out.take(question=np.asarray(inside.any(axis=0)), answers=list(inside))
        self.unions.extend([unions] * is_taken)
        return is_taken

    def may_cross(self, rows: pd.DataFrame, coarse: Sequence[Sequence[int]]) -> bool:
        """Whether an area that is told by groups of teams tells of no few records that are also in some bands of a standard of all teams.

        Of 25 records of a team 14 are good on the area, and of all 60 records 50 on a standard of another: four at least are both. rows:
        record, item_id, team, rating of the area; `coarse`: the bands in which it is told.
        """
        crossed = self.crossed(rows, coarse)
        return not any(self.few_with(crossed, bands) for bands in self.unions)

    def crossed(self, rows: pd.DataFrame, coarse: Sequence[Sequence[int]]) -> Crossed:
        """union × record: who has a rating in some bands of some groups of teams; and how many these are at least, by the number of ratings:
        a record has as many as there are standards."""
        team, teams = pd.factorize(rows["team"])
        band = (
            rows["rating"]
            .map({point: at for at, points in enumerate(coarse) for point in points})
            .to_numpy(dtype=np.int64)
        )
        size = len(teams) * len(coarse)
        cell, at = team * len(coarse) + band, rows["record"].map(self.place).to_numpy(dtype=np.int64)
        has = np.zeros((size, len(self.place)), dtype=np.float32)
        has[cell, at] = 1
        unions = every_union(size, CROSSED)
        of_team = (unions * np.bincount(cell, minlength=size)).reshape(-1, len(teams), len(coarse)).sum(axis=2)
        return unions.astype(np.float32) @ has > 0, (-(-of_team // rows["item_id"].nunique())).sum(axis=1)

    def few_with(self, crossed: Crossed, bands: Bools) -> bool:
        """Whether one of these must meet some bands of a standard (union × record) in few. Where both were read of the same records,
        these are all."""
        whom, least = crossed
        asked = whom.any(axis=0), bands.any(axis=0)
        whole = int(asked[0].sum()) if (asked[0] == asked[1]).all() else len(self.place)
        both = whom.astype(np.float32) @ bands.T.astype(np.float32)  # exact to 16 million records
        must_meet = least[:, None] + bands.sum(axis=1)[None, :] > whole
        return not self.out.floor.may_differ([0, *np.unique(both[must_meet]).tolist()])
