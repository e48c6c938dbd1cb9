"""What the review of the system rests on: values, who says so and the next step, as they were delivered."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard.catalogue.register import finding_of
from dashboard.charts.rows import Rows, Words
from dashboard.findings.finding import State
from dashboard.findings.system_evidence import NEW, system_evidence
from data_loaders.checks.audits import values_are_known
from data_loaders.release import Release


def latest(folder: Path) -> list[dict[str, str]]:
    with (folder / "system_review.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    day = max(r["review_dt"] for r in rows)
    return [r for r in rows if r["review_dt"] == day]


def test_the_value_without_evidence_is_named(release: Release, deliveries: Path) -> None:
    rows = latest(deliveries)
    spoken = {code.strip() for r in rows for code in r["evidence_values"].split(";") if code.strip()}
    assert spoken == {
        "COLLABORATIVE",
        "ECOLOGICAL",
        "RIGHTS_BASED",
        "EVIDENCE_INFORMED",
    }  # as planted: one value is left
    still = sum(not r["next_step"] for r in rows)
    assert (len(rows), still) == (8, 1)
    found = finding_of(release, "system-evidence")
    assert found is not None
    assert found.title.startswith("Evidence speaks to four of five values, not to strengths-based")
    assert found.table is not None
    told = {row[0]: row[3:] for row in found.table.rows}
    assert told["Outcomes for young people"] == (
        "Rights-based, evidence-informed", "Young people", "Young people help to choose the questions.",
    )  # fmt: skip
    assert told["Measures of places"] == ("no value named", "not recorded", "no next step")


def test_the_one_picture_says_the_values_under_each_component(release: Release) -> None:
    found = finding_of(release, "system-review")
    assert found is not None
    assert isinstance(found.chart, Rows)
    notes = [row.cells[0].note for group in found.chart.groups for row in group.rows if isinstance(row.cells[0], Words)]
    assert "Level 2 · collaborative, rights-based" in notes
    assert "Level 2" in notes  # where no value is named


def test_a_review_without_the_columns_says_which_are_blank(release: Release) -> None:
    bare = release.frames["system_review"].assign(**dict.fromkeys(NEW, ""))
    older = release.frames["system_review"].drop(columns=list(NEW))
    for at, frame in enumerate((bare, older)):
        other = replace(release, id=f"{release.id}-{at}", frames={**release.frames, "system_review": frame})
        found = system_evidence(other)
        assert found is not None
        assert found.state is State.NOT_DELIVERED
        assert "system_review" in found.reason


def test_a_value_that_is_none_stops_with_the_list() -> None:
    frame = pd.DataFrame({"evidence_values": ["", "ECOLOGICAL; RIGHTS_BASED", "KINDNESS"]})
    problems = values_are_known({"system_review": frame})
    assert [p.row for p in problems] == [2]
    assert "COLLABORATIVE" in problems[0].cure
