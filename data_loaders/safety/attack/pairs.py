"""The strict rule, for both audiences: no two views may show that a group of fewer than k persons is there at all.

Take a cell a of one view and a cell b of another inside a common cell s that both add up to. Whoever sees them knows that at
least n(a) + n(b) − n(s) records are in both. Fifty-two episodes of a ward, twenty-nine of all girls of its locality, and
so on: at least twenty-three by boys of that ward, who may be four. So wherever that number is above nobody, the group that it
speaks of (a and b together) must be k persons or more. The rule is tried on the true groups:

- for each b, and for all but b, with *any* set of cells a: those in which nobody is come for nothing, and of the others the
  most records that fewer than k persons can have. That is a choice under a small budget, solved exactly;
- for the unions of a, and of b, along their time and along each of their dimensions, up to what both share, with the persons of
  a union counted once. Three children who are missing in each of three months are nine persons cell by cell, and three together.

In other sets persons are counted in each cell by themselves, so a person in several cells is counted several times: such a set
is left out only if it is larger than it looks. What three views tell together is asked by `covers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import numpy as np

from data_loaders.release import TIME_UNITS
from data_loaders.safety.attack.meeting import Common, records_of_few, within
from data_loaders.safety.floor import Ints
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.finder import Grid

if TYPE_CHECKING:
    from data_loaders.safety.views.dataset import Countable

Key = tuple[tuple[str, int], ...]
Span = tuple[int, int]  # first and last month
Question = tuple[Key, Key, Span, int]  # two grids, the months and k


@dataclass(frozen=True)
class Pairs:
    """Which two grids tell of a small group, remembered: choosing, continuing and auditing ask the same."""

    data: Countable
    until: dict[str, int] = field(default_factory=dict)  # the last month of each view that was paused
    beside: Beside = field(default_factory=Beside)  # views of other audiences, which cannot yield
    known: dict[Question, bool] = field(default_factory=dict)  # of two grids as they are
    answers: dict[Question, bool] = field(default_factory=dict)  # of two grids and all that they add up to
    few: dict[tuple[Key, Span, int], Ints] = field(default_factory=dict)  # of each common cell: records_of_few

    def telling(self, grids: dict[str, Grid]) -> list[tuple[str, str]]:
        """The pairs of views that show that a small group is there, in the order of the views."""
        pairs = chain(combinations(grids, 2), product(grids, self.beside.grids))
        return [(one, other) for one, other in pairs if self.tells(one, other, grids)]

    def tells(self, one: str, other: str, grids: dict[str, Grid]) -> bool:
        a, b = grids[one], self.beside.grids[other] if other in self.beside.grids else grids[other]
        k = self.beside.k if other in self.beside.grids else self.data.k
        question = (a.key, b.key, self._span(one, other), k)
        if question not in self.answers:
            data = self.wide if other in self.beside.grids else self.data
            both = list(product(unions(a, beside=b), unions(b, beside=a)))
            self.answers[question] = self._any_tells(data, both, *question[2:])
        return self.answers[question]

    @property
    def wide(self) -> Countable:
        """The records over all the time that views of other audiences share with the calendar."""
        return replace(self.data, calendar=self.beside.reached_by(self.data.calendar))

    def _span(self, one: str, other: str) -> Span:
        """The months that both views have figures for."""
        ends = {**self.until, **self.beside.until}
        calendar = self.data.calendar
        return self.beside.since.get(other, 0), min(ends.get(n, calendar.last) for n in (one, other))

    def _any_tells(self, data: Countable, both: Sequence[tuple[Grid, Grid]], span: Span, k: int) -> bool:
        """Whether two of these show it: unions of one grid with unions of another one, which all add up to the same."""
        asked: dict[Question, tuple[Grid, Grid]] = {}
        for two in both:
            one, other = sorted(grid.key for grid in two)
            asked[one, other, span, k] = two
        if any(self.known.get(question, False) for question in asked):
            return True
        new = [question for question in asked if question not in self.known]
        for at, is_telling in self._telling(data, [asked[question] for question in new], span, k):
            self.known[new[at]] = is_telling
            if is_telling:
                return True
        return False

    def _telling(
        self, data: Countable, both: Sequence[tuple[Grid, Grid]], span: Span, k: int
    ) -> Iterable[tuple[int, bool]]:
        common = shared(*both[0]) if both else Grid({}, "all")
        inside = covered(data, common.unit, span)
        if not both or not inside.any():
            return ((at, False) for at in range(len(both)))
        s, person, where = numbered(data, common, inside), data.records.person[inside], (common.key, span, k)
        if where not in self.few:
            self.few[where] = records_of_few(s, person, k)
        grids = {grid.key: grid for grid in chain.from_iterable(both)}
        cells = {key: within(s, numbered(data, grid, inside)) for key, grid in grids.items()}
        return Common(s, person, self.few[where], k).telling([(cells[a.key], cells[b.key]) for a, b in both])


def unions(grid: Grid, *, beside: Grid) -> list[Grid]:
    """The grid, and each that adds it up along its time or some of its dimensions, as far as the other one does."""
    common = shared(grid, beside)
    units = dict.fromkeys((grid.unit, common.unit))
    finer = [d for d, step in grid.cut.items() if common.cut.get(d) != step]
    made = []
    for added in chain.from_iterable(combinations(finer, size) for size in range(len(finer) + 1)):
        cut = {
            d: common.cut[d] if d in added else step
            for d, step in grid.cut.items()
            if d not in added or d in common.cut
        }
        made += [Grid(cut, unit) for unit in units]
    return [union for union in made if union.key != common.key] or [grid]


def shared(one: Grid, other: Grid) -> Grid:
    """What both add up to."""
    cut = {d: max(step, other.cut[d]) for d, step in one.cut.items() if d in other.cut}
    return Grid(cut, max(one.unit, other.unit, key=TIME_UNITS.index))


def covered(data: Countable, unit: str, span: Span) -> np.ndarray:
    """Which records lie in whole periods that begin and end within a span."""
    period = data.period(unit)
    starts, ends = np.array(data.calendar.periods(unit) or [(0, span[1] + 1)]).T
    return np.asarray((period >= 0) & (starts[period] >= span[0]) & (ends[period] <= span[1]))


def numbered(data: Countable, grid: Grid, inside: np.ndarray) -> Ints:
    cell: Ints = data.period(grid.unit)[inside]
    for dimension, step in grid.cut.items():
        hierarchy = data.hierarchies[dimension]
        cell = cell * len(hierarchy.steps[step]) + hierarchy.block_of_leaf(step)[data.records.leaf[dimension][inside]]
    return cell
