"""The attack on two splits of one question at once: is there a small group that must exist?

Whoever holds "answers by stage" and "answers by sex" knows something of answers by stage and sex. For every such crossed cell
that truly holds 1 to k − 1 pupils, a second table of whole numbers is sought that agrees with everything published, and with
how stage and sex really go together (which nobody is told), and has nobody in that cell. It is built of moves: one pupil fewer
in (answer, stage, sex) and in (other answer, stage, other sex) …, one more in the cells beside, so that every margin keeps.
Only one question's answers move and no pupil changes group, so the tables of all other questions are untouched: what is shown
for one question holds for all of them together. Where no such table is found, the split that is wanted less is withheld.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from data_loaders.survey.grids import TOGETHER, Grid
from data_loaders.survey.pupils import Wave
from data_loaders.survey.scales import STEPS

WANTED = ("all", "stage", "sex", "simd")  # then areas, coarser first: what comes later gives way


def withstand(wave: Wave, grids: list[Grid], *, k: int) -> tuple[list[Grid], int]:
    """The grids of one question, those withheld that would not withstand; and how many crossed cells were tried."""
    made, tried = {grid.split.name: grid for grid in grids}, 0
    order = sorted((g for g in grids if g.split.name != "all"), key=_rank)
    for one, other in combinations(order, 2):
        if not (made[one.split.name].is_shown and made[other.split.name].is_shown):
            continue
        if _is_area(one) and _is_area(other):
            continue  # one tree: their cells nest, and differences are unions of cells
        small, held = _small_cells(_crossed(wave, one, other), k)
        tried += small
        if not held:
            made[other.split.name] = other.withheld(TOGETHER)
    return [made[grid.split.name] for grid in grids], tried


def _rank(grid: Grid) -> tuple[int, int]:
    name = grid.split.name
    return (WANTED.index(name), 0) if name in WANTED else (len(WANTED), len(grid.split.path))


def _is_area(grid: Grid) -> bool:
    return grid.split.name not in WANTED


def _crossed(wave: Wave, one: Grid, other: Grid) -> np.ndarray:
    """Pupils by band (the finer step of the two), block of one and block of the other."""
    finer = min(one, other, key=lambda g: STEPS.index(g.step))
    codes = wave.answers[one.question.identifier].to_numpy(dtype=str)
    asked = wave.asked(one.question)
    table = np.zeros((len(finer.bands), len(one.blocks), len(other.blocks)), dtype=np.int64)
    first, second = [one.split.inside(b) for b in one.blocks], [other.split.inside(b) for b in other.blocks]
    for number, band in enumerate(finer.bands):
        inside = asked & np.isin(codes, sorted(band.answers))
        table[number] = [[int((inside & a & b).sum()) for b in second] for a in first]
    return table


def _small_cells(table: np.ndarray, k: int) -> tuple[int, bool]:
    """How many crossed cells hold 1 to k − 1, and whether each of them could be empty as well."""
    small = np.argwhere((table > 0) & (table < k))
    return len(small), all(can_be_empty(table, (int(y), int(a), int(b))) for y, a, b in small)


def can_be_empty(table: np.ndarray, cell: tuple[int, int, int]) -> bool:
    """Whether moves that keep all three two-way margins lead from the table to one with nobody in the cell."""
    now, (y, a, b) = table.copy(), cell
    for y2, a2, b2 in _corners(now.shape, cell):
        moved = min(now[y, a, b], now[y, a2, b2], now[y2, a, b2], now[y2, a2, b])
        if moved > 0:
            for yy, aa, bb, sign in (
                (y, a, b, -1), (y, a2, b2, -1), (y2, a, b2, -1), (y2, a2, b, -1),
                (y, a, b2, 1), (y, a2, b, 1), (y2, a, b, 1), (y2, a2, b2, 1),
            ):  # fmt: skip
                now[yy, aa, bb] += sign * moved
        if now[y, a, b] == 0:
            return True
    return False


def _corners(shape: tuple[int, ...], cell: tuple[int, int, int]) -> Iterable[tuple[int, int, int]]:
    y, a, b = cell
    return (
        (y2, a2, b2)
        for y2 in range(shape[0]) if y2 != y
        for a2 in range(shape[1]) if a2 != a
        for b2 in range(shape[2]) if b2 != b
    )  # fmt: skip
