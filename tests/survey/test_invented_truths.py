"""What was planted in the invented survey is what its pages say; what was not planted is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.ask.survey import SurveyQuestion
from dashboard.findings.known_harm import known_harm
from dashboard.findings.survey import answers, change
from dashboard.findings.survey_overview import changes, groups_apart
from dashboard.findings.survey_part import who_took_part
from data_loaders.release import Release, open_release

SURVEY = "DEMO_SURVEY"


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


@pytest.fixture(scope="module")
def truth(deliveries: Path) -> dict[str, str]:
    told: dict[str, str] = json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["survey"]
    return told


def test_the_planted_change_is_told_and_the_other_is_not(release: Release, truth: dict[str, str]) -> None:
    assert change(release, SurveyQuestion(SURVEY, "2025", truth["changed"])).headline.startswith(
        "Changed between 2023 and 2025"
    )
    assert change(release, SurveyQuestion(SURVEY, "2025", truth["not_changed"])).headline.startswith(
        "No change between 2023 and 2025"
    )
    table = changes(release, SURVEY).table.set_index("question")
    moved = table.index[table["more than chance"] == "yes"]
    assert any("buses" in q for q in moved)
    assert len(moved) <= 2


def test_a_question_in_other_words_is_not_compared(release: Release, truth: dict[str, str]) -> None:
    finding = change(release, SurveyQuestion(SURVEY, "2025", truth["reworded"][0]))
    assert "its wording changed" in finding.withheld
    assert finding.figure is None
    assert not any("listen" in q for q in changes(release, SURVEY).table["question"])


def test_the_area_that_feels_unsafe_with_little_recorded_is_the_one_to_ask(
    release: Release, truth: dict[str, str]
) -> None:
    name = release.table("areas").set_index("area_code").loc[truth["unsafe"], "area_name"]
    finding = known_harm(
        release, SurveyQuestion(SURVEY, "2025", truth["unsafe_question"], "LOCALITY"), "missing_episodes"
    )
    cases = finding.table.set_index("area")["case"]
    assert cases[name] == "felt less safe, not recorded more"
    assert (cases == "felt less safe, not recorded more").sum() == 1
    assert f"Felt, not recorded: {name} (ask young people there why)" in finding.headline
    assert list(finding.table["area"]) == sorted(finding.table["area"])
    assert all(
        any(note.startswith(case) for note in finding.notes)
        for case in ("Felt and recorded", "Felt, not recorded", "Recorded, not felt", "Neither")
    )
    assert name in groups_apart(release, SURVEY, "2025").table["group and question"].str.cat()


def test_wording_base_and_silence_stand_beside_every_answer(release: Release) -> None:
    finding = answers(release, SurveyQuestion(SURVEY, "2025", "sleep", "stage"))
    said = " ".join(finding.notes)
    assert "Invented: I get enough sleep." in said
    assert "Asked of: All stages surveyed" in said
    assert "pupils were asked" in said
    assert "did not" in said


def test_who_took_part_says_what_may_be_biased(release: Release) -> None:
    finding = who_took_part(release, SURVEY, "2025", "LOCALITY")
    assert "pupils took part" in finding.headline
    assert any("may answer otherwise" in note for note in finding.notes)
    assert finding.table["share of pupils (%)"].sum() == pytest.approx(100, abs=0.4)
    assert {"young people", "pupils per 100 young people"} <= set(finding.table)
