"""Briefings of all four bodies from the invented release, made once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from dashboard.paper.briefing import Briefing
from dashboard.paper.composing import compose
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import templates
from data_loaders.release import Release, open_release


@pytest.fixture(scope="session")
def release(store: Path) -> Release:
    return open_release(store)


NOTES = {"concentration": "A note with <b>markup</b>, *stars*, =1+1 and an image ![x](y)."}


class Composed(dict[str, Briefing]):
    """Body → its briefing, made when it is first asked for."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release, self.templates = release, templates()

    def __missing__(self, name: str) -> Briefing:
        self[name] = compose(self.release, self.templates[name], notes=NOTES)
        return self[name]


@pytest.fixture(scope="session")
def briefings(release: Release) -> dict[str, Briefing]:
    return Composed(release)


@pytest.fixture(scope="session")
def written(briefings: dict[str, Briefing]) -> Callable[[str, str], bytes]:
    """The file of a body in a format, written once."""
    return cache(lambda name, kind: FORMATS[kind].write(briefings[name]))
