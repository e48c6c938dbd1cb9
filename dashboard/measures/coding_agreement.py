"""How far two coders agree on a theme, beyond what chance would give.

Sources: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability (two categories, section A); Efron & Tibshirani (1993),
An Introduction to the Bootstrap (percentile intervals).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.measures.numbers_in import FloatArray

DRAWS, SEED = 2000, 20080401  # enough that the ends of an interval keep their second decimal; the same draws each time


def pair_agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Alpha of two coders with its interval, theme by theme, from a published table of counts.

    table: both, one, neither. Which coder was the one is not known and not needed: alpha takes coders as exchangeable. Adds
    alpha, lower and upper (95 %, percentiles of 2,000 draws of as many contributions, the same each time).
    """
    rows = []
    for row in table.itertuples():
        n = row.both + row.one + row.neither
        if not (
            2 * row.both + row.one and 2 * row.neither + row.one
        ):  # nobody said it, or all did: nothing to agree about
            rows.append((np.nan, np.nan, np.nan))
            continue
        drawn = np.random.default_rng(SEED).multinomial(n, [row.both / n, row.one / n, row.neither / n], size=DRAWS)
        low, high = np.nanquantile(_alphas(drawn.astype(np.float64)), [0.025, 0.975])
        alpha = _alphas(np.array([[row.both, row.one, row.neither]], dtype=np.float64))[0]
        rows.append((float(alpha), float(low), float(high)))
    made = pd.DataFrame(rows, columns=["alpha", "lower", "upper"], index=table.index)
    return pd.concat([table, made], axis=1)


def _alphas(cells: FloatArray) -> FloatArray:
    """Nominal alpha of many tables (draws, 3) at once: 1 − (2n − 1) · one / (yes · no), with yes + no = 2n codings."""
    both, one, neither = cells.T
    yes, no = 2 * both + one, 2 * neither + one
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (yes + no - 1) * one / (yes * no), dtype=np.float64)
