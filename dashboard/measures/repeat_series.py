"""First times and all times, as two series on one scale."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.comparison import Contrast, rate_ratio
from dashboard.measures.design_effect import DesignEffect

ALL_TIMES, FIRST_TIMES = "All", "First for twelve months"
MONTHS = 12


def first_and_all(frame: pd.DataFrame, first_blocks: Sequence[str]) -> pd.DataFrame:
    """frame: period_start, period_end, group_block, n. Returns period_start, period_end, group (All, First …), n.

    Empty where first times are not published by themselves. Both lines are cells, or sums of cells, of one view.
    """
    keys = ["period_start", "period_end"]
    first = frame[frame["group_block"].isin(first_blocks)]
    if first.empty:
        return pd.DataFrame(columns=[*keys, "group", "n"])
    lines = [(ALL_TIMES, frame), (FIRST_TIMES, first)]
    return pd.concat(
        [part.groupby(keys, as_index=False)["n"].sum().assign(group=name) for name, part in lines], ignore_index=True
    )[[*keys, "group", "n"]]


def latest_change(series: pd.DataFrame, group: str, *, design_effect: DesignEffect) -> Contrast | None:
    """The latest twelve months over the twelve before, as a ratio with its interval; None without two such years.

    Widened by the design effect of the children behind the counts, or, where that is more, by how many times chance the periods vary round their own year's mean (Pearson's χ² over its degrees of
    freedom; the season counts as variation too, so the interval is on the cautious side).
    """
    rows = series[series["group"] == group]
    last = rows["period_end"].max()
    edges = [last + pd.Timedelta(days=1) - pd.DateOffset(months=MONTHS * years) for years in (1, 2)]
    if edges[1] < rows["period_start"].min():
        return None
    after = rows.loc[rows["period_start"] >= edges[0], "n"]
    before = rows.loc[(rows["period_start"] >= edges[1]) & (rows["period_start"] < edges[0]), "n"]
    chi2 = sum(float(((year - year.mean()) ** 2).sum() / year.mean()) for year in (before, after))
    spread = design_effect.at_least(chi2 / max(len(before) + len(after) - 2, 1))
    return rate_ratio(float(before.sum()), float(after.sum()), dispersion=spread)


def again_by_area(frame: pd.DataFrame, first: list[str]) -> pd.Series:
    """In the latest period, the share of each area's records that were not their child's first, in per cent; no statistic.

    frame: period_start, area, group_block, n; first: the blocks of first times. Areas whose first times are not apart are left out.
    """
    latest = frame[frame["period_start"] == frame["period_start"].max()]
    total = latest.groupby("area")["n"].sum()
    firsts = latest[latest["group_block"].isin(first)].groupby("area")["n"].sum()
    return (100 * (1 - firsts / total)).dropna()
