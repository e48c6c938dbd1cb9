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

from data_loaders.safety.attack.meet import every_union, unions_meet_in_few
from data_loaders.safety.chains import Chains
from data_loaders.safety.floor import Bools, Floor

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
