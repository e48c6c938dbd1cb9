"""Across views: could somebody who combines all published cells force a small number anywhere?

Inside the core (see core.py) the unknown is the table of counts over the finest bandings that the core's views share, and
the published cells are its linear constraints. A *target* is any cell of it, or any sum of its cells over some of the
dimensions, behind which there are 1 to k−1 persons. Witnesses come first: a table of whole numbers that fits everything
published and puts nobody into the target, or two such tables that differ by k or more there, clears it for good, because
nobody can tell that table from the true one. What no witness clears is bounded by linear programming; a target that must
hold at least one, and at most k−1 or within less than k, is a violation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from data_loaders.release import TIME_UNITS, Check
from data_loaders.safety.attack.core import TIME, Tie, Variable, active_ties, components, core
from data_loaders.safety.attack.covers import Covers
from data_loaders.safety.attack.pairs import Pairs
from data_loaders.safety.attack.tables import LARGEST, core_programs
from data_loaders.safety.attack.witnesses import AuditUnfinishedError, first_forced
from data_loaders.safety.views.beside import Beside
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid

Part = dict[str, frozenset[Variable]]
Question = tuple[tuple[tuple[str, frozenset[Variable]], ...], tuple[Tie, ...], tuple[tuple[str, int], ...]]


@dataclass(frozen=True)
class Attacked:
    """What came of one part of the core."""

    views: tuple[str, ...]
    trouble: str  # empty: nothing could be narrowed down


@dataclass(frozen=True)
class Attacks:
    """Attacks on the views of one dataset. What was attacked once is remembered, since choosing and auditing ask the same.

    The audit asks for itself: what the choice did not ask, or asked otherwise, is attacked when the audit asks it.
    `until`: the last month that a paused view has figures for; the others have all whole periods of the calendar.
    `beside`: views of other audiences; the rules over two views and over three are asked with them too, with the floor of
    the audience that is shown most.
    """

    data: Countable
    until: dict[str, int] = field(default_factory=dict)
    beside: Beside = field(default_factory=Beside)
    known: dict[Question, Attacked] = field(default_factory=dict)
    pairs: Pairs = field(init=False)
    covers: Covers = field(init=False)
    covers_beside: Covers = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pairs", Pairs(self.data, self.until, self.beside))
        object.__setattr__(self, "covers", Covers(self.data))
        object.__setattr__(self, "covers_beside", Covers(replace(self.pairs.wide, k=self.beside.k)))

    def telling(self, grids: dict[str, Grid]) -> list[tuple[str, ...]]:
        """The pairs of views that show that a small group is there; where none does, the first three that do."""
        return [*self.pairs.telling(grids)] or [
            three for three in self._three(grids, tuple(self.beside.grids)) if three
        ]

    def tells(self, names: tuple[str, ...], grids: dict[str, Grid]) -> bool:
        own = {name: grids[name] for name in names if name in grids}
        others = tuple(name for name in names if name in self.beside.grids)
        return (len(names) == 2 and self.pairs.tells(*names, grids)) or any(self._three(own, others))

    def _three(self, own: dict[str, Grid], others: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The first three views that tell: of the own ones, and of these with those of others."""
        yield self.covers.telling(own, self.until)
        if others and own:
            yield self._three_beside(own, others)

    def _three_beside(self, own: dict[str, Grid], others: tuple[str, ...]) -> tuple[str, ...]:
        """With an own view among them: what others were shown alone is out, and nobody can yield."""
        grids = own | {name: self.beside.grids[name] for name in others}
        found = self.covers_beside.telling(grids, self.beside.until | self.until, self.beside.since)
        if not found or set(found) & own.keys():
            return found
        fewer = (tuple(other for other in others if other != name) for name in found)
        return next((three for rest in fewer if (three := self._three_beside(own, rest))), ())

    def core(self, grids: dict[str, Grid]) -> Part:
        """The views that are not proved safe by themselves."""
        return core(grids, active_ties(grids, self.data.policy.tied), self._ends(grids))

    def on(self, grids: dict[str, Grid]) -> list[Attacked]:
        """What came of each part of the core of these views."""
        ties, last = active_ties(grids, self.data.policy.tied), self._ends(grids)
        totals = {unit: max((last[n] for n, g in grids.items() if g.unit == unit), default=0) for unit in TIME_UNITS}
        found = []
        for part in components(self.core(grids), ties):
            ends = {name: last[name] for name in part} | {f"{TIME} {unit}": end for unit, end in totals.items() if end}
            question = (tuple(sorted(part.items())), ties, tuple(sorted(ends.items())))
            if question not in self.known:
                self.known[question] = _attack(self.data, part, ties, ends)
            found.append(self.known[question])
        return found

    def _ends(self, grids: dict[str, Grid]) -> dict[str, int]:
        return {name: self.until.get(name, self.data.calendar.last) for name in grids}


