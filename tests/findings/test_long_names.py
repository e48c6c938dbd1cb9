"""A name that comes with the data can be as long as it likes: the page is drawn, and the line shows that it is cut."""

from __future__ import annotations

import pytest

from dashboard.findings.finding import Finding
from dashboard.words.form import LONGEST, WHOLE, fitting


def test_a_line_that_is_too_long_is_cut_and_shows_it() -> None:
    made = Finding("key", "Question?", f"In {'Invented-on-the-Hill ' * 9}more", "", "release", bear_in_mind="x" * 400)
    assert len(made.title) <= WHOLE
    assert len(made.bear_in_mind) <= WHOLE
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


def test_what_cannot_be_put_in_short_is_whole_on_three_lines_and_ends_at_a_whole_word_beyond() -> None:
    whole = f"{KINDS} rose"
    assert LONGEST < len(whole) <= WHOLE
    assert fitting(whole) == whole
    longer = f"{KINDS}, youth provision and many more places of the same kind rose"
    said = fitting(longer)
    assert len(said) <= WHOLE < len(longer)
    assert said.endswith("…")
    assert longer.startswith(f"{said[:-1]} ") or longer.startswith(f"{said[:-1]}, ")
