"""Questions of somebody who knows the approach: each has one finding, on a page of the menu, and it answers."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ask.months import block_labels, leaves_of
from dashboard.catalogue.entry import lacking
from dashboard.catalogue.pages import find_page
from dashboard.catalogue.register import entries_of, find_entry, finding_of, not_delivered, opens_with_a_question
from dashboard.findings.finding import Finding, State
from dashboard.findings.one_context import contexts_shown
from dashboard.measures.verdict import Verdict
from dashboard.paper.template import find_template
from dashboard.words.number_format import NO_BREAK
from dashboard.words.standing import standing_of
from data_loaders.release import Release

# Question → the finding that answers it, its page, and what its title says.
ANSWERS = {
    "How often is home the context that weighs most?": (
        "contexts-heaviest",
        "contexts",
        r"In \d+ of \d+ contexts at level 2, what weighs most is the home; in \d+ to \d+ it is not",
    ),
    "Was the heaviest context the one that was acted on?": (
        "contexts-acted-on",
        "contexts",
        r"also weighs most in \d+ of \d+",
    ),
    "How many contexts were answered at level 1?": (
        "contexts-level",
        "contexts",
        r"^\d+ of \d+ contexts referred \(\d+ %\) were answered at level 1; \d+ without action",
    ),
    "How many incidents were answered at level 1, at level 2, and at neither?": (
        "response-levels",
        "places-when",
        r"Level 1 .*\d+ %, level 2 .*\d+ %, neither level \d+ %",
    ),
    "Which place next, and why?": (
        "places-next",
        "places",
        r"more recorded, no intervention now; Wishaw: ask why$",
    ),
    "How does each provider keep the clocks?": (
        "discussions-providers",
        "return-discussions",
        r"within 7 days: Social work \d+ %",
    ),
    "Were any closed though young people felt less safe?": (
        "contexts-less-safe",
        "contexts",
        r"though fewer (young people )?felt safe|did fewer young people feel safe",
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
        r"[\w ()]+: recorded most in \d of \d places|The one place: [\w ()]+ recorded most|no one setting may be told",
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
    "Which decision has nothing to show for it?": ("committee-decisions", "committee", r"nothing to show yet"),
    "Who heard back what became of what they said?": ("committee-heard", "committee", r"have had no word back"),
    "How do registrations compare with Scotland?": (
        "minimum-dataset",
        "committee",
        r"^One of 11 measures clearly worse than Scotland’s in 2025/26, one better",
    ),
    "Which kind of the Minimum Dataset did nobody deliver?": ("minimum-dataset", "committee", r"one not delivered"),
    "Where does practice stand by national quality indicator?": ("audit-by-quality-indicator", "audits", r"\w+ .* \w+"),
    "Which standard fell since the round before, and to which quality indicator is it tied?": (
        "audit-standards",
        "audits",
        r"^None of 24 standards clearly fell since spring 2025; three rose; \w+ lower: cannot tell",
    ),
    "Which value of the approach does no evidence speak to?": ("system-evidence", "system-review", r"\w+ .* \w+"),
    "Which targets are missed?": ("committee-targets", "committee", r"have a target; one share is short of its own"),
}
# Question → the finding that says, in the line under its title or under its chart, that it is not told, and why.
NOT_TOLD = {
    "Who arranges a discussion within 72 hours?": (
        "discussions-providers",
        r"Who arranged each discussion is not delivered",
    ),
    "Which agency referred no context at all?": ("contexts-front-door", r"not told whether one referred none"),
    "Which contexts come together?": ("discussions-contexts", r"which of them come together is not told"),
    "Why is no share within the target told?": (
        "contexts-waiting",
        r"Where no share within a target can be shown, too few contexts had got there by then",
    ),
    "Which years of Scotland are there?": (
        "minimum-dataset",
        r"Scotland’s figures beside ours are of 2025/26; those of 2023/24 and 2024/25 stand in the table",
    ),
    "What is said of disability, ethnicity and care experience of pupils?": (
        "survey-part",
        r"Disability, ethnicity and care experience are not delivered of pupils",
    ),
    "Did practice change with training?": ("training", r"what training changed is not told"),
    "Is this the Reporter’s figure of the Committee?": (
        "indicators",
        r"A like name in the Minimum Dataset is another publisher’s",
    ),
    "Is this the Reporter’s figure of the Overview?": (
        "minimum-dataset",
        r"A like name on the Overview is another publisher’s",
    ),
}
KEYS = [key for key, *_ in ANSWERS.values()]
YEAR, SCOTLAND = "2025/26 financial year", "S92000003"
MOST = 3  # clicks from the Overview


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


@pytest.mark.parametrize(("key", "said"), NOT_TOLD.values(), ids=NOT_TOLD.keys())
def test_what_is_not_told_is_said_where_it_would_be_looked_for(release: Release, key: str, said: str) -> None:
    found = finding_of(release, key)
    assert isinstance(found, Finding)
    assert found.state is State.SHOWN, found.reason
    assert re.search(said, f"{found.subtitle} {found.bear_in_mind}"), found.subtitle


def test_each_level_of_the_answer_has_its_share_and_they_are_all_incidents(release: Release, deliveries: Path) -> None:
    """Counted from the delivered rows of the latest council year, whatever levels the release tells together."""
    with (deliveries / "efh_incidents.csv").open(encoding="utf-8") as file:
        rows = [
            r["response_level"] or "NK"
            for r in csv.DictReader(file)
            if "2025-04-01" <= r["occurred_date"] < "2026-04-01"
        ]
    labels, held = block_labels(release, "incidents", "response"), leaves_of(release, "incidents", "response")
    found = finding_of(release, "response-levels")
    assert isinstance(found, Finding)
    assert found.table is not None
    shown = {str(row[0]): int(str(row[1])) for row in found.table.rows}
    codes = {labels[block]: leaves for block, leaves in held.items() if labels[block] in shown}
    assert shown == {name: sum(code in leaves for code in rows) for name, leaves in codes.items()}
    assert sum(shown.values()) == len(rows)
    assert all(f"{100 * n / len(rows):.0f}{NO_BREAK}%" in found.title for n in shown.values())


def test_what_is_done_in_a_context_and_by_whom_is_told_in_words(release: Release, deliveries: Path) -> None:
    """The invented interventions that belong to a context, all of which are in places that many people use."""
    names = {"YOUTH_WORK": "Youth work", "LIGHTING": "Lighting", "MENTORS": "Mentors", "CLD_YOUTH": "Youth work", "COMMUNITY": "Community", "EDUCATION": "Education"}  # fmt: skip
    with (deliveries / "interventions.csv").open(encoding="utf-8") as file:
        delivered = {(names[r["type"]], names[r["lead_agency"]]) for r in csv.DictReader(file) if r["case_id"]}
    found = [finding_of(release, "context-done", {"context": key}) for key in contexts_shown(release)]
    tables = [f.table for f in found if isinstance(f, Finding) and f.table is not None]
    assert delivered
    assert {(row[0], row[3]) for table in tables for row in table.rows} == delivered


def test_the_context_that_has_no_level_yet_is_told_beside_those_taken_to_level_2(release: Release) -> None:
    pooled = release.table("context_pooled")
    screened = pooled["question"] == "screened"
    is_open = screened & pooled["group"].str.contains("LEVEL_2")
    one_more = pooled.assign(n=pooled["n"] + is_open)
    taken = int(pooled.loc[pooled["question"] == "chair", "n"].sum())
    undecided = int(pooled.loc[is_open, "n"].sum()) - taken
    known = {0: ("", "one has"), 1: ("one has", "two have")}[undecided]
    later = one_more.assign(as_at=one_more["as_at"].mask(screened, pd.Timestamp("2026-05-20")))
    for frame, said in ((pooled, known[0]), (one_more, known[1]), (later, "")):
        changed = replace(release, id=f"{release.id}-{said}", frames={**release.frames, "context_pooled": frame})
        found = finding_of(changed, "contexts-level")
        assert isinstance(found, Finding)
        assert (f"Beside the {taken} taken to level 2, {said} no level decided yet" in found.subtitle) is bool(said)
        assert bool(said) is ("no level decided" in found.subtitle)


def test_how_many_discussions_led_to_an_investigation_is_a_share_of_the_discussions(
    release: Release, deliveries: Path
) -> None:
    with (deliveries / "cpc_indicators.csv").open(encoding="utf-8") as file:
        council = {
            r["indicator_id"]: r for r in csv.DictReader(file) if r["period"] == YEAR and r["area_code"] != SCOTLAND
        }
    led, discussions = (float(council[key]["numerator"]) for key in ("mds_ird_investigated", "mds_ird"))
    found = finding_of(release, "minimum-dataset")
    assert isinstance(found, Finding)
    assert found.table is not None
    (row,) = [row for row in found.table.rows if row[0] == "Discussions that led to an investigation"]
    assert (row[6], row[7]) == (led, discussions)
    assert row[4] == pytest.approx(100 * led / discussions, abs=0.05)


def test_a_verdict_beside_a_comparator_has_the_side_that_all_would_call_better(release: Release) -> None:
    """Planted: registered again grew to nearly twice the comparator's, planning in time got above it."""
    found = finding_of(release, "minimum-dataset")
    assert isinstance(found, Finding)
    assert isinstance(found.result, tuple)
    said = {name: standing_of(v) for name, v in found.result if isinstance(v, Verdict)}
    assert (said["Registered again"].word, said["Registered again"].ink) == ("Worse", "worse")
    assert (
        said["Planning meetings within the timescale"].word,
        said["Planning meetings within the timescale"].ink,
    ) == ("Better", "better")
    others = {
        name: s.ink
        for name, s in said.items()
        if name not in ("Registered again", "Planning meetings within the timescale")
    }
    assert set(others.values()) == {"ink2"}  # neither good nor bad, and not apart


