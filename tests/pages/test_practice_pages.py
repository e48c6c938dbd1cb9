"""Pages of practice: from an ask to its theme, its action and the evidence, and back; what was planted; and nothing delivered."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import answers, in_force, run, show_questions
from dashboard.ask.months import ALL
from dashboard.ask.practice import leaves_of
from dashboard.catalogue.pages import PAGES, find_page
from dashboard.catalogue.register import entries_of, finding_of
from dashboard.findings.asks import actions, asks, register
from dashboard.findings.capacity import sessions, training
from dashboard.findings.case_reviews import side
from dashboard.findings.codebook import codebook, coders, disagreements, quotations
from dashboard.findings.finding import Finding, State
from dashboard.findings.language import language_trend
from dashboard.findings.sharing import acted_on, flows
from dashboard.findings.structure import StructureError, read_structure, structure
from dashboard.findings.theme_course import theme_time
from dashboard.findings.themes import theme_mix, theme_pairs, theme_split
from dashboard.measures.verdict import Answer, Direction, Estimate, Verdict
from dashboard.web.body import finding_block
from data_loaders.release import Release
from tests.opened import opened

OF_PRACTICE = [entry for entry in PAGES if entry.section == "Practice"]


@pytest.fixture(autouse=True)
def served(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")


@pytest.fixture(scope="module")
def planted(deliveries: Path) -> dict[str, dict[str, str]]:
    return json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["planted"]


def followed(link: str) -> AppTest:
    """What a click on a link of a page opens."""
    parts = urlsplit(link)
    page = opened(find_page(parts.path), {key: values[0] for key, values in parse_qs(parts.query).items()})
    assert not page.exception
    return page


def body(page: AppTest) -> str:
    """What the page's body is sent, as it stands in its data."""
    parts = page.get("bidi_component")
    assert len(parts) == 1
    return str(json.loads(parts[0].proto.json)["blocks"][0]["html"])


def claimed(finding: Finding) -> tuple:
    assert isinstance(finding.result, tuple)
    return finding.result


