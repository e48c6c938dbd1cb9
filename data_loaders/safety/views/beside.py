"""What other audiences have been shown of the same records: a reader of two releases holds the views of both.

Their series stay as they are; the one that comes later makes way. It begins with the same months as theirs did, and places lie
in the same hexagons, so that nothing cuts through anything. What is left to compare are views at
different steps of the same chains of joins: those go into the rule over two views and into the rule of numbers of persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data_loaders.refusal import RefusedError
from data_loaders.safety.calendar import Calendar, month_end, month_number, month_start
from data_loaders.safety.views.continued import further
from data_loaders.safety.views.finder import Grid

if TYPE_CHECKING:
    from data_loaders.release import Release, ViewEntry
    from data_loaders.safety.views.dataset import Countable

PLACES = "places"
REBASE_THERE = "Publish for that audience with --rebase and the reason; then publish this one again."
Partition = set[frozenset[str]]  # the leaves of each group


class CutThroughError(RefusedError):
    """Groups of two audiences that do not lie in each other."""

    def __init__(self, sentence: str, cure: str = REBASE_THERE) -> None:
        super().__init__(sentence, cure)


@dataclass(frozen=True)
class Beside:
    """Views of other audiences as grids of one dataset, by audience, release and view; and the months that each shows."""

    k: int = 0  # of the audience that is shown most: who holds both is one of its readers
    first: int = 0  # the month with which the own series begins
    grids: dict[str, Grid] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    until: dict[str, int] = field(default_factory=dict)
    with_persons: tuple[str, ...] = ()
    goes_on: dict[str, int] = field(default_factory=dict)  # views over the whole time → the month after it

    @property
    def of_periods(self) -> Beside:
        """Views over the whole time by the years that came after it; the time itself was looked at when the later series began."""
        return replace(
            self, grids={name: further(grid) for name, grid in self.grids.items()}, since=self.since | self.goes_on
        )

    def reached_by(self, calendar: Calendar) -> Calendar:
        """The calendar from the first month on that a period of theirs shares with it."""
        starts = [calendar.start_of(calendar.first, g.unit) for g in self.grids.values() if g.unit != "all"]
        return replace(calendar, first=max(self.first, min([calendar.first, *starts])))


def views_beside(dataset: str, others: Sequence[Release], *, since: int = 0) -> dict[str, tuple[Release, ViewEntry]]:
    """Those that show anything of a month from `since` on: a series that begins after what is out has no month with it."""
    return {
        f"{other.manifest.audience} {other.id}:{view.name}": (other, view)
        for other in others
        for view in other.views(dataset)
        if view.status == "published" and view.period_end and month_number(view.period_end) >= since
    }


def beside(data: Countable, others: Sequence[Release]) -> Beside:
    """Each view of the others at its step of the chains of this dataset."""
    shown = views_beside(data.name, others, since=data.calendar.first)
    grids = {
        name: Grid({d: _step(data, d, view, other) for d in view.dimensions}, str(view.time_unit))
        for name, (other, view) in shown.items()
    }
    return Beside(
        k=min(data.policy.k.values()),
        first=data.calendar.first,
        grids=grids,
        since={name: month_number(view.period_start) for name, (_, view) in shown.items() if view.period_start},
        until={name: month_number(view.period_end) for name, (_, view) in shown.items() if view.period_end},
        goes_on={n: _began(o, v)[1] + 1 for n, (o, v) in shown.items() if v.time_unit == "all"},
        with_persons=tuple(name for name, (_, view) in shown.items() if view.children == "published"),
    )


def _step(data: Countable, dimension: str, view: ViewEntry, other: Release) -> int:
    theirs, hierarchy = blocks_of(other, data.name, dimension, view), data.hierarchies.get(dimension)
    for number, step in enumerate(hierarchy.steps if hierarchy else ()):
        if hierarchy and {frozenset(hierarchy.leaves[leaf].code for leaf in block) for block in step} == theirs:
            return number
    raise CutThroughError(
        f"{data.name}: the groups of {dimension} in {view.name} of release {other.id} ({other.manifest.audience}) are none of those that are joined now, so that two audiences could be subtracted from each other."
    )


def blocks_of(other: Release, dataset: str, dimension: str, view: ViewEntry) -> Partition:
    rows = other.table("blocks")
    used = set(other.table(view.table)[dimension])
    own = rows[(rows["dataset"] == dataset) & (rows["dimension"] == dimension) & rows["block"].isin(used)]
    return {frozenset(leaves) for _, leaves in own.groupby("block")["leaf"]}


def begun(datasets: Sequence[str], others: Sequence[Release]) -> tuple[int | None, int | None]:
    """The month with which the series of others begins, the last one to begin, and the one with which it began to end.

    A view over the whole time is of the time with which a series began. Two of different length would tell of the rest, so
    a series that begins beside another one begins with the same time, and goes on from there with the next release.
    """
    first: dict[str, int] = {}
    whole = list[int]()
    for other, view in (shown for name in datasets for shown in views_beside(name, others).values()):
        if view.period_start and view.period_end:
            month, audience = month_number(view.period_start), other.manifest.audience
            first[audience] = min(month, first.get(audience, month))
            whole += [_began(other, view)[1]] if view.time_unit == "all" else []
    return max(first.values(), default=None), min(whole, default=None)


def _began(other: Release, view: ViewEntry) -> tuple[int, int]:
    """The first period of a view: of one over the whole time, that time."""
    table = other.table(view.table)
    return month_number(table["period_start"].min().date()), month_number(table["period_end"].min().date())


def refuse_other_times(data: Countable, others: Sequence[Release]) -> None:
    """Where views over the whole time would be of other times than those that are out."""
    for other, view in views_beside(data.name, others, since=data.calendar.first).values():
        own = data.calendar.periods("all")
        if view.time_unit == "all" and own and own != [_began(other, view)]:
            raise CutThroughError(
                f"{data.name}: the whole time is {month_start(own[0][0]):%B %Y} to {month_end(own[0][1]):%B %Y} here, and another one in release {other.id} ({other.manifest.audience}), so that two audiences could be subtracted from each other.",
                "Deliver the months with which the other series began; or begin that one afresh first, with --rebase and the reason.",
            )


def leaves_of_places(others: Sequence[Release]) -> tuple[str, ...]:
    """The leaves of the partition of places that others were shown, in their order; none where they were shown none."""
    return next((tuple(other.table(PLACES)["leaf"]) for other in others if len(other.frames.get(PLACES, ()))), ())
