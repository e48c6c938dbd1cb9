"""The noun that page and paper share: a question, its typed answer, its figures, its chart and its words."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

import pandas as pd

from dashboard.ask.answer import Answer, Reason
from dashboard.charts.marks import Chart
from dashboard.charts.table import Table
from data_loaders.release import Manifest, Release

LONGEST_TITLE = 90  # signs: two lines at 22 px beside the tabs, and one line of a slide


class State(StrEnum):
    """Withheld is not zero, and not delivered is not withheld: each has its own sentence."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_DELIVERED = "not delivered"
    NOT_COVERED = "not covered"
    CANNOT_TELL = "cannot tell"
    ERROR = "error"


STATES = {
    Reason.WITHHELD: State.HIDDEN, Reason.NOT_DELIVERED: State.NOT_DELIVERED, Reason.NOT_COVERED: State.NOT_COVERED,
}  # fmt: skip


def state_of(answer: Answer) -> State:
    """The three reasons of an answer, kept apart."""
    return State.SHOWN if answer.reason is None else STATES[answer.reason]


class Drawing(Protocol):
    """A plain chart of `dashboard.charts`: it says what it shows, and lowers itself to marks at a width."""

    @property
    def alt(self) -> str: ...
    def lowered(self, *, width: float = ...) -> Chart: ...


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class About:
    """What stands behind a finding, said once and in one place."""

    definition: str = ""
    method: str = ""
    caveats: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Finding:
    """`title`: what was found. `subtitle`: measure, unit, period and number. `result`: what words and comparisons are made from.

    Where the state is not SHOWN, `reason` says why in a sentence for a reader and `links` hold one way on.
    """

    key: str
    question: str
    title: str
    subtitle: str
    release_id: str
    state: State = State.SHOWN
    reason: str = ""
    result: Hashable = None
    table: Table | None = None
    chart: Drawing | None = None
    bear_in_mind: str = ""
    about: About = About()
    links: tuple[Link, ...] = ()
    entry: str = ""  # by which the catalogue makes it again: what a paper keeps of it

    def __post_init__(self) -> None:
        too_long = [t for t in (self.title, self.bear_in_mind) if len(t) > LONGEST_TITLE]
        if too_long:
            raise ValueError(f"The finding {self.key} says more than {LONGEST_TITLE} signs in one line: {too_long[0]}")
        if self.state not in (State.SHOWN, State.CANNOT_TELL) and not self.reason:
            raise ValueError(f"The finding {self.key} is {self.state} and does not say why.")
        if self.state is State.SHOWN and self.chart is not None and self.table is None:
            raise ValueError(f"The finding {self.key} draws figures that stand in no table.")


@dataclass(frozen=True)
class FigureFinding:
    """A finding that still holds text and a plotly figure. It goes when the last page has its `Finding`."""

    key: str
    title: str
    headline: str
    table: pd.DataFrame
    figure: Any  # a plotly figure or a plain chart, or None where nothing may be shown
    alt: str
    caveats: tuple[str, ...]
    definition: str
    source: str
    question: str
    release_id: str
    withheld: str = ""
    notes: tuple[str, ...] = ()  # what the figure shows, sentence by sentence
    result: Hashable = None
    entry: str = ""


def source_of(release: Release) -> str:
    return f"Partnership deliveries as at {release.manifest.as_at:%d %B %Y}; release {release.id}."


def data_line(manifest: Manifest) -> str:
    """The last day that anything published reaches to: what was delivered later is not drawn yet."""
    last = max((view.period_end for view in manifest.views if view.period_end), default=manifest.as_at)
    return f"Data to {last:%d %B %Y}".replace("to 0", "to ")


SAFE = "Not shown, to keep children safe."


def withheld_finding(release: Release, *, key: str, title: str, reason: str, headline: str = SAFE) -> FigureFinding:
    """The finding that says that nothing is shown, and why."""
    return FigureFinding(
        key=key, title=title, headline=headline, table=pd.DataFrame(), figure=None, alt="",
        caveats=(), definition="", source=source_of(release), question=title, release_id=release.id, withheld=reason,
    )  # fmt: skip


def nothing_finding(release: Release, *, key: str, title: str, reason: str) -> FigureFinding:
    """The finding that says that there is nothing to show: not withheld, but not delivered or not yet known."""
    return replace(withheld_finding(release, key=key, title=title, reason=reason), headline="Nothing to show here.")
