"""Sets of days, next to each other or not, whose count follows from chains of days between which counts follow."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Sets of days that are looked at beside one time. Where there are more, it is not shown: rolling years of three years need a few thousand.
MOST_SETS = 20_000
MANY = 500  # from here on it pays to look at them in more than one way
HALF = 0.5  # counts are whole
PLACES = 6  # beyond these, a sum of counts differs by how it was added up
Chain = dict[pd.Timestamp, float]  # day → how many were counted until then, from some day on
State = tuple[
    tuple[int, ...], float
]  # of each chain, days on which a part ended less those on which one began; how many so far


def few_follow(chains: list[Chain], begun: set[pd.Timestamp], k: int) -> bool:
    """Whether the count of some set of days is 1 to k−1, or as many too many, and follows since the last chain is one with `begun`.

    A set of days follows where each chain has as many days on which a part of it begins as on which one ends, and not before
    where that is not so of the two of which the last chain is made. Counts until a day are laid beside each other so that none
    falls: then a set has at least as many as its parts, and only small parts matter.
    """
    days = sorted((day, at) for at, chain in enumerate(chains) for day in chain)
    laid = _laid_beside(chains, days)
    middle = laid.mean(axis=0)
    until = [chains[of][day] + middle[of] for day, of in days]
    pieces = [round(later - earlier, PLACES) for earlier, later in pairwise(until)] + [0.0]
    never_falls = min(pieces) >= 0
    if never_falls and len(chains) == 1 and not any(0 < piece < k for piece in pieces):
        return False
    turns = [
        Turn(
            of + (day in begun),
            sum(other == of for _, other in days[at + 1 :]),
            pieces[at],
            sum(min(piece, 0.0) for piece in pieces[at + 1 :]),
        )
        for at, (day, of) in enumerate(days)
    ]
    others = np.pad(laid - middle, ((0, 0), (0, 1)), mode="edge") if never_falls else np.zeros((0, len(chains) + 1))
    states: set[State] = {((0,) * (len(chains) + 1), 0.0)}
    for turn, after in zip(turns, [*turns[1:], turns[-1]], strict=True):
        states = {state for before in states for state in turn.reached(before, k)}
        if any(_is_new(then) and 0 < abs(round(n)) < k for then, n in states):
            return True
        states = states if len(states) < MANY else _small_anyhow(states, others, after.of, k)
        if len(states) > MOST_SETS:
            return True
    return False


class Turn(NamedTuple):
    """A day on which a part of a set may begin or end: of which chain, how many of its days come later, how many until the next day of any
    chain, and how many fewer than that the later ones may have. The last chain is the last two: a day of the one may end what begins on one of the other."""

    of: int
    left: int
    piece: float
    falls: float

    def reached(self, before: State, k: int) -> list[State]:
        """What a set can be after this day, as far as it may still follow and be small."""
        open_, n = before
        is_inside = sum(open_) < 0
        turned = (*open_[: self.of], open_[self.of] + (1 if is_inside else -1), *open_[self.of + 1 :])
        ways = ((open_, n + self.piece if is_inside else n), (turned, n if is_inside else n + self.piece))
        return [(then, round(now, PLACES)) for then, now in ways if self._may_close(then) and now + self.falls < k]

    def _may_close(self, open_: tuple[int, ...]) -> bool:
        joined = len(open_) - 2
        lacks = open_[self.of] if self.of < joined else open_[joined] + open_[joined + 1]
        return abs(lacks) <= self.left


def _is_new(open_: tuple[int, ...]) -> bool:
    """Whether a set follows, and did not before the last chain was one."""
    *others, one, other = open_
    return not any(others) and one + other == 0 != one


def _small_anyhow(states: set[State], others: NDArray[np.float64], next_chain: int, k: int) -> set[State]:
    """The sets that have fewer than k so far, in whichever way chains may be laid beside each other."""
    told = list(states)
    open_ = np.array([then for then, _ in told], dtype=float)
    open_[:, next_chain] -= open_.sum(axis=1)  # a part that goes on is counted until the next day
    most = np.array([n for _, n in told]) + (open_ @ others.T).max(axis=1, initial=0.0)
    return {told[at] for at in np.flatnonzero(most < k - HALF)}


def _laid_beside(chains: list[Chain], days: list[tuple[pd.Timestamp, int]]) -> NDArray[np.float64]:
    """Ways to lay chains beside each other so that no count until a day falls, where that can be: what is added to each chain.

    Each chain once as high beside the others as it goes, and once as low. Where counts contradict each other, some fall.
    """
    steps = [(a, b, chains[b][later] - chains[a][earlier]) for (earlier, a), (later, b) in pairwise(days)]
    far = 1.0 + sum(abs(rise) for *_, rise in steps)
    ways = np.concatenate([np.eye(len(chains)), 1 - np.eye(len(chains))]) * far
    for _ in chains:
        for a, b, rise in steps:
            ways[:, a] = np.minimum(ways[:, a], ways[:, b] + rise)
    return ways
