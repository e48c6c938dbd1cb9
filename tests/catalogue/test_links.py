"""Links: codes that stay, labels of earlier versions, and a sentence wherever a link cannot be honoured."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import in_force
from dashboard.catalogue.links import honour, unknown_page
from dashboard.catalogue.pages import MOVED, PAGES, find_page
from dashboard.catalogue.register import ENTRIES, address_of, entries_of, finding_of, link_to, page_link
from dashboard.web.anatomy import charts_of, finding_html
from data_loaders.release import Release
from tests.opened import opened as opened_page

SPLITS = {"none": "Not split", "age": "Age band", "sex": "Sex"}

# Every parameter that a page of the version before kept in its link: the label that the link carried, and the code that it has
# to be; without one nothing is chosen by it any more, and the page has to say so.
EARLIER: dict[str, dict[str, tuple[str, str]]] = {
    "": {"indicator": ("The first few", "none")},
    "missing": {
        "unit": ("Reports", "missing_reports"), "level": ("Localities", ""), "area": ("Airdrie", "COM-AIRDRIE+NK"), "year": ("Calendar year", ""),
        "period": ("All that is published", ""), "limits": ("never", "never"), "season": ("season taken out", "out"),
        "measure": ("Per 1,000 aged 10 to 17", "rate"),
    },
    "missing-where": {"areas": ("Wards", "WARD")},
    "places": {"layer": ("Incidents, and clusters", "none"), "beside": ("What is known of one place", ""), "place": ("No such place", "")},
    "places-when": {"district": ("All districts", "all")},
    "did-it-work": {"intervention": ("No such intervention", "")},
    "return-discussions": {"event": ("No event", "none")},
    "themes": {"theme": ("Time for reflection", "CAP_REFLECT"), "by": ("Ask, barrier, enabler, praise", "stance")},
    "asks": {"action": ("None chosen", "")},
    "one-context": {"context": ("No such context", "")},
    "agreement": {"round": ("Spring 2025", "Spring 2025"), "look": ("Standards", "item")},
    "audits": {
        "audit-round": ("Spring 2025", "Spring 2025"), "audit-practice_area": ("Chronology", "CHRONOLOGY"), "audit-item_id": ("Safe in the plan", ""),
        "audit-domain": ("All", "all"), "audit-level": ("1", "L1"), "audit-team": ("Early help", "Early help"),
    },
    "survey": {"survey": ("Demo survey", "DEMO_SURVEY"), "wave": ("2023", "2023"), "shanarri": ("Safe", "Safe")},
    "survey-question": {
        "theme": ("Every theme", ""), "by": ("Stage", "stage"),
        "question": ("Invented: How safe do you feel in the area where you live by day?", "area_day"),
    },
    "survey-part": {"part": ("Stage", "stage")},
    "known-harm": {"recorded": ("Missing episodes", "missing_episodes"), "areas": ("Localities", "LOCALITY"), "felt": ("No such question", "")},
    "paper": {"for": ("Practitioners’ Forum", "forum")},
    "meeting": {"for": ("Corporate Management Team", "cmt"), "screen": ("2", "2")},
}  # fmt: skip
AND = [
    ("missing", "split", "Sex", "sex"),
    ("missing", "unit", "Investigations", "missing_investigations"),
    ("asks", "origin", "Audit", "AUDIT"),
]
# What one page calls otherwise than another: whoever writes the one in the other's address means the same choice.
ELSEWHERE = [
    ("audits", "round", "Spring 2025", "audit-round"),
    ("audits", "practice_area", "CHRONOLOGY", "audit-practice_area"),
    ("agreement", "audit-round", "Spring 2025", "round"),
]


@pytest.fixture(autouse=True)
def served(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(in_force.RELEASES, str(store))
    monkeypatch.setenv(in_force.AUDIENCE, "partnership")


def opened(url: str, query: dict[str, str]) -> AppTest:
    page = opened_page(find_page(url), query)
    assert not page.exception
    return page


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (None, "none", ""), ("age", "age", ""), ("Age band", "age", ""), (" sex ", "sex", ""),
        ("ethnicity", "none", "“ethnicity”"), ("", "none", "“Not split” is shown instead"), ("x" * 999, "none", "…"),
    ],
)  # fmt: skip
def test_a_link_is_honoured_or_says_what_is_shown_instead(asked: str | None, code: str, says: str) -> None:
    held = honour("Split by", asked, SPLITS)
    assert held.code == code
    assert bool(held.sentence) == bool(says)
    assert says in held.sentence
    assert len(held.sentence) < 250


def wrong_with(page: AppTest, name: str, label: str, code: str) -> str:
    """What a link of the version before came to, if neither its code is in force nor a sentence says what is shown instead."""
    told = [
        i.value.replace("\\", "")
        for i in page.info
        if f"“{label}”" in i.value.replace("\\", "") and "instead" in i.value
    ]
    if not code:
        return "" if told else f"“{label}” under “{name}” is passed over without a word"
    held = page.session_state.get(name, None)
    return "" if held == code and not told else f"“{label}” under “{name}” gives “{held}”: {told}"


@pytest.mark.parametrize("url", EARLIER)
def test_every_parameter_of_the_version_before_is_honoured_or_answered(url: str, tell: Callable[[str], None]) -> None:
    page = opened(url, {name: label for name, (label, _) in EARLIER[url].items()})
    assert [w for name, pair in EARLIER[url].items() if (w := wrong_with(page, name, *pair))] == []
    kept = sum(bool(code) for _, code in EARLIER[url].values())
    tell(
        f"links of the version before, “{url}”: {kept} parameters honoured, {len(EARLIER[url]) - kept} answered with a sentence"
    )


@pytest.mark.parametrize(("url", "name", "value", "code"), AND, ids=lambda v: str(v))
def test_a_label_becomes_its_code(url: str, name: str, value: str, code: str) -> None:
    page = opened(url, {name: value})
    assert wrong_with(page, name, value, code) == ""
    assert page.query_params[name] in (code, [code])


@pytest.mark.parametrize(("url", "written", "value", "name"), ELSEWHERE)
def test_a_choice_by_its_name_on_another_page_is_honoured(url: str, written: str, value: str, name: str) -> None:
    page = opened(url, {written: value})
    assert wrong_with(page, name, value, value) == ""
    assert written not in page.query_params


@pytest.mark.parametrize(("show", "is_said"), [("themes", True), ("theme-time", False)])
def test_a_choice_that_does_not_narrow_the_question_says_so(show: str, is_said: bool) -> None:
    """ "12 themes" under "Theme: Clear roles" would be taken for what is said of that theme."""
    page = opened("themes", {"theme": "CON_ROLES", "show": show})
    said = [i.value for i in page.info if "“Theme” does not apply" in i.value]
    assert bool(said) == is_said
    assert all("Is it named more than before?" in value for value in said)


def test_what_no_control_ever_chose_is_said_too() -> None:
    page = opened("safety", {"colour": "red"})
    assert [i.value for i in page.info if "red" in i.value and "colour" in i.value]
    assert "colour" not in page.query_params


@pytest.mark.parametrize(("url", "name"), [("missing", "unit"), ("missing", "area"), ("asks", "theme"), ("survey", "wave"),
                                           ("places", "place"), ("one-context", "context"), ("did-it-work", "intervention")])  # fmt: skip
def test_what_a_link_asks_for_and_is_not_there_is_said(url: str, name: str) -> None:
    page = opened(url, {name: "nothing like it"})
    assert [i.value for i in page.info if "nothing like it" in i.value and "instead" in i.value]


def test_what_was_chosen_is_in_the_link_by_its_code() -> None:
    page = opened("missing", {})
    box = next(b for b in page.selectbox if b.key == "split")
    box.set_value("sex").run()
    assert page.query_params["split"] in ("sex", ["sex"])
    assert next(b.value for b in page.selectbox if b.key == "split") == "sex"


def test_an_address_without_a_page_says_so(release: Release) -> None:
    assert unknown_page(release, "http://localhost:8501/") == ""
    assert unknown_page(release, None) == ""
    assert all(unknown_page(release, f"http://localhost/{page.url}?unit=x") == "" for page in PAGES)
    assert unknown_page(release, "http://localhost/overview") == ""
    assert "not open to your role" in unknown_page(
        release, "http://localhost/overview", is_open=lambda url: url == "audits"
    )
    assert "There is no page “nothing”" in unknown_page(release, "http://localhost/nothing")
    for old, new in MOVED.items():
        assert find_page(new).title in unknown_page(release, f"http://localhost/{old}?origin=AUDIT")


def test_a_link_to_nothing_cannot_be_made() -> None:
    with pytest.raises(StopIteration):
        link_to("no-such-finding")
    with pytest.raises(KeyError, match="can be asked for: theme, origin"):
        link_to("actions", colour="red")
    assert link_to("actions", origin="AUDIT") == "asks?show=actions&origin=AUDIT"
    assert link_to("asks") == "asks"  # the first question of a page stands there anyway
    assert link_to("place-map", layer="known") == "places?layer=known"
    assert all(urlsplit(link_to(entry.key)).path.strip("/") in {p.url for p in PAGES} for entry in ENTRIES)
    assert page_link("") == "/"
    assert address_of("discussions-providers") == "return-discussions?show=discussions-providers"
    assert address_of("missing?unit=missing_reports") == "missing?unit=missing_reports"
    assert address_of("safety") == "safety"
    for way in ("no-such-page", "javascript:alert(1)", "missing?colour=red", "https://elsewhere.example/missing"):
        with pytest.raises((KeyError, StopIteration)):
            address_of(way)


HREF = re.compile(r'href="([^"]+)"')
MARKDOWN = re.compile(r"\]\(([^)\s]+)\)")
MORE = {"show"}  # what a page is asked for apart from its findings


def drawn(page: AppTest) -> str:
    """Everything that a page sends to its reader: the blocks of its bodies, its own HTML and its sentences."""
    bodies = [json.loads(str(body.proto.json)) for body in page.get("bidi_component")]
    blocks = [block["html"] for body in bodies for block in body.get("blocks", ())]
    return "\n".join(
        [*blocks, *(h.proto.body for h in page.get("html")), *(str(m.value) for m in (*page.markdown, *page.info))]
    )


def links_of(text: str) -> set[str]:
    found = {html.unescape(link) for link in HREF.findall(text)}
    return {x for x in found | {m.replace("\\", "") for m in MARKDOWN.findall(text)} if not x.startswith("#")}


def every_link(release: Release, opens: tuple[str, ...]) -> set[str]:
    """Of these pages as they open, and of every finding of the catalogue whether or not its page shows it first."""
    found = set().union(*(links_of(drawn(opened(url, {}))) for url in opens))
    made = (finding_of(release, entry.key) for entry in ENTRIES)
    return found.union(*(links_of(finding_html(f, charts_of(f))) for f in made if f is not None))


@pytest.mark.parametrize(
    ("opens", "each"),
    [(("", "missing"), 6), pytest.param(tuple(page.url for page in PAGES), 1, marks=pytest.mark.long)],
    ids=["two pages and every sixth kind", "every page and kind"],
)
def test_every_link_leads_to_a_page_that_knows_it_and_shows_what_it_says(
    release: Release, opens: tuple[str, ...], each: int
) -> None:
    known = {p.url: {n for e in ENTRIES if e.page == p.url for n in e.parameters} | MORE for p in PAGES}
    links = sorted(every_link(release, opens))
    assert len(links) > 40
    kinds: dict[tuple[str, tuple[tuple[str, str], ...]], dict[str, str]] = {}
    for link in links:
        parts, asked = urlsplit(link), dict(parse_qsl(urlsplit(link).query))
        url = parts.path.strip("/")
        assert not parts.netloc, link
        assert len(link) <= 300, link  # what a mail or a minute can hold
        assert url in known, link
        assert set(asked) <= known[url], link
        assert asked.get("show") in (None, *(e.key for e in entries_of(url))), link
        kinds[url, tuple((n, asked["show"] if n == "show" else "") for n in asked)] = asked
    assert len(kinds) >= 30
    for (url, _), asked in list(kinds.items())[::each]:  # one of each kind is followed
        page = opened(url, asked)
        assert not [i.value for i in page.info if "The link asks" in i.value], (url, asked)
        if "show" in asked:
            assert f'data-row="{asked["show"]}" aria-pressed="true"' in drawn(page), (url, asked)
