"""A clock has one picture: an event that cannot be compared changes no level, so that page and paper say the same."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.ask.published import rows_of
from dashboard.charts.trend import Trend
from dashboard.findings.clocks import clock
from dashboard.words.discussions import TOGETHER
from data_loaders.release import Release, open_release


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def drawn(release: Release, event: pd.Timestamp | None) -> Trend:
    chart = clock(release, "missing_episodes", "arranged", event).chart
    assert isinstance(chart, Trend)
    return chart


def test_an_event_with_too_little_on_one_side_leaves_the_levels_of_the_paper(release: Release) -> None:
    first = rows_of(release, "events")["date"].min()  # of the first month: nothing lies before it
    assert drawn(release, first).stretches == drawn(release, None).stretches
    found = clock(release, "missing_episodes", "arranged", first)
    assert "Too few points on one side" in found.about.method
    assert found.bear_in_mind != TOGETHER  # nothing was compared, so no two dates fall together


def test_the_subtitle_says_for_how_long_each_point_stands(release: Release) -> None:
    shown = clock(release, "missing_episodes", "arranged", None)
    points = drawn(release, None).points
    months = {1: "a month", 3: "a quarter", 12: "a year"}[round((points[1].at - points[0].at).days / 30.4)]
    assert f" {months}, " in shown.subtitle
