"""How many records each standard was read against: bases that stand beside each other tell of nobody, or of k records.

120 records of a round and 118 of a standard are two that it was not read against. So of every two bases, and of each beside all
records of the round, whoever must be in the one and not in the other, in both, or in neither, is nobody or k.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from data_loaders.safety.floor import Floor

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
