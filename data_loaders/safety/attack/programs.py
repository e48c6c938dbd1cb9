"""Other worlds for single cells of a theme's figures, by integer programs: each serves as many cells as it can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint

from data_loaders.safety.attack.figures import Figures
from data_loaders.safety.attack.worlds import Held, whole_world
from data_loaders.safety.floor import Bools, Floor, is_few

NODES = 5_000  # of the branch and bound; the demo's programs take one, and one that takes more is stuck
GAP = 0.5  # any world will do: it need not be the best one
STEPS: dict[str, Any] = {"node_limit": NODES, "mip_rel_gap": GAP}
SEED = 20  # the same worlds on every machine


@dataclass(frozen=True)
class Attempt:
    """How many small cells were tried, and which of them no two worlds protect."""

    tried: int
    pinned: tuple[int, ...]


def attempt(figures: Figures, floor: Floor) -> Attempt:
    """Try every cell of one to k − 1: is there a world with nobody in it, and one with k or more?"""
    small = is_few(figures.truth, floor.k)
    if not small.any():
        return Attempt(0, ())
    held = _with_nobody(figures, small)
    held = _searched(figures, held, small, limits=(floor.k, inf), is_clear=lambda found: found.is_uncounted(floor.k))
    pinned = small & ~(held.may_be_nobody() & held.is_uncounted(floor.k))
    return Attempt(int(small.sum()), tuple(int(cell) for cell in np.flatnonzero(pinned)))


def never_empty(figures: Figures, cells: Bools) -> Bools:
    """Those of the cells that hold somebody in every world that was found: a reader may know that somebody is there."""
    return cells & ~_with_nobody(figures, cells).may_be_nobody()


def _with_nobody(figures: Figures, cells: Bools) -> Held:
    return _searched(figures, Held.nothing(len(cells)), cells, limits=(0, 0), is_clear=Held.may_be_nobody)


def _searched(
    figures: Figures, held: Held, cells: Bools, *, limits: tuple[float, float], is_clear: Callable[[Held], Bools]
) -> Held:
    """One world after another with something between the limits in a cell that is not clear yet, and little or much in the others."""
    rng, lacking = np.random.default_rng(SEED), np.zeros(len(cells), dtype=bool)
    low, high = limits[0], min(limits[1], figures.most)
    sums = LinearConstraint(figures.matrix(), [s.low for s in figures.sums], [s.high for s in figures.sums])
    direction = -1.0 if low else 1.0
    for cell in np.flatnonzero(cells):
        is_open = cells & ~is_clear(held) & ~lacking
        if not is_open[cell]:
            continue
        least, most = np.zeros(len(cells)), np.full(len(cells), figures.most)
        least[cell], most[cell] = low, high
        wish = np.where(is_open, direction * (0.5 + rng.random(len(cells))), 0.0)
        world = whole_world(wish, sums, Bounds(least, most), STEPS) if low <= high else None
        if world is None or not figures.fits(world):
            lacking[cell] = True
            continue
        held = held.with_world(world)
    return held
