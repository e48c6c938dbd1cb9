"""How far a selection walks to its figure and a finding to its PDF: through how many rooms, and by which passages.

A passage is a call from one room of the public bank into another, counted once. Down is the way of the layers; up is a function
that was handed down and is called from below, such as what a cache is to work out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import pytest

from dashboard.ask.months import ALL
from dashboard.catalogue.links import honour
from dashboard.catalogue.missing import selection_of
from dashboard.paper.composing import compose
from dashboard.paper.formats import FORMATS
from dashboard.paper.template import Template, Wanted
from dashboard.web.missing import Asked, missing_page
from data_loaders.release import Release, open_release

LAYERS = ("web", "paper", "catalogue", "findings", "selection", "ask", "draw", "charts", "words", "measures")
ROOT = Path(__file__).resolve().parents[2] / "dashboard"


@dataclass(frozen=True)
class Walk:
    rooms: tuple[str, ...]
    files: int
    functions: int
    down: int
    up: tuple[str, ...]

    def __str__(self) -> str:
        return f"{len(self.rooms)} rooms, {self.files} files, {self.functions} functions, {self.down} passages down, {len(self.up)} up ({', '.join(self.up)})"


def room_of(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    return path.relative_to(ROOT).parts[0].removesuffix(".py") if path.is_relative_to(ROOT) else ""


def walked(make: Callable[[], object]) -> Walk:
    passages: set[tuple[str, str]] = set()
    functions: set[tuple[str, str]] = set()

    def step(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and (here := room_of(frame)) in LAYERS:
            functions.add((frame.f_code.co_filename, frame.f_code.co_qualname))
            caller = frame.f_back
            while caller is not None and not room_of(caller):
                caller = caller.f_back
            there = room_of(caller) if caller is not None else ""
            if there in LAYERS and there != here:
                passages.add((there, here))

    sys.setprofile(step)
    try:
        make()
    finally:
        sys.setprofile(None)
    up = sorted(f"{a} to {b}" for a, b in passages if LAYERS.index(a) > LAYERS.index(b))
    rooms = {room for passage in passages for room in passage}
    files = {file for file, _ in functions}
    return Walk(tuple(r for r in LAYERS if r in rooms), len(files), len(functions), len(passages) - len(up), tuple(up))


@pytest.fixture
def release(store: Path) -> Release:
    """Of which nothing is remembered yet."""
    return replace(open_release(store), id="2026-01-01-walked")


def test_a_selection_and_a_finding_walk_down(release: Release, tell: Callable[[str], None]) -> None:
    asked = honour("Count", "Reports", {"missing_episodes": "Episodes", "missing_reports": "Reports"}).code
    selection = selection_of({"unit": asked})
    page = walked(lambda: missing_page(release, Asked(selection, 36, ALL, is_ahead=False)))
    template = Template(title="T", body="B", finding=(Wanted(key="kind-of-day"),))
    paper = walked(lambda: FORMATS["pdf"].write(compose(release, template)))
    tell(f"a selection, from its link to its page: {page}")
    tell(f"a finding, from its key to a PDF: {paper}")
    assert page.up == ()  # a page hands nothing down that a lower room calls
    assert set(paper.up) <= {"ask to catalogue"}  # what is remembered of a finding
    for walk, files, functions in (
        # Since 28 November names of tools are shorter on a phone.
        (page, 70, 503),
        # Since 27 November widths of columns on paper have a file of their own, and what is asked among so many lines; since 28
        # November it is asked on which days contexts were counted together, and of the latest alone, and what a first page asks, by rule,
        # has a file of its own; and what is overdue of the Committee's registers is judged, actions on no ask, and targets that nobody can judge.
        (paper, 97, 635),
    ):  # what they were on 26 November 2026, and a little room
        assert walk.files <= files
        assert walk.functions <= functions
