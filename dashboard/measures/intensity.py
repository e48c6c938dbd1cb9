"""How often, for each hour of the time that a block of days and hours lasts."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.measures.area_rates import width_of
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.rates import rate_interval

HOURS = 3  # of one band of the day
WEEK = 168


def hourly_intensity(
    frame: pd.DataFrame, *, days: Mapping[str, frozenset[str]], bands: Mapping[str, frozenset[str]]
) -> pd.DataFrame:
    """Each block of weekdays × hours with its share of all and how that compares with an even spread over the week.

    frame: day_block, hour_block, n (any periods, they are added up); days, bands: block → its weekdays, its three-hour
    bands. Adds hours_a_week, share_pct and times_even (1 = as many as if spread evenly over the week).
    """
    summed = frame.groupby(["day_block", "hour_block"], as_index=False, sort=False)["n"].sum()
    hours = [
        len(days[day]) * len(bands[band]) * HOURS
        for day, band in zip(summed["day_block"], summed["hour_block"], strict=True)
    ]
    share = summed["n"] / summed["n"].sum()
    return summed.assign(hours_a_week=hours, share_pct=share * 100, times_even=share / (pd.Series(hours) / WEEK))


def per_day(
    frame: pd.DataFrame,
    calendar: pd.DataFrame,
    leaves: Mapping[str, frozenset[str]],
    *,
    design_effect: DesignEffect | None,
) -> pd.DataFrame:
    """Counts for each day of a kind, summed over the frame's time: group_block, group, n, days, per_day, lower, upper.

    The interval is that of `rate_interval`, widened by the design effect of the children, as kinds of day lie beside each other, or
    by what kinds of day vary from period to period where that is more (`overdispersion`).

    calendar: month (its first day), day_kind, days; leaves: block → the kinds of day it holds. Blocks without days in the
    calendar are left out.
    """
    start, end = frame["period_start"].min(), frame["period_end"].max()
    inside = calendar[(calendar["month"] >= start) & (calendar["month"] <= end)]
    of_kind = inside.groupby("day_kind")["days"].sum()
    summed = frame.groupby(["group_block", "group"], as_index=False, sort=False)["n"].sum()
    days = pd.Series([float(of_kind.reindex(sorted(leaves[b])).fillna(0).sum()) for b in summed["group_block"]])
    known = summed.assign(
        days=days, dispersion=width_of(design_effect, overdispersion(cells_of(frame, down="group_block")))
    )
    known = known[known["days"] > 0].reset_index(drop=True)
    rate = rate_interval(known["n"] / known["dispersion"], known["days"] / known["dispersion"], per=1.0)
    return known.assign(per_day=rate.value, lower=rate.lower, upper=rate.upper)
