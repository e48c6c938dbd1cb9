"""A short answer leaves half of the first screen empty: the next question is answered below it, and nothing is said twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.answers import answers
from dashboard.catalogue.entry import lacking
from dashboard.catalogue.register import entries_of
from dashboard.charts.rows import Rows
from dashboard.findings.finding import Finding, State
from dashboard.web.questions import ALSO_HERE, SHORT, Questions
from data_loaders.release import Release, open_release


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


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
