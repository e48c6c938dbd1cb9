"""What the catalogue says of a finding and of a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dashboard.ask.delivered import sources_of
from dashboard.findings.finding import Finding
from dashboard.findings.measure import Measure
from data_loaders.release import Release

PAGES_FOLDER = Path(__file__).resolve().parents[2] / "pages"
Codes = Mapping[str, str]  # parameter → code, as a link or a template gives them
Measures = Callable[[Release], Sequence[Measure]]
Place = Literal["questions", "layout"]
GROUPS = "groups"  # of a whole: what most of the verdicts are of that the Overview does not list
Build = Callable[[Release, Codes], Finding | None]


@dataclass(frozen=True)
class Other:
    """Another choice of a control: its codes, and how the controls say it."""

    codes: Codes
    said: str


@dataclass(frozen=True)
class PageEntry:
    """A page. `needs`: delivered tables, one of which is enough; without any of them the menu does not offer it."""

    file: str
    title: str
    url: str
    sentence: str
    section: str = ""
    needs: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / self.file


def no_measures(_: Release) -> tuple[Measure, ...]:
    """Of a finding that the Overview does not list."""
    return ()


@dataclass(frozen=True)
class Entry:
    """A finding: what it is called, what may be asked of it, what it needs, where it stands, and how it is made.

    `needs` are delivered tables, each of which it cannot do without; where a parameter names the dataset, `needs` is of the rest.
    `build` may return None where the release holds nothing to make it from. On its page a finding stands among the questions, in
    the order of the catalogue; one whose place is the `layout` is drawn before them, by the page's own arrangement.
    """

    key: str
    title: str
    question: str
    page: str  # the url of its page
    build: Build
    parameters: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    place: Place = "questions"
    with_codes: tuple[tuple[str, str], ...] = ()  # codes that are given where its page asks for nothing
    is_for_papers: bool = True
    measures: Measures = no_measures  # what the Overview lists of it
    judges: str = ""  # what its verdicts are of, where the Overview does not list them


def entry_text(key: str, codes: Codes) -> str:
    """A finding by its key and what is asked of it: the same text in whatever order it was asked, and in every release."""
    return json.dumps([key, dict(sorted(codes.items()))], ensure_ascii=False, separators=(",", ":"))


def is_offered(release: Release, needs: tuple[str, ...]) -> bool:
    """Whether one of what a page needs was delivered."""
    return not needs or not sources_of(release).isdisjoint(needs)


def lacking(release: Release, needs: tuple[str, ...]) -> tuple[str, ...]:
    """What a finding needs and was not delivered."""
    delivered = sources_of(release)
    return tuple(table for table in needs if table not in delivered)


def offered_measures(release: Release, entries: Sequence[Entry]) -> list[tuple[Entry, Measure]]:
    """What the Overview can list of these findings, each judged by itself."""
    return [(entry, m) for entry in entries if not lacking(release, entry.needs) for m in entry.measures(release)]
