"""Questions of somebody who knows the approach: each has one finding, on a page of the menu, and it answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue.entry import lacking
from dashboard.catalogue.pages import find_page
from dashboard.catalogue.register import entries_of, find_entry, finding_of, not_delivered, opens_with_a_question
from dashboard.findings.finding import Finding, State
from data_loaders.release import Release, open_release

QUESTIONS = {
    "How often is home the context that weighs most?": "contexts-heaviest",
    "Was the heaviest context the one that was acted on?": "contexts-acted-on",
    "How many contexts were answered at level 1?": "contexts-level",
    "Were any closed though young people felt no safer?": "contexts-felt",
    "Were any contexts opened again?": "contexts-reopened",
    "Who refers contexts?": "contexts-front-door",
    "How long is it from referral to conference?": "contexts-waiting",
    "Do young people have a part in conferences?": "contexts-came",
    "Do the police chair conferences?": "contexts-chairs",
    "What do young people ask for in the places they use?": "contexts-asked",
    "What threatens young people in peer groups and houses?": "contexts-risks",
    "How large is the network of support?": "contexts-network",
    "Which actions of the last audit are not done?": "actions",
    "Which recommendation of the audit has no action?": "audit-observations",
    "Which asks have no action?": "asks",
    "What did managers ask for?": "theme-split",
    "Where does the system stand on level 2?": "system-review",
    "Which risks of the partnership rise?": "committee-risks",
    "Which decision has nothing to show for it?": "committee-decisions",
    "Who heard back what became of what they said?": "committee-heard",
    "How do re-registrations compare with Scotland?": "minimum-dataset",
    "Where does practice stand by national quality indicator?": "audit-by-quality-indicator",
    "Which value of the approach does no evidence speak to?": "system-evidence",
    "Which targets has the steering group set?": "committee-targets",
}
MOST = 3  # clicks from the Overview


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


def clicks_to(key: str) -> tuple[str, ...]:
    """The way from the Overview: a section of the menu, a page in it, and its question, where it does not stand there anyway."""
    entry = find_entry(key)
    page = find_page(entry.page)
    opens = entries_of(entry.page)[: opens_with_a_question(entry.page)]
    asked = () if entry.place == "layout" or entry in opens else (entry.question,)
    return (page.section, page.title, *asked)


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_each_question_of_an_expert_is_answered_within_three_clicks(release: Release, key: str) -> None:
    found = finding_of(release, key, {"by": "role"})
    assert isinstance(found, Finding)
    assert found.state is State.SHOWN, found.reason
    assert any(sign.isdigit() for sign in found.title) or len(found.title.split()) > 3
    way = clicks_to(key)
    assert all(way), "the Overview's menu does not offer its page"
    assert len(way) <= MOST
    entry = find_entry(key)
    assert entry.place == "layout" or [e.question for e in entries_of(entry.page)].count(entry.question) == 1


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_what_was_not_delivered_is_said_and_not_answered(release: Release, key: str) -> None:
    """Nothing but areas was delivered: no figure is made, and the page that is left names what is missing."""
    kept = tuple(s for s in release.manifest.sources if s.table == "ref_area")
    bare = replace(release, id="2026-01-01-areas", manifest=release.manifest.model_copy(update={"sources": kept}))
    entry = find_entry(key)
    assert lacking(bare, entry.needs), "it would be answered from nothing"
    assert finding_of(bare, key) is None
    assert entry.title in not_delivered(bare)
