"""How complete the records are: what is seldom filled in is said first, and nothing that the release does not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.findings.data_quality import data_quality
from data_loaders.release import Release, open_release


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def told(release: Release, known: dict[str, str]) -> Release:
    sources = tuple(
        s.model_copy(update={"known": known if s.table == "missing_episodes" else {}}) for s in release.manifest.sources
    )
    return replace(release, manifest=release.manifest.model_copy(update={"sources": sources}))


def test_the_release_says_of_each_large_file_how_far_its_columns_are_filled(release: Release) -> None:
    finding = data_quality(release)
    assert finding is not None
    assert finding.table is not None
    files = {row[0] for row in finding.table.rows}
    assert {"missing episodes", "efh incidents", "return discussions"} <= files
    assert {row[3] for row in finding.table.rows} <= {
        "nearly none",
        "less than half",
        "more than half",
        "most",
        "nearly all",
    }


def test_what_is_seldom_filled_in_is_the_title(release: Release) -> None:
    finding = data_quality(told(release, {"risk_level": "less than half", "sex": "nearly all"}))
    assert finding is not None
    assert finding.title == "One column of 2 is filled in for less than half of the rows; among them risk level"
    nothing = data_quality(told(release, {"sex": "nearly all"}))
    assert nothing is not None
    assert nothing.title.startswith("Every column")


def test_a_release_that_does_not_say_it_has_no_such_finding(release: Release) -> None:
    assert data_quality(told(release, {})) is None
