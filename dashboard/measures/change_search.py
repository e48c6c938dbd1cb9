"""The strongest change of each kind in a monthly series, held against series in which nothing happened.

For each kind the strongest of its shapes is compared with the strongest that series without a change would show (Andrews
1993, Econometrica 61:821); over kinds, the smallest of their p-values is compared with the smallest that such series would
show (Westfall & Young 1993, Resampling-based Multiple Testing), so that looking at every month and every kind is paid for.
Months that are alike look like changes. How alike they are is estimated for each kind once season and the strongest of its
shapes are taken out: a slope or a lasting step would otherwise pass for months that are alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from dashboard.measures.change_shapes import Shapes, base_of, pairs_of, shapes_of
from dashboard.measures.count_regression import lag_one_correlation
from dashboard.measures.design_effect import ONE_EACH, DesignEffect
from dashboard.measures.numbers_in import FloatArray
from dashboard.measures.verdict import Kind

SEED, WORLDS, ROUNDS = 20_170_401, 1999, 499
# Likeness is put too low in 30 of 100 series rather than in half: with the median, 15 of 100 series in which nothing changed
# but whose months are alike by 0.6 were said to have changed; with this 6, and a step of 45 % is found in 83 instead of 93.
CAUTION = 0.3
LIKENESS = tuple(round(0.1 * step, 1) for step in range(10))  # the lag-one correlations that are tried out
PARAMETERS = {Kind.STEP: 2, Kind.COURSE: 1, Kind.ENDED: 3, Kind.LATEST: 1, Kind.MONTHS: 2, Kind.STEPS: 4}


@dataclass(frozen=True)
class Strongest:
    """Of one kind: its first month, the one after its last, F, what is left, and p within the kind; `second` of two steps."""

    kind: Kind
    start: int
    stop: int
    statistic: float
    left: float
    p: float
    second: int = 0


@dataclass(frozen=True, eq=False)
class Searched:
    """`p` pays for all kinds. `likeness`: lag-one correlation; `spread`: residual standard deviation on Anscombe's scale."""

    best: Strongest
    p: float
    likeness: float
    spread: float
    looks: int
    critical: dict[Kind, float]
    likenesses: dict[Kind, float]


def evened(counts: FloatArray) -> FloatArray:
    """Anscombe (1948): on this scale counts vary evenly whatever their level."""
    return np.asarray(2 * np.sqrt(counts + 0.375), dtype=np.float64)


def search(counts: FloatArray, *, alpha: float, design_effect: DesignEffect = ONE_EACH) -> Searched:
    """counts: (n,), two years or more without gaps, not all alike. critical: the F at which a kind is found at `alpha`."""
    size, series = counts.size, evened(counts)
    left = _left(series[:, None])
    strongest, nulls = [], {}
    for kind, rest in _residuals(left).items():
        floor = likeness_of(design_effect, variance=float((rest[:, 0] ** 2).mean()))
        likeness = max(floor, likely(lag_one_correlation(rest[:, 0]), size, kind))
        nulls[kind] = likeness, _null(size, likeness)
        strongest.append(_with_p(_strongest(left, kind), nulls[kind][1]))
    best = _plainest(strongest, alpha=_null(size, 0.0).within(alpha), size=size)
    likeness, null = nulls[best.kind]
    p = float((1 + (null.smallest <= min(s.p for s in strongest) + 1e-12).sum()) / (WORLDS + 1))
    spread = float(np.sqrt(best.left / max(size - base_of(size).shape[1] - PARAMETERS[best.kind], 1)))
    critical = {kind: float(np.quantile(own.maxima[kind], 1 - own.within(alpha))) for kind, (_, own) in nulls.items()}
    alikes = {kind: own for kind, (own, _) in nulls.items()}
    looks = sum(s.starts.size for s in shapes_of(size)) + pairs_of(size).first.size
    return Searched(best, p, likeness, spread, looks, critical, alikes)


def _plainest(strongest: list[Strongest], *, alpha: float, size: int) -> Strongest:
    """Of the kinds that are found, the one that explains most for what it assumes (Schwarz 1978, Annals of Statistics 6:461)."""
    smallest = min(s.p for s in strongest)
    found = [s for s in strongest if s.p <= max(smallest, alpha)]
    return min(found, key=lambda s: size * np.log(s.left / size) + PARAMETERS[s.kind] * np.log(size))


def likeness_of(design_effect: DesignEffect, *, variance: float) -> float:
    """The least likeness of months that the children behind the counts make probable.

    Sums of many months vary (1 + r)/(1 − r) times as much as single months do, if these are alike by r, and by the design
    effect if each child's records fell in one stretch. How long the stretches are is not known: something between the two on
    the log scale is taken (`DesignEffect.carried`, which says how far that keeps series with heavy repeaters quiet).
    """
    ratio = max(design_effect.value / max(variance, 1.0), 1.0) ** design_effect.carried
    return float((ratio - 1) / (ratio + 1))


def likely(seen: float, size: int, kind: Kind) -> float:
    """The lag-one correlation whose series would show the one `seen`, or less, once season and shape are taken out.

    A quantile (`CAUTION`) of 499 simulated series for each correlation is inverted (Andrews 1993, Econometrica 61:139; MacKinnon
    & Smith 1998, Journal of Econometrics 85:205): taking out the strongest shape hides much of how alike months are.
    """
    return float(np.interp(seen, _typical(size)[kind], LIKENESS))


