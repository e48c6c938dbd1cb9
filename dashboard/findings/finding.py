"""The noun that page and paper share: a question, its typed answer, its figures, its chart and its words."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlencode

from dashboard.ask.answer import Answer, Reason
from dashboard.charts.marks import Chart
from dashboard.charts.table import Table
from dashboard.words.form import fitting
from dashboard.words.format import day, month
from data_loaders.release import Manifest, Release


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
    """`href`: the key of a finding, or the address of a page, with what is asked of it: the catalogue makes the address of it."""

    text: str
    href: str


def way(key: str, **codes: str) -> str:
    """A finding or a page, and what is asked of it."""
    return f"{key}?{urlencode(codes)}" if codes else key


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
    counted: str = ""  # whose figures these are, where that can be another set in another release
    weak: str = ""  # which columns it rests on are seldom filled in, in a sentence
    entry: str = ""  # by which the catalogue makes it again: what a paper keeps of it

    @property
    def is_shown(self) -> bool:
        """Whether there is anything of it to see; "we cannot tell" is an answer and is shown."""
        return self.state in (State.SHOWN, State.CANNOT_TELL)

    def __post_init__(self) -> None:
        # Names come with the data and can be long: such a line takes as many lines as it needs, and is never cut.
        object.__setattr__(self, "title", fitting(self.title))
        object.__setattr__(self, "bear_in_mind", fitting(self.bear_in_mind))
        if not self.is_shown and not self.reason:
            raise ValueError(f"The finding {self.key} is {self.state} and does not say why.")
        if self.state is State.SHOWN and self.chart is not None and self.table is None:
            raise ValueError(f"The finding {self.key} draws figures that stand in no table.")


def source_of(release: Release) -> str:
    return f"Partnership deliveries as at {day(release.manifest.as_at)}; release {release.id}."


def last_day(manifest: Manifest) -> date:
    """The last day that anything published reaches to: what was delivered later is not drawn yet."""
    return max((view.period_end for view in manifest.views if view.period_end), default=manifest.as_at)


def data_line(manifest: Manifest) -> str:
    return f"Data to {day(last_day(manifest))}"


def due_line(manifest: Manifest, today: date) -> str:
    """When the next data are due, as their suppliers said; nothing where none said it.

    The month alone: that is as far as a partnership promises.
    """
    due = min((source.next_due for source in manifest.sources if source.next_due), default=None)
    if due is None:
        return ""
    is_over = (due.year, due.month) < (today.year, today.month)
    return f"next {'was due' if is_over else 'due'} {month(due)}"
