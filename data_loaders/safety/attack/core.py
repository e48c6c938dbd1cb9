"""Which views could be played off against each other: the core that remains when the harmless ones are taken away.

Each view is a set of variables: for every dimension it has, the banding it uses and all coarser bandings in use, and the
same for time. A view whose shared variables all lie in one other view is an *ear*: given those, what it tells is
independent of the rest (Dobra & Fienberg 2000, bounds for decomposable marginals). Take such an ear with cells of at
least k persons, and a target made of its part X and another part Y. If the target could hold at most k−1, then Y by itself
could hold at most k−1 wherever X can occur, and if the target must hold somebody, so must Y: the target in Y alone was
already a violation without the ear. So ears add no violation and can be taken away one after another (Graham 1979; Yu &
Ozsoyoglu 1979). Where nothing is left, the views are proved safe together; what is left goes to the linear programs.

That holds as long as dimensions know nothing of each other. Where they do by definition (who is missing from foster care
is looked after; a Saturday is no school day) the policy says that they are *tied*: views on tied dimensions are never taken
away, and the programs count combinations that never occur as impossible, as an attacker would.

Parts of the core that share nothing but time are attacked apart: given the totals of each period, which all of them show,
what the one tells is independent of the other. So are two dimensions tied to the same third one: given that one, which is
attacked with each of them, they are independent.
"""

from __future__ import annotations

from collections.abc import Mapping

from data_loaders.release import TIME_UNITS
from data_loaders.safety.views.finder import Grid

TIME = "time"  # the name of time in the ties of a policy; inside variables it is ""
Variable = tuple[str, int]  # dimension ("" for time) and step; larger = coarser
Tie = tuple[str, str]


def active_ties(grids: dict[str, Grid], tied: tuple[Tie, ...]) -> tuple[Tie, ...]:
    """The ties whose both ends are in use."""
    used = {TIME, *(dimension for grid in grids.values() for dimension in grid.cut)}
    return tuple(tie for tie in tied if set(tie) <= used)


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


def core(
    grids: dict[str, Grid], ties: tuple[Tie, ...] = (), ends: Mapping[str, int] | None = None
) -> dict[str, frozenset[Variable]]:
    """Views that remain, with the variables that at least two of them share. Empty when all are proved safe together.

    `ends`: the last month of each view, where some were paused. A view that ended earlier shows nothing of the time after
    it, so it cannot stand for one that went on.
    """
    last = dict.fromkeys(grids, 0) if ends is None else ends
    rest = variables(grids)
    bound = {end for tie in ties for end in tie if end != TIME}
    changed = True
    while changed and len(rest) > 1:
        changed = False
        for name, own in sorted(rest.items()):
            others = {other: theirs for other, theirs in rest.items() if other != name}
            shared = frozenset(v for v in own if v[0] in bound or any(v in theirs for theirs in others.values()))
            if shared != own:
                rest[name], changed = shared, True
            is_told = any(shared <= theirs and last[other] >= last[name] for other, theirs in others.items())
            if is_told and not any(v[0] in bound for v in shared):
                del rest[name]
                changed = True
                break
    return {} if len(rest) <= 1 and not bound else rest


def components(left: dict[str, frozenset[Variable]], ties: tuple[Tie, ...]) -> list[dict[str, frozenset[Variable]]]:
    """The core in parts: views that share a dimension, together with those that a tie binds to them; in a fixed order."""
    joined: list[set[str]] = []
    for group in [{d for d, _ in own if d} for own in left.values()]:
        touching = [other for other in joined if other & group]
        joined = [other for other in joined if not other & group] + [group.union(*touching)]
    ends = [set(tie) - {TIME} for tie in ties]
    tied = [set().union(*(group for group in joined if group & end)) for end in ends]
    alone = [group for group in joined if not any(group <= other for other in tied)]
    parts = [{n: own for n, own in left.items() if {d for d, _ in own if d} & group} for group in [*tied, *alone]]
    distinct = {tuple(sorted(part)): part for part in parts if part}
    return [distinct[names] for names in sorted(distinct)]
