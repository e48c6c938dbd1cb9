"""The latest year against the year before: Trend and Repeats are one click apart, and say the same of all episodes."""

from __future__ import annotations

from pathlib import Path

from dashboard.findings.missing_facts import missing_facts
from dashboard.findings.repeats import without_repeats
from dashboard.selection import Selection
from data_loaders.release import open_release


def test_repeats_say_of_all_episodes_what_the_trend_says(store: Path) -> None:
    release = open_release(store)
    surety = missing_facts(release, Selection("missing_episodes"))[0].surety
    span = surety.removeprefix("The true change could be ").rstrip(".")
    assert span != surety
    told = without_repeats(release, "missing_episodes").about.method.split("; ")[0]
    assert "all episodes" in told
    assert span in told
