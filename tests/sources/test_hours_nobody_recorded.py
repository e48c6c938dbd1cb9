"""Days without hours are no midnights: nothing is made of hours that nobody recorded of as many children as the floor asks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.facts import FACTS
from data_loaders.facts.missing import with_moments_by_lot
from data_loaders.policy import load_policy
from data_loaders.policy.hours import BY_DAY, BY_HOUR, not_recorded, without_hours
from data_loaders.safety.arrivals import arrived, months_of
from data_loaders.sources import Collected, collect
from tests.kept import POLICY
from tests.sources.corpus import Case, with_moments

PARTNERSHIP = load_policy(POLICY, "partnership")
K = PARTNERSHIP.k("missing_episodes")


def read(tmp_path: Path, *moments: tuple[str, str]) -> Collected:
    return collect(Case("moments", "", {"missing_episodes.csv": with_moments([*moments])}).write(tmp_path))


def test_no_dimension_by_the_hour_is_made_of_days(tmp_path: Path) -> None:
    collected = read(tmp_path, *[("2025-03-28", "2025-03-30"), ("2025-06-01", "2025-06-02")] * K)
    lost = not_recorded(collected.tables, PARTNERSHIP)
    assert lost == BY_HOUR
    made = without_hours(PARTNERSHIP, lost).datasets["missing_episodes"]
    assert {"hour_band", "duration", "arranged_clock"}.isdisjoint(made.dimensions)
    assert {"age", "weekday"} <= set(made.dimensions)
    assert not [view.name for view in made.views if "hour_band" in view.dimensions]
    facts = FACTS["missing"][2](collected.tables)
    assert set(facts["arranged_clock"]) <= {"NK", "NOT_DONE"}


def test_of_months_no_weekday_is_made_either(tmp_path: Path) -> None:
    collected = read(tmp_path, *[("2025-03", ""), ("2025-06", "")] * K)
    lost = not_recorded(collected.tables, PARTNERSHIP)
    assert lost == (*BY_HOUR, *BY_DAY)
    policy = without_hours(PARTNERSHIP, lost)
    assert {"weekday", "day_kind", "hour_band"}.isdisjoint(policy.datasets["missing_episodes"].dimensions)


def test_a_day_by_lot_lies_in_the_month_that_was_delivered(tmp_path: Path) -> None:
    months = [(f"2025-{month:02d}", "") for month in range(1, 13)]
    tables = collect(Case("months", "", {"missing_episodes.csv": with_moments(months)}).write(tmp_path)).tables
    episodes = tables["missing_episodes"]
    drawn = with_moments_by_lot(episodes)
    assert (drawn.dt.month == episodes["start_dt"].dt.month).all()
    assert len(set(drawn.dt.day)) > 1
    assert list(drawn) == list(with_moments_by_lot(episodes)), "the same episode has the same lot in every release"


def test_an_hour_by_lot_lies_on_the_day_that_was_delivered(tmp_path: Path) -> None:
    """Also on the day in spring that has 23 hours."""
    days = [("2025-03-30", "")] * 60 + [("2025-10-26", "")] * 60
    episodes = collect(Case("days", "", {"missing_episodes.csv": with_moments(days)}).write(tmp_path)).tables[
        "missing_episodes"
    ]
    drawn = with_moments_by_lot(episodes)
    assert (drawn.dt.date == episodes["start_dt"].dt.date).all()
    assert len(set(drawn.dt.hour)) > 12


def test_a_late_record_keeps_its_day_of_the_week_beside_the_kind_of_day(tmp_path: Path) -> None:
    """Of a month alone the weekday is by lot, and the kind of day was that of the first: three of March 2026 made a Sunday of it."""
    months = [(f"2026-0{month}", "") for month in (1, 2, 3) for _ in range(8)]
    tables = collect(Case("months", "", {"missing_episodes.csv": with_moments(months)}).write(tmp_path)).tables
    facts = FACTS["missing"][2](tables)
    first = int(months_of(pd.Series(pd.to_datetime(["2026-03-01"])))[0])  # January and February are out: 16 come late
    made = arrived("missing", facts, first, tables)
    assert (months_of(made["start_dt"]) == first).all()
    assert (made["weekday"] == facts["weekday"]).all()
    is_weekend = made["weekday"].isin(["SAT", "SUN"])
    assert is_weekend.any()
    assert ((made["day_kind"] == "WEEKEND") == is_weekend).all()


def test_moments_lose_nothing(tmp_path: Path) -> None:
    lost = not_recorded(read(tmp_path, ("2025-03-28T22:10", "")).tables, PARTNERSHIP)
    assert lost == ()
    assert without_hours(PARTNERSHIP, lost) is PARTNERSHIP


@pytest.mark.parametrize("children", [1, K - 1, K])
def test_of_fewer_children_than_the_floor_no_more_is_told_than_of_none(tmp_path: Path, children: int) -> None:
    collected = read(tmp_path, *[("2025-03-28", "2025-03-30")] * children)
    assert (not_recorded(collected.tables, PARTNERSHIP) == ()) is (children < K)
    assert set(FACTS["missing"][2](collected.tables)["duration_band"]) == {"NK"}, (
        "a number of hours is not made of days"
    )


def test_a_series_that_is_out_keeps_what_it_began_with() -> None:
    titles = set(PARTNERSHIP.datasets["missing_episodes"].dimensions)
    begun = {"missing_episodes": titles}
    kept = without_hours(PARTNERSHIP, BY_HOUR, begun).datasets
    assert "duration" in kept["missing_episodes"].dimensions
    begun = {"missing_episodes": titles - {"duration", "hour_band", "arranged_clock"}}
    assert "duration" not in without_hours(PARTNERSHIP, (), begun).datasets["missing_episodes"].dimensions
    beside = without_hours(PARTNERSHIP, BY_HOUR, {}, {"duration"}).datasets["missing_episodes"]
    assert "duration" in beside.dimensions, "another audience is shown it"
    assert "duration" not in {view.name for view in beside.views}
