"""Questions of somebody who knows the approach: each has one finding, on a page of the menu, and it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.catalogue.pages import find_page
from dashboard.catalogue.register import find_entry, finding_of
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
}


@pytest.fixture(scope="module")
def release(store: Path) -> Release:
    return open_release(store)


@pytest.mark.parametrize("key", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_each_question_of_an_expert_is_answered_on_a_page_of_the_menu(release: Release, key: str) -> None:
    found = finding_of(release, key, {"by": "role"})
    assert isinstance(found, Finding)
    assert found.state is State.SHOWN, found.reason
    assert any(sign.isdigit() for sign in found.title) or len(found.title.split()) > 3
    assert find_page(
        find_entry(key).page
    ).section  # a page that the menu offers: section, page, question are three clicks
