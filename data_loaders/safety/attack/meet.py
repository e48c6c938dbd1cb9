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
from numpy.typing import NDArray

from data_loaders.safety.floor import Bools, Floats, Floor, Ints, distinct, is_short

AT_ONCE = 2_000  # pairs that are held against every whole side by side
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


def few_in_a_third(counts: Bools, sizes: Bools, floor: Floor) -> bool:
    """Whether of two sets that lie in a third, all three told, 1 to k−1 must be in both, in one alone or in neither. set × person.

    One of the two is a count, the others are counts or sizes: what sizes alone tell of each other is not asked.
    """
    sets, weight, is_count = _in_atoms(counts, sizes)
    meet = ((sets * weight) @ sets.T).astype(np.float64)
    size, inside = meet.diagonal(), meet >= meet.diagonal()[:, None]  # inside: row in column
    one = np.flatnonzero(is_count)
    alone = [(size[one, None] - meet[one], size[one, None] - size), (size - meet[one], size - size[one, None])]
    return any(_some_few_must(*pair, floor) for pair in alone) or _meet_in_a_third(meet, inside, one, floor)


def _meet_in_a_third(meet: Floats, inside: Bools, one: Ints, floor: Floor) -> bool:
    """Whether some two meet in few, or leave few, of a whole that they lie in. one: which are counts; inside: set × whole.

    Two that share k or more do neither, and few wholes are of a size at which two others tell: those alone are looked at.
    """
    size, both = meet.diagonal().astype(np.int64), meet[one].astype(np.int64)
    is_first = (one[:, None] <= np.arange(len(size))) | ~np.isin(np.arange(len(size)), one)  # two counts are tried once
    row, second = np.nonzero(is_short(both, floor.k) & is_first)
    order, first, both = np.argsort(size, kind="stable"), one[row], both[row, second]
    sizes, wholes, inside = size[first] + size[second], size[order], inside[:, order]
    meeting = np.flatnonzero(both > 0)
    if any(_holds_both(inside, wholes < sizes[some, None], first[some], second[some]) for some in _parted(meeting)):
        return True
    until = np.searchsorted(wholes, np.arange(2 * size.max(initial=0) + floor.k + 1))  # wholes smaller than this
    low, high = until[sizes + 1], until[sizes - both + floor.k]
    for step in range(int((high - low).max(initial=0))):
        some = np.flatnonzero(low + step < high)
        if (inside[first[some], low[some] + step] & inside[second[some], low[some] + step]).any():
            return True
    return False


def _holds_both(inside: Bools, is_asked: Bools, first: Ints, second: Ints) -> bool:
    return bool((inside[first] & inside[second] & is_asked).any())


def _parted(pairs: Ints) -> list[Ints]:
    """So many at a time that what is asked of them stays small, however many sets there are."""
    return [pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE)]


def _some_few_must(persons: Floats, least: Floats, floor: Floor) -> bool:
    return not floor.may_differ(persons[least > 0])


def _in_atoms(counts: Bools, sizes: Bools) -> tuple[NDArray[np.float32], NDArray[np.float32], Bools]:
    """Each set once, as atoms: persons who are in the same sets; how many each atom holds; and which sets are counts."""
    own = {row.tobytes(): row for row in (*counts, *sizes)}  # in the order in which they came: counts first
    sets = np.array(list(own.values()))
    packed = np.ascontiguousarray(np.packbits(sets, axis=0).T)
    atoms, of_each = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_counts=True)
    parts = atoms.view(np.uint8).reshape(len(atoms), -1).T
    made = np.unpackbits(parts, axis=0, count=len(sets)).astype(np.float32)  # exact to 16 million persons
    is_count = np.arange(len(sets)) < len({row.tobytes() for row in counts})
    return made, of_each.astype(np.float32), is_count


@cache
def every_union(size: int, most: int = EVERY_UNION) -> Ints:
    """union × cell: every union of cells; of more than `most`, each cell, and all the others together."""
    if size <= most:
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
