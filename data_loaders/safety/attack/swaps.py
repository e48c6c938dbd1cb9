"""Witnesses without a solver: two records exchange some of their values, and nothing that is published changes.

Whether a target must hold somebody is decided by any one table that fits everything published and has nobody there. The
true table fits. Let two records exchange their values on some of the axes: a view keeps its counts if it has none of these
axes, or no others, or if the two agree on its part of them, or on the rest of it. So from table to table, all of which fit,
until the target is empty (a walk through the fibre of a contingency table; Diaconis & Sturmfels 1998). Each table is held
against the published counts before it is believed, so a mistake here cannot clear anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from data_loaders.safety.attack.worlds import Held
from data_loaders.safety.floor import Bools, Ints

if TYPE_CHECKING:
    from data_loaders.safety.attack.witnesses import Program

LOOKED_AT = 4_000  # partners tried for one record; drawn at random where there are more
MOST = 200  # records in a target: to move more out one by one is slower than a linear program
FILLED = 12  # records brought into a target that cannot be emptied: with k more than its least it is clear as well
HOPS = 8  # exchanges tried to bring one record out
SEED, ROUNDS = 20260401, 3


@dataclass(frozen=True)
class Walk:
    """Where each record stands, axis by axis, and what the views see of it.

    `number`: full grid of the axes → number of the base cell, −1 where nobody can be. `views`: for each view, axis → group
    of each coordinate.
    """

    coordinates: dict[str, Ints]
    number: Ints
    views: tuple[dict[str, Ints], ...]

    @property
    def shape(self) -> tuple[int, ...]:
        return self.number.shape


def held_by_swaps(program: Program, walk: Walk, held: Held, k: int) -> Held:
    """What the targets held in some table that was met on the way and fits everything published, beside the tables met before.

    A table is asked only for the target that it was made for: what it holds elsewhere is looked for when its turn comes.
    """
    low, high = held.low.copy(), held.high.copy()
    rng = np.random.default_rng(SEED)
    at = {axis: values.copy() for axis, values in walk.coordinates.items()}
    cell = walk.number[tuple(at.values())]
    exchanges = _exchanges(list(at))
    for way in [_emptied] * ROUNDS + [_filled]:  # each round begins with the table that the one before it ended with
        now = Held(low, high)
        for number in np.flatnonzero(~(now.may_be_nobody() | now.is_uncounted(k))):
            target, inside = program.targets[number], np.zeros(program.cells, dtype=bool)
            inside[target] = True
            way(walk, at, cell, inside, exchanges, rng)
            table = np.bincount(cell, minlength=program.cells).astype(float)
            if np.array_equal(program.constraints @ table, program.totals):
                found = table[target].sum()
                low[number], high[number] = min(low[number], found), max(high[number], found)
    return Held(low, high)


def _exchanges(axes: list[str]) -> list[tuple[str, ...]]:
    """Every set of axes to exchange; a set and the rest of the axes do the same."""
    return [chosen for size in range(1, len(axes)) for chosen in combinations(axes[1:], size)] or []


def _emptied(
    walk: Walk,
    at: dict[str, Ints],
    cell: Ints,
    inside: Bools,
    exchanges: list[tuple[str, ...]],
    rng: np.random.Generator,
) -> bool:
    """Move every record out of the target by exchanges with records outside, or say that it was not possible."""
    records = np.flatnonzero(inside[cell])
    if len(records) > MOST:
        return False
    others = np.arange(len(cell)) if len(cell) <= LOOKED_AT else rng.choice(len(cell), LOOKED_AT, replace=False)
    for record in records:
        for hop in range(HOPS):  # where no exchange leads out, one that stays inside may open another way
            if _exchanged(walk, at, cell, int(record), others, exchanges, inside, rng, leaving=True):
                break
            if hop == HOPS - 1 or not _exchanged(
                walk, at, cell, int(record), others, exchanges, inside, rng, leaving=False
            ):
                return False
    return True


def _filled(
    walk: Walk,
    at: dict[str, Ints],
    cell: Ints,
    inside: Bools,
    exchanges: list[tuple[str, ...]],
    rng: np.random.Generator,
) -> bool:
    """Bring records into the target: one that has its values on some axes, and another that has them on the others."""
    where = np.nonzero(np.isin(walk.number, np.flatnonzero(inside)))
    matches = {axis: np.isin(at[axis], np.unique(values)) for axis, values in zip(at, where, strict=True)}
    for _ in range(FILLED):
        outside = ~inside[cell]
        for chosen in exchanges:
            fits_kept = np.all([matches[a] for a in at if a not in chosen], axis=0) & outside
            others = np.flatnonzero(np.all([matches[a] for a in chosen], axis=0) & outside)[:LOOKED_AT]
            firsts = rng.permutation(np.flatnonzero(fits_kept))[:FILLED]
            if any(_entered(walk, at, cell, int(first), others, chosen, inside) for first in firsts):
                break
        else:
            return False
        matches = {axis: np.isin(at[axis], np.unique(values)) for axis, values in zip(at, where, strict=True)}
    return True


def _entered(
    walk: Walk,
    at: dict[str, Ints],
    cell: Ints,
    record: int,
    others: Ints,
    chosen: tuple[str, ...],
    inside: Bools,
) -> bool:
    fits = _partners(walk, at, record, others, chosen, inside, leaving=False)
    if len(fits):
        _exchange(walk, at, cell, np.array([record, int(fits[0])]), chosen)
    return len(fits) > 0


def _exchange(walk: Walk, at: dict[str, Ints], cell: Ints, pair: Ints, chosen: tuple[str, ...]) -> None:
    for axis in chosen:
        at[axis][pair] = at[axis][pair[::-1]]
    cell[pair] = walk.number[tuple(at[axis][pair] for axis in at)]


def _exchanged(
    walk: Walk,
    at: dict[str, Ints],
    cell: Ints,
    record: int,
    others: Ints,
    exchanges: list[tuple[str, ...]],
    inside: Bools,
    rng: np.random.Generator,
    *,
    leaving: bool,
) -> bool:
    """Exchange with some record outside that stays outside; the first kind of exchange that is possible is taken."""
    outside = others[~inside[cell[others]]]
    for chosen in exchanges if leaving else [exchanges[i] for i in rng.permutation(len(exchanges))]:
        fits = _partners(walk, at, record, outside, chosen, inside, leaving=leaving)
        if len(fits):
            _exchange(walk, at, cell, np.array([record, int(fits[rng.integers(len(fits))])]), chosen)
            return True
    return False


def _partners(
    walk: Walk,
    at: dict[str, Ints],
    record: int,
    others: Ints,
    chosen: tuple[str, ...],
    inside: Bools,
    *,
    leaving: bool,
) -> Ints:
    """Records with which this one can exchange the chosen axes: no view sees it, and the other one stays outside the target.

    `leaving`: this one is outside then, too; otherwise it goes to (another) cell of the target.
    """
    for view in walk.views:
        moved = [axis for axis in view if axis in chosen]
        kept = [axis for axis in view if axis not in chosen]
        if moved and kept:
            others = others[_agree(view, at, record, others, moved) | _agree(view, at, record, others, kept)]
    mine = tuple(at[a][others] if a in chosen else np.full(len(others), at[a][record]) for a in at)
    theirs = tuple(np.full(len(others), at[a][record]) if a in chosen else at[a][others] for a in at)
    first, second = walk.number[mine], walk.number[theirs]
    here = walk.number[tuple(np.array([at[a][record]]) for a in at)]
    wanted = ~inside[first] if leaving else inside[first] & (first != here)
    fits: Ints = others[(first >= 0) & (second >= 0) & ~inside[second] & wanted]
    return fits


def _agree(view: dict[str, Ints], at: dict[str, Ints], record: int, others: Ints, axes: list[str]) -> Bools:
    same = np.ones(len(others), dtype=bool)
    for axis in axes:
        same &= view[axis][at[axis][others]] == view[axis][at[axis][record]]
    return same
