"""Pages of practice: from an ask to its theme, its action and the evidence, and back; what was planted; and nothing delivered."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import in_force, run
from dashboard.ask.months import ALL
from dashboard.catalogue.pages import PAGES
from dashboard.findings.asks import asks, one_action, register, ways
from dashboard.findings.capacity import training
from dashboard.findings.case_reviews import side
from dashboard.findings.codebook import codebook, coders, disagreements, quotations
from dashboard.findings.language import language_trend
from dashboard.findings.sharing import acted_on, flows
from dashboard.findings.structure import StructureError, read_structure, structure
from dashboard.findings.themes import theme_mix, theme_pairs, theme_split, theme_time
from dashboard.show import csv_of
from data_loaders.release import Release, open_release

APP = Path(in_force.__file__).with_name("app.py")
OF_PRACTICE = [entry for entry in PAGES if entry.section == "Practice"]


@pytest.fixture(autouse=True)
def served(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")


@pytest.fixture
def release(store: Path) -> Release:
    return open_release(store)


@pytest.fixture(scope="module")
def planted(deliveries: Path) -> dict[str, dict[str, str]]:
    return json.loads((deliveries / "truth.json").read_text(encoding="utf-8"))["planted"]


def followed(link: str) -> AppTest:
    """What a click on a link of a page opens."""
    parts = urlsplit(link)
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    for key, values in parse_qs(parts.query).items():
        page.query_params[key] = values[0]
    page.switch_page(str(next(e.path for e in PAGES if e.url == parts.path))).run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    return "\n".join(str(m.value) for m in [*page.markdown, *page.header])


def links(page: AppTest) -> list[str]:
    return re.findall(r"\]\(([a-z-]+\?[^)]+)\)", words(page))


def test_from_an_ask_to_its_theme_its_action_and_the_evidence_and_back(release: Release, planted) -> None:
    truth = planted["answered_ask"]
    label = next(label for code, label, _, _ in ways(release) if code == truth["theme"])
    start = followed("asks?x=")
    line = next(m.value for m in start.markdown if m.value.startswith(f"- **{label}"))
    assert "Answered" in line
    to_theme, to_action = re.findall(r"\]\(([^)]+)\)", line)
    theme = followed(to_theme)
    assert theme.selectbox[0].value == truth["theme"]
    back = next(link for link in links(theme) if link.startswith("asks?theme="))
    again = followed(back)
    assert again.selectbox[0].value == truth["theme"]
    assert to_action in links(again)
    action = followed(to_action)
    told = one_action(release, truth["action"])
    assert told is not None
    assert f"Action {truth['action']}".replace("-", "\\-") in words(action)
    assert "A coordinator has been in post since June 2025" in words(action)
    assert "Done on 12 June 2025" in words(action)
    assert {to_theme, back} <= set(links(action))


def test_what_was_planted_is_told(release: Release, planted) -> None:
    time = theme_time(release, ALL)
    assert (
        "“Harm that begins online” has been named by at least 5 different voices in every quarter since January 2025"
        in time.headline
    )
    assert planted["emerging_theme"]["month"] == "2025-01"
    standing = {code: where for code, _, where, _ in ways(release)}
    assert standing[planted["answered_ask"]["theme"]] == "Answered"
    late = register(release).set_index("action_id").loc[planted["overdue_ask"]["action"]]
    assert late["state"] == "Overdue by 202 days"
    assert "An action is overdue on Time for reflection" in asks(release).headline
    assert "No action yet on Waiting for support" in asks(release).headline
    trend = language_trend(release).headline
    assert trend.startswith("Fewer words that blame than in the first year, beyond what chance would explain")
    event = pd.Timestamp(f"{planted['sharing_agreement']['month']}-01")
    change = re.search(r"changed by \+(\d+) percentage points", acted_on(release, event).headline)
    assert change
    assert 5 <= int(change[1]) <= 30
    assert "Clear roles" in disagreements(release).headline
    assert "Multi-agency structure" in disagreements(release).headline
    assert "New in version 2: Harm that begins online" in codebook(release).headline


def test_no_agency_that_is_pooled_is_named_on_a_page_or_in_a_download(release: Release) -> None:
    """End to end: of the demo's small agencies none stands by itself in a table, a figure or a download."""
    for finding in (
        theme_split(release, "agency", ALL),
        quotations(release, ALL),
        *(theme_split(release, "agency", c) for c, *_ in ways(release)),
    ):
        if finding.withheld:
            continue
        column = "who"
        assert {"Health", "Youth work", "Barnardo's", "Senior managers"} & set(finding.table[column]) == set()
        lines = csv.reader(io.StringIO(csv_of(finding, release).decode("utf-8-sig")))
        assert not [cell for line in lines for cell in line if cell in ("Health", "Youth work", "Barnardo's", "HEALTH")]
    roles = theme_split(release, "role", ALL)
    assert set(roles.table["who"]) == {"Practitioners", "Managers or Senior managers"}


def test_every_finding_has_its_words_its_table_and_its_figures(release: Release) -> None:
    for finding in (
        theme_mix(release), theme_time(release, "CON_COORD"), theme_split(release, "stance", ALL), theme_pairs(release), coders(release), side(release, "GAP"),
        side(release, "STRENGTH"), training(release), flows(release), structure(release),
    ):  # fmt: skip
        assert not finding.withheld
        assert len(finding.table)
        assert len(finding.alt) > 40
        assert finding.figure is not None


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
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    page.switch_page(str(entry.path)).run()
    assert not page.exception
    told = " ".join(i.value for i in page.info)
    assert "delivered" in told or entry.url == "how-it-fits"


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
