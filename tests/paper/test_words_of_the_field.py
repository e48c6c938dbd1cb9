"""The terms of children's services in Scotland have their meaning, on the Method page; a paper prints those that it says."""

from __future__ import annotations

from dashboard.paper.paper import Paper
from dashboard.paper.texts import as_texts
from dashboard.words.glossary import meanings

# Of the national approach and of the law, as practitioners asked for them.
FIELD = ("Named person", "Lead professional", "Child’s plan", "My World Triangle", "Resilience matrix", "SHANARRI", "Reporter",
         "Notification of concern", "Police concern report")  # fmt: skip


def test_every_term_of_the_field_has_its_meaning() -> None:
    assert [term for term in FIELD if not meanings().get(term)] == []


def test_a_paper_prints_the_terms_that_it_says_and_no_others(papers: dict[str, Paper]) -> None:
    """The Committee is told of referrals to the Reporter; nothing in its paper says Resilience matrix."""
    printed = {e["term"] for e in as_texts(papers["cpc full"])["glossary"]}
    assert "Reporter" in printed
    assert not {"Resilience matrix", "SHANARRI"} & printed
