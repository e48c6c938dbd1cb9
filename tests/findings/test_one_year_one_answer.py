"""The latest year against the year before: Trend and Repeats are one click apart, and say the same of all episodes."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.findings import repeats
from dashboard.findings.missing_facts import missing_facts, two_years
from dashboard.findings.repeats import without_repeats
from dashboard.selection import Selection
from data_loaders.release import Release


def test_repeats_say_of_all_episodes_what_the_trend_says(release: Release) -> None:
    surety = missing_facts(release, Selection("missing_episodes"))[0].surety
    span = surety.removeprefix("The true change could be ").rstrip(".")
    assert span != surety
    told = without_repeats(release, "missing_episodes").about.method.split("; ")[0]
    assert "all episodes" in told
    assert span in told


def test_where_recording_changed_repeats_compare_no_more_than_the_trend_does(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = two_years(release, Selection("missing_episodes"))
    assert years is not None
    monkeypatch.setattr(repeats, "two_years", lambda *_: replace(years, broken=pd.Timestamp("2025-06-01")))
    told = without_repeats(release, "missing_episodes")
    assert told.title == "Recording changed in June 2025: the year before is not compared"
    assert "more" not in told.about.method
