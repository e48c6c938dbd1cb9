"""Lifelike invented worlds as a page sees them: counts by month, and the design effects that a release would publish of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from dashboard.measures.area_rates import area_rates
from dashboard.measures.design_effect import DesignEffect, of_table
from data_loaders.demo.children import CARE, CARE_SHARE, make_children
from data_loaders.demo.episodes import draw_rows
from data_loaders.demo.places import read_places
from data_loaders.demo.story import read_story
from data_loaders.safety.views.design_effects import between_years, shares_between_years, shown, within_years

FIRST = np.datetime64("2023-04")
AWAY = CARE_SHARE[list(CARE).index("LA_AWAY")]


class Lived:
    """One world of children who repeat, flat without `sizes`: of each record the child, the month (0 to 35), the locality, the care."""

    def __init__(self, seed: int, *, unit: str = "EPISODE", sizes: Mapping[str, float] | None = None) -> None:
        world = "planted" if sizes else "flat"
        story = read_story(seed=seed, scale=1.0, world=world, lives="lifelike", sizes=dict(sizes or {}))
        places = read_places(story)
        children = make_children(story, places)
        rows = draw_rows(story, places, children)
        own = rows.unit == unit
        child = rows.child[own]
        self.month = (rows.start[own].astype("datetime64[M]") - FIRST).astype(int)
        self.locality = places.locality_of[children.ward_in(child, self.month)]
        self.care = children.care[child] == "LA_AWAY"
        self.people = places.locality_share * 10_000
        self.monthly = np.bincount(self.month, minlength=36)
        year, group = self.month // 12, self.care.astype(int)
        found = {
            "": within_years(child, year, None), "time": between_years(child, year),
            "care": within_years(child, year, group), "time care": shares_between_years(child, year, group),
        }  # fmt: skip
        told = {"split": list(found), "effect": [shown(own, k=5) for own in found.values()]}
        self.published = pd.DataFrame(told).assign(dataset="e", status="published")

    def effect(self, split: str) -> DesignEffect:
        """As a page takes it."""
        made = of_table(self.published, dataset="e", split=split)
        assert made is not None
        return made

    def in_care(self, year: int, effect: DesignEffect) -> tuple[float, float]:
        """Records of children in care and of all, as many as they are worth."""
        at = self.month // 12 == year
        return float(self.care[at].sum()) / effect.value, float(at.sum()) / effect.value

    def areas(self, effect: DesignEffect) -> pd.DataFrame:
        n = np.bincount(self.locality[self.month >= 24], minlength=len(self.people))
        counts = pd.DataFrame({"n": n, "population": self.people, "area": range(len(self.people))})
        return area_rates(counts, design_effect=effect, seen=1.0)

    def frame(self, group: list[str] | np.ndarray, name: str) -> pd.DataFrame:
        """Rows as a view by month has them: period_start, period_end, `name` and `name`_block, n."""
        rows = (
            pd.DataFrame({"month": self.month, name: group}).groupby(["month", name]).size().rename("n").reset_index()
        )
        start = [pd.Timestamp("2023-04-01") + pd.DateOffset(months=int(m)) for m in rows["month"]]
        end = pd.Series(start) + pd.offsets.MonthEnd(0)
        return rows.assign(**{"period_start": start, "period_end": end, f"{name}_block": rows[name]})
