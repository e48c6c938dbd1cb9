"""Intervals and limits by the book, one number at a time; the formulas are named where they are used first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, exp, hypot, log, pi, sin, sqrt

from delivered_rows import mean
from scipy.stats import beta, norm, t

Interval = tuple[float, float]


def wilson(count: float, base: float, *, confidence: float = 0.95) -> Interval:
    """Of a share, 0 to 1 (Wilson 1927)."""
    z = float(norm.ppf(0.5 + confidence / 2))
    share = count / base
    middle = (share + z * z / (2 * base)) / (1 + z * z / base)
    reach = z * sqrt(share * (1 - share) / base + z * z / (4 * base * base)) / (1 + z * z / base)
    return middle - reach, middle + reach


def difference(before: tuple[float, float], after: tuple[float, float], *, confidence: float = 0.95) -> Interval:
    """Of two shares (Newcombe 1998, method 10); each as count and base."""
    p, q = after[0] / after[1], before[0] / before[1]
    (p_low, p_high), (q_low, q_high) = wilson(*after, confidence=confidence), wilson(*before, confidence=confidence)
    return p - q - hypot(p - p_low, q_high - q), p - q + hypot(p_high - p, q - q_low)


def ratio_of_rates(before: tuple[float, float], after: tuple[float, float], *, worth: float) -> Interval:
    """Of two Poisson rates, each as count and exposure: given their sum one is binomial (Clopper & Pearson 1934).

    worth: how many events are worth one independent one.
    """
    a, b = after[0] / worth, before[0] / worth
    low, high = float(beta.ppf(0.025, a, b + 1)), float(beta.ppf(0.975, a + 1, b))
    return low / (1 - low) * before[1] / after[1], high / (1 - high) * before[1] / after[1]


def moving_range(values: Sequence[float]) -> float:
    """The mean of what neighbours differ by, without those at or above 3.267 times the mean (NHS, Making Data Count)."""
    ranges = [abs(b - a) for a, b in pairwise(values)]
    return mean(r for r in ranges if r < 3.267 * mean(ranges))


def individual_limits(values: Sequence[float]) -> Interval:
    """Mean ± 2.66 mean moving ranges; counts stop at nought."""
    reach = 2.66 * moving_range(values)
    return max(0.0, mean(values) - reach), mean(values) + reach


def share_limits(counts: Sequence[float], bases: Sequence[float]) -> list[Interval]:
    """For each month: the common share ± 3 binomial errors, times what months differ beyond chance (Laney 2002)."""
    share = sum(counts) / sum(bases)
    errors = [sqrt(share * (1 - share) / base) for base in bases]
    scores = [(n / base - share) / error for n, base, error in zip(counts, bases, errors, strict=True)]
    wider = moving_range(scores) / 1.128
    return [(max(0.0, share - 3 * wider * e), min(1.0, share + 3 * wider * e)) for e in errors]


def change_of_level(counts: Sequence[float], turn: int, waves: int) -> tuple[float, float, float]:
    """The level since a month over the level before, season allowed for: ratio and its 95 % interval (quasi-Poisson)."""
    rows = [[1.0, float(month >= turn), *_season(month, waves)] for month in range(len(counts))]
    level, fitted = _fitted(rows, counts)
    unit = [float(i == 1) for i in range(len(level))]
    error = sqrt(_spread(counts, fitted, len(level)) * _solved(_information(rows, fitted), unit)[1])
    reach = float(t.ppf(0.975, len(counts) - len(level))) * error
    return exp(level[1]), exp(level[1] - reach), exp(level[1] + reach)


def spread_about_a_course(counts: Sequence[float], waves: int) -> float:
    """How many times chance months vary about a straight course with a season: Pearson's χ² over its degrees of freedom."""
    rows = [[1.0, month / 12, *_season(month, waves)] for month in range(len(counts))]
    level, fitted = _fitted(rows, counts)
    return _spread(counts, fitted, len(level))


def _spread(counts: Sequence[float], fitted: list[float], size: int) -> float:
    return sum((n - m) ** 2 / m for n, m in zip(counts, fitted, strict=True)) / (len(counts) - size)


def _fitted(rows: list[list[float]], counts: Sequence[float]) -> tuple[list[float], list[float]]:
    """Newton's method on log μ."""
    level = [log(mean(counts)), *[0.0] * (len(rows[0]) - 1)]
    for _ in range(50):
        fitted = [exp(sum(c * x for c, x in zip(level, row, strict=True))) for row in rows]
        slope = [
            sum(row[i] * (n - m) for row, n, m in zip(rows, counts, fitted, strict=True)) for i in range(len(level))
        ]
        level = [c + d for c, d in zip(level, _solved(_information(rows, fitted), slope), strict=True)]
    return level, fitted


def _season(month: int, waves: int) -> list[float]:
    """Waves of a year; the season is that of the month in the series."""
    return [f(2 * pi * k * month / 12) for k in range(1, waves + 1) for f in (cos, sin)]


def _information(rows: list[list[float]], fitted: list[float]) -> list[list[float]]:
    size = range(len(rows[0]))
    return [[sum(row[i] * row[j] * m for row, m in zip(rows, fitted, strict=True)) for j in size] for i in size]


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination."""
    rows = [[*line, r] for line, r in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        rows[i:] = sorted(rows[i:], key=lambda row: -abs(row[i]))
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(len(rows)):
            if j != i:
                rows[j] = [a - rows[j][i] * b for a, b in zip(rows[j], rows[i], strict=True)]
    return [row[-1] for row in rows]
