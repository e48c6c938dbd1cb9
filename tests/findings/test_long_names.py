"""A name that comes with the data can be as long as it likes: the page is drawn, and the line shows that it is cut."""

from __future__ import annotations

from dashboard.findings.finding import Finding


def test_a_line_that_is_too_long_is_cut_and_shows_it() -> None:
    made = Finding("key", "Question?", f"In {'Invented-on-the-Hill ' * 9}more", "", "release", bear_in_mind="x" * 400)
    assert len(made.title) <= 90
    assert len(made.bear_in_mind) <= 90
    assert made.title.endswith("…")
    assert Finding("key", "Question?", "Nothing changed", "", "release").title == "Nothing changed"