def check_across(attacks: Attacks, grids: dict[str, Grid]) -> list[Check]:
    data = attacks.data
    left = attacks.core(grids)
    proved = len(grids) - len(left)
    checks = [
        Check(
            name="views that cannot be played off against each other",
            subject=data.name,
            status="passed",
            reason=f"Proved for {proved} of {len(grids)} views: each shares with the others only what one other view already shows.",
            tried=len(grids),
        ),
        _pairs_check(attacks, grids),
    ]
    return checks if not left else [*checks, _summary(data, attacks.on(grids))]


def _pairs_check(attacks: Attacks, grids: dict[str, Grid]) -> Check:
    """The strict rule over every two views and every three: what they must hold together is nobody's, or that of k persons."""
    data, telling = attacks.data, attacks.telling(grids)
    reason = (
        f"What any two or three views must hold together is nobody's, or that of at least {data.k} {data.policy.protected}."
        if not telling
        else f"{'; '.join(' with '.join(names) for names in telling[:5])} show that a small group is there. Make one of them coarser."
    )
    pairs = len(grids) * (len(grids) - 1) // 2 + len(grids) * len(attacks.beside.grids)
    return Check(
        name="two views at a time",
        subject=data.name,
        status="failed" if telling else "passed",
        reason=reason,
        tried=pairs,
    )


def troubled_views(attacks: Attacks, grids: dict[str, Grid]) -> list[tuple[str, ...]]:
    """The groups of views that give a small number away together; empty when the release may be published."""
    return [found.views for found in attacks.on(grids) if found.trouble]


def _attack(data: Countable, part: Part, ties: tuple[Tie, ...], ends: dict[str, int]) -> Attacked:
    views = tuple(sorted(part))
    own = {d for variables in part.values() for d, _ in variables}
    binding = tuple(tie for tie in ties if set(tie) & own and set(tie) <= {*own, TIME})
    programs = core_programs(data, part, binding, ends)
    if programs is None:
        return Attacked(
            views, f"{', '.join(views)} together have more than the {LARGEST} base cells that can be proved safe"
        )
    try:
        forced = [label for program in programs if (label := first_forced(program, k=data.k))]
    except AuditUnfinishedError as error:
        raise error.of(f"{data.name}: {', '.join(views)}") from error
    return Attacked(views, f"{', '.join(views)} together force {'; '.join(forced[:5])}" if forced else "")


def _summary(data: Countable, attacked: list[Attacked]) -> Check:
    """How many sums were attacked is not said: it would be how many small groups there are."""
    trouble = [found.trouble for found in attacked if found.trouble]
    groups = "; ".join(", ".join(found.views) for found in attacked)
    reason = (
        f"{groups}: every sum of their cells with fewer than {data.k} {data.policy.protected} behind it was tried against all "
        f"published cells at once; for each, other tables of whole numbers fit as well, so none can be narrowed down."
        if not trouble
        else f"{'. '.join(trouble)}. Make one of these views coarser or remove it."
    )
    return Check(
        name="combining views",
        subject=data.name,
        status="failed" if trouble else "passed",
        reason=reason,
        tried=sum(len(found.views) for found in attacked),
    )