def links(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([a-z-]+\?[^"]+)"', text)]


def test_from_an_ask_to_its_theme_its_actions_and_the_evidence_and_back(planted) -> None:
    truth = planted["answered_ask"]
    start = body(followed("asks?x="))
    to_theme, to_actions = (
        next(link for link in links(start) if link.endswith(f"{show}&theme={truth['theme']}"))
        for show in ("theme-time", "actions")
    )
    theme = followed(to_theme)
    assert theme.selectbox[0].value == truth["theme"]
    assert "Time to coordinate" in body(theme)
    acted = followed(to_actions)
    assert acted.selectbox[0].value == truth["theme"]
    told = body(acted)
    assert truth["action"] in told
    assert "A coordinator has been in post since June 2025" in told
    assert "Done on 12 June 2025" in told
    assert to_theme in links(told)


def test_what_is_not_asked_for_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []

    def recorded(release: Release, key: str, codes: dict[str, str]) -> object:
        worked.append(key)
        return finding_of(release, key, codes)

    monkeypatch.setattr(answers, "finding_of", recorded)
    monkeypatch.setattr(show_questions, "worked_out", lambda *question: question[-1]())
    page = followed("themes?show=coders")
    parts = json.loads(page.get("bidi_component")[0].proto.json)["blocks"]
    assert [block["key"] for block in parts] == ["coders", "questions"]
    assert parts[1]["html"].count("data-row=") == len(entries_of("themes"))
    assert set(worked) == {"coders"}


def test_what_was_planted_is_found(release: Release, planted) -> None:
    time = theme_time(release, ALL)
    assert time.title.startswith(
        "“Harm that begins online”, new in the codebook, is named throughout since January 2025"
    )
    assert planted["emerging_theme"]["month"] == "2025-01"
    where = dict(claimed(asks(release)))
    assert where[planted["answered_ask"]["theme"]] == "Answered"
    assert "No action yet" in where.values()
    late = register(release).set_index("action_id").loc[planted["overdue_ask"]["action"]]
    assert late["state"] == "Overdue by 202 days"
    assert planted["overdue_ask"]["action"] in [
        action for action, *_, is_late in claimed(actions(release, ALL)) if is_late is True
    ]
    trend = language_trend(release)
    assert isinstance(trend.result, Verdict)
    assert (trend.result.answer, trend.result.direction) == (Answer.CHANGED, Direction.FEWER)
    assert trend.title.startswith("Fewer words that blame: ")
    event = pd.Timestamp(f"{planted['sharing_agreement']['month']}-01")
    shared = acted_on(release, event)
    assert isinstance(shared.result, Estimate)
    assert shared.result.is_beyond_chance
    assert 5 <= shared.result.value <= 30
    assert "does not show one brought about the other" in shared.bear_in_mind
    assert disagreements(release).result == (("Clear roles", "Multi-agency structure"),)
    assert codebook(release).result == ("Harm that begins online",)


def test_no_agency_that_is_pooled_is_named_on_a_page_or_in_a_download(release: Release) -> None:
    """End to end: of the demo's small agencies none stands by itself in a table, a figure or a download."""
    codes = [code for code, _ in claimed(asks(release))]
    for finding in (
        theme_split(release, "agency", ALL),
        quotations(release, ALL),
        *(theme_split(release, "agency", code) for code in codes),
    ):
        if finding.state is not State.SHOWN:
            continue
        block = finding_block(finding, release)
        cells = {cell for line in csv.reader(io.StringIO(block.csv)) for cell in line}
        assert {"Health", "Youth work", "Barnardo's", "HEALTH", "Senior managers"} & cells == set()
        assert not re.search(r">(Health|Youth work|Barnardo's|Senior managers)<", html.unescape(block.html))


def test_the_voice_of_managers_can_be_chosen(release: Release) -> None:
    roles = finding_of(release, "theme-split", {"by": "role"})
    assert isinstance(roles, Finding)
    assert roles.table is not None
    assert {row[1] for row in roles.table.rows} == {"Practitioners", "Managers or Senior managers"}


def test_support_for_consistent_application_keeps_its_word(release: Release) -> None:
    assert "Support for consistent application" in {name for name in leaves_of(release).values()}


def test_every_finding_has_its_words_its_table_and_its_figures(release: Release) -> None:
    for finding in (
        theme_mix(release), theme_time(release, "CON_COORD"), theme_split(release, "stance", ALL), theme_pairs(release), coders(release), side(release, "GAP"),
        side(release, "STRENGTH"), training(release), flows(release), structure(release),
    ):  # fmt: skip
        assert finding.state in (State.SHOWN, State.CANNOT_TELL)
        assert finding.table is not None
        assert len(finding.table.rows)
        assert finding.chart is not None
        assert len(finding.chart.alt) > 40


@pytest.fixture(params=["an older release", "nothing delivered"])
def bare(request: pytest.FixtureRequest, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release without any table of practice, or with empty ones."""
    older = request.param == "an older release"
    frames = {
        name: frame.iloc[:0] if name.startswith("practice_") and name != "practice_limits" else frame
        for name, frame in release.frames.items()
        if not (older and name.startswith("practice_"))
    }
    bare = in_force.InForce(replace(release, id=f"2026-01-01-{request.param}", frames=frames))
    monkeypatch.setattr(in_force, "release_in_force", lambda: bare)
    monkeypatch.setattr(run, "release_in_force", lambda: bare)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("entry", OF_PRACTICE, ids=lambda e: e.title)
def test_where_nothing_was_delivered_a_page_says_so_calmly(entry) -> None:
    page = opened(entry)
    assert not page.exception
    told = " ".join([*(i.value for i in page.info), *(body(page) for _ in page.get("bidi_component"))])
    # Indicators of capacity are published by themselves, and how the meetings fit is a file of the product.
    assert "delivered" in told or "Nothing" in told or entry.url in ("capacity", "how-it-fits")


def test_a_structure_that_cannot_be_drawn_is_refused_with_its_cure(tmp_path: Path) -> None:
    text = Path(read_structure.__wrapped__.__globals__["STRUCTURE"]).read_text(encoding="utf-8")
    for number, (old, new, told) in enumerate(
        [
            ('to = "committee"', 'to = "nowhere"', "meeting that is not there"),
            ('about = "child"', 'aboot = "child"', "exactly"),
        ]
    ):
        file = tmp_path / f"{number}.toml"
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(StructureError, match=told):
            read_structure(file)


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (["REFLECTIVE", "PRACTICE_FORUM"], "2 reflective sessions and 3 others can be shown for Jan–Mar 2026"),
        (["REFLECTIVE"], "2 reflective sessions can be shown for Jan–Mar 2026"),
        (["PRACTICE_FORUM"], "No reflective session can be shown for Jan–Mar 2026; 3 others can"),
        ([], "No reflective session can be shown for Jan–Mar 2026"),
    ],
)
def test_a_session_that_is_not_told_is_not_called_none(release: Release, told: list[str], title: str) -> None:
    """0 in a release stands for none and for too few: no sentence, cell or point says that none was held."""
    held = {"REFLECTIVE": 2, "PRACTICE_FORUM": 3}
    rows = release.table("practice_sessions")
    quarter = rows[rows["period_start"] == rows["period_start"].max()].copy()
    quarter["sessions"] = [held[kind] if kind in told else 0 for kind in quarter["type"]]
    quarter["attendees"] = [40.0 if kind in told else float("nan") for kind in quarter["type"]]
    finding = sessions(replace(release, frames={**release.frames, "practice_sessions": quarter}))
    assert finding.title == title
    assert finding.table is not None
    assert [row[2] for row in finding.table.rows] == [held[kind] if kind in told else None for kind in quarter["type"]]
    assert "fewer than 5 came" in finding.subtitle


def test_every_meeting_of_the_invented_structure_passes_something_on(release: Release) -> None:
    told = structure(release)
    assert told.table is not None
    ways = {row[0]: str(row[4]) for row in told.table.rows}
    assert not [name for name, to in ways.items() if to == "nobody"]
    assert "Chief Officers’ Group" in ways["Child Protection Committee"]
    assert "Reporter" in ways["Inter-agency referral discussion"]
