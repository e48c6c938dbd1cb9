"""A clock has one picture: an event that cannot be compared changes no level, so that page and paper say the same."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dashboard.ask.published import rows_of
from dashboard.charts.trend import Stretch, Trend
from dashboard.findings import clocks
from dashboard.findings.clocks import clock
from dashboard.measures.verdict import Estimate
from dashboard.words.discussions import TOGETHER
from data_loaders.release import Release


def drawn(release: Release, event: pd.Timestamp | None) -> Trend:
    chart = clock(release, "missing_episodes", "arranged", event).chart
    assert isinstance(chart, Trend)
    return chart


def test_an_event_with_too_little_on_one_side_leaves_the_levels_of_the_paper(release: Release) -> None:
    first = rows_of(release, "events")["date"].min()  # of the first month: nothing lies before it
    assert drawn(release, first).stretches == drawn(release, None).stretches
    found = clock(release, "missing_episodes", "arranged", first)
    assert "Too few points on one side" in found.about.method
    assert "Too few points on one side" in found.subtitle  # beside the chart, which is that of no event
    assert drawn(release, first).turn is None
    assert found.bear_in_mind != TOGETHER  # nothing was compared, so no two dates fall together


def test_the_subtitle_says_for_how_long_each_point_stands(release: Release) -> None:
    shown = clock(release, "missing_episodes", "arranged", None)
    points = drawn(release, None).points
    months = {1: "a month", 3: "a quarter", 12: "a year"}[round((points[1].at - points[0].at).days / 30.4)]
    assert f" {months}, " in shown.subtitle


def test_a_chosen_event_is_told_by_the_two_levels_that_are_drawn(release: Release) -> None:
    events = rows_of(release, "events")["date"]
    for event in events:
        found, chart = clock(release, "missing_episodes", "held", event), drawn_held(release, event)
        if len(chart.stretches) == 2 and isinstance(found.result, Estimate):
            before, since = (f"{s.centre:.0f}" for s in chart.stretches)
            assert re.findall(r"\d+", found.title.removeprefix("Discussions held within 7 days"))[:1] == [since]
            assert f"{before} before" in found.title
            return
    pytest.fail("No event of the invented world can be compared before and after.")


def drawn_held(release: Release, event: pd.Timestamp) -> Trend:
    chart = clock(release, "missing_episodes", "held", event).chart
    assert isinstance(chart, Trend)
    return chart


@pytest.mark.parametrize("high", [60.0, None])
def test_a_table_without_a_usual_range_has_no_columns_for_one(high: float | None) -> None:
    low = None if high is None else 40.0
    stretch = Stretch(0, 2, 50.0, (low, low), (high, high))
    table = clocks._table(["Q1", "Q2"], pd.DataFrame({"n": [5, 5], "base": [10, 10]}), (stretch,), "episodes")
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert ("usual, from" in [column.name for column in table.columns]) == (high is not None)
    assert all(None not in row for row in table.rows)
