"""How far auditors agree: pure functions of tables of counts, without a record in sight.

A `table` is square, or a stack of such (…, q, q), each answered by itself: rows are the first auditor's categories in order, columns the second's, cells are numbers of records.
Sources: Cohen (1960), Educ. Psychol. Meas. 20:37, and (1968), Psychol. Bull. 70:213; Fleiss (1971), Psychol. Bull. 76:378;
Gwet (2008), Br. J. Math. Stat. Psychol. 61:29; Krippendorff (2011), Computing Krippendorff's Alpha-Reliability.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]
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


def fleiss_kappa(counts: ArrayLike) -> float:
    """Fleiss (1971): `counts` has a row for each subject and a column for each category; each row sums to the same number."""
    given = np.asarray(counts, dtype=float)
    raters = given.sum(axis=1)
    if len(set(raters)) != 1 or raters[0] < 2:
        raise ValueError("Every subject needs the same number of ratings, two or more.")
    each = ((given**2).sum(axis=1) - raters) / (raters * (raters - 1))
    expected = float(((given.sum(axis=0) / given.sum()) ** 2).sum())
    return float((each.mean() - expected) / (1 - expected)) if expected < 1 else float("nan")


def krippendorff_alpha(data: ArrayLike, level: Level = "nominal") -> float:
    """Krippendorff's alpha (2011). `data`: a row for each observer, a column for each unit, NaN where there is no value."""
    values = np.asarray(data, dtype=float)
    known = np.unique(values[~np.isnan(values)])
    found = np.array([[float((column == value).sum()) for value in known] for column in values.T])
    return alpha_of_counts(found, known, level)


def alpha_of_counts(counts: ArrayLike, values: ArrayLike, level: Level = "nominal") -> float:
    """The same from how often each unit (row) got each of the ordered `values` (columns). Units with one value tell nothing."""
    found, known = np.asarray(counts, dtype=float), np.asarray(values, dtype=float)
    found = found[found.sum(axis=1) >= 2]
    if not len(found):
        return float("nan")
    each = found.sum(axis=1)
    pairs = (found.T / (each - 1)) @ found - np.diag((found.T / (each - 1)).sum(axis=1))
    margins = pairs.sum(axis=0)
    apart = _distance(known, margins, level)
    total = margins.sum()
    expected = float((np.outer(margins, margins) * apart).sum())
    return 1 - (total - 1) * float((pairs * apart).sum()) / expected if expected > 0 else float("nan")


def alpha_of_table(table: ArrayLike, level: Level = "nominal") -> Floats:
    """Krippendorff's alpha of two auditors without a gap, from their table; categories count as 1, 2, 3 …"""
    counts = _square(table)
    pairs = counts + np.swapaxes(counts, -2, -1)
    margins = pairs.sum(axis=-1)
    apart = _distance(np.arange(1.0, counts.shape[-1] + 1), margins, level)
    expected = (margins[..., :, None] * margins[..., None, :] * apart).sum(axis=(-2, -1))
    return 1 - _over((margins.sum(axis=-1) - 1) * (pairs * apart).sum(axis=(-2, -1)), expected)


def bootstrap_interval(
    table: ArrayLike, statistic: Callable[[Floats], Floats], *, resamples: int, seed: int = 1, confidence: float = 0.95
) -> tuple[float, float]:
    """Percentile interval (Efron 1979): records drawn again with replacement, which a table of counts does as well as a list."""
    counts = _square(table)
    total = int(counts.sum())
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


def _distance(known: Floats, margins: Floats, level: Level) -> Floats:
    difference = np.subtract.outer(known, known)
    if level == "nominal":
        return np.asarray((difference != 0).astype(float))
    if level == "interval":
        return np.asarray(difference**2)
    if level == "ratio":
        total = np.add.outer(known, known)
        return np.asarray(np.divide(difference, total, out=np.zeros_like(difference), where=total != 0) ** 2)
    below = (
        np.cumsum(margins, axis=-1) - margins / 2
    )  # ordinal: what lies between two values, half of each end included
    return np.asarray((below[..., :, None] - below[..., None, :]) ** 2)
