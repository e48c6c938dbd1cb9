"""Numbers of different persons: no two that can be subtracted may differ by fewer than k persons, nobody apart.

Some figures are numbers of persons because they say so (`children`), others by definition: what happens to one person once
in the time of a cell ("first time in twelve months", "once that year") is counted once a person. They do not add, and what
they differ by is persons: 63 children less 60 first times are three who came back; 111 in the localities, 110 in all, is one
who was in two. So every nested difference, every overlap of parts and everybody counted again is nobody or k *true* persons.
Which sets hold which is looked up in the rows, since 29 investigated children are not always among 30 reported ones.

Where a delivery identifies nobody, each record is a person of its own: k then counts records, and the release says so.
Brothers and sisters, or a group that always comes together, are as many persons as they are; that they are one household is
known to no rule here, and a cell of k such persons may be one family's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from data_loaders.safety.calendar import MONTHS_IN
from data_loaders.safety.floor import is_few

if TYPE_CHECKING:
    from data_loaders.safety.views.beside import Beside
    from data_loaders.safety.views.dataset import Countable
    from data_loaders.safety.views.finder import Grid

SUBSETS = 6  # parts of a whole of which every selection is tried: the quarters of a year and the bands of one; else all and each
YEAR = MONTHS_IN["year"]


@dataclass(frozen=True)
class Number:
    """One printed number of persons: of which cell, and whose. `leaves` names those of each dimension that it is about."""

    view: str
    months: tuple[int, int]
    leaves: dict[str, frozenset[str]]
    persons: frozenset[int]

    def lies_in(self, other: Number) -> bool:
        inside = other.months[0] <= self.months[0] and self.months[1] <= other.months[1]
        return inside and all(d in self.leaves and self.leaves[d] <= own for d, own in other.leaves.items())


def numbers_of(data: Countable, view: str, grid: Grid) -> list[Number]:
    """One for each cell of a grid."""
    return [Number(view, months, leaves, frozenset(who)) for months, leaves, who in persons_of_cells(data, grid)]


def numbers_by_definition(data: Countable, view: str, grid: Grid) -> list[Number]:
    """Those cells of a grid whose count is a number of persons, because each can be in it once."""
    once = {d: once_codes(data, d) for d in grid.cut}
    if grid.unit == "all" or not any(once.values()):
        return []
    return [n for n in numbers_of(data, view, grid) if any(own <= once[d] for d, own in n.leaves.items())]


def once_codes(data: Countable, dimension: str) -> frozenset[str]:
    known = data.policy.dimensions[dimension]
    return frozenset(known.once) | {code for code, times in known.times.items() if times == (1, 1)}


def whole_of_bands(data: Countable, view: str, grid: Grid) -> list[Number]:
    """All persons of each year, where each is in exactly one band of it: a number that the bands give by adding up."""
    if len(grid.cut) != 1 or not all(data.policy.dimensions[d].times for d in grid.cut):
        return []
    whole: dict[tuple[int, int], set[int]] = {}
    for months, _, who in persons_of_cells(data, grid):
        whole.setdefault(months, set()).update(who)
    return [Number(f"{view}, added up", months, {}, frozenset(who)) for months, who in whole.items()]


def is_telling(numbers: Sequence[Number], others: Sequence[Number], k: int) -> bool:
    """Whether some number less numbers of another view that lie in it tells of fewer than k persons."""
    for whole, parts in ((a, b) for x, y in ((numbers, others), (others, numbers)) for a, b in _wholes(x, y)):
        told = [_told(whole.persons, [part.persons for part in some]) for some in _selections(parts)]
        if is_few(told, k).any():
            return True
    return False


def _wholes(numbers: Sequence[Number], others: Sequence[Number]) -> Iterator[tuple[Number, list[Number]]]:
    for whole in numbers:
        yield whole, [part for part in others if part.lies_in(whole)]


def _selections(parts: list[Number]) -> Iterator[tuple[Number, ...]]:
    sizes = range(1, len(parts) + 1) if len(parts) <= SUBSETS else (1, len(parts))
    for size in sizes:
        yield from combinations(parts, size)


def _told(whole: frozenset[int], parts: list[frozenset[int]]) -> int:
    """How many persons a whole less its parts is about: those in none of them, or those in several or beyond it; 0: nobody."""
    times = Counter(who for part in parts for who in part)
    left = len(whole) - sum(times.values())
    if left > 0:
        return len(whole.difference(times))
    return sum(number > 1 or who not in whole for who, number in times.items()) if left < 0 else 0


def printed_numbers(data: Countable, grids: Mapping[str, Grid], shown: Iterable[str]) -> dict[str, list[list[Number]]]:
    """All numbers of persons that these views print: those of `shown` say so, others are such by definition."""
    made = {n: [numbers_by_definition(data, n, grid)] for n, grid in grids.items()}
    for name in shown:
        made[name] = [numbers_of(data, name, grids[name]), whole_of_bands(data, name, grids[name])]
    return made


def telling_numbers(data: Countable, grids: Mapping[str, Grid], shown: Sequence[str]) -> list[tuple[str, ...]]:
    """The views whose numbers of persons tell of few, beside their own counts or beside another view's numbers."""
    printed = printed_numbers(data, grids, shown)
    alone = [(name,) for name in shown if counts_again(data, grids[name])]
    pairs = ((a, b) for a in shown for b in printed if a != b and (b not in shown or a < b))
    return [*alone, *((a, b) for a, b in pairs if tell_together(printed[a], printed[b], data.k))]


