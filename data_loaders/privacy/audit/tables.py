"""The linear programs of a core: base cells, published sums as constraints, and the targets."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from scipy import sparse

from data_loaders.privacy.audit.core import TIME, Tie, Variable
from data_loaders.privacy.audit.programs import Program
from data_loaders.privacy.audit.swaps import Walk
from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.records import Ints
from data_loaders.release import TIME_UNITS

LARGEST = 40_000  # base cells of one program; more cannot be shown safe in reasonable time, so it counts as unsafe


def core_programs(data: Countable, left: dict[str, frozenset[Variable]], ties: tuple[Tie, ...]) -> list[Program] | None:
    """One program for each period of the coarsest unit in the core: counts of different ones never meet in a constraint.

    None where a program would be too large.
    """
    if any(TIME in tie for tie in ties):
        # What is tied to the calendar is tied to its months; the totals by month are known, so they are a constraint too.
        left = {**left, TIME: frozenset(("", step) for step in range(len(TIME_UNITS)))}
    used: dict[str, list[int]] = {}
    for own in left.values():
        for dimension, step in own:
            used.setdefault(dimension, []).append(step)
    finest = {d: min(steps) for d, steps in used.items() if d}
    units = sorted({step for own in left.values() for d, step in own if d == ""}) or [len(TIME_UNITS) - 1]
    outer = TIME_UNITS[max(min(_steps(own, "") or [len(TIME_UNITS) - 1]) for own in left.values())]
    inner = TIME_UNITS[units[0]]
    months = max((last - first + 1 for first, last in data.calendar.periods(outer)), default=0)
    if months * math.prod(len(data.hierarchies[d].steps[s]) for d, s in finest.items()) > LARGEST:
        return None
    programs = []
    for number, (first, last) in enumerate(data.calendar.periods(outer)):
        label = f"{outer} {number + 1}"
        programs.append(_program(data, left, finest, ties, months=(first, last), inner=inner, label=label))
    return programs


def _steps(own: frozenset[Variable], dimension: str) -> list[int]:
    return [step for d, step in own if d == dimension]


def _program(
    data: Countable,
    left: dict[str, frozenset[Variable]],
    finest: dict[str, int],
    ties: tuple[Tie, ...],
    *,
    months: tuple[int, int],
    inner: str,
    label: str,
) -> Program:
    inside = (data.records.month >= months[0]) & (data.records.month <= months[1])
    starts = sorted({data.calendar.start_of(m, inner) for m in range(months[0], months[1] + 1)})
    axis_sizes = {"": len(starts)} | {d: len(data.hierarchies[d].steps[s]) for d, s in finest.items()}
    position = {"": np.searchsorted(starts, data.records.month[inside], side="right") - 1}
    for dimension, step in finest.items():
        lookup = data.hierarchies[dimension].block_of_leaf(step)
        position[dimension] = lookup[data.records.leaf[dimension][inside]]
    shape = tuple(axis_sizes.values())
    every = dict(zip(axis_sizes, np.unravel_index(np.arange(int(np.prod(shape))), shape), strict=True))
    possible = np.flatnonzero(_is_possible(data, ties, finest, every, position))
    coordinates = {axis: values[possible] for axis, values in every.items()}
    base = np.searchsorted(possible, np.ravel_multi_index(tuple(position.values()), shape))
    number = np.full(int(np.prod(shape)), -1, dtype=np.int64)
    number[possible] = np.arange(len(possible))
    number = number.reshape(shape)
    views = [_groups_of_axes(data, own, finest, starts) for own in left.values()]
    rows = [_sums(_grouping(view, coordinates)) for view in views]
    constraints = sparse.vstack(rows).tocsr()
    truth = np.bincount(base, minlength=len(possible)).astype(float)
    persons = data.records.person[inside]
    targets, labels = _targets(data, coordinates, axis_sizes, base, persons)
    for cells, text in _tied_targets(ties, coordinates):
        if 0 < len(np.unique(persons[np.isin(base, cells)])) < data.k:
            targets.append(cells)
            labels.append(text)
    return Program(
        cells=len(possible),
        constraints=constraints,
        totals=constraints @ truth,
        targets=targets,
        labels=tuple(f"{label}, {text}" for text in labels),
        walk=Walk(position, number, tuple(views)),
    )


def _is_possible(
    data: Countable,
    ties: tuple[Tie, ...],
    finest: dict[str, int],
    every: dict[str, Ints],
    position: dict[str, Ints],
) -> np.ndarray:
    """Which base cells can hold anybody, for somebody who knows every combination of tied values that never occurs.

    A combination of two dimensions is looked for in all records, one with time in the records of its period.
    """
    possible = np.ones(len(every[""]), dtype=bool)
    for tie in ties:
        ends = ["" if end == TIME else end for end in tie]
        if not all(end in every for end in ends):
            continue
        if "" in ends:
            seen = [position[end] for end in ends]
        else:
            seen = [data.hierarchies[end].block_of_leaf(finest[end])[data.records.leaf[end]] for end in ends]
        occurs = np.zeros([int(every[end].max()) + 1 for end in ends], dtype=bool)
        occurs[tuple(seen)] = True
        possible &= occurs[tuple(every[end] for end in ends)]
    return possible


def _groups_of_axes(
    data: Countable, own: frozenset[Variable], finest: dict[str, int], starts: list[int]
) -> dict[str, Ints]:
    """For one view of the core: axis → the published group of each of its coordinates."""
    groups: dict[str, Ints] = {}
    for dimension in sorted({d for d, _ in own}):
        step = min(_steps(own, dimension))
        if dimension == "":
            blocks = np.array([data.calendar.start_of(s, TIME_UNITS[step]) for s in starts])
            groups[dimension] = np.unique(blocks, return_inverse=True)[1]
        else:
            hierarchy = data.hierarchies[dimension]
            coarse = hierarchy.block_of_leaf(step)
            groups[dimension] = np.array([coarse[b[0]] for b in hierarchy.steps[finest[dimension]]])
    return groups


def _grouping(view: dict[str, Ints], coordinates: dict[str, Ints]) -> Ints:
    """Number of the published sum that each base cell belongs to, for one view of the core."""
    groups = np.zeros(len(coordinates[""]), dtype=np.int64)
    for axis, group in view.items():
        groups = groups * (int(group.max()) + 1) + group[coordinates[axis]]
    return groups


def _sums(groups: Ints) -> sparse.csr_matrix:
    number = np.unique(groups, return_inverse=True)[1]
    cells = np.arange(len(groups))
    return sparse.csr_matrix((np.ones(len(groups)), (number, cells)))


def _targets(
    data: Countable, coordinates: dict[str, Ints], sizes: dict[str, int], base: Ints, person: Ints
) -> tuple[list[Ints], list[str]]:
    """Every sum of base cells over some of the axes that has 1 to k−1 different persons behind it."""
    axes = [a for a in sizes if sizes[a] > 1]
    people = int(person.max(initial=0)) + 1
    pairs = np.unique(base * people + person)
    of_cell, of_person = pairs // people, pairs % people
    persons_in_cell = np.bincount(of_cell, minlength=len(coordinates[""]))
    targets: list[Ints] = []
    labels: list[str] = []
    for size in range(1, len(axes) + 1):
        for kept in combinations(axes, size):
            key = np.zeros(len(coordinates[""]), dtype=np.int64)
            for axis in kept:
                key = key * sizes[axis] + coordinates[axis]
            for value in _few(key, persons_in_cell, of_cell, of_person, data.k):
                targets.append(np.flatnonzero(key == value))
                labels.append(" × ".join(a or "time" for a in kept) + f" no. {value + 1}")
    return targets, labels


def _tied_targets(ties: tuple[Tie, ...], coordinates: dict[str, Ints]) -> list[tuple[Ints, str]]:
    """Sums that only a tie tells apart: of a value of one end, what is left without the values that can go with no other.

    Weekend days are weekends; so what weekends are published with, less the weekend days, is known to be something else.
    """
    found = []
    for one, other in [(a, b) for tie in ties for a, b in (tie, tie[::-1])]:
        ends = ["" if end == TIME else end for end in (one, other)]
        if not all(end in coordinates for end in ends):
            continue
        x, y = coordinates[ends[0]], coordinates[ends[1]]
        partners = {int(a): set(y[x == a].tolist()) for a in np.unique(x)}
        for b in np.unique(y):
            bound = [a for a, values in partners.items() if values == {int(b)}]
            if bound:
                found += _by_time(
                    (y == b) & ~np.isin(x, bound), coordinates[""], f"{other} no. {b + 1} without what is tied to it"
                )
    return found


def _by_time(chosen: np.ndarray, time: Ints, text: str) -> list[tuple[Ints, str]]:
    """The cells chosen, over the whole program and in each of its periods."""
    parts = [(np.flatnonzero(chosen), text)]
    parts += [(np.flatnonzero(chosen & (time == t)), f"{text}, time no. {t + 1}") for t in np.unique(time)]
    return [(cells, label) for cells, label in parts if len(cells)]


def _few(key: Ints, persons_in_cell: Ints, of_cell: Ints, of_person: Ints, k: int) -> list[int]:
    """The sums with 1 to k−1 different persons. A sum has at least as many as its fullest cell, which rules most out."""
    fullest = np.zeros(int(key.max(initial=0)) + 1, dtype=np.int64)
    np.maximum.at(fullest, key, persons_in_cell)
    is_open = (fullest > 0) & (fullest < k)
    inside = is_open[key[of_cell]]
    people = int(of_person.max(initial=0)) + 1
    pairs = np.unique(key[of_cell[inside]] * people + of_person[inside])
    persons = np.bincount(pairs // people, minlength=len(fullest))
    return [int(value) for value in np.flatnonzero((persons > 0) & (persons < k))]
