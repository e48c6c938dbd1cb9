"""Where is it concentrated beyond chance? A Poisson circular scan that is told what is hidden.

Sources: Kulldorff (1997), Communications in Statistics 26:1481; Dwass (1957), Ann Math Stat 28:181 (Monte Carlo p). Counts
that vary more than chance because records of one child come together: Dirichlet-multinomial null worlds (Mosimann 1962,
Biometrika 49:65) whose variance is `repeats` times that of chance.

A release shows places only where enough children stand behind them, so a circle can hold something that is not shown.
Hidden is not zero: a circle is credited with what is shown wholly inside it, is charged with all people who live in it, and
worlds of chance are looked at without anything hidden. So what is hidden counts against a concentration, never for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import FloatArray

RADII_KM = (0.1, 1.0, 1.6, 2.1, 2.9)  # about 1, 7, 13, 19 and 37 hexagons of a kilometre
LARGEST = 0.35  # of all people: a circle with more is no place any more
WORLDS, SEED = 999, 20_240_229
LIKELY = 0.05
KM_A_DEGREE = 111.2


@dataclass(frozen=True, eq=False)
class Circles:
    """cells: for each circle the positions of the cells inside; people: of each circle; total: people of all cells."""

    cells: tuple[np.ndarray, ...]
    people: FloatArray
    total: float


@dataclass(frozen=True)
class Concentration:
    """One circle: the cells inside, what is shown in it, what its people would lead to, how many times, and the p of it."""

    cells: tuple[str, ...]
    n: int
    expected: float
    times: float
    p: float


def circles_of(lat: FloatArray, lon: FloatArray, people: FloatArray) -> Circles:
    """All circles of `RADII_KM` round each cell that hold somebody and not more than `LARGEST` of all; each set once."""
    x = lon * np.cos(np.radians(float(lat.mean()))) * KM_A_DEGREE
    y = lat * KM_A_DEGREE
    apart = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    total = float(people.sum())
    found: dict[tuple[int, ...], None] = {}
    for radius in RADII_KM:
        for row in apart <= radius:
            found.setdefault(tuple(np.flatnonzero(row)), None)
    cells = tuple(np.array(inside) for inside in found)
    size = np.array([people[inside].sum() for inside in cells])
    is_used = (size > 0) & (size <= LARGEST * total)
    return Circles(tuple(c for c, used in zip(cells, is_used, strict=True) if used), size[is_used], total)


def likelihood_ratio(n: FloatArray, expected: FloatArray, total: float) -> FloatArray:
    """Kulldorff's log likelihood ratio of more inside than outside; 0 where there are not more than expected."""
    n, expected = np.broadcast_arrays(np.asarray(n, dtype=np.float64), np.asarray(expected, dtype=np.float64))
    outside, left = total - n, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(n > 0, n * np.log(n / expected), 0.0)
        rest = np.where(outside > 0, outside * np.log(outside / left), 0.0)
    return np.where(n > expected, inside + rest, 0.0)


def null_maxima(
    circles: Circles, people: FloatArray, total: int, *, repeats: float, worlds: int = WORLDS, seed: int = SEED
) -> FloatArray:
    """The greatest ratio over all circles in each of `worlds` worlds in which only chance and repeats are at work; (worlds,)."""
    rng = np.random.default_rng(seed)
    chance = np.asarray(people / people.sum())
    reached = np.flatnonzero(chance > 0)
    expected = circles.people / circles.total * total
    maxima = np.empty(worlds)
    where = np.concatenate(circles.cells)
    starts = np.cumsum([0, *(len(inside) for inside in circles.cells[:-1])])
    for world in range(worlds):
        share = chance
        if repeats > 1:
            share = np.zeros(len(chance))
            gamma = rng.standard_gamma(np.maximum(chance[reached] * _concentration(total, repeats), 1e-12))
            share[reached] = gamma / gamma.sum()
        drawn = rng.multinomial(total, share / share.sum())
        maxima[world] = likelihood_ratio(np.add.reduceat(drawn[where], starts), expected, total).max()
    return maxima


def _concentration(total: int, repeats: float) -> float:
    """Of a Dirichlet-multinomial whose variance is `repeats` times the multinomial's: (total + A)/(1 + A) = repeats."""
    return max((total - repeats) / (repeats - 1), 1e-6)


def scan(
    cells: pd.DataFrame,
    shown: Mapping[tuple[str, ...], int],
    total: int,
    *,
    repeats: float = 1.0,
    worlds: int = WORLDS,
    seed: int = SEED,
) -> tuple[Concentration, ...]:
    """Circles that hold more than chance, repeats and the people in them explain; strongest first, none overlapping.

    cells: cell, lat, lon, people, one row each. shown: for each published place the cells that it lies in → its count; it
    counts in a circle only if all of them are inside. total: all placed records, shown apart or not. `p` is the share of
    worlds of chance whose strongest circle is as strong; circles after the first are held against the same worlds, which
    errs on the cautious side (Kulldorff 1997, secondary clusters).
    """
    people = cells["people"].to_numpy(dtype=np.float64)
    if total <= 0 or people.sum() <= 0:
        return ()
    circles = circles_of(cells["lat"].to_numpy(dtype=np.float64), cells["lon"].to_numpy(dtype=np.float64), people)
    n = shown_inside(circles, list(cells["cell"]), shown)
    expected = circles.people / circles.total * total
    ratio = likelihood_ratio(n, expected, total)
    if not (ratio > 0).any():
        return ()
    maxima = np.sort(null_maxima(circles, people, total, repeats=repeats, worlds=worlds, seed=seed))
    p = (worlds - np.searchsorted(maxima, ratio, side="left") + 1) / (worlds + 1)
    names = cells["cell"].to_numpy()
    kept: list[Concentration] = []
    taken: set[int] = set()
    for at in np.argsort(-ratio, kind="stable"):
        if p[at] > LIKELY:
            break
        inside = set(circles.cells[at].tolist())
        if not inside & taken:
            taken |= inside
            kept.append(
                Concentration(
                    tuple(names[circles.cells[at]]),
                    int(n[at]),
                    float(expected[at]),
                    float(n[at] / expected[at]),
                    float(p[at]),
                )
            )
    return tuple(kept)


def shown_inside(circles: Circles, names: list[str], shown: Mapping[tuple[str, ...], int]) -> FloatArray:
    """What is shown wholly inside each circle: a lower bound of what happened there; (circles,)."""
    position = {name: at for at, name in enumerate(names)}
    single = np.zeros(len(names))
    wide: list[tuple[frozenset[int], int]] = []
    for place, n in shown.items():
        if not set(place) <= position.keys():
            continue  # part of it lies outside all areas: no circle holds it wholly
        at = frozenset(position[cell] for cell in place)
        if len(at) == 1:
            single[next(iter(at))] += n
        else:
            wide.append((at, n))
    found = np.array([single[inside].sum() for inside in circles.cells])
    for number, inside in enumerate(circles.cells):
        held = set(inside.tolist()) if wide else set()
        found[number] += sum(n for at, n in wide if len(at) <= len(held) and at <= held)
    return found
