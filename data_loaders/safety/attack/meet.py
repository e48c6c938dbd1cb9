"""Two tables of few cells over the same records: none may tell that few are in a cell of both.

Whoever has more of the records in some cells of one table, and in some of the other, than there are records, knows that the rest of
them are in both. Every set of cells of the one is held against every set of the other, with the persons of both counted once: that
is exact, and stricter than what `pairs` asks of tables with many cells, of which all sets would be too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, product

import numpy as np

from data_loaders.safety.floor import Bools, Floor, Ints, distinct

EVERY_UNION = 7  # cells: the 127 × 127 unions of two such tables take a millisecond


def few_meet(one: Ints, other: Ints, person: Ints, floor: Floor) -> bool:
    """Whether some cells of `one` and some of `other` must meet in persons who are there, but too few."""
    must_meet = (a & b for a, b in product(_sets(one), _sets(other)) if a.sum() + b.sum() > len(person))
    return not floor.may_differ([0, *(len(distinct(person[both])) for both in must_meet)])


def few_where_margins_meet(table: Ints, floor: Floor, unions: tuple[Ints, Ints] | None = None) -> bool:
    """Whether some rows and some columns must meet in persons who are there, but too few. table: … × rows × columns, of which the
    sums of rows and of columns are told, for each of the tables by itself. unions: those of rows and of columns that are held against
    each other (union × cell); every one if none is said.

    Of 20 girls, and 16 pupils of S2 among 36 in all, four girls at least are of other stages; whatever stages they are.
    """
    rows, columns = unions or tuple(map(every_union, table.shape[-2:]))
    both = rows @ table @ columns.T
    of_rows, of_columns = rows @ table.sum(axis=-1)[..., None], columns @ table.sum(axis=-2)[..., None]
    least = of_rows + np.swapaxes(of_columns, -1, -2) - table.sum(axis=(-1, -2))[..., None, None]
    return not floor.may_differ([0, *both[least > 0].tolist()])


def unions_meet_in_few(one: Bools, other: Bools, floor: Floor) -> bool:
    """Whether some set of each must meet in few. one, other: set × record, of all records that there are to be told of.

    Where both are put to the same records, these are all; else both lie among all.
    """
    asked = one.any(axis=0), other.any(axis=0)
    whole = int(asked[0].sum()) if (asked[0] == asked[1]).all() else one.shape[1]
    first, second = one.astype(np.int64), other.astype(np.int64)
    least = first.sum(axis=1)[:, None] + second.sum(axis=1)[None, :] - whole
    return not floor.may_differ([0, *(first @ second.T)[least > 0].tolist()])


@cache
def every_union(size: int) -> Ints:
    """union × cell: every union of cells; where these would be too many, each cell, and all the others together."""
    if size <= EVERY_UNION:
        return np.array([[n >> at & 1 for at in range(size)] for n in range(1, 2**size)], dtype=np.int64)
    return each_and_the_others(size)


def each_and_the_others(size: int) -> Ints:
    """union × cell: each cell, and all the others together."""
    one = np.eye(size, dtype=np.int64)
    return np.vstack([one, 1 - one])


def _sets(cell: Ints) -> Iterator[Bools]:
    """Whoever is in some of the cells, but not all of them."""
    cells = np.unique(cell)
    some = chain.from_iterable(combinations(cells, size) for size in range(1, max(len(cells), 2)))
    return (np.isin(cell, part) for part in some)
