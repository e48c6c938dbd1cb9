"""The linear programs of a core: base cells, published sums as constraints, and the targets."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
from scipy import sparse

from data_loaders.release import TIME_UNITS
from data_loaders.safety.attack.core import TIME, Tie, Variable
from data_loaders.safety.attack.swaps import Walk
from data_loaders.safety.attack.witnesses import Program
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.floor import Ints, distinct, is_few
from data_loaders.safety.views.dataset import Countable

LARGEST = 40_000  # base cells of one program; more cannot be shown safe in reasonable time, so it counts as unsafe


def core_programs(
    data: Countable, left: dict[str, frozenset[Variable]], ties: tuple[Tie, ...], ends: dict[str, int]
) -> list[Program] | None:
    """One program for each period of the coarsest unit in the core: counts of different ones never meet in a constraint.

    Months at the edge that no such period holds have a program of their own. `ends`: the last month of each view, and
    that of the totals by each unit ("time month" …) in any view, also one that is proved harmless. None where a program would be too large.
    """
    used: dict[str, list[int]] = {}
    for own in left.values():
        for dimension, step in own:
            used.setdefault(dimension, []).append(step)
    finest = {d: min(steps) for d, steps in used.items() if d}
    outer = max(min(_steps(own, "") or [len(TIME_UNITS) - 1]) for own in left.values())
    inner = min(used.get("", [len(TIME_UNITS) - 1]))
    if any(TIME in tie for tie in ties):
        # The calendar is known by months; the totals are known by the units that some view has.
        inner = 0
        known = [step for step, unit in enumerate(TIME_UNITS[: outer + 1]) if f"{TIME} {unit}" in ends]
        left = {**left, **{f"{TIME} {TIME_UNITS[step]}": frozenset({("", step)}) for step in known}}
    windows = _windows(data.calendar, TIME_UNITS[outer])
    months = max((last - first + 1 for first, last in windows), default=0)
    if months * math.prod(len(data.hierarchies[d].steps[s]) for d, s in finest.items()) > LARGEST:
        return None
    programs = []
    for number, window in enumerate(windows):
        label = f"{TIME_UNITS[outer]} {number + 1}"
        made = _program(data, left, finest, ties, months=window, inner=TIME_UNITS[inner], ends=ends, label=label)
        programs += [made] if made else []
    return programs


def _windows(calendar: Calendar, unit: str) -> list[tuple[int, int]]:
    """The whole periods of a unit, and the months before the first and after the last of them."""
    whole = calendar.periods(unit)
    if not whole:
        return [(calendar.first, calendar.last)]
    edges = [(calendar.first, whole[0][0] - 1), *whole, (whole[-1][1] + 1, calendar.last)]
    return [(first, last) for first, last in edges if first <= last]


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
    ends: dict[str, int],
    label: str,
) -> Program | None:
    periods = [(s, e) for s, e in data.calendar.periods(inner) if months[0] <= s and e <= months[1]]
    if not periods:
        return None
    starts = [start for start, _ in periods]
    inside = (data.records.month >= starts[0]) & (data.records.month <= periods[-1][1])
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
    rows = [
        _sums(
            _grouping(view, coordinates), _is_published(data.calendar, own, starts, months, ends[name])[coordinates[""]]
        )
        for (name, own), view in zip(left.items(), views, strict=True)
    ]
    constraints = sparse.vstack(rows).tocsr()
    truth = np.bincount(base, minlength=len(possible)).astype(float)
    persons = data.records.person[inside]
    targets, labels = _targets(data, coordinates, axis_sizes, base, persons)
    for cells, text in _tied_targets(ties, coordinates):
        if is_few(len(np.unique(persons[np.isin(base, cells)])), data.k):
            targets.append(cells)
            labels.append(text)
    # A cell of which no published sum says anything can hold any number, and so can whatever it is a part of.
    is_free = np.asarray(constraints.sum(axis=0)).ravel() == 0
    bound = [number for number, cells in enumerate(targets) if not is_free[cells].any()]
    targets, labels = [targets[n] for n in bound], [labels[n] for n in bound]
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


def _is_published(
    calendar: Calendar, own: frozenset[Variable], starts: list[int], months: tuple[int, int], end: int
) -> np.ndarray:
    """For each period of the program, whether a sum of this view that holds it is published and lies within the program.

    Of a view whose time nothing else shares the sums are taken to be known throughout.
    """
    steps = _steps(own, "")
    if not steps:
        return np.ones(len(starts), dtype=bool)
    told = [p for p in calendar.periods(TIME_UNITS[min(steps)]) if months[0] <= p[0] and p[1] <= min(months[1], end)]
    return np.array([any(first <= start <= last for first, last in told) for start in starts], dtype=bool)


def _sums(groups: Ints, is_published: np.ndarray) -> sparse.csr_matrix:
    cells = np.flatnonzero(is_published)
    number = np.unique(groups[cells], return_inverse=True)[1]
    shape = (int(number.max(initial=-1)) + 1, len(groups))
    return sparse.csr_matrix((np.ones(len(cells)), (number, cells)), shape=shape)


def _targets(
    data: Countable, coordinates: dict[str, Ints], sizes: dict[str, int], base: Ints, person: Ints
) -> tuple[list[Ints], list[str]]:
    """Every sum of base cells over some of the axes that has 1 to k−1 different persons behind it."""
    axes = [a for a in sizes if sizes[a] > 1]
    people = int(person.max(initial=0)) + 1
    pairs = distinct(base * people + person)
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
    is_open = is_few(fullest, k)
    inside = is_open[key[of_cell]]
    people = int(of_person.max(initial=0)) + 1
    pairs = distinct(key[of_cell[inside]] * people + of_person[inside])
    persons = np.bincount(pairs // people, minlength=len(fullest))
    return [int(value) for value in np.flatnonzero(is_few(persons, k))]
