"""Every published figure of a grid: counts, weighted shares with their errors, and each group against all others.

Where those who did not answer are a band of their own, shares are of those who answered (theirs is of all who were asked);
where they had to be joined with other answers, all shares are of those who were asked. Shares are given to a tenth of a
per cent, errors to a hundredth: sums of weights are never published, nor anything finer.

Degrees of freedom are those of all of the group who were asked, whoever answered, and never more than the figure's own base less
one, which is printed. Those of who answered are fewer by the schools in which nobody of the group did: one pupil each, mostly.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from scipy.special import stdtr

from data_loaders.survey.estimates import difference, linear_mean, share_interval
from data_loaders.survey.grids import View
from data_loaders.survey.pupils import Wave
from data_loaders.survey.scales import NO_ANSWER, NOT_ASKED, Answer

ANSWERED, ASKED = "answered", "asked"
PLACES = 1  # decimals of a share in per cent


def base_of(bands: tuple[Answer, ...]) -> str:
    return ANSWERED if any(band.answers == {NO_ANSWER} for band in bands) else ASKED


def cell_rows(wave: Wave, grid: View) -> pd.DataFrame:
    """block, band, n, share_pct, se_pct, lower_pct, upper_pct, degrees."""
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
                low, high = share_interval(share, float(se), n=int(base.sum()), degrees=degrees)
                rows.append((block.code, band.code, n, *_percent(share, low, high), round(100 * float(se), 2), degrees))
    frame = pd.DataFrame(
        rows, columns=["block", "band", "n", "share_pct", "lower_pct", "upper_pct", "se_pct", "degrees"]
    )
    return frame[["block", "band", "n", "share_pct", "se_pct", "lower_pct", "upper_pct", "degrees"]]


def side_rows(wave: Wave, grid: View) -> pd.DataFrame:
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
            low, high = share_interval(share, se, n=n, degrees=degrees)
            rows.append(
                (
                    block.code,
                    side,
                    int((inside & is_so).sum()),
                    n,
                    *_percent(share, low, high),
                    round(100 * se, 2),
                    degrees,
                )
            )
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


def _percent(*shares: float) -> tuple[float, ...]:
    return tuple(round(100 * share, PLACES) for share in shares)
