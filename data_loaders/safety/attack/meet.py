"""Two tables of few cells over the same records: none may tell that few are in a cell of both.

Whoever has more of the records in some cells of one table, and in some of the other, than there are records, knows that the rest of
them are in both. Every set of cells of the one is held against every set of the other, with the persons of both counted once: that
is exact, and stricter than what `pairs` asks of tables with many cells, of which all sets would be too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product

import numpy as np

from data_loaders.safety.floor import Bools, Floor, Ints, distinct


def few_meet(one: Ints, other: Ints, person: Ints, floor: Floor) -> bool:
    """Whether some cells of `one` and some of `other` must meet in persons who are there, but too few."""
    must_meet = (a & b for a, b in product(_sets(one), _sets(other)) if a.sum() + b.sum() > len(person))
    return not floor.may_differ([0, *(len(distinct(person[both])) for both in must_meet)])


def _sets(cell: Ints) -> Iterator[Bools]:
    """Whoever is in some of the cells, but not all of them."""
    cells = np.unique(cell)
    some = chain.from_iterable(combinations(cells, size) for size in range(1, max(len(cells), 2)))
    return (np.isin(cell, part) for part in some)