def telling_beside(data: Countable, grids: Mapping[str, Grid], shown: Sequence[str], beside: Beside) -> list[str]:
    """The views whose numbers of persons tell of few beside those that another audience has been shown."""
    if not beside.grids:
        return []
    own = printed_numbers(data, grids, [name for name in shown if name in grids])
    theirs = printed_numbers(data, beside.grids, [name for name in beside.with_persons if name in beside.grids])
    pairs = ((a, b) for a in own for b in theirs if a in shown or b in beside.with_persons)
    return list(dict.fromkeys(a for a, b in pairs if tell_together(own[a], theirs[b], beside.k)))


def tell_together(families: list[list[Number]], others: list[list[Number]], k: int) -> bool:
    return any(is_telling(one, other, k) for one in families for other in others)


def counts_again(data: Countable, grid: Grid) -> bool:
    """Whether counts beside numbers of persons tell of fewer than k who were counted more, or less, often than the rest.

    Bands say how often in one year; over another time nobody could say what follows, so that counts as telling.
    """
    if grid.unit != "year" and any(data.policy.dimensions[d].times for d in grid.cut):
        return True
    for _, leaves, who in persons_of_cells(data, grid):
        times = Counter(who)
        least, most = _bounds(data, leaves)
        apart = (sum(n > least for n in times.values()), sum(n < most for n in times.values()))
        if is_few(apart, data.k).any():
            return True
    return False


def _bounds(data: Countable, leaves: dict[str, frozenset[str]]) -> tuple[int, int]:
    """The least and the most that a person of a cell can count in it; 0 for a most that has no end."""
    known = {d: data.policy.dimensions[d].times for d in leaves}
    bounds = [known[d][leaf] for d, own in leaves.items() if known[d] for leaf in own]
    highest = [high for _, high in bounds]
    return min((low for low, _ in bounds), default=1), max(highest, default=0) if all(highest) else 0


def persons_of_cells(
    data: Countable, grid: Grid
) -> Iterator[tuple[tuple[int, int], dict[str, frozenset[str]], list[int]]]:
    """Months, leaves and the person of each record of every cell that holds anybody."""
    periods = data.calendar.periods(grid.unit)
    period = data.period(grid.unit)
    blocks = {d: data.hierarchies[d].steps[step] for d, step in grid.cut.items()}
    names = {d: [frozenset(data.hierarchies[d].leaves[i].code for i in b) for b in own] for d, own in blocks.items()}
    place = [period, *(data.hierarchies[d].block_of_leaf(s)[data.records.leaf[d]] for d, s in grid.cut.items())]
    inside = period >= 0
    if not inside.any():
        return
    order = np.lexsort([p[inside] for p in place[::-1]])
    at = np.stack([p[inside][order] for p in place])
    is_new = np.ones(at.shape[1], dtype=bool)
    is_new[1:] = (at[:, 1:] != at[:, :-1]).any(axis=0)
    starts = np.flatnonzero(is_new).tolist()
    who = data.records.person[inside][order]
    for first, last in zip(starts, [*starts[1:], len(who)], strict=True):
        leaves = {d: names[d][at[i + 1, first]] for i, d in enumerate(grid.cut)}
        yield periods[at[0, first]], leaves, who[first:last].tolist()
