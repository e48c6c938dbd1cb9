"""Where is it concentrated beyond chance? A Poisson circular scan that is told what is hidden.

Sources: Kulldorff (1997), Communications in Statistics 26:1481; Dwass (1957), Ann Math Stat 28:181 (Monte Carlo p). Counts
that vary more than chance because records of one child come together: Dirichlet-multinomial null worlds (Mosimann 1962,
Biometrika 49:65) whose variance is `repeats` times that of chance.

Venues: several children who meet at one place are one event to chance, wherever they live. Worlds of chance vary as much as
places do here (`place_spread`), and a circle of several cells is a concentration only in as far as it stays one without its
strongest published place, be that a cell or a wide one: venues, each somewhere, are none, and neighbouring places that are
high together are. A circle of one cell says that several incidents were at one place, which is another sentence
(`is_one_place`). Two venues that chance put side by side are none either: a circle of several cells must also be stronger than
nearly all in which the places' own strengths are dealt out anew (`place_shuffle`). Circles that touch are one hotspot.

A release shows places only where enough children stand behind them, so a circle can hold something that is not shown.
Hidden is not zero: a circle is credited with what is shown wholly inside it, is charged with all people who live in it, and
worlds of chance are looked at without anything hidden. So what is hidden counts against a concentration, never for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import FloatArray
from dashboard.measures.place_ratio import likelihood_ratio, placed
from dashboard.measures.place_shuffle import shuffled_maxima
from dashboard.measures.place_spread import place_spread

RADII_KM = (0.1, 1.0, 1.6, 2.1, 2.9)  # about 1, 7, 13, 19 and 37 hexagons of a kilometre
LARGEST = 0.35  # of all people: a circle with more is no place any more
WORLDS, SEED = 999, 20_240_229
LIKELY = 0.05
KM_A_DEGREE = 111.2
TOUCHING_KM = 1.2  # between the middles of two hexagons of a kilometre that share a side, and a little more


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

    @property
    def is_one_place(self) -> bool:
        return len(self.cells) == 1


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


def circle_round(inside: Sequence[str], cells: pd.DataFrame) -> tuple[float, float, float]:
    """Latitude and longitude of the middle and radius in km of the smallest circle of the search that holds just these cells.

    cells: cell, lat, lon of all that were searched.
    """
    names, wanted = cells["cell"].to_numpy(), frozenset(inside)
    lat, lon = cells["lat"].to_numpy(dtype=np.float64), cells["lon"].to_numpy(dtype=np.float64)
    x, y = lon * np.cos(np.radians(float(lat.mean()))) * KM_A_DEGREE, lat * KM_A_DEGREE
    for radius in RADII_KM:
        for at in np.flatnonzero(np.isin(names, list(wanted))):
            if frozenset(names[np.hypot(x - x[at], y - y[at]) <= radius]) == wanted:
                return float(lat[at]), float(lon[at]), radius
    raise ValueError("No circle of the search holds just these hexagons.")


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
    """Circles that hold more than chance, repeats, venues and the people in them explain; those of several cells before single
    cells, the strongest first, none touching.

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
    ratio = without_venues(circles, n, placed(list(cells["cell"]), shown), people, total)
    if not (ratio > 0).any():
        return ()
    varied = variation(cells, shown, total, repeats=repeats)
    maxima = np.sort(null_maxima(circles, people, total, repeats=varied, worlds=worlds, seed=seed))
    p = _p(ratio, maxima)
    is_one = np.array([len(inside) == 1 for inside in circles.cells])
    several = [inside for inside in circles.cells if len(inside) > 1]
    if several:
        shuffled = shuffled_maxima(several, people, placed(list(cells["cell"]), shown), total, worlds=worlds, seed=seed)
        p[~is_one] = np.maximum(p[~is_one], _p(ratio[~is_one], np.sort(shuffled)))
    names = cells["cell"].to_numpy()
    kept: list[Concentration] = []
    taken: set[int] = set()
    near = touching(cells["lat"].to_numpy(dtype=np.float64), cells["lon"].to_numpy(dtype=np.float64))
    # A venue inside a concentration is stronger by itself, and would stand for it: circles of several cells come first.
    for at in np.lexsort((-ratio, is_one)):
        if p[at] > LIKELY:
            continue
        inside = set(circles.cells[at].tolist())
        if not inside & taken:
            taken |= set(np.flatnonzero(near[list(inside)].any(axis=0)).tolist())
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


def _p(ratio: FloatArray, maxima: FloatArray) -> FloatArray:
    """The share of worlds of chance, sorted, whose strongest circle is as strong (Dwass 1957)."""
    above = maxima.size - np.searchsorted(maxima, ratio, side="left")
    return np.asarray((above + 1) / (maxima.size + 1), dtype=np.float64)


def touching(lat: FloatArray, lon: FloatArray) -> np.ndarray:
    """Whether two cells are the same or share a side; (cells, cells)."""
    x, y = lon * np.cos(np.radians(float(lat.mean()))) * KM_A_DEGREE, lat * KM_A_DEGREE
    return np.asarray(np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :]) <= TOUCHING_KM)


def variation(cells: pd.DataFrame, shown: Mapping[tuple[str, ...], int], total: int, *, repeats: float) -> float:
    """By how many times chance the worlds of chance vary: as repeats do or as places do by themselves, whichever is more.

    cells, shown, total: as `scan` takes them. Both are measured on the same counts, so they are not multiplied.
    """
    return max(repeats, place_spread(cells, shown, total))


def without_venues(
    circles: Circles, n: FloatArray, places: Sequence[tuple[frozenset[int], int]], people: FloatArray, total: int
) -> FloatArray:
    """The ratio of each circle; of several cells the least of those without one of its published places.

    What a wide place holds may all have been at one venue in it: it goes with the people of those of its cells that are not
    shown apart. places: as `placed` gives them.
    """
    scale = total / circles.total
    ratio = likelihood_ratio(n, circles.people * scale, total)
    apart = {next(iter(cells)) for cells, _ in places if len(cells) == 1}
    for at in np.flatnonzero([len(inside) > 1 for inside in circles.cells]):
        inside = frozenset(circles.cells[at].tolist())
        for cells, held in places:
            if cells <= inside:
                gone = [cell for cell in cells if len(cells) == 1 or cell not in apart]
                left = (circles.people[at] - people[gone].sum()) * scale
                less = likelihood_ratio(n[at : at + 1] - held, np.array([left]), total)[0] if left > 0 else 0.0
                ratio[at] = min(ratio[at], less)
    return ratio


def shown_inside(circles: Circles, names: list[str], shown: Mapping[tuple[str, ...], int]) -> FloatArray:
    """What is shown wholly inside each circle: a lower bound of what happened there; (circles,)."""
    single = np.zeros(len(names))
    wide: list[tuple[frozenset[int], int]] = []
    for at, n in placed(names, shown):
        if len(at) == 1:
            single[next(iter(at))] += n
        else:
            wide.append((at, n))
    found = np.array([single[inside].sum() for inside in circles.cells])
    for number, inside in enumerate(circles.cells):
        held = set(inside.tolist()) if wide else set()
        found[number] += sum(n for at, n in wide if len(at) <= len(held) and at <= held)
    return found
