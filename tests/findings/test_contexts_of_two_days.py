"""Contexts that were counted together on two days, a year apart: each question is of those of one day, and says of which."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.ask.published import days_counted, until
from dashboard.catalogue.register import find_entry
from dashboard.findings.contexts import board, chairs, outcomes, overdue, who_came
from dashboard.findings.contexts_waiting import waiting_times
from dashboard.findings.measures_other import context_measures
from data_loaders.release import Release

FIRST = pd.Timestamp("2025-04-20")
SINCE = "as at 20 April 2026, of those that came since 20 April 2025"


@pytest.fixture(scope="module")
def two_days(release: Release) -> Release:
    """Of the first day three times as many contexts as came since."""
    frames = {}
    for name, counts in (("context_pooled", ["n"]), ("context_curves", ["n_ended", "n_waiting"])):
        now = release.table(name)
        first = now.assign(as_at=FIRST.as_unit(now["as_at"].dt.unit), **{c: now[c] * 3 for c in counts})
        frames[name] = pd.concat([first, now], ignore_index=True)
    return replace(release, id=f"{release.id}-two-days", frames={**release.frames, **frames})


def pooled(release: Release, question: str) -> int:
    rows = release.table("context_pooled")
    return int(rows.loc[(rows["question"] == question) & (rows["as_at"] == rows["as_at"].max()), "n"].sum())


def test_a_question_is_of_those_that_came_since_and_says_so(release: Release, two_days: Release) -> None:
    n = pooled(release, "chair")
    assert days_counted(two_days) == [pd.Timestamp(release.manifest.as_at), FIRST]
    assert chairs(two_days).subtitle == f"Of {n} contexts at level 2, by who chaired, {SINCE}."
    assert f"Share of {n} contexts" in who_came(two_days).subtitle
    for finding in (who_came(two_days), waiting_times(two_days), outcomes(two_days)):
        assert SINCE in finding.subtitle, finding.key
    assert waiting_times(two_days).table == waiting_times(release).table


def test_what_is_asked_for_by_its_day_is_of_that_day_alone(release: Release, two_days: Release) -> None:
    first = until(two_days, "2025-04-20")
    assert (
        chairs(first).subtitle
        == f"Of {3 * pooled(release, 'chair')} contexts at level 2, by who chaired, as at 20 April 2025."
    )
    made = find_entry("contexts-chairs").build(two_days, {"counted": "2025-04-20"})
    assert made is not None
    assert made.subtitle == chairs(first).subtitle
    for unknown in ("2024-01-01", "", "nonsense"):
        assert chairs(until(two_days, unknown)) == chairs(two_days)


def test_those_that_came_since_are_put_together_with_nothing_that_is_shown(release: Release, two_days: Release) -> None:
    """Of the contexts that are shown one by one some are counted in the first figures: added, they would count twice."""
    assert overdue(release).is_all
    assert not overdue(two_days).is_all
    told = board(two_days)
    shown = release.table("context_shown").query("stage != 'CLOSED'")
    assert f" of {len(shown)} open contexts shown" in told.title
    assert f"On {SINCE.removeprefix('as at ')}, {pooled(release, 'stage')} contexts were pooled" in told.subtitle
    assert (
        f"Of {pooled(release, 'closure')} contexts taken to level 2 and closed that are pooled"
        in outcomes(two_days).subtitle
    )
    assert "of those shown" in context_measures(two_days)[0].label
    assert told.about.definition.endswith("shown one by one; those that are pooled are told by themselves.")


def test_since_last_meeting_the_set_that_came_since_is_another_one(release: Release, two_days: Release) -> None:
    for make in (chairs, outcomes):
        assert make(release).counted != make(two_days).counted
    assert chairs(two_days).counted.endswith("of those that came since 20 April 2025")
