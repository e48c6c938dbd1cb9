"""How the children of an invented world live: evenly, or as the records of real children look.

Evenly: every locality has its share of children and of records, so that what is planted stands out and nothing else does.
Lifelike: homes are drawn at random, few children hold many records and within months rather than years, some move house, some
go with a brother or sister, incidents gather at venues and several children are met at once. Children and not records are then
the unit of chance, and a verdict that takes each record for an event of its own names what is not there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_loaders.demo.story import MONTHS, Story

EVEN, LIFELIKE = "even", "lifelike"
LIVES = (EVEN, LIFELIKE)
# Standard deviation of the logarithm of a child's rate: with it a year's episodes of a child have a design effect near 9, as
# measured in real deliveries of missing episodes.
HEAVY_TAIL = 0.6
STRETCH_MONTHS = 12.0  # on average a child's records fall within so many months; a geometric tail goes beyond a year
LONGEST_BEFORE = 48  # months before the first in which a stretch may have begun: after four times the mean few go on
OUTSIDE_STRETCH = 0.15  # weight of the months outside it: now and then somebody comes back
MOVE_SHARE, SIBLING_SHARE, TOGETHER_SHARE = 0.06, 0.10, 0.5
NEVER = len(MONTHS)


@dataclass(frozen=True)
class Lives:
    """One entry for each child: months as numbers of the story's months; `sibling` is another child's number or −1."""

    begins: np.ndarray
    ends: np.ndarray
    moves: np.ndarray
    sibling: np.ndarray
    is_even: bool

    def activity(self) -> np.ndarray:
        """Children × months: how much likelier a record is in a month than in the child's best ones."""
        month = np.arange(len(MONTHS))
        inside = (month >= self.begins[:, None]) & (month < self.ends[:, None])
        return np.where(inside, 1.0, OUTSIDE_STRETCH)


def even_lives(count: int) -> Lives:
    """Every child may be met in every month, stays where they live, and goes alone."""
    every = np.full(count, NEVER)
    return Lives(begins=np.zeros(count, dtype=int), ends=every, moves=every, sibling=np.full(count, -1), is_even=True)


def lifelike_lives(story: Story, count: int) -> Lives:
    """Stretches, moves and siblings, drawn at random."""
    rng = story.rng(40)
    begins = rng.integers(-LONGEST_BEFORE, len(MONTHS), count)
    ends = np.minimum(begins + rng.geometric(1 / STRETCH_MONTHS, count) + 1, len(MONTHS))
    moves = np.where(rng.random(count) < MOVE_SHARE, rng.integers(1, len(MONTHS), count), NEVER)
    sibling = np.full(count, -1)
    pairs = rng.permutation(count)[: 2 * round(count * SIBLING_SHARE / 2)].reshape(-1, 2)
    sibling[pairs[:, 0]], sibling[pairs[:, 1]] = pairs[:, 1], pairs[:, 0]
    return Lives(begins=begins, ends=ends, moves=moves, sibling=sibling, is_even=False)


def with_siblings(rng: np.random.Generator, lives: Lives, child: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Starts in which part of what one of two siblings did was done together."""
    together, order = start.copy(), np.argsort(child, kind="stable")
    first = np.searchsorted(child[order], np.arange(len(lives.sibling) + 1))
    for one in np.flatnonzero(lives.sibling > np.arange(len(lives.sibling))):
        other = lives.sibling[one]
        mine, theirs = (order[first[who] : first[who + 1]] for who in (one, other))
        for row in range(min(len(mine), len(theirs))):
            if rng.random() < TOGETHER_SHARE:
                together[theirs[row]] = start[mine[row]]
    return together
