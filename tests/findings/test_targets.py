"""Targets: the last one that has begun holds, it stands beside what it is for, and what has none says so."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.catalogue.register import finding_of
from dashboard.findings.clocks import clock_verdict
from dashboard.findings.finding import Finding
from dashboard.findings.target_board import targets
from dashboard.findings.targets import in_force
from dashboard.measures.verdict import Answer, Kind, Verdict
from dashboard.words.number_format import NO_BREAK
from dashboard.words.standing import verdict_word
from data_loaders.checks.committee import targets_can_be_reached
from data_loaders.release import Release

NONE = "No target was delivered."
NO_VERDICT = Verdict(Answer.NOT_COMPARED, Kind.YEAR_ON_YEAR, why="The clock is not shown.")


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
    # Planted in demo/committee.toml, one of them twice; discussions are arranged in time less often than the Committee wants.
    assert told.title == "Three of five measures have a target; one share is short of its own; two cannot be judged"
    assert told.table is not None
    rows = {row[0]: row[1:] for row in told.table.rows}
    assert rows["From referral to context conference"][:2] == ("within 28 days", 28.0)
    assert rows["Return discussions arranged within 72 hours"][0] == f"at least 80{NO_BREAK}%"
    assert rows["From referral to closing"][0] == "no target delivered"


def test_a_target_stands_beside_its_clock_and_silence_is_said(release: Release) -> None:
    said = f"Target: at least 80{NO_BREAK}%, since 1 April 2025 (Child Protection Committee)."
    assert said in shown(release, "discussions-arranged").subtitle
    assert NONE in shown(release, "discussions-held").subtitle


def test_a_missed_target_comes_before_what_rose(release: Release) -> None:
    """A clock that rose is better, and still not what the Committee wants: title, verdict and board say so in the same points."""
    found = shown(release, "discussions-arranged")
    verdict = found.result
    assert isinstance(verdict, Verdict)
    assert verdict.latest is not None
    short = 80 - round(verdict.latest.value)
    assert short > 0, "the invented world misses this target"
    assert f"{short} points short of target; up from" in found.title
    assert verdict_word(verdict) == "Better, target missed"
    board = targets(release)
    assert board is not None
    assert board.table is not None
    assert f"{short} points short of the target of 80{NO_BREAK}%" in next(
        str(row[3]) for row in board.table.rows if "72 hours" in str(row[0])
    )


def test_any_share_with_a_target_is_held_against_it(release: Release) -> None:
    """Not only the clock that has one today; one that is reached is not called missed."""
    missed = with_targets(release, ("HELD", "2025-01-01", 99.0, "CPC"))
    reached = with_targets(release, ("HELD", "2025-01-01", 1.0, "CPC"), ("PLAN", "2025-01-01", 60, "CPC"))
    words = [verdict_word(clock_verdict(r, "missing_episodes", "held") or NO_VERDICT) for r in (missed, reached)]
    assert words[0].endswith(", target missed")
    assert "target" not in words[1]


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
