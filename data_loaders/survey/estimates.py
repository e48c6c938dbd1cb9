"""Means and shares of a survey with standard errors that know how the sample was drawn.

The public way in, for any survey with columns of numbers:

    estimate_mean(values, weights=…, strata=…, clusters=…, population=…)        → Estimate
    estimate_share(is_so, weights=…, strata=…, clusters=…, population=…)        → Estimate, with an interval suited to small shares
    estimate_difference(values, one, other, weights=…, …)                       → Estimate of mean(one) − mean(other)

`clusters` is one column or a list of two (first stage first); `population` has for each stage the number of units that there
are to draw from (R: fpc), in the same order; `where` picks a group without forgetting the rest of the sample. The same runs on
a file: `python -m data_loaders estimate FILE --value api00 --weights pw --strata stype --population fpc`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import betaincinv, stdtrit

from data_loaders.survey.design import Design, DesignError, Lonely, design_of

Columns = np.ndarray | Sequence[np.ndarray] | None


@dataclass(frozen=True)
class Estimate:
    """`degrees` are clusters less strata; `lower` and `upper` bound the interval; `n` counts the rows behind it."""

    value: float
    standard_error: float
    degrees: int
    lower: float
    upper: float
    n: int


def estimate_mean(
    values: np.ndarray,
    *,
    weights: np.ndarray | None = None,
    strata: np.ndarray | None = None,
    clusters: Columns = None,
    population: Columns = None,
    where: np.ndarray | None = None,
    confidence: float = 0.95,
    lonely: Lonely = "refuse",
) -> Estimate:
    """The weighted mean with its linearised standard error and a t interval (Särndal et al. 1992, section 5.7)."""
    design = design_of(
        len(values), weights=weights, strata=strata, clusters=clusters, population=population, lonely=lonely
    )
    chosen = _chosen(values, where)
    value, linear = linear_mean(design, np.asarray(values, dtype=float), chosen)
    se, degrees = float(np.sqrt(design.variance(linear))), design.degrees_of(chosen)
    reach = quantile(confidence, degrees) * se
    return Estimate(value, se, degrees, value - reach, value + reach, int(chosen.sum()))


def estimate_share(
    is_so: np.ndarray,
    *,
    weights: np.ndarray | None = None,
    strata: np.ndarray | None = None,
    clusters: Columns = None,
    population: Columns = None,
    where: np.ndarray | None = None,
    confidence: float = 0.95,
    lonely: Lonely = "refuse",
) -> Estimate:
    """The weighted share (0 to 1) of those for whom `is_so` holds, with `share_interval`."""
    made = estimate_mean(np.asarray(is_so, dtype=float), weights=weights, strata=strata, clusters=clusters,
                         population=population, where=where, confidence=confidence, lonely=lonely)  # fmt: skip
    low, high = share_interval(made.value, made.standard_error, n=made.n, degrees=made.degrees, confidence=confidence)
    return Estimate(made.value, made.standard_error, made.degrees, low, high, made.n)


def estimate_difference(
    values: np.ndarray,
    one: np.ndarray,
    other: np.ndarray,
    *,
    weights: np.ndarray | None = None,
    strata: np.ndarray | None = None,
    clusters: Columns = None,
    population: Columns = None,
    confidence: float = 0.95,
    lonely: Lonely = "refuse",
) -> Estimate:
    """Mean of `one` less mean of `other`, two groups of one sample; what they share by clusters is in the standard error."""
    design = design_of(
        len(values), weights=weights, strata=strata, clusters=clusters, population=population, lonely=lonely
    )
    known = np.asarray(values, dtype=float)
    first, linear_first = linear_mean(design, known, one)
    second, linear_second = linear_mean(design, known, other)
    se = float(np.sqrt(design.variance(linear_first - linear_second)))
    degrees = design.degrees_of(one | other)
    reach = quantile(confidence, degrees) * se
    return Estimate(
        first - second, se, degrees, first - second - reach, first - second + reach, int((one | other).sum())
    )


def linear_mean(design: Design, values: np.ndarray, where: np.ndarray) -> tuple[float, np.ndarray]:
    """A group's weighted mean and the linear value of each row: w (y − ȳ) / Σw inside the group, 0 outside."""
    weights = np.where(where, design.weights, 0.0)
    total = weights.sum()
    if total <= 0:
        raise DesignError("Nobody with a weight above 0 is in the group.")
    filled = np.where(where, values, 0.0)
    value = float((weights * filled).sum() / total)
    return value, weights * (filled - value) / total


@lru_cache(maxsize=4096)
def quantile(confidence: float, degrees: int) -> float:
    """Student's t for as many degrees of freedom as there are; the widest, one, where there is none."""
    return float(stdtrit(max(degrees, 1), 0.5 + confidence / 2))


def share_interval(
    share: float, standard_error: float, *, n: int, degrees: int, confidence: float = 0.95
) -> tuple[float, float]:
    """The exact binomial interval (Clopper and Pearson 1934) for as many independent answers as the clustered ones are worth.

    Korn and Graubard (1998, Survey Methodology 24:193): that number is p(1 − p)/se², times (t₍n−1₎/t₍df₎)² for few clusters;
    where nobody or everybody says so, n takes its place. It keeps within 0 and 1, and in simulation holds small shares more
    often than the score, logit and Jeffreys intervals do (`tests/survey`; Franco et al. 2019, JSSAM 7:334), where p ± t·se fails.
    """
    spread = share * (1 - share)
    worth = spread / standard_error**2 if standard_error > 0 and spread > 0 else float(n)
    worth *= (quantile(confidence, n - 1) / quantile(confidence, degrees)) ** 2
    yes, no, tail = share * worth, (1 - share) * worth, (1 - confidence) / 2
    low = float(betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    high = float(betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0
    return low, high


def _chosen(values: np.ndarray, where: np.ndarray | None) -> np.ndarray:
    known: np.ndarray = np.asarray(np.isfinite(np.asarray(values, dtype=float)))
    if where is not None:
        return np.asarray(known & np.asarray(where, dtype=bool))
    if not known.all():
        raise DesignError(
            "Some values are missing. Say with `where` which rows the estimate is about, or leave them out of the file."
        )
    return known
