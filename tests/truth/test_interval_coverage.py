"""Intervals against the truth, in worlds of children who repeat: how often they hold it, and how often areas are named that do not differ.

The design effects are counted here from the rows, as the published table defines them, by code of its own. Where a child's
records fall together in few months an interval has to be wide; one that is too narrow names chance as a change.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from dashboard.measures.area_rates import area_rates
from dashboard.measures.design_effect import DesignEffect
from dashboard.measures.latest_year import moved_shares, year_shares
from dashboard.measures.trend import year_on_year
from data_loaders.demo.children import make_children
from data_loaders.demo.episodes import draw_rows
from data_loaders.demo.places import read_places
from data_loaders.demo.story import read_story

WORLDS = 150
FIRST = np.datetime64("2023-04")


class Lived:
    """One flat, lifelike world: of each episode the child, the month (0 to 35), the locality and whether the child is in care."""

    def __init__(self, seed: int) -> None:
        story = read_story(seed=seed, scale=1.0, world="flat", lives="lifelike")
        places = read_places(story)
        children = make_children(story, places)
        rows = draw_rows(story, places, children)
        own = rows.unit == "EPISODE"
        self.child = rows.child[own]
        self.month = (rows.start[own].astype("datetime64[M]") - FIRST).astype(int)
        self.locality = places.locality_of[children.ward_in(self.child, self.month)]
        self.care = children.care[self.child] == "LA_AWAY"
        self.people = places.locality_share * 10_000

    @property
    def effect_of_years(self) -> DesignEffect:
        """Σ(a − b)² / Σ(a + b) of the children's records in two years that follow each other."""
        squares, records = 0, 0
        for year in (0, 1):
            a, b = (Counter(self.child[self.month // 12 == y].tolist()) for y in (year, year + 1))
            squares += sum((a[who] - b[who]) ** 2 for who in a.keys() | b.keys())
            records += a.total() + b.total()
        return DesignEffect(max(1.0, squares / records))

    @property
    def effect_of_care(self) -> DesignEffect:
        """How far each child's records lie from the shares of all, as a part of what chance alone would give."""
        squares, records = 0.0, 0
        for year in range(3):
            at = self.month // 12 == year
            share, times = self.care[at].mean(), Counter(self.child[at].tolist())
            mine = Counter(self.child[at][self.care[at]].tolist())
            squares += sum((mine[who] - share * n) ** 2 for who, n in times.items()) / (share * (1 - share))
            records += times.total()
        return DesignEffect(max(1.0, squares / records))

    @property
    def effect_of_all(self) -> DesignEffect:
        times = [n for year in range(3) for n in Counter(self.child[self.month // 12 == year].tolist()).values()]
        return DesignEffect(float(np.sum(np.square(times)) / np.sum(times)))


@pytest.fixture(scope="module")
def lived() -> list[Lived]:
    return [Lived(seed) for seed in range(3000, 3000 + WORLDS)]


def test_the_change_from_year_to_year_holds_the_truth(lived: list[Lived], tell) -> None:
    held, naive = 0, 0
    for world in lived:
        monthly = np.bincount(world.month, minlength=36)
        made = year_on_year(monthly, design_effect=world.effect_of_years)
        alone = year_on_year(monthly, design_effect=DesignEffect(1.0))
        held, naive = held + (made.lower <= 1 <= made.upper), naive + (alone.lower <= 1 <= alone.upper)
    tell(
        f"year on year, children who repeat: the interval holds the truth in {held / WORLDS:.0%}; {naive / WORLDS:.0%} without them"
    )
    # 95 ± 2 % is meant; of 150 worlds, three standard errors more.
    assert held / WORLDS >= 0.90
    assert naive < held


def test_the_share_of_children_in_care_is_not_said_to_have_moved(lived: list[Lived], tell) -> None:
    moved, naive = 0, 0
    for world in lived:
        frame = pd.DataFrame({"month": world.month, "group": np.where(world.care, "in care", "not in care")})
        frame = frame.groupby(["month", "group"]).size().rename("n").reset_index()
        start = pd.Timestamp("2023-04-01")
        frame["period_start"] = [start + pd.DateOffset(months=int(m)) for m in frame["month"]]
        frame["period_end"] = frame["period_start"] + pd.offsets.MonthEnd(0)
        frame["year_end"] = [pd.Timestamp(2024 + int(m) // 12, 3, 31) for m in frame["month"]]
        for effect, is_naive in ((world.effect_of_care, False), (DesignEffect(1.0), True)):
            told = moved_shares(year_shares(frame, "group", design_effect=effect))
            is_moved = bool(told["is_beyond_chance"].any())
            moved, naive = moved + (is_moved and not is_naive), naive + (is_moved and is_naive)
    tell(
        f"share in care from year to year: said to have moved in {moved / WORLDS:.0%}; {naive / WORLDS:.0%} without the effect"
    )
    assert moved / WORLDS <= 0.10
    assert naive > moved


def test_no_locality_is_named_that_does_not_differ(lived: list[Lived], tell) -> None:
    named, naive = 0, 0
    for world in lived:
        at = world.month >= 24
        counts = pd.DataFrame(
            {
                "n": np.bincount(world.locality[at], minlength=len(world.people)),
                "population": world.people,
                "area": range(len(world.people)),
            }
        )
        for effect, is_naive in ((world.effect_of_all, False), (DesignEffect(1.0), True)):
            is_named = bool(area_rates(counts, design_effect=effect, seen=1.0)["is_signal"].any())
            named, naive = named + (is_named and not is_naive), naive + (is_named and is_naive)
    tell(
        f"localities that do not differ: one is named in {named / WORLDS:.0%} of worlds; {naive / WORLDS:.0%} without the effect"
    )
    assert named / WORLDS <= 0.10
    assert naive > 5 * max(named, 1)
