"""A view that somebody keeps under a name: a page and the codes of its controls. No figure stands in it, so it means the same in
every release, and what a release does not hold is said when it is opened."""

from __future__ import annotations

from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

BODY = "saved-views"  # where they are kept at the desk, beside the drafts of papers
MOST, LONGEST = 24, 60  # views; signs of a name
MOST_CODES, LONGEST_CODE = 16, 120


class Bookmark(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(min_length=1, max_length=LONGEST)
    page: str = Field(max_length=LONGEST)
    codes: tuple[tuple[str, str], ...] = Field(default=(), max_length=MOST_CODES)

    @property
    def address(self) -> str:
        """Like any link of a page: it is opened anew, so that nothing that was chosen before gets into it."""
        own = self.page or "/"
        return f"{own}?{urlencode(self.codes)}" if self.codes else own


class Bookmarks(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    views: tuple[Bookmark, ...] = Field(default=(), max_length=MOST)

    def with_view(self, view: Bookmark) -> Bookmarks:
        """At the end; another of that name gives way, and where there are too many the oldest."""
        others = tuple(v for v in self.views if v.name != view.name)
        return Bookmarks(views=(*others, view)[-MOST:])

    def without(self, name: str) -> Bookmarks:
        return Bookmarks(views=tuple(v for v in self.views if v.name != name))


def bookmark_of(name: str, page: str, codes: dict[str, str]) -> Bookmark:
    """What is too long to be a code of ours is left out of it."""
    held = {key: code for key, code in codes.items() if max(len(key), len(code)) <= LONGEST_CODE}
    return Bookmark(name=" ".join(name.split())[:LONGEST], page=page, codes=tuple(sorted(held.items()))[:MOST_CODES])
