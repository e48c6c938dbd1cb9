"""Choosing the views of a million missing records: banding, choosing one by one, choosing and attacking together."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data_loaders.demo import write_demo
from data_loaders.facts import FACTS
from data_loaders.policy import load_policy
from data_loaders.safety.attack.across import Attacks
from data_loaders.safety.calendar import Calendar, whole_months
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.dataset import countable
from data_loaders.safety.views.finder import find_view
from data_loaders.sources import collect
from data_loaders.sources.origin import covered

pytestmark = [pytest.mark.bench, pytest.mark.long]
POLICY = Path(__file__).resolve().parents[2] / "assets" / "policy.toml"
NAME, SCALE = (
    "missing_episodes",
    150.0,
)  # about 1,000,000 rows of missing_episodes: reports, investigations and episodes


def test_views_of_a_million_records(tmp_path: Path, tell: Callable[[str], None]) -> None:
    write_demo(tmp_path, scale=SCALE)
    collected, policy = collect(tmp_path), load_policy(POLICY, "partnership")
    tables = dict(collected.tables)
    facts = FACTS["missing"][2](tables)
    months = Calendar(*whole_months(*covered(collected, NAME)), policy.time.year_starts)
    took, begin = {}, time.perf_counter()

    def lap(name: str) -> None:
        nonlocal begin
        took[name], begin = time.perf_counter() - begin, time.perf_counter()

    data = countable(NAME, policy.datasets[NAME], k=5, tables=tables, facts=facts, calendar=months)
    lap("banding")
    found = [find_view(data, view, time_detail=policy.time.detail) for view in data.policy.views]
    lap("one by one")
    together = choose_together(Attacks(data), policy.time.detail)
    lap("together")
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items())
    tell(f"{len(facts):,} rows, {len(data.records.month):,} of them episodes, {len(found)} views: {told}")
    assert len(facts) > 900_000
    assert sum(f.grid is not None for f in together) >= 20
