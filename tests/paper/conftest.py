"""Papers of all four bodies from the invented release, and one that holds the whole catalogue; made once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dashboard.catalogue.register import for_papers
from dashboard.paper.composing import compose, own_template
from dashboard.paper.draft import AuthorNote, Draft, Length, pick_of
from dashboard.paper.exhibit import exhibit_of, is_shown
from dashboard.paper.formats import FORMATS
from dashboard.paper.paper import Paper
from dashboard.paper.template import templates
from data_loaders.release import Release

WRITTEN = AuthorNote(
    so_what="A note with <b>markup</b>, *stars*, =1+1 and an image ![x](y).", owner="A role", by="August"
)


def draft_of(body: str, length: Length) -> Draft:
    first = pick_of(templates()[body].findings[0].key, templates()[body].findings[0].asked)
    return Draft(length=length, meeting="the next meeting", notes={first.text(): WRITTEN})


class Composed(dict[str, Paper]):
    """Body, or "body full", or "everything", or "a third" of it → its paper, made when it is first asked for."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release, self.templates = release, templates()

    def __missing__(self, name: str) -> Paper:
        body, _, full = name.partition(" ")
        length = Length.FULL if full or body == "everything" else Length.TWO_PAGES
        if body == "everything":
            self[name] = everything(self.release)
        elif name == "a third":
            self[name] = replace(self["everything"], exhibits=self["everything"].exhibits[::3])
        else:
            self[name] = compose(self.release, self.templates[body], draft_of(body, length))
        return self[name]


def everything(release: Release) -> Paper:
    """More findings than an author may pick: each one that papers can hold."""
    from dashboard.catalogue.register import finding_of

    bare = compose(release, own_template("Everything"), Draft(length=Length.FULL, picks=()))
    made = {key: finding_of(release, key) for key in for_papers()}
    shown = [exhibit_of(f, note=AuthorNote()) for f in made.values() if f is not None and is_shown(f)]
    return replace(bare, exhibits=tuple(shown))


@pytest.fixture(scope="session")
def papers(release: Release) -> dict[str, Paper]:
    return Composed(release)


@pytest.fixture(scope="session")
def written(papers: dict[str, Paper]) -> Callable[[str, str], bytes]:
    """The file of a paper in a format, written once."""
    return cache(lambda name, kind: FORMATS[kind].write(papers[name]))
