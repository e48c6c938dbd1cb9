"""One hierarchy: the bandings of a dimension in any two views must nest, or one can be subtracted from the other."""

from __future__ import annotations

from itertools import combinations

from data_loaders.release import Check
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid


def check_nesting(data: Countable, grids: dict[str, Grid]) -> Check:
    """Look at the blocks themselves, not at the step numbers: every block of the one lies inside a block of the other."""
    broken, tried = [], 0
    for (one, a), (other, b) in combinations(grids.items(), 2):
        for dimension in a.cut.keys() & b.cut.keys():
            tried += 1
            steps = data.hierarchies[dimension].steps
            finer, coarser = sorted((steps[a.cut[dimension]], steps[b.cut[dimension]]), key=len, reverse=True)
            if not all(any(set(block) <= set(whole) for whole in coarser) for block in finer):
                broken.append(f"{one} and {other} on {dimension}")
    reason = (
        f"The bandings of every dimension nest in each other in all {tried} pairs of views that share one."
        if not broken
        else f"Bandings cut through each other: {'; '.join(broken)}. Give the dimension one nested hierarchy."
    )
    return Check(
        name="one hierarchy",
        subject=data.name,
        status="failed" if broken else "passed",
        reason=reason,
        tried=tried,
    )
