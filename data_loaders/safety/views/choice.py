"""Which grid each wanted view gets when all of them lie side by side.

Every view begins with the finest grid that is safe by itself. Where two or three of them show that a small group is there
(pairs.py, covers.py), any could become coarser: each is tried, and the one that costs least detail yields, step by step, until
they tell nothing. Where several give a small number away together (audit/across.py), the last wanted of them becomes coarser.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from data_loaders.policy.datasets import View
from data_loaders.release import TIME_UNITS
from data_loaders.safety.attack.across import Attacks, troubled_views
from data_loaders.safety.views.finder import Found, Grid, find_view

LESS = 0.75  # so much of a view's detail is left when it has to become coarser for several; a few rounds, and it is withheld
TIE = 1e-9  # scores that differ by less are the same


@dataclass
class _Choice:
    """The grids chosen so far. `coarser` and `below` are how far a view has had to yield."""

    attacks: Attacks
    time_detail: float
    found: dict[str, Found] = field(default_factory=dict)
    coarser: dict[str, int] = field(default_factory=dict)
    below: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for view in self.attacks.data.policy.views:
            self.coarser[view.name], self.below[view.name] = 0, inf
            self.find(view.name)

    @property
    def grids(self) -> dict[str, Grid]:
        return {name: found.grid for name, found in self.found.items() if found.grid}

    def find(self, name: str) -> None:
        self.found[name] = self._found(name, self.below[name])

    def _found(self, name: str, below: float) -> Found:
        data = self.attacks.data
        return find_view(data, self._view(name), time_detail=self.time_detail, coarser=self.coarser[name], below=below)

    def _view(self, name: str) -> View:
        return next(view for view in self.attacks.data.policy.views if view.name == name)

    def beside(self, name: str, names: tuple[str, ...]) -> Found:
        """The finest grid of a view with which these tell nothing together, or none at all."""
        found, grids = self.found[name], self.grids
        while found.grid and self.attacks.tells(names, {**grids, name: found.grid}):
            found = self._found(name, found.score)
        return found

    def part(self, *names: str) -> None:
        """Let that of the views yield which loses least by it; the later wanted one where they lose the same.

        What another audience has been shown cannot yield.
        """
        ways = {name: self.beside(name, names) for name in names[::-1] if name in self.found}
        lost = {name: self.found[name].score - (way.score if way.grid else 0.0) for name, way in ways.items()}
        name = next(name for name in ways if lost[name] < min(lost.values()) + TIE)
        self.found[name], self.below[name] = ways[name], ways[name].score + TIE

    def yield_last(self, views: tuple[str, ...]) -> None:
        name = max((view for view in views if view in self.grids), key=list(self.found).index)
        grid = self.grids[name]
        unit = TIME_UNITS.index(grid.unit)
        if unit < len(TIME_UNITS) - 1 or not grid.cut:
            self.coarser[name] = unit + 1
        else:  # over the whole time already: its groups become coarser, a quarter of its detail at a time
            self.below[name] = self.found[name].score * LESS
        self.find(name)


def choose_together(attacks: Attacks, time_detail: float) -> list[Found]:
    """Choose every view, until no two and no several of them give a small number away."""
    choice = _Choice(attacks, time_detail)
    while True:
        while telling := attacks.telling(choice.grids):
            choice.part(*telling[0])
        trouble = troubled_views(attacks, choice.grids)
        if not trouble:
            return list(choice.found.values())
        for views in trouble:
            choice.yield_last(views)
