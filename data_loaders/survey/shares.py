"""Every published figure of a grid: counts, weighted shares with their errors, and each group against all others.

Where those who did not answer are a band of their own, shares are of those who answered (theirs is of all who were asked);
where they had to be joined with other answers, all shares are of those who were asked. Errors are given to a hundredth of a per
cent and shares to a tenth or in larger steps: sums of weights are never published, nor anything finer.

A weighted share beside its count tells how many of the heavier pupils gave an answer. So shares of a group count each pupil once
(`counted_once`), and only those of all pupils are weighted, in steps that leave that number open by k (`step_of`).

Degrees of freedom are those of all of the group who were asked, whoever answered, and never more than the figure's own base less
one, which is printed. Those of who answered are fewer by the schools in which nobody of the group did: one pupil each, mostly.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.special import stdtr

from data_loaders.survey.estimates import difference, linear_mean, share_interval
from data_loaders.survey.grids import View
from data_loaders.survey.pupils import Wave
from data_loaders.survey.scales import NO_ANSWER, NOT_ASKED, Answer

ANSWERED, ASKED = "answered", "asked"
PLACES = 1  # decimals of a share in per cent
STEPS = (0.1, 0.2, 0.5, 1.0)  # per cent; a share in larger steps would say less than one without weights


def counted_once(wave: Wave) -> Wave:
    """The same pupils in the same schools, each of weight 1."""
    return replace(wave, design=replace(wave.design, weights=np.ones(len(wave.pupils))))


def wave_for(wave: Wave, grid: View, k: int, *, once: Wave) -> Wave:
    """As the shares of a view count its pupils: with their weights where that tells of nobody, else each `once`."""
    if grid.split.name != "all" or not grid.is_shown:
        return once
    base = wave.asked(grid.question) & _in_base(grid, _codes(wave, grid))
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


def base_of(bands: tuple[Answer, ...]) -> str:
    return ANSWERED if any(band.answers == {NO_ANSWER} for band in bands) else ASKED


def cell_rows(wave: Wave, grid: View, k: int) -> pd.DataFrame:
    """block, band, n, share_pct, se_pct, lower_pct, upper_pct, degrees. `wave`: as `wave_for` gives it."""
    codes, asked = _codes(wave, grid), wave.asked(grid.question)
    rows = []
    for block in grid.blocks:
        inside = asked & grid.split.inside(block)
        for base, bands in _bases(grid, codes, inside):
            degrees = degrees_told(wave, inside, base)
            found = [linear_mean(wave.design, gave(codes, b.answers).astype(float), base) for b in bands]
            errors = np.sqrt(wave.design.variance(np.column_stack([linear for _, linear in found])))
            for band, (share, _), se in zip(bands, found, errors, strict=True):
                n = int((inside & gave(codes, band.answers)).sum())
                told = _told(share, float(se), wave.design.weights[base], degrees=degrees, k=k)
                rows.append((block.code, band.code, n, *told, degrees))
    frame = pd.DataFrame(
        rows, columns=["block", "band", "n", "share_pct", "lower_pct", "upper_pct", "se_pct", "degrees"]
    )
    return frame[["block", "band", "n", "share_pct", "se_pct", "lower_pct", "upper_pct", "degrees"]]


def side_rows(wave: Wave, grid: View, k: int) -> pd.DataFrame:
    """The good and the bad end of the scale of each block: side, n, base_n, share_pct and its errors. Unions of cells."""
    codes, asked = _codes(wave, grid), wave.asked(grid.question)
    base = asked & _in_base(grid, codes)
    rows = []
    for block in grid.blocks:
        inside = base & grid.split.inside(block)
        degrees, n = degrees_told(wave, asked & grid.split.inside(block), inside), int(inside.sum())
        for side in ("positive", "negative"):
            answers = set().union(*(b.answers for b in grid.answers if b.side == side))
            if not answers:
                continue
            is_so = gave(codes, answers)
            share, linear = linear_mean(wave.design, is_so.astype(float), inside)
            se = float(np.sqrt(wave.design.variance(linear)))
            told = _told(share, se, wave.design.weights[inside], degrees=degrees, k=k)
            rows.append((block.code, side, int((inside & is_so).sum()), n, *told, degrees))
    columns = ["block", "side", "n", "base_n", "share_pct", "lower_pct", "upper_pct", "se_pct", "degrees"]
    return pd.DataFrame(rows, columns=columns)


def difference_rows(wave: Wave, grid: View) -> pd.DataFrame:
    """The positive share of each block less that of all other blocks together: both are unions of cells.

    Groups that sit in the same schools share what is particular to a school; the standard error takes that into account.
    """
    codes, asked = _codes(wave, grid), wave.asked(grid.question)
    positive = set().union(*(b.answers for b in grid.answers if b.side == "positive"))
    is_good, base = gave(codes, positive).astype(float), asked & _in_base(grid, codes)
    rows, degrees = [], degrees_told(wave, asked, base)
    for block in grid.blocks if len(grid.blocks) > 1 else ():
        inside = grid.split.inside(block)
        made = difference(wave.design, is_good, base & inside, base & ~inside, degrees=degrees)
        chance = (
            1.0
            if made.standard_error == 0
            else 2 * float(stdtr(max(made.degrees, 1), -abs(made.value) / made.standard_error))
        )
        rows.append(
            (
                block.code,
                *_percent(made.value, made.lower, made.upper),
                round(100 * made.standard_error, 2),
                round(chance, 5),
            )
        )
    frame = pd.DataFrame(rows, columns=["block", "difference_pct", "lower_pct", "upper_pct", "se_pct", "p_value"])
    return frame[["block", "difference_pct", "se_pct", "lower_pct", "upper_pct", "p_value"]]


def degrees_told(wave: Wave, asked: np.ndarray, base: np.ndarray) -> int:
    """`asked`: all of a group; `base`: those of them whom a figure is of."""
    return min(wave.design.degrees_of(asked), int(base.sum()) - 1)


def gave(codes: np.ndarray, answers: Collection[str]) -> np.ndarray:
    """Who gave one of these answers. They are few: comparing with each is far quicker than sorting what all gave."""
    return np.any([codes == answer for answer in answers], axis=0) if answers else np.zeros(len(codes), dtype=bool)


def _codes(wave: Wave, grid: View) -> np.ndarray:
    return wave.codes(grid.question)


def _in_base(grid: View, codes: np.ndarray) -> np.ndarray:
    """Whom shares are of: those who answered, or where they cannot be told apart all who were asked."""
    return np.asarray((codes != NOT_ASKED) & ((codes != NO_ANSWER) | (base_of(grid.answers) == ASKED)))


def _bases(grid: View, codes: np.ndarray, inside: np.ndarray) -> list[tuple[np.ndarray, list[Answer]]]:
    """Which pupils the shares of which bands are of."""
    routed = [b for b in grid.answers if b.side == "not_asked"]
    silent = [b for b in grid.answers if b.side == "none"]
    others = [b for b in grid.answers if b.side not in ("none", "not_asked")]
    put_to = inside & (codes != NOT_ASKED)
    bases = [(put_to & (codes != NO_ANSWER) if silent else put_to, others), (put_to, silent), (inside, routed)]
    return [(base, bands) for base, bands in bases if bands]


def _told(share: float, se: float, weights: np.ndarray, *, degrees: int, k: int) -> tuple[float, float, float, float]:
    """share, lower, upper and error in per cent. `weights`: of whom the share is. Limits are those of what is told, and no finer."""
    step, error = step_of(weights, k) or STEPS[-1], round(100 * se, 2)
    if len(weights) > 0 and weights.max() > weights.min():
        share, se = min(max(in_steps(share, step), step), 100 - step) / 100, error / 100  # of some, never 0 or 100
    low, high = share_interval(share, se, n=len(weights), degrees=degrees)
    share_pct, lower, upper = _percent(share, low, high)
    return share_pct, lower, upper, error


def _percent(*shares: float) -> tuple[float, ...]:
    return tuple(round(100 * share, PLACES) for share in shares)
