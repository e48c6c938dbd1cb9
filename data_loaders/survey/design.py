"""How a sample was drawn, and the variance that follows from it.

Taylor linearisation (Särndal, Swensson and Wretman 1992, section 5.5): an estimate becomes a sum of one linear value for each
pupil, and the variance of that sum follows from how strata and clusters were drawn. With n of N clusters drawn in stratum h,

    V = Σ_h (1 − n_h/N_h) · n_h/(n_h − 1) · Σ_i (z_hi − z̄_h)²  +  Σ_h n_h/N_h · Σ_i V₂(hi)

where V₂ is the same for the units drawn inside a cluster (Cochran 1977, section 11; what R's `svyrecvar` does). Without
population sizes only the first line is used, with N infinite: clusters drawn with replacement, which errs towards more.
The table of these 150 lines is held against published results of R's survey package and against brute enumeration in
`tests/survey`; a library would bring its own ideas of lonely clusters and would still have to be tested like that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from data_loaders.refusal import RefusedError

Lonely = Literal["refuse", "centre"]


class DesignError(RefusedError):
    """A design that gives no variance; the message says which part and what cures it."""


@dataclass(frozen=True)
class Stage:
    """One stage of drawing: `unit` numbers what was drawn (row for row), `of` the group it was drawn from (unit for unit)."""

    unit: np.ndarray
    of: np.ndarray
    drawn: np.ndarray  # units drawn, group for group
    fraction: np.ndarray  # share of the group's units that was drawn; 0 where its size is not known


@dataclass(frozen=True)
class Design:
    """Weights and stages of one sample. Make it with `design_of`."""

    weights: np.ndarray
    stages: tuple[Stage, ...]
    lonely: Lonely

    @property
    def degrees(self) -> int:
        """Clusters less strata, of the whole sample."""
        return len(self.stages[0].of) - len(self.stages[0].drawn)

    def degrees_of(self, where: np.ndarray) -> int:
        """Clusters less strata, of those that hold somebody of a group."""
        first = self.stages[0]
        units = np.flatnonzero(np.bincount(first.unit[where], minlength=len(first.of)))
        return len(units) - int((np.bincount(first.of[units]) > 0).sum())

    def variance(self, linear: np.ndarray) -> np.ndarray:
        """Variance of the sum of each column of `linear` (rows: pupils)."""
        values = linear[:, None] if linear.ndim == 1 else linear
        first = self.stages[0]
        _, spread = self._spread(first, values)
        found = spread.sum(axis=0)
        if len(self.stages) > 1 and first.fraction.any():
            _, inside = self._spread(self.stages[1], values, needed=first.fraction[first.of] > 0)
            found = found + (first.fraction[first.of][:, None] * inside).sum(axis=0)
        return np.asarray(found[0] if linear.ndim == 1 else found)

    def _spread(
        self, stage: Stage, values: np.ndarray, needed: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Sums by unit, and the variance that each group of them contributes."""
        sums = _summed(stage.unit, values, len(stage.of))
        groups = len(stage.drawn)
        mean = _summed(stage.of, sums, groups) / stage.drawn[:, None]
        lonely = (stage.drawn == 1) & (stage.fraction < 1)
        if lonely.any() and self.lonely == "refuse" and (needed is None or needed[lonely].any()):
            raise DesignError(
                "A stratum (or a cluster of the first stage) has one unit only, so how much units differ there is not known. "
                "Join it with another, give its population size if it was taken whole, or ask for lonely='centre'."
            )
        middle = np.where(lonely[:, None], sums.mean(axis=0), mean)
        squares = _summed(stage.of, (sums - middle[stage.of]) ** 2, groups)
        factor = np.where(stage.drawn > 1, stage.drawn / np.maximum(stage.drawn - 1, 1), 1.0) * (1 - stage.fraction)
        return sums, factor[:, None] * squares


def design_of(
    rows: int,
    *,
    weights: np.ndarray | None = None,
    strata: np.ndarray | None = None,
    clusters: np.ndarray | Sequence[np.ndarray] | None = None,
    population: np.ndarray | Sequence[np.ndarray] | None = None,
    lonely: Lonely = "refuse",
) -> Design:
    """A design from columns, row for row.

    clusters: one column, or one for each stage (first stage first); none where pupils were drawn themselves.
    population: for each stage, how many units its stratum (or cluster) has in all, or the share drawn where no value is above
    1. weights: none means equal, or what the population sizes imply.
    """
    levels = _columns(clusters) or [np.arange(rows)]
    sizes = _columns(population)
    if len(sizes) > len(levels):
        raise DesignError(f"Population sizes are given for {len(sizes)} stages, clusters for {len(levels)}.")
    group = np.zeros(rows, dtype=np.int64) if strata is None else _numbered(np.asarray(strata))
    stages, implied = list[Stage](), np.ones(rows)
    for number, level in enumerate(levels[:2]):
        size = sizes[number] if number < len(sizes) else None
        stage = _stage(group, level, size)
        implied = implied * np.where(stage.fraction > 0, 1 / np.maximum(stage.fraction, 1e-300), 1.0)[group]
        stages.append(stage)
        group = stage.unit
    made = implied if weights is None else np.asarray(weights, dtype=float)
    if made.shape != (rows,) or not np.isfinite(made).all() or (made < 0).any() or made.sum() <= 0:
        raise DesignError("Weights must be one number for each row, none below 0, not all 0.")
    return Design(weights=made, stages=tuple(stages), lonely=lonely)


def _stage(group: np.ndarray, level: np.ndarray, size: np.ndarray | None) -> Stage:
    unit = _numbered(np.char.add(np.char.add(group.astype(str), "|"), np.asarray(level).astype(str)))
    of = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    of[unit] = group
    drawn = np.bincount(of, minlength=int(group.max()) + 1)
    return Stage(unit, of, drawn, _fraction(group, drawn, size))


def _fraction(group: np.ndarray, drawn: np.ndarray, size: np.ndarray | None) -> np.ndarray:
    if size is None:
        return np.zeros(len(drawn))
    values = np.asarray(size, dtype=float)
    each = np.full(len(drawn), np.nan)
    each[group] = values
    if not np.allclose(values, each[group]):
        raise DesignError("The population size differs inside a stratum (or inside a cluster of the first stage).")
    fraction = each if (values <= 1).all() else drawn / each
    if not ((fraction > 0) & (fraction <= 1 + 1e-9)).all():
        raise DesignError("More units were drawn from a stratum (or cluster) than its population size says it has.")
    return np.asarray(np.minimum(fraction, 1.0))


def _columns(given: np.ndarray | Sequence[np.ndarray] | None) -> list[np.ndarray]:
    """One column, or one for each stage: an array of one or two dimensions, a table, or a list of columns."""
    if given is None:
        return []
    is_list = isinstance(given, (list, tuple)) and len(given) > 0 and np.ndim(given[0]) == 1
    if is_list:
        return [np.asarray(column) for column in given]
    whole = np.asarray(given)
    return [whole] if whole.ndim == 1 else list(whole.T)


def _numbered(values: np.ndarray) -> np.ndarray:
    return np.asarray(np.unique(values, return_inverse=True)[1], dtype=np.int64)


def _summed(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    columns = [np.bincount(group, weights=column, minlength=groups) for column in values.T]
    return np.asarray(np.column_stack(columns))
