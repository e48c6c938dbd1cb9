"""Funnel plots: which areas differ from the average by more than chance. Areas are never ranked.

Conventions are those of UKHSA's PHEindicatormethods. Source: Spiegelhalter (2005), Statistics in Medicine
24:1185.
"""

from __future__ import annotations

import math
from enum import StrEnum

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import FloatArray, Numbers, as_counts, as_exposure, matched
from dashboard.measures.rates import PoissonInterval, poisson_interval

INNER_PCT, OUTER_PCT = 95.0, 99.8
CURVE_POINTS = 100


class Place(StrEnum):
    """Where a point lies in the funnel. There is no rank in it."""

    AS_EXPECTED = "as expected"
    HIGHER = "higher than expected by chance"
    LOWER = "lower than expected by chance"


class CrossedLimit(StrEnum):
    """The outermost limit that a point lies beyond."""

    NONE = "none"
    INNER = "95 %"
    OUTER = "99.8 %"


class RateCurve(StrEnum):
    """SPREADSHEET repeats the 23 halvings of UKHSA's funnel tool, whose published figures stop there; EXACT
    does not.
    """

    EXACT = "exact"
    SPREADSHEET = "spreadsheet"


def rate_funnel_curve(
    counts: Numbers,
    populations: Numbers,
    *,
    per: float = 1000.0,
    years: float = 1.0,
    precision: RateCurve = RateCurve.EXACT,
) -> pd.DataFrame:
    """The funnel to draw for rates: for a ladder of `events`, the population at which that many would just be
    a signal.

    Columns `events, average`, and for each of lower_95, upper_95, lower_998, upper_998 the limit's
    `<name>_population` (of one year) and `<name>_rate` per `per`. counts, populations: (n,), populations
    summed over `years`. Exact Poisson (Spiegelhalter 2005). Raises ValueError as `rate_interval`.
    """
    x, n = _pairs(counts, populations)
    average = float(x.sum() / n.sum()) if x.size else 0.0
    if average <= 0:
        raise ValueError("No event anywhere: there is no rate to draw a funnel round.")
    low, high = _axis_ends(n, years=years)
    events = _axis(math.floor(low * average), math.ceil(high * average))
    curve: dict[str, FloatArray | float] = {"events": events, "average": average * per}
    for tag, limit_pct in (("95", INNER_PCT), ("998", OUTER_PCT)):
        expected = poisson_interval(events, confidence=limit_pct, method=PoissonInterval.EXACT)
        # A rate is just low where the events seen are the least that its population could by chance have had.
        for side, mean in (("lower", expected.upper), ("upper", expected.lower)):
            mean = _halved(mean, events) if precision is RateCurve.SPREADSHEET else mean
            curve[f"{side}_{tag}_population"] = mean / average / years
            curve[f"{side}_{tag}_rate"] = events / mean * average * per
    return pd.DataFrame(curve)


def place_rates(counts: Numbers, populations: Numbers, *, limit_pct: float = OUTER_PCT) -> pd.DataFrame:
    """Each area's place among rates: columns `place` (by `limit_pct`, 95 or 99.8) and `crossed_limit`.

    Rows as given.

    A rate is a signal if the average lies outside its own interval (exact below 10 events, Byar from 10 up).
    Raises ValueError as `rate_interval`.
    """
    x, n = _pairs(counts, populations)
    average = x.sum() / n.sum() if x.size else np.nan
    sides = []
    for p in (INNER_PCT, OUTER_PCT):
        interval = poisson_interval(x, confidence=p)
        sides.append(np.where(interval.lower / n > average, 1, np.where(interval.upper / n < average, -1, 0)))
    return _placed(sides[0], sides[1], limit_pct)


def _pairs(counts: Numbers, populations: Numbers) -> tuple[FloatArray, FloatArray]:
    """A count and a population of each area. An area without one would be called as expected, so it is refused."""
    x, n = as_counts(counts), as_exposure(populations)
    matched(x, n, "counts and populations")
    if np.isnan(x + n).any():
        raise ValueError(
            "A funnel needs the count and the population of each area: leave out those that have not both."
        )
    return x, n


def _placed(inner: np.ndarray, outer: np.ndarray, limit_pct: float) -> pd.DataFrame:
    if limit_pct not in (INNER_PCT, OUTER_PCT):
        raise ValueError(f"A funnel has limits at {INNER_PCT} and {OUTER_PCT} per cent, not at {limit_pct}.")
    words = {1: str(Place.HIGHER), -1: str(Place.LOWER), 0: str(Place.AS_EXPECTED)}
    judged = outer if limit_pct == OUTER_PCT else inner
    crossed = np.select(
        [outer != 0, inner != 0], [str(CrossedLimit.OUTER), str(CrossedLimit.INNER)], str(CrossedLimit.NONE)
    )
    return pd.DataFrame({"place": [words[int(side)] for side in judged], "crossed_limit": crossed})


def _axis_ends(bases: FloatArray, *, years: float) -> tuple[float, float]:
    """A round beginning and end of the axis; from zero where the largest is more than twice the smallest."""
    smallest, largest = float(np.nanmin(bases)), float(np.nanmax(bases))
    low = 0.0 if largest > 2 * smallest else _round_down(smallest / years) * years
    return low, _round_up(largest / years) * years


def _axis(low: float, high: float) -> FloatArray:
    """100 whole numbers from low to high, evenly spaced on a logarithmic scale and never the same twice."""
    axis = [max(1.0, low)]
    for left in range(CURVE_POINTS - 1, 0, -1):
        axis.append(max(float(round((high / axis[-1]) ** (1 / left) * axis[-1])), axis[-1] + 1))
    return np.asarray(axis, dtype=np.float64)


def _round_down(x: float) -> float:
    lower = x * 0.95
    unit = 10 ** (len(str(math.floor(lower))) - 1)
    return float(math.floor(lower / unit) * unit)


def _round_up(x: float) -> float:
    higher = x * 1.05
    unit = 10.0 ** (len(str(math.ceil(higher))) - 2)
    return float(math.ceil(higher / unit) * unit)


def _halved(mean: FloatArray, events: FloatArray) -> FloatArray:
    """A Poisson mean as the funnel tool finds it: v = mean / (1 + events + mean) by halving steps down to
    1e-7.
    """
    target = mean / (1 + events + mean)
    v, step = np.full(mean.shape, 0.5), 0.5
    while step > 1e-7:
        step /= 2
        v = np.where(v > target, v - step, v + step)
    return np.asarray((1 + events) * v / (1 - v), dtype=np.float64)
