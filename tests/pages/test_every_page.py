"""Every registered page, from the entrypoint, with several selections; and the router behind them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import in_force
from dashboard.ask.asking import ask
from dashboard.ask.months import ALL, NONE, WHOLE, Months, areas_of, levels_of, splits_of
from dashboard.catalogue.entry import Entry, PageEntry
from dashboard.catalogue.pages import PAGES, find_page
from dashboard.catalogue.register import ENTRIES
from dashboard.charts.rows import Rows
from dashboard.controls.missing import known_areas
from dashboard.draw.file import csv_text
from dashboard.findings.by_area import areas_finding
from dashboard.findings.finding import State
from dashboard.findings.trend import trend_finding
from dashboard.selection import Selection
from dashboard.web.body import notes_of
from dashboard.web.missing import Asked, missing_page
from dashboard.words.escaping import plain
from data_loaders.release import Release
from tests.opened import opened

SELECTIONS = [
    {"unit": "Investigations"}, {"area": "Airdrie", "split": "Age band"}, {"measure": "Per 1,000 aged 10 to 17"},
    {"unit": "no such unit", "split": "nothing"},
]  # fmt: skip
MORE = [
    {},
    {"unit": "Reports"},
    {"area": "Airdrie"},
    {"months": "12 months"},
    {"split": "Sex"},
    {"measure": "Different children"},
]


@pytest.fixture(autouse=True)
def served(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")


@pytest.mark.parametrize("entry", PAGES, ids=lambda e: e.title)
def test_every_page_draws_says_that_its_data_are_invented_and_asks_what_is_new_in_the_catalogue(
    entry: PageEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On each page stands one more question than the catalogue has: no page has a list of its own."""
    new = [
        Entry(f"new-on-{p.url or 'overview'}", "New", f"Is it new on “{p.url}”?", p.url, lambda *_: None) for p in PAGES
    ]
    monkeypatch.setattr("dashboard.catalogue.register.ENTRIES", [*ENTRIES, *new])
    page = opened(entry)
    assert not page.exception
    assert page.title[0].value == entry.section or not entry.section  # the Overview's title counts what changed
    assert any("Invented data" in html.proto.body for html in page.get("html"))
    asked = [
        n
        for n in new
        if any(n.question in json.loads(b.proto.json)["blocks"][-1]["html"] for b in page.get("bidi_component"))
    ]
    assert [n.page for n in asked] == [entry.url]


def test_what_is_not_promised_stands_open_under_the_proof() -> None:
    page = opened(find_page("safety"))
    open_ones = [header.value for header in page.header]
    assert open_ones[open_ones.index("The proof, in two lines") + 1] == "What is not promised"
    assert "What remains" in [closed.label for closed in page.expander]


@pytest.mark.parametrize(
    "query", [*SELECTIONS, *(pytest.param(query, marks=pytest.mark.long) for query in MORE)], ids=str
)
def test_the_missing_page_answers_every_selection(query: dict[str, str]) -> None:
    page = opened(find_page("missing"), query)
    assert not page.exception
    assert len(page.get("bidi_component")) == 2  # the answer, and what else may be asked


def test_a_row_of_the_areas_opens_the_area_that_it_counts(release: Release) -> None:
    """One block may be a locality and a ward of the same name, which are published by other periods."""
    chart = areas_finding(release, "missing_episodes").chart
    assert isinstance(chart, Rows)
    offered = known_areas(release, "missing_episodes")
    levels = {row.key: offered[row.key][0] for row in chart.rows if row.key and row.key != ALL}
    assert set(levels.values()) == {"LOCALITY"}
    assert len(levels) > 1
    names = [label for code, (_, label) in offered.items() if code != ALL]
    assert names == sorted(names)


def test_two_areas_stand_side_by_side_each_with_its_own_verdict(release: Release) -> None:
    areas = known_areas(release, "missing_episodes").items()
    one, other, *_ = (Selection("missing_episodes", level, code) for code, (level, _) in areas if level == "LOCALITY")
    page = missing_page(release, Asked(one, 36, one.block, is_ahead=False, beside=other))
    assert [(b["key"], b["place"]) for b in page["blocks"]] == [
        ("trend", "main"),
        ("trend-beside", "side"),
        ("two", "foot"),
    ]
    assert page["even"]
    assert page["blocks"][0]["title"] != page["blocks"][1]["title"]


def test_every_page_has_an_entry_in_the_docs() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "pages.md").read_text(encoding="utf-8")
    assert [e.title for e in PAGES if f"**{e.title}**" not in text] == []


def questions(release: Release) -> list[Months]:
    return [
        Months(d.name, level, block, split)
        for d in release.manifest.datasets
        for level in levels_of(release, d.name)
        for block in [ALL, *areas_of(release, d.name, level)]
        for split in splits_of(release, d.name, level)
    ]


def test_every_choice_that_is_offered_can_be_shown(release: Release) -> None:
    """Of a split or a level that is hidden nothing but a refusal would come."""
    whole = [q for q in questions(release) if q.block == ALL]
    assert len(whole) > 40
    assert [q for q in whole if q.level != WHOLE or q.split != NONE if not ask(release, q).is_shown] == []


def test_the_difference_of_any_two_filters_is_nobody_or_at_least_k_children(release: Release) -> None:
    """Through the real router: any two sets of shown cells of one answer differ by no cell or by cells of k children."""
    asked = questions(release)

    @given(data=st.data())
    @settings(max_examples=60, deadline=None)
    def attack(data: st.DataObject) -> None:
        evidence = ask(release, data.draw(st.sampled_from(asked)))
        if not evidence.is_shown:
            return
        rows = st.sets(st.integers(0, len(evidence.frame) - 1))
        one, other = data.draw(rows), data.draw(rows)
        difference = evidence.frame["n"].iloc[sorted(one - other)].sum()
        assert difference == 0 or difference >= evidence.dataset.k

    attack()


def test_the_same_question_has_the_same_number_everywhere(release: Release) -> None:
    for question in questions(release):
        evidence = ask(release, question)
        if evidence.is_shown and question.block != ALL:
            everything = ask(release, Months(question.dataset, question.level, ALL, question.split)).frame
            same = everything[everything["area"] == evidence.frame["area"].iloc[0]].reset_index(drop=True)
            pd.testing.assert_frame_equal(same, evidence.frame)


def test_a_question_without_a_view_is_withheld_with_a_reason(release: Release) -> None:
    finding = trend_finding(release, Selection("missing_investigations", "WARD"), months=36)
    assert finding.state is not State.SHOWN
    assert finding.reason
    assert finding.chart is None
    assert finding.table is None


def test_a_download_names_its_release_and_runs_nothing(release: Release) -> None:
    finding = trend_finding(release, Selection("missing_episodes"), months=36)
    text = csv_text(finding.table, notes_of(finding, release))
    assert release.id in text
    assert "invented data,yes" in text


def test_text_from_data_is_never_markdown() -> None:
    assert plain("![x](http://example.org/a.png)") == r"\!\[x\]\(http\:\/\/example.org\/a.png\)".replace(r"\/", "/")
    assert "`" not in plain("a\\b").replace("\\`", "")
