"""Small courses beside each other: what their title answers, and that they end before the figures of all together do."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard.charts.shapes import Multiples
from dashboard.findings.trend import trend_finding
from dashboard.measures.verdict import Verdict
from dashboard.selection import Selection
from dashboard.words.form import headlined
from data_loaders.release import Release

EPISODES = "missing_episodes"


def ending(release: Release, name: str, last: date) -> Release:
    """The release with one view that stays as it was published, up to a day."""
    manifest = release.manifest
    views = tuple(v.model_copy(update={"period_end": last}) if v.name == name else v for v in manifest.views)
    table = next(v.table for v in views if v.name == name)
    kept = release.frames[table][release.frames[table]["period_end"] <= pd.Timestamp(last)]
    return replace(release, id="ends", manifest=manifest.model_copy(update={"views": views}), frames={**release.frames, table: kept})  # fmt: skip


def test_a_course_that_ends_before_the_others_says_so_beside_it_and_says_why(release: Release) -> None:
    asked = Selection(EPISODES, split="age")
    short, whole = (trend_finding(r, asked, months=36) for r in (ending(release, "age", date(2025, 10, 31)), release))
    assert "to October 2025 (newer figures are held back)" in short.subtitle
    assert "held back" not in whole.subtitle
    reasons = [c for c in short.about.caveats if c.startswith("Figures end in October 2025")]
    assert [f"All episodes together are shown to {release.manifest.views[0].period_end:%B %Y}." in c for c in reasons] == [True]  # fmt: skip


def test_the_title_of_several_courses_answers_whether_any_of_them_changed(release: Release) -> None:
    found = trend_finding(release, Selection(EPISODES, split="age"), months=36)
    assert isinstance(found.result, tuple)
    verdicts = dict(found.result)
    assert len(verdicts) >= 2
    assert all(isinstance(v, Verdict) for v in verdicts.values())
    named = [name for name, v in verdicts.items() if v.is_finding]
    assert all(name in found.title for name in named)
    assert named or "no change found" in found.title.lower() or "cannot tell" in found.title.lower()


def test_groups_of_what_is_recorded_otherwise_are_not_compared(release: Release) -> None:
    found = trend_finding(release, Selection("missing_reports", split="age"), months=36)
    assert found.title.startswith("Recording changed")


def test_above_each_course_stand_the_two_years_that_the_title_compares(release: Release) -> None:
    """Added up from the table by hand; the ends of a line are of one period each, and need not go the same way."""
    found = trend_finding(release, Selection(EPISODES, split="age"), months=36)
    assert isinstance(found.chart, Multiples)
    assert found.table is not None
    counted: dict[str, list[int]] = {}
    for row in found.table.rows:
        counted.setdefault(str(row[0]), []).append(int(str(row[2])))
    year = len(next(iter(counted.values()))) // 3
    said = {course.title.rpartition(": ")[0]: course.title.rpartition(": ")[2] for course in found.chart.courses}
    assert said == {name: f"{sum(n[-2 * year : -year]):,} → {sum(n[-year:]):,}" for name, n in counted.items()}
    assert "the year before → the latest year, which the title compares" in found.subtitle
    assert any(c.startswith("Disability and ethnicity are not delivered") for c in found.about.caveats)


def test_a_group_is_named_in_the_title_with_what_its_course_holds(release: Release) -> None:
    for split in ("age", "sex", "care"):
        found = trend_finding(release, Selection(EPISODES, split=split), months=36)
        if not isinstance(found.chart, Multiples) or not isinstance(found.result, tuple):
            continue
        named = {course.title.rpartition(": ")[0] for course in found.chart.courses}
        assert {name for name, _ in found.result} == named
        quoted = re.findall("“([^”]+)”", found.title)
        assert set(quoted) <= {headlined(name) for name in named}
