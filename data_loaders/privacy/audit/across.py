"""Across views: could somebody who combines all published cells force a small number anywhere?

Inside the core (see core.py) the unknown is the table of counts over the finest bandings that the core's views share, and
the published cells are its linear constraints. A *target* is any cell of it, or any sum of its cells over some of the
dimensions, behind which there are 1 to k−1 persons. Witnesses come first: a table of whole numbers that fits everything
published and puts nobody into the target, or two such tables that differ by k or more there, clears it for good, because
nobody can tell that table from the true one. What no witness clears is bounded by linear programming; a target that must
hold at least one, and at most k−1 or within less than k, is a violation.
"""

from __future__ import annotations

from data_loaders.privacy.audit.core import core
from data_loaders.privacy.audit.programs import LARGEST, Program, clear_targets
from data_loaders.privacy.audit.tables import core_programs
from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.finder import Grid
from data_loaders.release import Check


def check_across(data: Countable, grids: dict[str, Grid]) -> list[Check]:
    left = core(grids)
    proved = sorted(set(grids) - set(left))
    checks = [
        Check(
            name="views that cannot be played off against each other",
            subject=data.name,
            status="passed",
            reason=f"Proved for {len(proved)} of {len(grids)} views: each shares with the others only what one other view already shows.",
            tried=len(grids),
        )
    ]
    if not left:
        return checks
    programs = core_programs(data, left)
    cells = max((p.cells for p in programs), default=0)
    if cells > LARGEST:
        reason = f"{', '.join(sorted(left))} together have {cells} base cells, more than the {LARGEST} that can be proved safe. Remove one of these views from the policy."
        return [
            *checks,
            Check(name="combining views", subject=data.name, status="failed", reason=reason, tried=0),
        ]
    return [*checks, _bounds(data, sorted(left), programs)]


def _bounds(data: Countable, views: list[str], programs: list[Program]) -> Check:
    targets = sum(len(p.targets) for p in programs)
    outcomes = [clear_targets(program, k=data.k) for program in programs]
    forced = [label for outcome in outcomes for label in outcome.forced]
    # How many programs that took depends on the solver's path, so it is not said: the same deliveries give the same release.
    reason = (
        f"{', '.join(views)}: {targets} sums with fewer than {data.k} {data.policy.protected} behind them were attacked with all "
        f"published cells at once; for each, other tables of whole numbers fit as well, so none can be narrowed down."
        if not forced
        else f"Forced by {', '.join(views)} together: {'; '.join(forced[:5])}. Make one of these views coarser or remove it."
    )
    return Check(
        name="combining views",
        subject=data.name,
        status="failed" if forced else "passed",
        reason=reason,
        tried=targets,
    )
