"""How much of the whole comes from how few, from published band counts alone.

No child is looked at, only bands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.measures.latest_year import latest_years
from dashboard.measures.numbers_in import as_counts
from dashboard.measures.rates import wilson_interval


@dataclass(frozen=True)
class Concentration:
    """The most frequent band: what share of episodes it makes and, where each child is in one band only, of
    children.
    """

    band: str
    episodes_share_pct: float
    children_share_pct: float | None


def band_shares(frame: pd.DataFrame, *, band: str, episodes: str, children: str | None = None) -> pd.DataFrame:
    """Shares of each band and summed from the most frequent band down.

    Rows in, from least to most frequent band.

    Adds `episodes_share_pct`, `episodes_from_top_pct` and, with `children`, `children_share_pct`,
    `children_from_top_pct`, `episodes_per_child`. Give `children` only where no child is in two bands:
    numbers of different children do not add. Raises ValueError if nothing was counted or a band occurs twice.
    """
    if frame[band].duplicated().any():
        raise ValueError("A band occurs twice: add its counts up first.")
    shares = _with_shares(frame.reset_index(drop=True), episodes, "episodes")
    if children is None:
        return shares
    shares = _with_shares(shares, children, "children")
    return shares.assign(episodes_per_child=as_counts(frame[episodes]) / as_counts(frame[children]))


def children_and_episodes(episodes: pd.DataFrame, children: pd.DataFrame) -> pd.DataFrame:
    """How children and their episodes divide over the same bands of the same latest year, from least to most frequent.

    episodes, children: period_start, period_end, group, n of one view by bands in which each child is once a year. Columns:
    group, episodes, children, their shares as `band_shares`, lower_pct and upper_pct of the children's (Wilson 1927).
    Empty where either fills no year.
    """
    parts = [latest_years(frame, ["group"]) for frame in (episodes, children)]
    if any(part.empty for part in parts):
        return pd.DataFrame(columns=["group", "episodes", "children"])
    of_year = [part[part["year"] == "latest"].set_index("group")["n"] for part in parts]
    bands = pd.concat(of_year, axis=1, keys=["episodes", "children"]).dropna().reset_index()
    shares = band_shares(bands, band="group", episodes="episodes", children="children")
    interval = wilson_interval(shares["children"], [shares["children"].sum()] * len(shares))
    return shares.assign(lower_pct=interval.lower * 100, upper_pct=interval.upper * 100)


def _with_shares(frame: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    counts = as_counts(frame[column])
    if counts.sum() <= 0:
        raise ValueError("Nothing was counted in any band.")
    share = counts / counts.sum() * 100
    return frame.assign(**{f"{name}_share_pct": share, f"{name}_from_top_pct": np.cumsum(share[::-1])[::-1]})
