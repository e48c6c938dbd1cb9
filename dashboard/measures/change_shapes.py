"""The shapes of change that a reader of a monthly chart would see, as columns to be tried on the series.

All lie beside the same base (level and season), and each is made of length 1 after what the base explains of it is taken out,
so that the square of its product with a series is what it explains of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dashboard.measures.count_regression import seasonal_waves
from dashboard.measures.numbers_in import FloatArray, IntArray
from dashboard.measures.verdict import Kind

SEASON, HARMONICS = 12, 2
LEAST_LEVEL = 6  # months that a level must last to count as lasting: half a season
LEAST_STRETCH, LONGEST_STRETCH = 3, 18  # a quarter is the shortest that a board would act on; beyond 18 it is a level
MOST_PLACES = 30  # places at which two steps are tried; longer series are tried at every second, third … month


@dataclass(frozen=True, eq=False)
class Shapes:
    """`starts`, `stops` (m,): the months from the first to before the last of each shape; `columns` (n, m), of length 1.

    raw_length (m,): how much a change of 1 in the shape's own months is worth, once base is taken out.
    """

    kind: Kind
    starts: IntArray
    stops: IntArray
    columns: FloatArray
    raw_length: FloatArray


def base_of(size: int) -> FloatArray:
    """Level and season, (n, 5)."""
    position = np.arange(size, dtype=np.float64)
    return np.column_stack([np.ones(size), seasonal_waves(position, season=SEASON, harmonics=HARMONICS)])


def course_of(size: int) -> FloatArray:
    """A straight line that rises by 1 a year, (n,)."""
    return np.arange(size, dtype=np.float64) / SEASON


@lru_cache(maxsize=16)
def shapes_of(size: int) -> tuple[Shapes, ...]:
    """One set for each kind that is a single column: steps, the straight course, stretches that ended, latest and single months."""
    months = np.arange(size)
    spans = {
        Kind.STEP: [(at, size) for at in range(LEAST_LEVEL, size - LEAST_LEVEL + 1)],
        Kind.ENDED: [
            (at, at + long)
            for long in range(LEAST_STRETCH, min(LONGEST_STRETCH, size // 2) + 1)
            for at in range(LEAST_STRETCH, size - LEAST_STRETCH - long + 1)
        ],
        Kind.LATEST: [(size - long, size) for long in range(LEAST_STRETCH, LEAST_LEVEL)],
        Kind.MONTHS: [(at, at + long) for long in (1, 2) for at in range(size - long + 1)],
    }
    made = [
        _shapes(kind, at, np.array([(months >= a) & (months < b) for a, b in at], dtype=float).T)
        for kind, at in spans.items()
    ]
    return (*made, _shapes(Kind.COURSE, [(0, size)], course_of(size)[:, None]))


def _shapes(kind: Kind, spans: list[tuple[int, int]], raw: FloatArray) -> Shapes:
    q, _ = np.linalg.qr(base_of(raw.shape[0]))
    left = raw - q @ (q.T @ raw)
    length = np.sqrt((left**2).sum(axis=0))
    starts, stops = (np.array([span[side] for span in spans]) for side in (0, 1))
    return Shapes(kind, starts, stops, left / length, length)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Two lasting steps: positions among the steps of `shapes_of`, and how alike the two columns are, (m,)."""

    first: IntArray
    second: IntArray
    alike: FloatArray


@lru_cache(maxsize=16)
def pairs_of(size: int) -> Pairs:
    steps = shapes_of(size)[0]
    tried = np.arange(0, steps.starts.size, max(1, -(-steps.starts.size // MOST_PLACES)))
    first, second = np.array(
        [(int(i), int(j)) for i in tried for j in tried if steps.starts[j] - steps.starts[i] >= LEAST_LEVEL] or [(0, 0)]
    ).T
    alike = (steps.columns[:, first] * steps.columns[:, second]).sum(axis=0)
    return Pairs(first, second, np.where(first == second, 0.0, alike))
