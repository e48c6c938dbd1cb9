"""Which views could be played off against each other: the core that remains when the harmless ones are taken away.

Each view is a set of variables: for every dimension it has, the banding it uses and all coarser bandings in use, and the
same for time. A view whose shared variables all lie in one other view is an *ear*: given those, what it tells is
independent of the rest (Dobra & Fienberg 2000, bounds for decomposable marginals). Take such an ear with cells of at
least k persons, and a target made of its part X and another part Y. If the target could hold at most k−1, then Y by itself
could hold at most k−1 wherever X can occur, and if the target must hold somebody, so must Y: the target in Y alone was
already a violation without the ear. So ears add no violation and can be taken away one after another (Graham 1979; Yu &
Ozsoyoglu 1979). Where nothing is left, the views are proved safe together; what is left goes to the linear programs.
"""

from __future__ import annotations

from data_loaders.privacy.finder import Grid
from data_loaders.release import TIME_UNITS

Variable = tuple[str, int]  # dimension ("" for time) and step; larger = coarser


def variables(grids: dict[str, Grid]) -> dict[str, frozenset[Variable]]:
    steps: dict[str, set[int]] = {"": {TIME_UNITS.index(g.unit) for g in grids.values()}}
    for grid in grids.values():
        for dimension, step in grid.cut.items():
            steps.setdefault(dimension, set()).add(step)
    return {
        name: frozenset(
            [(d, s) for d, own in grid.cut.items() for s in steps[d] if s >= own]
            + [("", s) for s in steps[""] if s >= TIME_UNITS.index(grid.unit)]
        )
        for name, grid in grids.items()
    }


def core(grids: dict[str, Grid]) -> dict[str, frozenset[Variable]]:
    """Views that remain, with the variables that at least two of them share. Empty when all are proved safe together."""
    rest = variables(grids)
    changed = True
    while changed and len(rest) > 1:
        changed = False
        for name, own in sorted(rest.items()):
            others = [theirs for other, theirs in rest.items() if other != name]
            shared = frozenset(v for v in own if any(v in theirs for theirs in others))
            if shared != own:
                rest[name], changed = shared, True
            if any(shared <= theirs for theirs in others):
                del rest[name]
                changed = True
                break
    return {} if len(rest) <= 1 else rest
