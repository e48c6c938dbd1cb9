"""Counts of times of one indicator and area, and which others follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd


class Time(NamedTuple):
    """How many were counted from a day until before another."""

    start: pd.Timestamp
    end: pd.Timestamp
    n: float

    def holds(self, other: Time) -> bool:
        return bool(self.start <= other.start and other.end <= self.end)

    def meets(self, other: Time) -> bool:
        return bool(self.start < other.end and other.start < self.end)


class Times:
    """Counts of times, and every other that follows from them: times that begin or end on one day add up, or leave each other.

    A chain: days between which counts follow → how many were counted until that day, from some day on.
    """

    def __init__(self) -> None:
        self.printed: list[Time] = []
        self.chains: list[dict[pd.Timestamp, float]] = []

    def _chain(self, day: pd.Timestamp) -> dict[pd.Timestamp, float]:
        return next((chain for chain in self.chains if day in chain), {day: 0.0})

    def add(self, time: Time) -> None:
        self.printed.append(time)
        before, after = self._chain(time.start), self._chain(time.end)
        if time.end not in before:
            shift = before[time.start] + time.n - after[time.end]
            self.chains = [c for c in self.chains if c is not before and c is not after]
            self.chains.append(before | {day: n + shift for day, n in after.items()})

    def tell_few_beside(self, time: Time, k: int) -> bool:
        """Whether 1 to k−1 of a time follow, or of what is left of one without others inside it, once this one is known too."""
        left = [time.n - sum(part.n for part in parts) for parts in self._inside(time)]
        before, after = self._chain(time.start), self._chain(time.end)
        if time.end in before:
            left.append(time.n - (before[time.end] - before[time.start]))
        else:
            shift = before[time.start] + time.n - after[time.end]
            follow = [_between(u, v, m + shift - n) for u, n in before.items() for v, m in after.items()]
            apart = [chain for chain in self.chains if chain is not before and chain is not after]
            others = [_between(u, v, m - n) for c in apart for (u, n), (v, m) in combinations(c.items(), 2)]
            left += [one.n for one in follow]
            left += [a.n - b.n for one in follow for o in others for a, b in ((one, o), (o, one)) if a.holds(b)]
        return any(0 < abs(n) < k for n in left)

    def _inside(self, time: Time) -> Iterator[list[Time]]:
        """Of the printed times inside one, which share no day: the shortest that there are, and the longest."""
        parts = sorted(
            (part for part in self.printed if time.holds(part) and part[:2] != time[:2]), key=lambda part: part.start
        )
        for longest in (False, True):
            chosen: list[Time] = []
            for part in sorted(parts, key=lambda part: part.end - part.start, reverse=longest):
                chosen += [] if any(part.meets(other) for other in chosen) else [part]
            if chosen:
                yield chosen


def _between(one: pd.Timestamp, other: pd.Timestamp, n: float) -> Time:
    """The time between two days, in their order, with n from the one until the other."""
    return Time(one, other, n) if one < other else Time(other, one, -n)
