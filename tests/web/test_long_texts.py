"""Words among words: tables that the keyboard reaches, headings as links, releases beside each other. No text is markup."""

from __future__ import annotations

import pandas as pd

from dashboard.paper.since import Since
from dashboard.paper.standing import Change, Comparison
from dashboard.web.contents import contents_html, sections_of
from dashboard.web.help import help_html
from dashboard.web.since import since_html
from dashboard.web.text_table import text_table_html

EVIL = "<img src=//elsewhere.example onerror=alert(1)>"


def test_no_text_of_a_table_is_markup_and_its_box_has_a_name_and_a_stop() -> None:
    html = text_table_html(pd.DataFrame({"Check": [EVIL], EVIL: [1]}), EVIL)
    assert "<img" not in html
    assert 'tabindex="0" role="region" aria-label="&lt;img' in html


def test_headings_lead_to_the_places_that_streamlit_gives_them() -> None:
    html = contents_html(("The proof, in two lines", "This release's audit", EVIL))
    assert 'href="#the-proof-in-two-lines"' in html
    assert 'href="#this-releases-audit"' in html
    assert "<img" not in html


def test_a_text_is_opened_heading_by_heading_and_nothing_of_it_is_lost() -> None:
    text = "# Not this\n\n## The rule\n\nOne line.\n\n## A concern\n\nAnother.\n\nAnd more.\n"
    assert sections_of(text) == {"The rule": "One line.", "A concern": "Another.\n\nAnd more."}


def test_what_says_something_else_comes_before_what_is_only_new_and_empty_lists_are_one_line() -> None:
    new, other = (
        Comparison(t, c, "-", f"{t} now", "", "", "More") for t, c in (("New?", Change.NEW), ("Other?", Change.CHANGED))
    )
    html = since_html(Since("20 January 2026", compared=(new, other), overdue=("D-04 is overdue.",)))
    assert html.index("Other? now") < html.index("New? now")
    assert "<h2>Became overdue</h2><ul><li>D-04 is overdue.</li></ul>" in html
    assert "<h2>Actions closed" not in html
    assert "Nothing to report since then: " in html
    assert "actions closed" in html.partition("Nothing to report since then: ")[2]


def test_the_same_of_another_set_is_not_called_the_same() -> None:
    one = Comparison(
        "Overdue?", Change.OTHER_SET, "18 of 53", "18 of 53", "Now: a. Then: b.", "Cannot tell", "Cannot tell"
    )
    html = since_html(Since("20 January 2026", compared=(one,)))
    assert "Another set is counted. Now: a. Then: b." in html
    assert "later figures" not in html


def test_now_stands_beside_then_and_what_says_the_same_stands_below() -> None:
    other = Comparison(EVIL, Change.CHANGED, "then", "now", "why", "Cannot tell", "More")
    same = Comparison("Same?", Change.SAME, "as it was", "as it was")
    html = since_html(Since("20 January 2026", compared=(other, same), new_signals=(EVIL,)))
    assert "<img" not in html
    table, below = html.split("</table>")
    assert table.index("now") < table.index("Verdict: More") < table.index("then<")
    assert "as it was" in below
    assert "as it was" not in table


def test_help_has_a_picture_that_is_described_for_each_who_uses_it() -> None:
    html = help_html()
    assert html.count("<h2>") == html.count("data:image/png") == html.count("Invented data.") > 1