def test_of_an_ask_that_is_shown_of_no_manager_is_said_that_it_may_be_named_more(release: Release) -> None:
    """Planted: nothing about clear roles may be shown by role."""
    counts = release.table("practice_counts")
    fewer = counts[(counts["split"] != "role") | (counts["code"] != "CON_ROLES")]
    changed = replace(release, id=f"{release.id}-roles", frames={**release.frames, "practice_counts": fewer})
    whole, found = finding_of(release, "asks-by-role"), finding_of(changed, "asks-by-role")
    assert isinstance(whole, Finding)
    assert isinstance(found, Finding)
    assert "may be named more" not in whole.subtitle
    assert "One other ask is not shown of managers, and may be named more: clear roles." in found.subtitle


def test_no_share_of_the_discussions_held_stands_without_that_of_all_episodes(release: Release) -> None:
    """Nineteen in twenty of those held are nearly all; six in ten of all episodes are not."""
    by_provider, path = finding_of(release, "discussions-providers"), finding_of(release, "discussions-path")
    assert isinstance(by_provider, Finding)
    assert isinstance(path, Finding)
    told = re.search(r"of all episodes (\d+(?:\.\d)?)", by_provider.title)
    assert told is not None
    assert path.table is not None
    in_time = next(row for row in path.table.rows if "within 7 days" in str(row[0]))
    shares = [
        float(v)
        for v, column in zip(in_time, path.table.columns, strict=True)
        if column.number.kind == "share" and v is not None
    ]
    assert any(abs(share - float(told[1])) <= 0.5 for share in shares), shares  # whole per cents in the title


def test_the_committees_paper_has_discussions_by_provider() -> None:
    assert "discussions-providers" in [wanted.key for wanted in find_template("cpc").findings]


@pytest.mark.parametrize("key", KEYS)
def test_what_was_not_delivered_is_said_and_not_answered(release: Release, key: str) -> None:
    """Nothing but areas was delivered: no figure is made, and the page that is left names what is missing."""
    kept = tuple(s for s in release.manifest.sources if s.table == "ref_area")
    bare = replace(release, id="2026-01-01-areas", manifest=release.manifest.model_copy(update={"sources": kept}))
    entry = find_entry(key)
    assert lacking(bare, entry.needs), "it would be answered from nothing"
    assert finding_of(bare, key) is None
    assert entry.title in not_delivered(bare)
