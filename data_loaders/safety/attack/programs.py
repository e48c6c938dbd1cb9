"""Other worlds by integer programs: each serves as many cells as it can, and is checked in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from data_loaders.safety.attack.figures import Figures
from data_loaders.safety.floor import Bools, Floats, Floor

SECONDS = 20.0  # a program takes milliseconds; one that takes longer is stuck, and its cell counts as given away
GAP = 0.5  # any world will do: it need not be the best one
SEED = 20  # the same worlds on every machine


@dataclass(frozen=True)
class Attempt:
    """How many small cells were tried, and which of them no two worlds protect."""

    tried: int
    pinned: tuple[int, ...]


def attempt(figures: Figures, floor: Floor) -> Attempt:
    """Try every cell of one to k − 1: is there a world with nobody in it, and one with k or more?"""
    small = (figures.truth > 0) & (figures.truth < floor.k)
    if not small.any():
        return Attempt(0, ())
    lacking = never_empty(figures, small) | _without_world(
        figures, small, np.full(len(small), float(floor.k)), np.full(len(small), np.inf)
    )
    return Attempt(int(small.sum()), tuple(int(cell) for cell in np.flatnonzero(lacking)))


def never_empty(figures: Figures, cells: Bools) -> Bools:
    """Those of the cells that hold somebody in every world that was found: a reader may know that somebody is there."""
    return _without_world(figures, cells, np.zeros(len(cells)), np.zeros(len(cells)))


def _without_world(figures: Figures, small: Bools, low: Floats, high: Floats) -> Bools:
    """The small cells for which no world was found that fits all figures and has between `low` and `high` in the cell."""
    rng, open_cells, lacking = np.random.default_rng(SEED), small.copy(), np.zeros(len(small), dtype=bool)
    sums = LinearConstraint(figures.matrix(), [s.low for s in figures.sums], [s.high for s in figures.sums])
    downward = 1.0 if not low.any() else -1.0
    for cell in np.flatnonzero(small):
        if not open_cells[cell]:
            continue
        least, most = np.zeros(len(small)), np.full(len(small), figures.most)
        least[cell], most[cell] = low[cell], min(high[cell], figures.most)
        wish = np.where(open_cells, downward * (0.5 + rng.random(len(small))), 0.0)
        world = _solved(wish, least, most, sums) if least[cell] <= most[cell] else None
        if world is None or not figures.fits(world) or not low[cell] <= world[cell] <= high[cell]:
            open_cells[cell], lacking[cell] = False, True
            continue
        open_cells &= ~((world >= low) & (world <= high))
    return lacking


def _solved(wish: Floats, least: Floats, most: Floats, sums: LinearConstraint) -> Floats | None:
    found = milp(wish, integrality=np.ones(len(wish), dtype=np.int64), bounds=Bounds(least, most), constraints=sums,
                 options={"time_limit": SECONDS, "mip_rel_gap": GAP})  # fmt: skip
    return None if found.x is None else np.asarray(np.round(found.x))
