"""Questions of somebody who knows the approach: each has one finding, on a page of the menu, and it answers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.catalogue.entry import lacking
from dashboard.catalogue.pages import find_page
from dashboard.catalogue.register import entries_of, find_entry, finding_of, not_delivered, opens_with_a_question
from dashboard.findings.finding import Finding, State
from dashboard.words.number_format import NO_BREAK
from data_loaders.release import Release, open_release

# Question → the finding that answers it, its page, and what its title says.
ANSWERS = {
    "How often is home the context that weighs most?": (
        "contexts-heaviest",
        "contexts",
        r"In \d+ of \d+ contexts at level 2, what weighs most is the home",
    ),
    "Was the heaviest context the one that was acted on?": (
        "contexts-acted-on",
        "contexts",
        r"also weighs most in \d+ of \d+",
    ),
    "How many contexts were answered at level 1?": (
        "contexts-level",
        "contexts",
        r"^\d+ of \d+ contexts referred were answered at level 1",
    ),
    "Were any closed though young people felt less safe?": (
        "contexts-less-safe",
        "contexts",
        r"though fewer young people felt safe|did fewer young people feel safe",
    ),
    "What do young people say at closing?": (
        "contexts-felt",
        "contexts",
        r"young people felt safe in \d+ of \d+ closed",
    ),
    "Were any contexts opened again?": ("contexts-reopened", "contexts", r"\d+ contexts of \d+ .* opened again"),
    "Who refers contexts, and how many?": ("contexts-front-door", "contexts", r"referred \d+ .*of \d+ contexts"),
    "How long is it from referral to conference, against which target?": (
        "contexts-waiting",
        "contexts",
        r"Context conference: target 28 days; \d+",
    ),
    "Do young people have a part in conferences?": (
        "contexts-came",
        "contexts",
        r"had a part in \d+ of \d+ contexts taken on",
    ),
    "Do the police chair conferences?": ("contexts-chairs", "contexts", r"\d+ of \d+ contexts"),
    "What do young people ask for in the places they use?": (
        "contexts-asked",
        "contexts",
        r"Asked for most: “.+”, in \d+ of \d+",
    ),
    "What threatens young people in peer groups and houses?": ("contexts-risks", "contexts", r"grave in \d+ of \d+"),
    "How large is the network of support?": ("contexts-network", "contexts", r"network of support"),
    "Is the 72-hour clock kept, against which target?": (
        "discussions-arranged",
        "return-discussions",
        r"\d+ points short of target; up from \d+",
    ),
    "What do the places on the map share?": (
        "places-shared",
        "places",
        r"Mostly [\w ]+ in \d of \d places|The one place: mostly \w+|no one setting may be told",
    ),
    "Which actions of the last audit are not done?": (
        "actions",
        "asks",
        r"actions are done; .* still open, .* overdue",
    ),
    "Which recommendation of the audit has no action?": ("audit-observations", "system-review", r"gaps have no action"),
    "Which asks have no action?": ("asks", "asks", r"asks are answered with evidence; .* no action yet"),
    "What did managers ask for?": (
        "asks-by-role",
        "asks",
        r"Asks are not told by role; managers name most: .+|Not told by role; .+",
    ),
    "Do practitioners still name what was answered?": ("asks-since", "asks", r"answered asks are still named"),
    "Where does the system stand on level 2?": ("system-review", "system-review", r"\w+ .* \w+"),
    "Which risks of the partnership rise?": ("committee-risks", "committee", r"risks are open; one rises"),
    "Which decision has nothing to show for it?": ("committee-decisions", "committee", r"nothing yet to show for it"),
    "Who heard back what became of what they said?": ("committee-heard", "committee", r"have had no word back"),
    "How do registrations compare with Scotland?": (
        "minimum-dataset",
        "committee",
        r"^2 of 10 measures clearly above Scotland’s in 2025/26, none below",
    ),
    "Which kind of the Minimum Dataset did nobody deliver?": ("minimum-dataset", "committee", r"one not delivered"),
    "Where does practice stand by national quality indicator?": ("audit-by-quality-indicator", "audits", r"\w+ .* \w+"),
    "Which value of the approach does no evidence speak to?": ("system-evidence", "system-review", r"\w+ .* \w+"),
    "Which targets are missed?": ("committee-targets", "committee", r"have a target; one share is short of its own"),
}
KEYS = [key for key, *_ in ANSWERS.values()]
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


@pytest.mark.parametrize(("key", "page", "said"), ANSWERS.values(), ids=ANSWERS.keys())
def test_each_question_of_an_expert_is_answered_within_three_clicks(
    release: Release, key: str, page: str, said: str
) -> None:
    found = finding_of(release, key, {"by": "role"})
    assert isinstance(found, Finding)
    assert found.state is State.SHOWN, found.reason
    entry = find_entry(key)
    assert entry.page == page
    assert re.search(said, found.title.replace(NO_BREAK, " ")), found.title
    way = clicks_to(key)
    assert all(way), "the Overview's menu does not offer its page"
    assert len(way) <= MOST
    assert entry.place == "layout" or [e.question for e in entries_of(entry.page)].count(entry.question) == 1


@pytest.mark.parametrize("key", KEYS)
def test_what_was_not_delivered_is_said_and_not_answered(release: Release, key: str) -> None:
    """Nothing but areas was delivered: no figure is made, and the page that is left names what is missing."""
    kept = tuple(s for s in release.manifest.sources if s.table == "ref_area")
    bare = replace(release, id="2026-01-01-areas", manifest=release.manifest.model_copy(update={"sources": kept}))
    entry = find_entry(key)
    assert lacking(bare, entry.needs), "it would be answered from nothing"
    assert finding_of(bare, key) is None
    assert entry.title in not_delivered(bare)
