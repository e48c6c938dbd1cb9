"""Every published figure of a grid: counts, shares with their errors, and each group against all others.

Where those who did not answer are a band of their own, shares are of those who answered (theirs is of all who were asked);
where they had to be joined with other answers, all shares are of those who were asked. Errors are given to a hundredth of a per
cent and shares to a tenth: sums of weights are never published, nor anything finer.

Every share counts each pupil once: weights are used for nothing, since beside its count a weighted share tells who gave an answer.

Errors, limits and chances follow from shares and bases that are told, from one design effect of the view and from degrees of freedom
that are those of the question (`effects`): nothing here is known of a group's schools.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import stdtr

from data_loaders.safety.floor import Bools
from data_loaders.survey.denominators import bases, ends_of, in_base
from data_loaders.survey.effects import degrees_told, effect_of_differences, effect_of_shares
from data_loaders.survey.estimates import linear_mean, quantile, share_interval
from data_loaders.survey.grids import View
from data_loaders.survey.pupils import Wave

PLACES = 1  # decimals of a share in per cent


@dataclass(frozen=True)
class Counted:
    """A view, those that share its design effect, its wave, and how many pupils there are for each degree of freedom."""

    view: View
    kin: Sequence[View]
    wave: Wave
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
                is_so = counted.wave.gave(view.question, band.answers)
                own = {"block": block.code, "band": band.code, "n": int((base & is_so).sum())}
                rows.append({**own, **_told(counted, is_so, base)})
    return pd.DataFrame(rows)


def side_rows(counted: Counted) -> pd.DataFrame:
    """The good and the bad end of the scale of each block: side, n, base_n, share_pct and its errors. Unions of cells."""
    view, rows = counted.view, []
    for block in view.blocks:
        base = counted.base & view.split.inside(block)
        for side, is_so in ends_of(view, counted.wave).items():
            own = {"block": block.code, "side": side, "n": int((base & is_so).sum()), "base_n": int(base.sum())}
            rows.append({**own, **_told(counted, is_so, base)})
    return pd.DataFrame(rows)


def difference_rows(counted: Counted) -> pd.DataFrame:
    """The positive share of each block less that of all other blocks together: both are unions of cells."""
    view, wave = counted.view, counted.wave
    is_good, degrees = ends_of(view, counted.wave)["positive"], counted.degrees(counted.base)
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
    """Share, error and limits in per cent, and degrees."""
    n, degrees = int(base.sum()), counted.degrees(base)
    share = linear_mean(counted.wave.design, is_so.astype(float), base)[0]
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
