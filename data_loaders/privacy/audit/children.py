"""Numbers of different children do not add up, so beside other figures they can tell of few: this looks at all published."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.overlap import banded_whole, bands_problem, overlap_problem, repeat_problem
from data_loaders.release import Check

if TYPE_CHECKING:
    from data_loaders.privacy.audit import Published


def check_children(data: Countable, views: Sequence[Published]) -> Check:
    """Counts less children of each view, and parts less whole of each two views that share their bandings."""
    shown = [view for view in views if "children" in view.table]
    trouble = [f"{view.name}: {p}" for view in shown if (p := repeat_problem(view.table, k=data.k))]
    trouble += [f"{view.name}: {p}" for view in shown if (p := bands_problem(data, view.grid, view.table))]
    for whole, parts in permutations(shown, 2):
        summed = banded_whole(data, whole.grid, whole.table)
        if summed is not None and not parts.grid.cut:
            problem = overlap_problem(summed, parts.table, shared=[], k=data.k)
            trouble += [f"{parts.name} with {whole.name} added up: {problem}"] if problem else []
        shared = list(whole.grid.cut)
        if set(shared) <= set(parts.grid.cut) and all(whole.grid.cut[d] == parts.grid.cut[d] for d in shared):
            problem = overlap_problem(whole.table, parts.table, shared=shared, k=data.k)
            trouble += [f"{parts.name} with {whole.name}: {problem}"] if problem else []
    reason = (
        f"Numbers of different {data.policy.protected} stand in {len(shown)} views; beside the counts and beside each other they "
        "tell of nobody, or of enough."
        if not trouble
        else f"{'; '.join(trouble[:5])}. Publish the numbers of {data.policy.protected} of fewer views."
    )
    return Check(
        name="different children",
        subject=data.name,
        status="failed" if trouble else "passed",
        reason=reason,
        tried=len(shown),
    )
