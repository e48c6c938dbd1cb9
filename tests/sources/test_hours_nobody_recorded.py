"""Days without hours are no midnights: nothing is made of an hour that nobody recorded. All rows are invented."""

from __future__ import annotations

from pathlib import Path

from data_loaders.facts import FACTS
from data_loaders.policy import load_policy
from data_loaders.policy.hours import without_hours
from data_loaders.sources import collect, known_to
from tests.kept import POLICY
from tests.sources.corpus import Case, with_moments


def test_no_dimension_by_the_hour_is_made_of_days(tmp_path: Path) -> None:
    days = with_moments([("2025-03-28", "2025-03-30"), ("2025-06-01", "2025-06-02")])
    collected = collect(Case("days", "", {"missing_episodes.csv": days}).write(tmp_path))
    assert known_to(collected) == {"DAY"}
    policy = without_hours(load_policy(POLICY, "partnership"), known_to(collected))
    made = policy.datasets["missing_episodes"]
    assert {"hour_band", "duration", "arranged_clock"}.isdisjoint(made.dimensions)
    assert {"age", "weekday"} <= set(made.dimensions)
    assert not [view.name for view in made.views if "hour_band" in view.dimensions]
    facts = FACTS["missing"][2](collected.tables)
    assert set(facts["arranged_clock"]) <= {"NK", "NOT_DONE"}


def test_of_months_no_weekday_is_made_either(tmp_path: Path) -> None:
    collected = collect(
        Case("months", "", {"missing_episodes.csv": with_moments([("2025-03", ""), ("2025-06", "")])}).write(tmp_path)
    )
    policy = without_hours(load_policy(POLICY, "partnership"), known_to(collected))
    assert {"weekday", "day_kind", "hour_band"}.isdisjoint(policy.datasets["missing_episodes"].dimensions)


def test_moments_lose_nothing(tmp_path: Path) -> None:
    collected = collect(
        Case("moments", "", {"missing_episodes.csv": with_moments([("2025-03-28T22:10", "")])}).write(tmp_path)
    )
    policy = load_policy(POLICY, "partnership")
    assert without_hours(policy, known_to(collected)) is policy
