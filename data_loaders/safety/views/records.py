"""Records ready to be counted: one row a record, everything an integer. The only thing that the finder sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data_loaders.safety.floor import Bools, Ints


@dataclass(frozen=True)
class Records:
    """`person` 0…people−1 and `month` of each record; `leaf` maps a dimension to the leaf index of each record.

    unnamed: the numbers that stand for everybody of whom it is not known who they are.
    sensitive: which records are of a sensitive place; none where records have no place.
    """

    person: Ints
    month: Ints
    leaf: dict[str, Ints]
    people: int
    unnamed: frozenset[int] = frozenset()
    sensitive: Bools | None = None

    def __len__(self) -> int:
        return len(self.person)


UNNAMED = ("", "not known")


def unnamed_of(people: Iterable[object]) -> frozenset[int]:
    """Of all codes of persons, those under which records of nobody in particular stand."""
    return frozenset(number for number, code in enumerate(people) if code in UNNAMED)
