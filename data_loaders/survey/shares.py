"""Every published figure of a grid: counts, weighted shares with their errors, and each group against all others.

Where those who did not answer are a band of their own, shares are of those who answered (theirs is of all who were asked);
where they had to be joined with other answers, all shares are of those who were asked. Errors are given to a hundredth of a per
cent and shares to a tenth or in larger steps: sums of weights are never published, nor anything finer.

A weighted share beside its count tells how many of the heavier pupils gave an answer. So shares of a group count each pupil once
(`counted_once`), and only those of all pupils are weighted, in steps that leave that number open by k (`step_of`).

Errors, limits and chances follow from shares and bases that are told, from one design effect of the view and from degrees of freedom
that are those of the question (`effects`): nothing here is known of a group's schools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import stdtr

from data_loaders.safety.floor import Bools
from data_loaders.survey.denominators import bases, ends_of, gave, in_base
from data_loaders.survey.effects import degrees_told, effect_of_differences, effect_of_shares
from data_loaders.survey.estimates import linear_mean, quantile, share_interval
from data_loaders.survey.grids import View
from data_loaders.survey.pupils import Wave

PLACES = 1  # decimals of a share in per cent
STEPS = (0.1, 0.2, 0.5, 1.0)  # per cent; a share in larger steps would say less than one without weights


def counted_once(wave: Wave) -> Wave:
    """The same pupils in the same schools, each of weight 1."""
    return replace(wave, design=replace(wave.design, weights=np.ones(len(wave.pupils))))


def wave_for(wave: Wave, grid: View, k: int, *, once: Wave) -> Wave:
    """As the shares of a view count its pupils: with their weights where that tells of nobody, else each `once`."""
    if grid.split.name != "all" or not grid.is_shown:
        return once
    base = wave.asked(grid.question) & in_base(grid, wave.codes(grid.question))
    return wave if step_of(wave.design.weights[base], k) is not None else once


def step_of(weights: np.ndarray, k: int) -> float | None:
    """The smallest step of a share, in per cent, that leaves open by k pupils how many heavier ones are in it; None if none does.

    With weights from 1 to 1 + a, n pupils of whom h are heavier have the share (n + a·h)/(N + …): half a step of it is at least
    step/200 · N/a in h. That is to be k/2 and more: then every h from 1 to k - 1 fits with none, or with k.
    """
    spread = weights.max() / weights.min() - 1 if len(weights) and weights.min() > 0 else np.inf
    return next((step for step in STEPS if step / 200 * len(weights) >= spread * k / 2), None)


def in_steps(share: float, step: float) -> float:
    """In per cent."""
    return round(round(100 * share / step) * step, PLACES)


@dataclass(frozen=True)
class Counted:
    """A view, those that share its design effect, and the wave as `wave_for` gives it: k pupils at least in a cell, so many for each
    degree of freedom."""

    view: View
    kin: Sequence[View]
    wave: Wave
    k: int
    per_degree: float

    @cached_property
    def codes(self) -> np.ndarray:
        return self.wave.codes(self.view.question)

    @cached_property
    def asked(self) -> Bools:
        return self.wave.asked(self.view.question)

    @cached_property
    def base(self) -> Bools:
        return self.asked & in_base(self.view, self.codes)

    @cached_property
    def effect(self) -> float:
        return effect_of_shares(self.wave, self.kin)

    def degrees(self, base: Bools) -> int:
        return degrees_told(int(self.asked.sum()), int(base.sum()), per_degree=self.per_degree)


def cell_rows(counted: Counted) -> pd.DataFrame:
    """block, band, n, share_pct, se_pct, lower_pct, upper_pct, degrees."""
    view, rows = counted.view, []
    for block in view.blocks:
        for base, bands in bases(view, counted.codes, counted.asked & view.split.inside(block)):
            for band in bands:
                is_so = gave(counted.codes, band.answers)
                own = {"block": block.code, "band": band.code, "n": int((base & is_so).sum())}
                rows.append({**own, **_told(counted, is_so, base)})
    return pd.DataFrame(rows)


def side_rows(counted: Counted) -> pd.DataFrame:
    """The good and the bad end of the scale of each block: side, n, base_n, share_pct and its errors. Unions of cells."""
    view, rows = counted.view, []
    for block in view.blocks:
        base = counted.base & view.split.inside(block)
        for side, is_so in ends_of(view, counted.codes).items():
            own = {"block": block.code, "side": side, "n": int((base & is_so).sum()), "base_n": int(base.sum())}
            rows.append({**own, **_told(counted, is_so, base)})
    return pd.DataFrame(rows)


def difference_rows(counted: Counted) -> pd.DataFrame:
    """The positive share of each block less that of all other blocks together: both are unions of cells."""
    view, wave = counted.view, counted.wave
    is_good, degrees = ends_of(view, counted.codes)["positive"], counted.degrees(counted.base)
    effect, rows = effect_of_differences(wave, counted.kin), []
    for block in view.blocks if len(view.blocks) > 1 else ():
        inside = counted.base & view.split.inside(block)
        (one, n), (other, m) = (
            (float(is_good[who].mean()), int(who.sum())) for who in (inside, counted.base & ~inside)
        )
        error = (effect * (one * (1 - one) / (n - 1) + other * (1 - other) / (m - 1))) ** 0.5
        rows.append((block.code, *_percent(one - other), round(100 * error, 2), *_around(one - other, error, degrees)))
    return pd.DataFrame(rows, columns=["block", "difference_pct", "se_pct", "lower_pct", "upper_pct", "p_value"])


def _around(difference: float, error: float, degrees: int) -> tuple[float, ...]:
    """Limits, and how often chance alone would be as far from nothing."""
    reach, chance = quantile(0.95, degrees) * error, 2 * float(stdtr(degrees, -abs(difference) / error))
    return (*_percent(difference - reach, difference + reach), round(chance, 5))


def _told(counted: Counted, is_so: Bools, base: Bools) -> dict[str, float]:
    """Share, error and limits in per cent, and degrees. All but the share follow from the share that is told, and are no finer."""
    wave, n, degrees = counted.wave, int(base.sum()), counted.degrees(base)
    share, weights = linear_mean(wave.design, is_so.astype(float), base)[0], wave.design.weights[base]
    if weights.max() > weights.min():
        step = step_of(weights, counted.k) or STEPS[-1]
        share = min(max(in_steps(share, step), step), 100 - step) / 100  # of some, never 0 or 100
    error = (counted.effect * share * (1 - share) / (n - 1)) ** 0.5
    share_pct, lower, upper = _percent(share, *share_interval(share, error, n=n, degrees=degrees))
    return {
        "share_pct": share_pct,
        "se_pct": round(100 * error, 2),
        "lower_pct": lower,
        "upper_pct": upper,
        "degrees": degrees,
    }


def _percent(*shares: float) -> tuple[float, ...]:
    return tuple(round(100 * share, PLACES) for share in shares)
