"""A group that joins several kinds is called by all of them, and never after its first one."""

from __future__ import annotations

import pytest

from dashboard.words.form import headlined
from dashboard.words.place_card import groups_said, is_joined


@pytest.mark.parametrize(
    ("group", "joined", "named"),
    [
        ("Neighbourhood", False, "Neighbourhood"),
        ("Neighbourhood, with not known", False, "Neighbourhood (or not known)"),
        ("Home and school", True, "Home and school"),
        ("Home, peer group, online and other", True, "Home, peer group, online and other"),
        ("Home and other, with not known", True, "Home and other (or not known)"),
    ],
)
def test_every_kind_is_named_and_only_kinds_make_a_joined_group(group: str, joined: bool, named: str) -> None:
    assert is_joined(group) is joined
    assert headlined(group) == named


def test_the_card_of_a_place_names_all_that_was_joined() -> None:
    said = groups_said([("Home, school and transport", 9)], "incidents", is_here=False)
    assert all(kind in said for kind in ("home", "school", "transport"))
