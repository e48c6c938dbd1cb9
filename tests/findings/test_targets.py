"""Targets: the last one that has begun holds, it stands beside what it is for, and what has none says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.catalogue.register import finding_of
from dashboard.findings.finding import Finding
from dashboard.findings.targets import in_force, targets
from dashboard.words.number_format import NO_BREAK
from data_loaders.checks.committee import targets_can_be_reached
from data_loaders.release import Release, open_release

NONE = "No target was delivered."


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def with_targets(release: Release, *rows: tuple[str, str, float, str]) -> Release:
    frame = pd.DataFrame(rows, columns=["measure", "from_dt", "target", "decided_by"])
    frames = {**release.frames, "committee_targets": frame.assign(from_dt=pd.to_datetime(frame["from_dt"]))}
    return replace(release, id=f"{release.id}-{len(rows)}", frames=frames)


def shown(release: Release, key: str) -> Finding:
    found = finding_of(release, key)
    assert found is not None
    return found


def test_the_last_that_has_begun_holds(release: Release) -> None:
    other = with_targets(
        release,
        ("PLAN", "2024-01-01", 90, "CPC"),
        ("PLAN", "2025-01-01", 60, "STEERING"),
        ("PLAN", "2099-01-01", 7, "CPC"),
    )
    assert in_force(other)["target"].to_dict() == {"PLAN": 60.0}


def test_each_measure_has_its_row_also_without_a_target(release: Release) -> None:
    told = targets(release)
    assert told is not None
    assert told.title == "Three of five measures have a target"  # planted in demo/committee.toml: one of them twice
    assert told.table is not None
    rows = {row[0]: row[1:] for row in told.table.rows}
    assert rows["From referral to context conference"][:2] == ("within 28 days", 28.0)
    assert rows["Return discussions arranged within 72 hours"][0] == f"at least 80{NO_BREAK}%"
    assert rows["From referral to closing"][0] == "no target delivered"


def test_a_target_stands_beside_its_clock_and_silence_is_said(release: Release) -> None:
    said = f"Target: at least 80{NO_BREAK}%, since 1 April 2025 (Child Protection Committee)."
    assert said in shown(release, "discussions-arranged").subtitle
    assert NONE in shown(release, "discussions-held").subtitle


def test_times_at_level_2_stand_beside_the_last_step_within_the_target(release: Release) -> None:
    found = shown(release, "contexts-waiting")
    assert found.table is not None
    steps = [(int(str(row[1])), float(str(row[2]))) for row in found.table.rows if row[0] == "context conference"]
    within = [step for step in steps if step[0] * 7 <= 28]
    (weeks, share), head = (within[-1], "") if within else (steps[0], "no share within it can be shown, ")
    wanted = f"{head}{share:.0f}{NO_BREAK}% had it within {weeks} weeks"
    assert f"Context conference: target 28 days; {wanted}." in found.subtitle
    assert "Closing: target" not in found.subtitle
    assert NONE in shown(with_targets(release), "contexts-waiting").subtitle


def test_a_target_that_nobody_can_reach_stops_with_its_cure() -> None:
    frame = pd.DataFrame({"measure": ["HELD", "HELD", "PLAN", "PLAN"], "target": [101.0, 90.0, 0.0, 120.0]})
    problems = targets_can_be_reached({"targets": frame})
    assert {(p.row, p.rule) for p in problems} == {(0, "above 100"), (2, "no target")}
    assert all(p.cure for p in problems)
    assert targets_can_be_reached({}) == []
