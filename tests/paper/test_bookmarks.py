"""Views that a visitor saved: a page and its codes under a name, kept for that visitor alone, and never a figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from dashboard.paper.bookmark import BODY, LONGEST, LONGEST_CODE, MOST, Bookmark, Bookmarks, bookmark_of
from dashboard.paper.desk import Desk
from dashboard.paper.draft import OWN, Draft

AIRDRIE = bookmark_of("Airdrie, last year", "missing", {"months": "12", "area": "COM-AIRDRIE+NK"})


def test_a_view_is_an_address_in_codes_whatever_stands_in_them() -> None:
    assert AIRDRIE.address == "missing?area=COM-AIRDRIE%2BNK&months=12"
    assert bookmark_of("Home", "", {}).address == "/"
    assert bookmark_of("x", "missing", {"unit": "a&b=c#d"}).address == "missing?unit=a%26b%3Dc%23d"


def test_a_name_is_one_line_and_what_is_no_code_of_ours_is_left_out() -> None:
    view = bookmark_of("  two\n lines ", "missing", {"months": "12", "long": "x" * (LONGEST_CODE + 1)})
    assert view.name == "two lines"
    assert view.codes == (("months", "12"),)
    assert len(bookmark_of("n" * 999, "", {}).name) == LONGEST
    with pytest.raises(ValidationError):
        bookmark_of(" ", "missing", {})


def test_a_name_stands_for_one_view_and_the_oldest_gives_way() -> None:
    again = bookmark_of(AIRDRIE.name, "places", {})
    assert Bookmarks().with_view(AIRDRIE).with_view(again).views == (again,)
    kept = Bookmarks()
    for number in range(MOST + 1):
        kept = kept.with_view(Bookmark(name=f"view {number}", page=""))
    assert len(kept.views) == MOST
    assert kept.views[0].name == "view 1"
    assert "view 2" not in [v.name for v in kept.without("view 2").views]


def test_views_are_kept_for_their_visitor_beside_the_drafts_and_outlive_the_server(tmp_path: Path) -> None:
    file = str(tmp_path / "notes.sqlite")
    Desk(file).keep("one", BODY, Bookmarks().with_view(AIRDRIE))
    again = Desk(file)
    assert again.kept("one", BODY, Bookmarks).views == (AIRDRIE,)
    assert again.kept("two", BODY, Bookmarks) == Bookmarks()
    assert again.kept("one", OWN, Draft) == Draft()
    again.keep("one", BODY, Draft())  # what another version might have kept there
    assert again.kept("one", BODY, Bookmarks) == Bookmarks()
