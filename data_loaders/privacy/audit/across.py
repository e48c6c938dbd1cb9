"""Across views: could somebody who combines all published cells force a small number anywhere?

Inside the core (see core.py) the unknown is the table of counts over the finest bandings that the core's views share, and
the published cells are its linear constraints. A *target* is any cell of it, or any sum of its cells over some of the
dimensions, behind which there are 1 to k−1 persons. Witnesses come first: a table of whole numbers that fits everything
published and puts nobody into the target, or two such tables that differ by k or more there, clears it for good, because
nobody can tell that table from the true one. What no witness clears is bounded by linear programming; a target that must
hold at least one, and at most k−1 or within less than k, is a violation.
"""

from __future__ import annotations

from dataclasses import dataclass

from data_loaders.privacy.audit.core import TIME, Tie, active_ties, components, core
from data_loaders.privacy.audit.programs import clear_targets
from data_loaders.privacy.audit.tables import LARGEST, core_programs
from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.finder import Grid
from data_loaders.release import Check


@dataclass(frozen=True)
class Attacked:
    """What came of one part of the core."""

    views: tuple[str, ...]
    targets: int
    trouble: str  # empty: nothing could be narrowed down


def check_across(data: Countable, grids: dict[str, Grid]) -> list[Check]:
    ties = active_ties(grids, data.policy.tied)
    left = core(grids, ties)
    attacked = [_attack(data, part, ties) for part in components(left, ties)]
    proved = len(grids) - len(left)
    checks = [
        Check(
            name="views that cannot be played off against each other",
            subject=data.name,
            status="passed",
            reason=f"Proved for {proved} of {len(grids)} views: each shares with the others only what one other view already shows.",
            tried=len(grids),
        )
    ]
    return checks if not left else [*checks, _summary(data, attacked)]


def troubled_views(data: Countable, grids: dict[str, Grid]) -> list[tuple[str, ...]]:
    """The groups of views that give a small number away together; empty when the release may be published."""
    ties = active_ties(grids, data.policy.tied)
    parts = components(core(grids, ties), ties)
    return [found.views for part in parts if (found := _attack(data, part, ties)).trouble]


def _attack(data: Countable, part: dict[str, frozenset[tuple[str, int]]], ties: tuple[Tie, ...]) -> Attacked:
    views = tuple(sorted(part))
    own = {d for variables in part.values() for d, _ in variables}
    programs = core_programs(data, part, tuple(tie for tie in ties if set(tie) & own and set(tie) <= {*own, TIME}))
    if programs is None:
        return Attacked(
            views, 0, f"{', '.join(views)} together have more than the {LARGEST} base cells that can be proved safe"
        )
    targets = sum(len(p.targets) for p in programs)
    forced = [label for program in programs for label in clear_targets(program, k=data.k).forced]
    return Attacked(views, targets, f"{', '.join(views)} together force {'; '.join(forced[:5])}" if forced else "")


def _summary(data: Countable, attacked: list[Attacked]) -> Check:
    """How many programs that took depends on the solver's path, so it is not said: the same deliveries, the same release."""
    trouble = [found.trouble for found in attacked if found.trouble]
    targets = sum(found.targets for found in attacked)
    groups = "; ".join(", ".join(found.views) for found in attacked)
    reason = (
        f"{groups}: {targets} sums with fewer than {data.k} {data.policy.protected} behind them were attacked with all "
        f"published cells at once; for each, other tables of whole numbers fit as well, so none can be narrowed down."
        if not trouble
        else f"{'. '.join(trouble)}. Make one of these views coarser or remove it."
    )
    return Check(
        name="combining views",
        subject=data.name,
        status="failed" if trouble else "passed",
        reason=reason,
        tried=targets,
    )
