"""What was planted in the invented survey is what its pages say; what was not planted is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.ask.asking import ask
from dashboard.ask.survey import SurveyQuestion
from dashboard.catalogue.register import finding_of
from dashboard.findings.finding import Finding, State
from dashboard.findings.known_harm import known_harm
from dashboard.findings.recorded_rates import recorded_kinds
from dashboard.findings.survey import answers, change
from dashboard.findings.survey_groups import against_others, groups_apart
from dashboard.findings.survey_overview import changes, compared
from dashboard.findings.survey_part import who_took_part
from dashboard.findings.survey_rows import bar_of
from dashboard.measures.verdict import Answer, Verdict
from data_loaders.release import Release

SURVEY = "DEMO_SURVEY"


@pytest.fixture(scope="module")
def truth(deliveries: Path) -> dict[str, str]:
    told: dict[str, str] = json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["survey"]
    return told


def column(finding: Finding, name: str) -> list[object]:
    assert finding.table is not None
    at = [c.name for c in finding.table.columns].index(name)
    return [row[at] for row in finding.table.rows]


def answer_of(finding: Finding) -> Answer:
    assert isinstance(finding.result, Verdict)
    return finding.result.answer


def test_the_planted_change_is_found_and_the_other_is_not(release: Release, truth: dict[str, str]) -> None:
    found = change(release, SurveyQuestion(SURVEY, "2025", truth["changed"]))
    assert answer_of(found) is Answer.CHANGED
    assert "fell from" in found.title
    same = change(release, SurveyQuestion(SURVEY, "2025", truth["not_changed"]))
    assert answer_of(same) is not Answer.CHANGED
    assert "no change found" in same.title
    every = changes(release, SURVEY)
    moved = [
        q
        for q, word in zip(column(every, "question"), column(every, "verdict"), strict=True)
        if word in ("Better", "Worse")
    ]
    assert any("buses" in str(q) for q in moved)
    assert len(moved) <= 2


def test_a_question_in_other_words_is_not_compared(release: Release, truth: dict[str, str]) -> None:
    finding = change(release, SurveyQuestion(SURVEY, "2025", truth["reworded"][0]))
    assert finding.state is State.NOT_COVERED
    assert "its wording changed" in finding.reason
    assert finding.chart is None
    told = changes(release, SURVEY)
    rows = dict(zip(map(str, column(told, "question")), zip(column(told, "change, points"), column(told, "verdict"), strict=True), strict=True))  # fmt: skip
    assert next(own for question, own in rows.items() if "listen" in question) == (None, "Cannot tell: not comparable")


def test_the_area_that_feels_unsafe_with_little_recorded_is_the_one_to_ask(
    release: Release, truth: dict[str, str]
) -> None:
    name = release.table("areas").set_index("area_code").loc[truth["unsafe"], "area_name"]
    asked = SurveyQuestion(SURVEY, "2025", truth["unsafe_question"], "LOCALITY")
    finding = known_harm(release, asked, "missing_episodes")
    assert isinstance(finding.result, tuple)
    ask_there = [area for area, case in finding.result if case == "felt less safe, not recorded more"]
    assert ask_there == [name]
    assert finding.title.startswith(f"Young people feel less safe in {name}")
    areas = [str(area) for area in column(finding, "area")]
    assert areas == sorted(areas)
    said = [str(words).partition(":")[0] for words in column(finding, "both together")]
    assert all(f"{words}:" in finding.about.method for words in said)  # a case has one name on chart, table and About
    assert name in column(groups_apart(release, SURVEY, "2025"), "group")


def test_known_harm_opens_on_harm(release: Release) -> None:
    assert next(iter(recorded_kinds(release))) == "incidents"
    finding = finding_of(release, "known-harm")
    assert isinstance(finding, Finding)
    assert finding.state is State.SHOWN
    assert "Incidents per 1,000" in finding.subtitle


def test_wording_base_and_silence_stand_with_every_answer(release: Release) -> None:
    finding = answers(release, SurveyQuestion(SURVEY, "2025", "sleep", "stage"))
    assert "Invented: I get enough sleep." in finding.subtitle
    for said in ("Asked of: All stages surveyed", "pupils were asked", "did not"):
        assert said in finding.about.definition


def test_who_took_part_says_what_may_be_biased(release: Release) -> None:
    finding = who_took_part(release, SURVEY, "2025", "LOCALITY")
    assert "pupils took part" in finding.title
    assert any("may answer otherwise" in caveat for caveat in finding.about.caveats)
    assert sum(column(finding, "share of pupils")) == pytest.approx(100, abs=0.4)
    assert None not in column(finding, "young people")


def test_bars_part_at_the_middle_of_the_scale(release: Release) -> None:
    """By the shares of the release: what is negative lies left of the middle, and half of what is neither."""
    found = ask(release, SurveyQuestion(SURVEY, "2025", "sleep"))
    bar = bar_of(found.frame, found.bands)
    shares = dict(zip(found.frame["band"], found.frame["share_pct"], strict=True))
    by_side = {
        side: sum(shares.get(b, 0.0) for b in found.bands.loc[found.bands["side"] == side, "band"])
        for side in ("negative", "neither", "positive")
    }
    assert bar.left == pytest.approx(by_side["negative"] + by_side["neither"] / 2)
    assert sum(bar.shares) == pytest.approx(sum(by_side.values()))
    assert bar.names[0] == "Strongly disagree"
    assert bar.names[-1] == "Strongly agree"


def claimed(finding: Finding) -> tuple[Any, ...]:
    assert isinstance(finding.result, tuple)
    return finding.result


def test_a_question_by_itself_says_what_is_said_of_it_among_all(release: Release) -> None:
    """Each question and split by itself names the groups, and changed as, the lists over the whole wave say."""
    named = [(str(q), str(s), str(b)) for q, s, b in claimed(groups_apart(release, SURVEY, "2025"))]
    among = {q: v for q, v in compared(release, SURVEY).verdicts.items() if v.answer is not Answer.NOT_COMPARED}
    alone = {q: change(release, SurveyQuestion(SURVEY, "2025", q)).result for q in among}
    assert alone == among
    for question, split, block in named:
        assert block in claimed(against_others(release, SurveyQuestion(SURVEY, "2025", question, split)))
    quiet = [(q, s) for q in {q for q, _, _ in named} for s in ("sex", "stage") if (q, s) not in {n[:2] for n in named}]
    assert quiet
    assert [against_others(release, SurveyQuestion(SURVEY, "2025", q, s)).result or () for q, s in quiet] == [()] * len(
        quiet
    )


def test_a_change_is_named_just_where_its_range_leaves_out_zero(release: Release) -> None:
    told = changes(release, SURVEY)
    ends = zip(column(told, "from"), column(told, "to"), column(told, "verdict"), strict=True)
    judged = [(float(str(low)) > 0 or float(str(high)) < 0, word) for low, high, word in ends if low is not None]
    assert len(judged) > 10
    assert [word for is_apart, word in judged if is_apart != (word in ("Better", "Worse"))] == []
    assert {"Better", "Worse"} & set(column(told, "verdict"))
