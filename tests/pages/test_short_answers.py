"""A short answer leaves half of the first screen empty: the next question is answered below it, and nothing is said twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.answers import answers
from dashboard.ask.survey import safety_questions, waves_of
from dashboard.catalogue.entry import Other, lacking
from dashboard.catalogue.register import entries_of
from dashboard.charts.rows import Rows
from dashboard.controls.survey import other_parts, other_records
from dashboard.findings.finding import Finding, State
from dashboard.findings.recorded_rates import recorded_kinds
from dashboard.findings.survey_part import part_splits
from dashboard.web.questions import ALSO_HERE, SHORT, Questions
from data_loaders.release import Release


def asked(release: Release, page: str, chosen: str = "", title: str = "") -> tuple[Finding, ...]:
    offered = {e.key: e.question for e in entries_of(page) if not lacking(release, e.needs)}
    listed = Questions(offered, chosen or next(iter(offered)))
    return answers(release, replace(listed, title=title) if title else listed, {})


def high(finding: Finding) -> float:
    assert isinstance(finding.chart, Rows)
    return len(finding.chart.rows) * finding.chart.row_height


@pytest.mark.parametrize("page", ["case-reviews", "return-discussions", "missing-repeats", "agreement"])
def test_below_a_short_answer_stands_the_next_that_has_something_to_show(page: str, release: Release) -> None:
    first, following = asked(release, page)
    assert high(first) <= SHORT
    assert following.state is State.SHOWN
    assert following.question != first.question
    assert not first.bear_in_mind or following.bear_in_mind != first.bear_in_mind


def test_a_long_answer_stands_alone_as_does_the_last_and_one_below_a_layout(release: Release) -> None:
    (board,) = asked(release, "committee")
    assert high(board) > SHORT
    last = [e.key for e in entries_of("case-reviews")][-1]
    assert len(asked(release, "case-reviews", last)) == 1
    assert len(asked(release, "case-reviews", title=ALSO_HERE)) == 1


def test_where_there_is_no_next_question_the_same_is_answered_with_another_choice(release: Release) -> None:
    listed = Questions({"survey-part": "Whom did the survey reach?"}, "survey-part")
    survey, wave = next((s, w[0]) for s, w in waves_of(release).items())
    divided = part_splits(release, survey, wave)
    codes = {"survey": survey, "wave": wave, "part": next(iter(divided))}
    others = [Other({"part": one}, f"Divided by: {title}") for one, title in list(divided.items())[1:]]
    first, following = answers(release, listed, codes, others)
    assert following.question == others[0].said
    assert following.key != first.key  # each has a place of its own on the page
    assert following.entry != first.entry  # and is another finding in a paper
    assert following.bear_in_mind == ""
    assert answers(release, listed, codes) == (first,)


def test_other_choices_begin_after_the_one_that_is_chosen(release: Release) -> None:
    survey, wave = next((s, w[0]) for s, w in waves_of(release).items())
    divided = list(part_splits(release, survey, wave))
    last = other_parts(release, survey, wave, divided[-1])
    assert [one.codes["part"] for one in last] == divided[:-1]
    asked = next(iter(safety_questions(release)))
    felt = f"{asked.survey}|{asked.wave}|{asked.question}"
    offered = other_records(release, {"felt": felt, "recorded": next(iter(recorded_kinds(release)))})
    assert {tuple(one.codes) for one in offered} <= {("recorded",), ("felt",)}
    assert all(one.said for one in offered)
