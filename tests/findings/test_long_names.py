"""A name that comes with the data can be as long as it likes: the page is drawn, and the line shows that it is cut."""

from __future__ import annotations

import pytest

from dashboard.findings.finding import Finding
from dashboard.words.form import LONGEST, fitting


def test_a_line_that_is_too_long_is_cut_and_shows_it() -> None:
    made = Finding("key", "Question?", f"In {'Invented-on-the-Hill ' * 9}more", "", "release", bear_in_mind="x" * 400)
    assert len(made.title) <= 90
    assert len(made.bear_in_mind) <= 90
    assert made.title.endswith("…")
    assert Finding("key", "Question?", "Nothing changed", "", "release").title == "Nothing changed"


KINDS = "Home, school, neighbourhood, shops and commercial premises, transport, online, residential and other"  # eight


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (f"{KINDS}: no change found", "Home, school and six more: no change found"),
        (f"{KINDS}, with not known: no change found", "Home, school and six more (or not known): no change found"),
    ],
)
def test_a_joined_name_ends_at_a_whole_part(title: str, said: str) -> None:
    assert fitting(title) == said


def test_what_cannot_be_put_in_short_ends_at_a_whole_word() -> None:
    said = fitting(f"{KINDS} rose")
    assert len(said) <= LONGEST
    assert said.endswith("…")
    assert f"{KINDS} rose".startswith(f"{said[:-1]}, ")
