"""How complete the records are: what is seldom filled in is said first, and nothing that the release does not say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.ask.practice import labels_of
from dashboard.catalogue.basis import OF_FINDINGS, READ_BY_CODERS, SPLITS
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.charts.rows import Rows
from dashboard.findings.data_quality import data_quality, months_behind
from dashboard.paper.draft import AuthorNote
from dashboard.paper.exhibit import exhibit_of
from dashboard.web.anatomy import charts_of, finding_html
from dashboard.web.body import notes_of
from data_loaders.deliveries import TABLES
from data_loaders.release import Release


def told(release: Release, known: dict[str, str]) -> Release:
    sources = tuple(
        s.model_copy(update={"known": known if s.table == "missing_episodes" else {}}) for s in release.manifest.sources
    )
    return replace(release, manifest=release.manifest.model_copy(update={"sources": sources}))


def test_the_release_says_of_each_file_which_columns_are_seldom_filled_in(release: Release) -> None:
    finding = data_quality(release)
    assert finding is not None
    assert finding.table is not None
    files = {row[0] for row in finding.table.rows}
    assert {"missing episodes", "efh incidents", "return discussions"} <= files
    assert {row[3] for row in finding.table.rows} == {"less than half", "half or more, or not said"}


def test_files_of_which_there_is_nothing_to_say_stand_in_the_table_alone(release: Release) -> None:
    finding = data_quality(release)
    assert finding is not None
    assert isinstance(finding.chart, Rows)
    assert finding.table is not None
    (group,) = finding.chart.groups
    weak = {row[0] for row in finding.table.rows if row[3] == "less than half"}
    assert {row.cells[0].text for row in group.rows} == weak
    assert len({row[0] for row in finding.table.rows}) > len(weak)
    assert "they stand in the table" in finding.subtitle


def test_what_is_seldom_filled_in_is_the_title(release: Release) -> None:
    finding = data_quality(told(release, {"risk_level": "less than half", "sex": "nearly all"}))
    assert finding is not None
    assert finding.title == "One column of 2 is filled in for less than half of the rows; among them risk level"
    nothing = data_quality(told(release, {"sex": "nearly all"}))
    assert nothing is not None
    assert nothing.title.startswith("Every column")


def test_a_release_that_does_not_say_it_has_no_such_finding(release: Release) -> None:
    assert data_quality(told(release, {})) is None


def weak_release(release: Release, name: str, known: dict[str, str]) -> Release:
    """Under another id, since findings are kept by it."""
    return replace(told(release, known), id=name)


def test_a_finding_that_rests_on_a_seldom_filled_column_says_so_on_page_file_and_paper(release: Release) -> None:
    weak = weak_release(release, "weak", {"missing_from": "less than half", "outcome": "nearly all"})
    finding, other = (finding_of(weak, key, {}) for key in ("mix-missing-from", "mix-outcome"))
    assert finding is not None
    assert other is not None
    said = "Weak data: “missing from” is filled in for less than half of the rows of Police. What is not filled in is not known."
    assert finding.weak == said
    assert f'<p class="weak">{said}</p>' in finding_html(finding, charts_of(finding))
    assert ("weak data", said) in notes_of(finding, weak)
    assert exhibit_of(finding, note=AuthorNote()).bear_in_mind.startswith(said)
    assert other.weak == ""
    assert 'class="weak"' not in finding_html(other, charts_of(other))


def test_a_divided_trend_rests_on_the_column_that_divides_it(release: Release) -> None:
    weak = weak_release(release, "divided", {"care_status": "nearly none"})
    whole, divided = (finding_of(weak, "missing-trend", codes) for codes in ({}, {"split": "care_status"}))
    assert whole is not None
    assert divided is not None
    assert (whole.weak, divided.weak[:25]) == ("", "Weak data: “care status” ")


def test_what_rests_on_a_reading_that_two_coders_do_not_share_says_so(release: Release) -> None:
    """An independent look: of two hundred contributions one coder alone found the theme in eighty, both in twenty."""
    table = release.table("practice_agreement")
    apart = table.assign(both=[20] + [100] * (len(table) - 1), one=[80] + [0] * (len(table) - 1), neither=100)
    doubtful = replace(release, id="apart", frames={**release.frames, "practice_agreement": apart})
    named = labels_of(release)[str(table["theme_code"].iloc[0])]
    themes, coded = finding_of(doubtful, "themes", {}), finding_of(doubtful, "coders", {})
    assert themes is not None
    assert coded is not None
    assert themes.weak == f"Weak data: two coders agree too little to rely on “{named}”."
    assert (named, "too low to rely on") in coded.result
    assert coded.weak == ""
    assert set(READ_BY_CODERS) <= {entry.key for entry in ENTRIES}


def test_every_basis_is_a_delivered_column_that_may_stay_blank() -> None:
    for table, column in [*SPLITS.values(), *(one for of in OF_FINDINGS.values() for one in of)]:
        assert TABLES[table].column(column).may_be_unknown, (table, column)
    assert set(OF_FINDINGS) <= {entry.key for entry in ENTRIES}


@pytest.mark.parametrize(("end", "months"), [("2026-03-31", 0), ("2026-03-01", 0), ("2026-02-28", 1), ("2025-12-31", 3), ("2025-03-30", 12)])  # fmt: skip
def test_a_file_that_ends_early_is_said_to_be_behind(release: Release, end: str, months: int) -> None:
    source = release.manifest.sources[0].model_copy(update={"period_end": date.fromisoformat(end)})
    assert months_behind(source, date(2026, 3, 31)) == months
