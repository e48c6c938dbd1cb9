"""How harm was answered: the share of each group's records that have a certain answer, and of all together."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard.measures.area_rates import width_of
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.latest_year import latest_years
from dashboard.measures.rates import with_share_pct


def answered_shares(
    frame: pd.DataFrame, answers: Collection[str], *, design_effect: DesignEffect | None = None
) -> pd.DataFrame:
    """For each group in the latest year and the one before: records, those with the answer, and the share with its interval.

    frame: period_start, period_end, area_block, area (the group), group_block (the answer), n, cells of one view. Columns:
    group, year ("latest" or "before"), year_start, year_end, n, base, share_pct, lower_pct, upper_pct. Wilson's interval of
    n/φ in base/φ, where φ is the design effect of the children, or how many times chance the groups vary from period to period.
    """
    years = latest_years(frame, ["area_block", "area", "group_block"])
    if years.empty:
        return years.rename(columns={"area": "group"}).assign(base=[], share_pct=[], lower_pct=[], upper_pct=[])
    keys = ["area_block", "area", "year", "year_start", "year_end"]
    base = years.groupby(keys, as_index=False, sort=False)["n"].sum().rename(columns={"n": "base"})
    own = years[years["group_block"].isin(set(answers))].groupby(keys, as_index=False, sort=False)["n"].sum()
    made = base.merge(own, on=keys, how="left").fillna({"n": 0})
    spread = answered_spread(frame, design_effect=design_effect)
    worth = with_share_pct(made[["n", "base"]] / spread, numerator="n", base="base")
    shares = pd.concat([made, worth[["share_pct", "lower_pct", "upper_pct"]]], axis=1)
    return shares.rename(columns={"area": "group"}).drop(columns="area_block")


def answered_in_all(shares: pd.DataFrame, year: str) -> tuple[float, float]:
    """Of all groups together in the latest year or the one before: those with the answer, and all. shares: `answered_shares`."""
    own = shares[shares["year"] == year]
    return float(own["n"].sum()), float(own["base"].sum())


def answered_spread(frame: pd.DataFrame, *, design_effect: DesignEffect | None = None) -> float:
    """φ of the shares: the design effect of the children, or how many times chance the groups vary from period to period."""
    return width_of(design_effect, overdispersion(cells_of(frame, down="area_block")))
