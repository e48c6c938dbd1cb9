"""Shares in time, period by period, and before and after a dated change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.measures.interrupted_series import LEAST_PERIODS, Interruption, interrupted_shares
from dashboard.measures.verdict import Estimate, Scale


def clock_shares(frame: pd.DataFrame, in_time_blocks: Sequence[str]) -> pd.DataFrame:
    """frame: period_start, period_end, group_block, n of one view → period_start, period_end, n (in time), base (all)."""
    keys = ["period_start", "period_end"]
    base = frame.groupby(keys)["n"].sum().rename("base")
    inside = frame[frame["group_block"].isin(in_time_blocks)].groupby(keys)["n"].sum()
    return pd.concat([inside, base], axis=1).reset_index()


def before_and_after(shares: pd.DataFrame, event: pd.Timestamp) -> Interruption | None:
    """`interrupted_shares` at the first period that begins on or after the month of the event, weighted by the bases.

    None where fewer than eight periods lie on either side. shares: as `clock_shares` gives them.
    """
    at = int(np.searchsorted(shares["period_start"].to_numpy(), np.datetime64(event.replace(day=1))))
    if at < LEAST_PERIODS or len(shares) - at < LEAST_PERIODS:
        return None
    return interrupted_shares(shares["n"] / shares["base"] * 100, at, bases=shares["base"])


def in_points(found: Interruption) -> Estimate:
    """The change of a share at once, in percentage points, with its range."""
    return Estimate(float(found.level.value), float(found.level.lower), float(found.level.upper), Scale.POINTS)
