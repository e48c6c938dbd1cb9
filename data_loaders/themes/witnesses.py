"""The attack on a round of ratings: could all that is published of it, taken together, pin down a few records?

Whoever knows every published figure knows a system of equations over the smallest cells: standard × point × group of teams.
A union of cells is given away if every world that fits the equations has 1 to k−1 records in it. It is not, if some world
that fits has k or more in one of its cells. So it is enough to find, for each single cell, one such world: a witness. No
witness for a cell: the views that cross its group with others are given up, one after the other, until each cell has one.
The outsider is even told how many records each group of teams has, and that each was rated once on each standard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from data_loaders.themes.rating_views import ALL, POINTS, Group

SECONDS = 20.0


@dataclass(frozen=True)
class Attack:
    cells: int
    without_witness: int


def attack(ratings: pd.DataFrame, groups: tuple[Group, ...], k: int) -> Attack:
    """Look for a world with k or more records in each cell that fits everything published of the round."""
    items, teams = sorted(ratings["item_id"].unique()), sorted(ratings["team"].unique())
    shape = (len(items), len(POINTS), len(teams))
    truth = np.zeros(shape)
    places = (ratings["item_id"].map(items.index), ratings["rating"].astype(int) - 1, ratings["team"].map(teams.index))
    np.add.at(truth, tuple(p.to_numpy(dtype=int) for p in places), 1)
    records = ratings.groupby("team")["record"].nunique().reindex(teams).to_numpy()
    rows, low, high = _published(groups, items, teams, shape)
    is_whole = truth.sum(axis=(1, 2)) == records.sum()
    for at in range(len(items)):
        for team in range(len(teams)):
            mask = np.zeros(shape, dtype=bool)
            mask[at, :, team] = True
            rows.append(np.flatnonzero(mask))
            low.append(records[team] if is_whole[at] else 0)
            high.append(records[team])
    matrix = _sparse(rows, int(np.prod(shape)))
    assert ((matrix @ truth.ravel() >= low) & (matrix @ truth.ravel() <= high)).all()
    reach = np.where(is_whole[:, None, None], records, np.minimum(records, truth.sum(axis=(1, 2))[:, None, None]))
    assert (reach >= k).all()  # teams are joined until they have more records than k
    found = truth.ravel() >= k
    left = _search(matrix, np.array(low, dtype=float), np.array(high, dtype=float), found, k, float(records.max()))
    return Attack(int(np.prod(shape)), left)


def _search(matrix: csr_matrix, low: np.ndarray, high: np.ndarray, found: np.ndarray, k: int, most: float) -> int:
    """One mixed-integer program for each cell that no earlier world serves; each world may serve many cells."""
    rng = np.random.default_rng(20)
    without = 0
    for cell in range(len(found)):
        if found[cell]:
            continue
        floor = np.zeros(len(found))
        floor[cell] = k
        wish = np.where(found, 0.0, -rng.random(len(found)))
        world = milp(
            wish, integrality=np.ones(len(found), dtype=np.int64), bounds=Bounds(floor, most), constraints=LinearConstraint(matrix, low, high),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.5},
        )  # fmt: skip
        if world.x is None:
            without += 1  # infeasible, or no world found in time: both count as given away
            continue
        exact = np.round(world.x)
        fits = ((matrix @ exact >= low) & (matrix @ exact <= high)).all() and (exact >= 0).all() and exact[cell] >= k
        if not fits:
            without += 1
            continue
        found |= exact >= k
    return without


def _published(
    groups: tuple[Group, ...], items: list[str], teams: list[str], shape: tuple[int, int, int]
) -> tuple[list[np.ndarray], list[float], list[float]]:
    rows, values = list[np.ndarray](), list[float]()
    for group in groups:
        for band, count in zip(group.bands, group.counts, strict=True):
            mask = np.zeros(shape, dtype=bool)
            at = [items.index(item) for item in group.items]
            where = range(len(teams)) if group.team == ALL else [teams.index(group.team)]
            mask[np.ix_(at, [p - 1 for p in band], where)] = True
            rows.append(np.flatnonzero(mask))
            values.append(float(count))
    return rows, values, list(values)


def _sparse(rows: list[np.ndarray], width: int) -> csr_matrix:
    number = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    return csr_matrix((np.ones(len(number)), (number, np.concatenate(rows))), shape=(len(rows), width))
