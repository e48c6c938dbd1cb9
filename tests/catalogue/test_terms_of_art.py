"""Each abbreviation and each term of art that a page says has its meaning on the Method page."""

from __future__ import annotations

import re

import pytest

from dashboard.catalogue.pages import PAGES
from dashboard.catalogue.register import ENTRIES, finding_of
from dashboard.findings.method import NO_PLACE, NOT_TIED
from dashboard.words.glossary import meanings, meanings_in
from data_loaders.release import Release

ABBREVIATION = re.compile(r"(?<![\w/.-])[A-Z][A-Z0-9]+(?![\w/-])")
SUPPLIERS = {"data-quality"}  # its table has codes of suppliers and names of columns, as they were delivered
# What somebody of another field asks the meaning of; a term that no page says any more fails below, so that the list stays true.
TERMS = (
    "Inter-agency referral discussion", "Context conference", "Guardian", "Network of support", "Children’s house", "Return discussion",
    "Extra-familial harm", "Level 1", "Level 2", "Reporter", "Planning meeting", "Registration", "De-registration", "Children’s hearing",
    "Child Protection Committee", "Steering group", "Minimum Dataset", "Comparator", "Quality indicator", "Case review", "Learning review",
    "Chronology", "Reflective session", "Codebook", "Deprivation", "National Referral Mechanism", "VPD", "Pooled", "Kappa",
    "Krippendorff’s alpha", "AC", "Wilson’s range", "Peer group", "Exploitation", "SHANARRI", "Safety map", "What would fit", "Usual range",
)  # fmt: skip
ELSEWHERE = {
    "Extra-familial harm",
    "SHANARRI",
    "Safety map",
}  # said by words of a control, a layer of the map or a question's sign


@pytest.fixture(scope="module")
def said(release: Release) -> dict[str, str]:
    """What is read of each page and finding, by its key."""
    found = {f"page {p.url}": f"{p.title}. {p.sentence}" for p in PAGES} | {
        "what is not here": f"{NO_PLACE} {NOT_TIED}"
    }
    return found | {e.key: text for e in ENTRIES if (text := read(release, e.key))}


def read(release: Release, key: str) -> str:
    finding = finding_of(release, key)
    if finding is None:
        return ""
    cells = [c for row in (finding.table.rows if finding.table else ()) for c in row if isinstance(c, str)]
    heads = [c.name for c in (finding.table.columns if finding.table else ())]
    about = finding.about
    lines = (finding.question, finding.title, finding.subtitle, finding.reason, finding.bear_in_mind, finding.weak, about.definition,
             about.method, *about.caveats, *heads, *([] if key in SUPPLIERS else cells))  # fmt: skip
    return " · ".join(lines)


def unexplained(said: dict[str, str]) -> dict[str, set[str]]:
    """Abbreviation → where it is said without having a meaning."""
    found: dict[str, set[str]] = {}
    for key, text in said.items():
        for short in ABBREVIATION.findall(text):
            if short not in meanings():
                found.setdefault(short, set()).add(key)
    return found


def test_each_abbreviation_that_is_said_has_its_meaning(said: dict[str, str]) -> None:
    assert len(said) > 100
    assert unexplained(said) == {}


def test_an_abbreviation_without_a_meaning_is_found(said: dict[str, str]) -> None:
    """Planted: a title of the data that says MARAC."""
    assert unexplained(said | {"planted": "Referred to the MARAC"}) == {"MARAC": {"planted"}}


def test_each_term_of_art_that_is_said_has_its_meaning(said: dict[str, str]) -> None:
    known = meanings()
    whole = " · ".join(said.values())
    assert [term for term in TERMS if term not in known] == []
    assert [term for term in TERMS if term not in ELSEWHERE and term not in meanings_in(whole)] == []


def test_an_apostrophe_of_either_kind_is_the_same_word() -> None:
    assert "Children’s house" in meanings_in("A children's house")
    assert "Children’s house" in meanings_in("two children’s houses")
