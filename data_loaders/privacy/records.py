"""Records ready to be counted: one row a record, everything an integer. The only thing that the finder sees."""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.safety.floor import Ints


@dataclass(frozen=True)
class Records:
    """`person` 0…people−1 and `month` of each record; `leaf` maps a dimension to the leaf index of each record."""

    person: Ints
    month: Ints
    leaf: dict[str, Ints]
    people: int

    def __len__(self) -> int:
        return len(self.person)
