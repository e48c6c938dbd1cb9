"""How far auditors agree: pure functions of tables of counts, without a record in sight.

A `table` is square, or a stack of such (…, q, q), each answered by itself: rows are the first auditor's categories in order, columns the second's, cells are numbers of records.
Sources: Cohen (1960), Educ. Psychol. Meas. 20:37, and (1968), Psychol. Bull. 70:213;
Gwet (2008), Br. J. Math. Stat. Psychol. 61:29; Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Weights = Literal["identity", "linear", "quadratic"]


def disagreement_weights(categories: int, weights: Weights) -> Floats:
    """How much it counts to be so many categories apart: 0 on the diagonal, 1 at most (Cohen 1968)."""
    apart = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))).astype(float)
    if weights == "identity":
        return (apart > 0).astype(float)
    scaled = apart / max(categories - 1, 1)
    return scaled if weights == "linear" else scaled**2


def raw_agreement(table: ArrayLike) -> Floats:
    """The share of records that both put into one category. NaN without records."""
    counts = _square(table)
    return _over(np.trace(counts, axis1=-2, axis2=-1), counts.sum(axis=(-2, -1)))


def cohen_kappa(table: ArrayLike, weights: Weights | ArrayLike = "identity") -> Floats:
    """Cohen's kappa (1960), weighted (1968): 1 less disagreement seen over disagreement expected from both margins.

    `weights` may be a matrix of disagreements. NaN without records, or where both used one and the same category only.
    """
    counts = _square(table)
    cost = _cost(counts.shape[-1], weights)
    total = counts.sum(axis=(-2, -1))
    margins = counts.sum(axis=-1)[..., :, None] * counts.sum(axis=-2)[..., None, :]
    return 1.0 - _over((counts * cost).sum(axis=(-2, -1)) * total, (margins * cost).sum(axis=(-2, -1)))


def gwet_ac(table: ArrayLike, weights: Weights | ArrayLike = "identity") -> Floats:
    """Gwet's AC1 (2008), or AC2 with weights: chance as he defines it stays small where nearly all agree.

    Chance agreement is T Σ π(1 − π) / (q (q − 1)), with π the mean of both margins and T the sum of the agreement weights.
    """
    counts = _square(table)
    categories = counts.shape[-1]
    agreement = 1 - _cost(categories, weights)
    total = counts.sum(axis=(-2, -1))
    both = _over((counts.sum(axis=-1) + counts.sum(axis=-2)) / 2, total[..., None])
    chance = agreement.sum() * (both * (1 - both)).sum(axis=-1) / (categories * (categories - 1))
    return _over(_over((counts * agreement).sum(axis=(-2, -1)), total) - chance, 1 - chance)


def alpha_of_table(table: ArrayLike) -> Floats:
    """Krippendorff's ordinal alpha of two auditors without a gap, from their table."""
    counts = _square(table)
    pairs = counts + np.swapaxes(counts, -2, -1)
    margins = pairs.sum(axis=-1)
    apart = _ordinal_distance(margins)
    expected = (margins[..., :, None] * margins[..., None, :] * apart).sum(axis=(-2, -1))
    return 1 - _over((margins.sum(axis=-1) - 1) * (pairs * apart).sum(axis=(-2, -1)), expected)


def bootstrap_interval(
    table: ArrayLike, statistic: Callable[[Floats], Floats], *, resamples: int, seed: int = 1, confidence: float = 0.95
) -> tuple[float, float]:
    """Percentile interval (Efron 1979): records drawn again with replacement, which a table of counts does as well as a list."""
    counts = _square(table)
    total = int(counts.sum())
    if not total:
        return float("nan"), float("nan")
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(total, counts.ravel() / total, size=resamples).reshape(resamples, *counts.shape)
    found = np.asarray(statistic(drawn.astype(float)))
    found = found[~np.isnan(found)]
    if not len(found):
        return float("nan"), float("nan")
    tail = (1 - confidence) / 2
    return float(np.quantile(found, tail)), float(np.quantile(found, 1 - tail))


def _square(table: ArrayLike) -> Floats:
    counts = np.asarray(table, dtype=float)
    if counts.ndim < 2 or counts.shape[-2] != counts.shape[-1] or counts.shape[-1] < 2 or (counts < 0).any():
        raise ValueError("A table of agreement is square, with counts of zero or more.")
    return counts


def _over(part: Floats, whole: Floats) -> Floats:
    """Part over whole; NaN where the whole is nothing."""
    made = np.full(np.broadcast_shapes(np.shape(part), np.shape(whole)), np.nan)
    return np.asarray(np.divide(part, whole, out=made, where=np.asarray(whole) > 0))


def _cost(categories: int, weights: Weights | ArrayLike) -> Floats:
    if isinstance(weights, str):
        return disagreement_weights(categories, weights)  # type: ignore[arg-type]  # one of the kinds, checked above
    return np.asarray(weights, dtype=float)


def _ordinal_distance(margins: Floats) -> Floats:
    """What lies between two values, half of each end included, squared."""
    below = np.cumsum(margins, axis=-1) - margins / 2
    return np.asarray((below[..., :, None] - below[..., None, :]) ** 2)