@lru_cache(maxsize=16)
def _typical(size: int) -> dict[Kind, FloatArray]:
    noise = np.random.default_rng(SEED + 1).standard_normal((size, ROUNDS))
    found: dict[Kind, list[float]] = {kind: [] for kind in PARAMETERS}
    for likeness in LIKENESS:
        for kind, rest in _residuals(_left(alike(noise, likeness))).items():
            seen = (rest[1:] * rest[:-1]).sum(axis=0) / (rest**2).sum(axis=0)
            found[kind].append(float(np.quantile(seen, CAUTION)))
    return {kind: np.maximum.accumulate(seen) for kind, seen in found.items()}


def alike(noise: FloatArray, likeness: float) -> FloatArray:
    """Series (n, m) of variance 1 in which neighbours are so much alike."""
    series = noise.copy()
    for t in range(1, series.shape[0]):
        series[t] = likeness * series[t - 1] + np.sqrt(1 - likeness**2) * series[t]
    return series


def _left(series: FloatArray) -> FloatArray:
    q, _ = np.linalg.qr(base_of(series.shape[0]))
    return np.asarray(series - q @ (q.T @ series), dtype=np.float64)


def _residuals(left: FloatArray) -> dict[Kind, FloatArray]:
    """For each kind, what is left of each series (n, m) once the strongest of its shapes is taken out."""
    found, size = {}, left.shape[0]
    for shapes in shapes_of(size):
        chosen = shapes.columns[:, _explained(shapes, left).argmax(axis=0)]
        found[shapes.kind] = left - chosen * (chosen * left).sum(axis=0)
    pairs, steps, at = pairs_of(size), shapes_of(size)[0].columns, _explained_by_pairs(left).argmax(axis=0)
    first = steps[:, pairs.first[at]]
    second = steps[:, pairs.second[at]] - first * pairs.alike[at]
    second = second / np.sqrt((second**2).sum(axis=0))
    found[Kind.STEPS] = left - first * (first * left).sum(axis=0) - second * (second * left).sum(axis=0)
    return found


@dataclass(frozen=True, eq=False)
class _Null:
    """maxima: the greatest F of each kind in each world, sorted; smallest: the smallest p over kinds in each world."""

    maxima: dict[Kind, FloatArray]
    smallest: FloatArray

    def within(self, alpha: float) -> float:
        """The p within one kind that corresponds to `alpha` over all kinds."""
        return float(np.quantile(self.smallest, alpha))


def _null(size: int, likeness: float) -> _Null:
    """Between two of the correlations that were tried out, the upper: the cautious side."""
    return _null_at(size, min(x for x in LIKENESS if x >= likeness - 1e-9))


@lru_cache(maxsize=32)
def _null_at(size: int, likeness: float) -> _Null:
    noise = np.random.default_rng(SEED).standard_normal((size, WORLDS))
    maxima = _maxima(_left(alike(noise, likeness)))
    p = [(WORLDS - np.argsort(np.argsort(f))) / WORLDS for f in maxima.values()]
    return _Null({kind: np.sort(f) for kind, f in maxima.items()}, np.min(p, axis=0))


def _maxima(left: FloatArray) -> dict[Kind, FloatArray]:
    size = left.shape[0]
    total, free = (left**2).sum(axis=0), size - base_of(size).shape[1]
    found = {s.kind: _f(_explained(s, left).max(axis=0), total, free, 1) for s in shapes_of(size)}
    found[Kind.STEPS] = _f(_explained_by_pairs(left).max(axis=0), total, free, 2)
    return found


def _explained(shapes: Shapes, left: FloatArray) -> FloatArray:
    return np.asarray((shapes.columns.T @ left) ** 2, dtype=np.float64)


def _explained_by_pairs(left: FloatArray) -> FloatArray:
    pairs, product = pairs_of(left.shape[0]), shapes_of(left.shape[0])[0].columns.T @ left
    a, b, c = product[pairs.first], product[pairs.second], pairs.alike[:, None]
    return np.asarray((a**2 + b**2 - 2 * c * a * b) / (1 - c**2), dtype=np.float64)


def _f(explained: FloatArray, total: FloatArray, free: int, columns: int) -> FloatArray:
    return np.asarray(explained / columns / ((total - explained) / (free - columns)), dtype=np.float64)


def _strongest(left: FloatArray, kind: Kind) -> Strongest:
    size, total = left.shape[0], float((left**2).sum())
    free, steps = size - base_of(size).shape[1], shapes_of(size)[0]
    if kind is Kind.STEPS:
        explained, pairs = _explained_by_pairs(left)[:, 0], pairs_of(size)
        at = int(explained.argmax())
        start, second = int(steps.starts[pairs.first[at]]), int(steps.starts[pairs.second[at]])
        f = float(_f(explained, np.full(1, total), free, 2)[at])
        return Strongest(kind, start, size, f, total - float(explained[at]), 1.0, second)
    shapes = next(s for s in shapes_of(size) if s.kind is kind)
    explained = _explained(shapes, left)[:, 0]
    at = int(explained.argmax())
    f = float(_f(explained, np.full(1, total), free, 1)[at])
    return Strongest(kind, int(shapes.starts[at]), int(shapes.stops[at]), f, total - float(explained[at]), 1.0)


def _with_p(found: Strongest, null: _Null) -> Strongest:
    above = WORLDS - int(np.searchsorted(null.maxima[found.kind], found.statistic, side="left"))
    return replace(found, p=(above + 1) / (WORLDS + 1))
