"""Counts of times of one indicator and area, and which others follow from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from data_loaders.indicator_days import Chain, few_follow


class Time(NamedTuple):
    """How many were counted from a day until before another."""

    start: pd.Timestamp
    end: pd.Timestamp
    n: float


class Times:
    """Counts of times, and every other that follows from them: times that begin or end on one day add up, or leave each other.

    A chain: days between which counts follow → how many were counted until that day, from some day on.
    """

    def __init__(self) -> None:
        self.chains: list[Chain] = []

    def _chain(self, day: pd.Timestamp) -> Chain:
        return next((chain for chain in self.chains if day in chain), {day: 0.0})

    def _with(self, time: Time) -> list[Chain]:
        before, after = self._chain(time.start), self._chain(time.end)
        if time.end in before:
            return self.chains
        shift = before[time.start] + time.n - after[time.end]
        others = [chain for chain in self.chains if chain is not before and chain is not after]
        return [*others, before | {day: n + shift for day, n in after.items()}]

    def add(self, time: Time) -> None:
        self.chains = self._with(time)

    def tell_few_beside(self, time: Time, k: int) -> bool:
        """Whether of some days, next to each other or not, 1 to k−1 follow, or as many too many, which did not without this one."""
        known = self._chain(time.start)
        if time.end in known:
            return 0 < abs(time.n - (known[time.end] - known[time.start])) < k
        return few_follow(_interlocked(self._with(time)), set(known), k)


def are_sums(times: Iterable[Time], k: int) -> bool:
    """Whether a time may hold as many as all times in it that share no day: a population is the same in each month of a year."""
    ordered = sorted(times, key=lambda time: (time.end, time.start))
    return all(_most_inside(time, ordered) - time.n < k for time in ordered)


def _most_inside(time: Time, ordered: list[Time]) -> float:
    """The most that shorter times inside one, which share no day, have together; by their ends."""
    most: list[tuple[pd.Timestamp, float]] = [(time.start, 0.0)]
    for part in ordered:
        if time.start <= part.start and part.end <= time.end and part[:2] != time[:2]:
            before = max(n for day, n in most if day <= part.start)
            most.append((part.end, max(most[-1][1], before + part.n)))
    return most[-1][1]


def _interlocked(chains: list[Chain]) -> list[Chain]:
    """The last chain, and those that begin or end in its midst or in that of one of these: of days elsewhere nothing new follows."""
    first, last = min(chains[-1]), max(chains[-1])
    found: list[Chain] = []
    near = chains[-1:]
    while len(near) > len(found):
        found = near
        first, last = min(first, *map(min, found)), max(last, *map(max, found))
        near = [chain for chain in chains if min(chain) < last and max(chain) > first]
    return found
