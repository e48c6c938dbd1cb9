"""The finest safe step: wanted dimensions, their ladders and a floor become a full grid of safe cells, or one neutral sentence.

A grid is full: every band of one axis with every band of every other. All its cells pass the floor, the empty ones too, so
whatever is added or subtracted inside it is a union of cells that share nobody: no person, or at least k. Sets that other
figures are about (`beside`) are tried along: in each block, who is in one and not in the other is nobody or at least k.
Nothing is said of why a grid may not be shown: the sentence is the same whoever was few, and wherever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from data_loaders.safety.floor import Bools, Floats, Floor, Ints, Tally, tally
from data_loaders.safety.ladder import Band, Ladder, Leaves, Step


def hidden(who: str) -> str:
    """The one sentence for every cause: few, one who is most of a cell, too near another figure, or nobody."""
    return f"Hidden to protect {who}."


@dataclass(frozen=True)
class Axis:
    """One wanted dimension: its ladder, and the leaf in which each record stands ("" where it stands in none)."""

    ladder: Ladder
    leaf: Leaves


@dataclass(frozen=True)
class Records:
    """What is counted: the person behind each record, the weight of each, and by whom the set of another figure differs.

    `beside`: for each other published set, the records that are in one of the two and not in the other.
    """

    person: Ints
    weight: Floats | None = None
    beside: tuple[Bools, ...] = ()

    @property
    def people(self) -> int:
        return int(self.person.max()) + 1 if len(self.person) else 0


@dataclass(frozen=True)
class Grid:
    """Bands of each axis, and what stands in their cells: `cells` runs through the bands of the last axis first."""

    bands: tuple[Step, ...]
    cells: Tally

    def n(self) -> Ints:
        """Records of each cell, one dimension for each axis."""
        return self.cells.n.reshape([len(step) for step in self.bands])


def count(records: Records, axes: Sequence[Axis], bands: Sequence[Step]) -> Grid:
    """The grid of these bands, safe or not."""
    cell, inside = np.zeros(len(records.person), dtype=np.int64), np.ones(len(records.person), dtype=bool)
    for axis, step in zip(axes, bands, strict=True):
        at = axis.leaf.places_in(step)
        inside &= at >= 0
        cell = cell * len(step) + at
    cells = prod(len(step) for step in bands)
    found = tally(np.where(inside, cell, -1), records.person, cells=cells, people=records.people, weight=records.weight)
    return Grid(tuple(bands), found)


def finest(records: Records, axes: Sequence[Axis], floor: Floor) -> Grid | None:
    """The safe grid with the most cells, each axis on one of its steps; the finer step of an earlier axis where they tie."""
    best: Grid | None = None
    for steps in product(*(axis.ladder.steps for axis in axes)):
        if best is not None and prod(map(len, steps)) <= len(best.cells.n):
            continue
        grid = count(records, axes, steps)
        if floor.holds(grid.cells):
            best = grid
    return best


def finest_cut(records: Records, blocks: Axis, others: Sequence[Axis], floor: Floor) -> Grid | None:
    """The same, where each part of the first axis goes up its ladder only as far as it must: a part that fails gives way to
    the next band that holds it, with all that is below. Blocks count twice: a reader asks "where" before "how exactly"."""
    best: Grid | None = None
    for steps in product(*(axis.ladder.steps for axis in others)):
        cut = _cut(records, blocks, others, steps, floor)
        if cut is not None and (best is None or _worth(cut) > _worth(best)):
            best = cut
    return best


def _worth(grid: Grid) -> int:
    return len(grid.bands[0]) ** 2 * prod(len(step) for step in grid.bands[1:])


def _cut(records: Records, blocks: Axis, others: Sequence[Axis], steps: tuple[Step, ...], floor: Floor) -> Grid | None:
    nodes: Step = blocks.ladder.steps[0]
    while True:
        grid = count(records, (blocks, *others), (nodes, *steps))
        fails = floor.fails(grid.cells).reshape(len(nodes), -1).any(axis=1) | _apart(records, blocks, nodes, floor)
        if not fails.any():
            return grid
        wider = [blocks.ladder.above(node) for node, failed in zip(nodes, fails, strict=True) if failed]
        if None in wider:
            return None
        nodes = _without_parts([*nodes, *(band for band in wider if band is not None)], blocks.ladder.steps[0])


def _apart(records: Records, blocks: Axis, nodes: Step, floor: Floor) -> Bools:
    """For each node whether some other set differs from the own one by a few persons in it."""
    place, failed = blocks.leaf.places_in(nodes), np.zeros(len(nodes), dtype=bool)
    for mask in records.beside:
        found = tally(np.where(mask, place, -1), records.person, cells=len(nodes), people=records.people)
        failed |= np.array([not floor.may_differ(persons) for persons in found.persons], dtype=bool)
    return failed


def _without_parts(bands: Sequence[Band], order: Step) -> Step:
    """Only bands that lie in no other, each once, in the order of the ladder's finest step."""
    kept = {b.leaves: b for b in bands if not any(b.leaves < other.leaves for other in bands)}
    return tuple(sorted(kept.values(), key=lambda b: next(i for i, own in enumerate(order) if own.leaves <= b.leaves)))
