"""A name that comes with the data can be as long as it likes: it is put in short by rule, or stands whole; it is never cut."""

from __future__ import annotations

import pytest

from dashboard.findings.finding import Finding
from dashboard.words.form import LONGEST, WHOLE, fitting


def test_a_line_that_is_too_long_is_whole_on_more_lines() -> None:
    name = f"In {'Invented-on-the-Hill ' * 9}more"
    made = Finding("key", "Question?", name, "", "release", bear_in_mind="x" * 400)
    assert (made.title, made.bear_in_mind) == (name, "x" * 400)
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


def test_what_cannot_be_put_in_short_is_whole() -> None:
    whole = f"{KINDS} rose"
    assert LONGEST < len(whole) <= WHOLE
    assert fitting(whole) == whole
    longer = f"{KINDS}, youth provision and many more places of the same kind rose; cannot tell in the others"
    assert len(longer) > WHOLE
    assert fitting(longer) == longer


def test_what_has_more_than_three_lines_names_fewer_parts() -> None:
    said = (
        f"no change found in three years, and we cannot tell in the year to March 2026 whether it {'rose or ' * 8}fell"
    )
    assert fitting(f"{KINDS}: {said}") == f"Home, school and six more: {said}"
