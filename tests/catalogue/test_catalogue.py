"""The catalogue: a finding that is one entry and one small function stands everywhere, and every entry can be made."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.catalogue.entry import Codes, Entry, is_offered
from dashboard.catalogue.overview import all_measures
from dashboard.catalogue.pages import PAGES, find_page
from dashboard.catalogue.register import ENTRIES, finding_of, for_papers, link_to
from dashboard.charts.table import Table, TableColumn
from dashboard.findings.finding import Finding
from dashboard.findings.measure import Measure
from dashboard.measures.verdict import Answer, Kind, Verdict
from dashboard.paper.composing import compose
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import read_template
from data_loaders.release import Release

ROOT = Path(__file__).resolve().parents[2]
APP = Path(in_force.__file__).with_name("app.py")
NEW = "Invented example of a new finding"


@pytest.fixture(autouse=True)
def served(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")


def new_finding(release: Release, codes: Codes) -> Finding:
    """All that somebody writes who adds a finding."""
    table = Table((TableColumn("n"),), (("7",),))
    return Finding("new", NEW, f"It is {codes.get('which', 'seven')}.", "", release.id, table=table)


def new_measures(_: Release) -> tuple[Measure, ...]:
    """And the line of it that the Overview lists."""
    return (Measure("new", NEW, Verdict(Answer.NOT_COMPARED, Kind.STEP, why="It is new.")),)


def test_a_new_finding_is_one_entry(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry("new-finding", NEW, "Is it new?", "missing-repeats", new_finding, ("which",), measures=new_measures)
    page = AppTest.from_file(str(APP), default_timeout=90).run()
    page.switch_page(str(find_page("missing-repeats").path)).run()  # looked at before: remembered
    monkeypatch.setattr("dashboard.catalogue.register.ENTRIES", [*ENTRIES, entry])
    page.run()
    assert "Is it new?" in str(page.get("bidi_component")[0].proto.json)  # it stands among the questions of its page
    file = tmp_path / "mine.toml"
    file.write_text(
        'title = "T"\nbody = "B"\n[[finding]]\nkey = "new-finding"\nwith = { which = "eight" }\n', encoding="utf-8"
    )
    paper = FORMATS["html"].write(compose(release, read_template(file))).decode()
    assert "It is eight." in paper
    assert link_to("new-finding", which="eight") == "missing-repeats?show=new-finding&which=eight"
    listed = [m for m in all_measures(release) if m.key == "new"]  # the Overview's list, with the way there
    assert [(m.section, m.see.href) for m in listed] == [("Missing", "missing-repeats?show=new-finding")]
    assert undocumented() == ["new-finding"]  # and the docs are asked to list it


def test_keys_and_parameters_are_codes() -> None:
    keys = [entry.key for entry in ENTRIES]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]+", key) for key in keys)
    assert all(re.fullmatch(r"[a-z_-]+", name) for entry in ENTRIES for name in entry.parameters)
    assert {entry.page for entry in ENTRIES} <= {page.url for page in PAGES}
    assert all(page.path.is_file() for page in PAGES)


def test_everything_that_a_paper_can_name_can_be_made(release: Release) -> None:
    """The invented release holds something for each; nothing of the catalogue is a promise without a finding."""
    assert [key for key in for_papers() if finding_of(release, key) is None] == []


def test_nothing_of_a_page_is_named_twice(release: Release) -> None:
    """Two keys of one finding would be two picks, two notes and two verdicts of one question."""
    asked = [(e.page, e.question) for e in ENTRIES]
    assert len(asked) == len(set(asked))
    said = [(f.question, f.title, f.subtitle) for e in ENTRIES if (f := finding_of(release, e.key)) and f.is_shown]
    assert [s for s in said if said.count(s) > 1] == []


def test_a_list_asks_what_the_page_that_it_opens_asks(release: Release) -> None:
    """A question that reads otherwise where it leads is two questions to whoever chose it."""
    listed = [(e.question, finding_of(release, e.key)) for e in ENTRIES if e.place == "questions"]
    assert [(asked, f.question) for asked, f in listed if f is not None and f.question != asked] == []


ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def undocumented() -> list[str]:
    """Findings that a template may name and that the docs do not list just so: key, title, what may be asked."""
    text = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    listed = {key: (title, tuple(re.findall(r"`([a-z_-]+)`", asked))) for key, title, asked in ROW.findall(text)}
    held = {key: (entry.title, entry.parameters) for key, entry in for_papers().items()}
    return sorted(key for key in listed.keys() | held.keys() if listed.get(key) != held.get(key))


def test_the_docs_list_every_finding_that_a_template_may_name() -> None:
    assert undocumented() == []


def test_what_was_not_delivered_is_neither_made_nor_in_the_menu(release: Release) -> None:
    gone = {"return_discussions", "efh_incidents", "survey_responses", "survey_results", "audit_ratings"}
    kept = tuple(s for s in release.manifest.sources if s.table not in gone)
    bare = replace(release, id="2026-01-01-bare", manifest=release.manifest.model_copy(update={"sources": kept}))
    assert finding_of(bare, "discussions-path") is None
    assert finding_of(bare, "place-map") is None
    assert finding_of(bare, "concentration") is not None
    hidden = {page.url for page in PAGES if not is_offered(bare, page.needs)}
    assert hidden == {
        "return-discussions",
        "places",
        "places-when",
        "survey",
        "survey-question",
        "survey-part",
        "known-harm",
        "audits",
        "agreement",
    }
    assert all(is_offered(release, page.needs) for page in PAGES)


def test_a_finding_is_worked_out_once_for_a_release(release: Release) -> None:
    one = finding_of(release, "funnel", {"level": "WARD", "colour": "red"})
    assert finding_of(release, "funnel", {"level": "WARD"}) is one
    assert finding_of(release, "funnel", {"level": "LOCALITY"}) is not one
    assert finding_of(replace(release, id="2026-01-01-another"), "funnel", {"level": "WARD"}) is not one
