"""What the areas of an indicator leave of the area around them over several times, worked out once more: for its recount."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import inf
from typing import Any

import pandas as pd

from data_loaders.published.recount.evidence import Frame

Row = dict[Any, Any]
NEARLY = 0.5  # as in publication: estimates need not be whole


def of_which_few_are_left(rows: list[Row], areas: Frame, k: int) -> list[Row]:
    """The new rows that go. rows: those that show a number. Of each area and each time of it that follows, the most is taken away
    that is printed of areas in it and times in that time; what then is left is nobody, or k."""
    if "parent_code" not in areas:
        return []
    tree = dict(zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True))
    dated = [row for row in rows if not any(pd.isna(row.get(day)) for day in ("period_start", "period_end"))]
    going = []
    for name in dict.fromkeys(row["indicator_id"] for row in dated):
        own = [row for row in dated if row["indicator_id"] == name]
        printed = _Printed(own, tree)
        for area, start, end in (*printed.leaving_few(k), *printed.holding_few(k)):
            met = _new_of(own, start, end)
            inside = [row for row in met if area in _around(row["area_code"], tree)]
            going += inside or [row for row in met if row["area_code"] == area]
    return going


def _new_of(own: list[Row], start: pd.Timestamp, end: pd.Timestamp) -> list[Row]:
    return [row for row in own if not row.get("is_out") and _first(row) < end and _after(row) > start]


class _Printed:
    """What is printed of one indicator. Days are numbered, tree: area → the area around it."""

    def __init__(self, own: list[Row], tree: dict[str, str]) -> None:
        self.tree = tree
        self.days = sorted({day for row in own for day in (_first(row), _after(row))})
        self.chains = {
            area: _chains([row for row in own if row["area_code"] == area])
            for area in {row["area_code"] for row in own}
        }
        self.most = cache(self._most)
        self.in_parts = cache(self._in_parts)
        self.known = cache(self._known)

    def _known(self, area: str, start: int, end: int) -> float | None:
        for chain in self.chains.get(area, ()):
            if self.days[start] in chain and self.days[end] in chain:
                return chain[self.days[end]] - chain[self.days[start]]
        return None

    def _in_parts(self, area: str, start: int, end: int) -> float:
        return sum(self.most(part, start, end) for part, above in self.tree.items() if above == area != part)

    def _most(self, area: str, start: int, end: int) -> float:
        ways = [0.0, self.known(area, start, end) or 0.0, self.in_parts(area, start, end)]
        return max(*ways, *(self.most(area, start, day) + self.most(area, day, end) for day in range(start + 1, end)))

    def leaving_few(self, k: int) -> Iterator[tuple[str, pd.Timestamp, pd.Timestamp]]:
        for area in (area for area in self.chains if area in self.tree):
            found = list[tuple[int, int]]()
            for start, end in _shorter_first(len(self.days)):
                whole, taken = self.known(area, start, end), self.in_parts(area, start, end)
                few = whole is not None and taken > 0 and NEARLY < abs(whole - taken) < k - NEARLY
                if few and not any(
                    start <= a and b <= end for a, b in found
                ):  # a longer time waits for the shorter one in it
                    found.append((start, end))
                    yield area, self.days[start], self.days[end]

    def holding_few(self, k: int) -> Iterator[tuple[str, pd.Timestamp, pd.Timestamp]]:
        """A time of which an area had 1 to k−1 more than one around it, without its other parts, had in a part of the time: they must
        have been in the rest of it. Told is the area just around it, since one part follows from the others."""
        for area in self.tree:
            for start, end in _shorter_first(len(self.days)):
                n = self.most(area, start, end)
                parted = [self.most(area, start, day) + self.most(area, day, end) for day in range(start + 1, end)]
                for around, child in _line(area, self.tree) if n > max([0.0, *parted]) else ():
                    few = [
                        n - self._room(around, child, start, one) - self._room(around, child, other, end)
                        - self.most(area, one, other)
                        for one in range(start, end) for other in range(one + 1, end + 1) if (one, other) != (start, end)
                    ]  # fmt: skip
                    if any(NEARLY < left < k - NEARLY for left in few):
                        yield self.tree[area], self.days[start], self.days[end]

    def _room(self, around: str, child: str, start: int, end: int) -> float:
        """How many there can have been in one part of an area."""
        if start == end:
            return 0.0
        whole = self.known(around, start, end)
        return inf if whole is None else whole - self.in_parts(around, start, end) + self.most(child, start, end)


def _line(area: str, tree: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each area around an area, with the part of it in which that one lies."""
    line = [area]
    while (above := tree.get(line[-1], "")) and above not in line:
        yield above, line[-1]
        line.append(above)


def _shorter_first(days: int) -> Iterator[tuple[int, int]]:
    return ((start, start + length) for length in range(1, days) for start in range(days - length))


def _chains(rows: list[Row]) -> list[dict[pd.Timestamp, float]]:
    """Days between which counts follow, with how many were counted until each; a figure joins the chains of its two ends."""
    chains: list[dict[pd.Timestamp, float]] = []
    for row in rows:
        first, after = _first(row), _after(row)
        one = next((chain for chain in chains if first in chain), {first: 0.0})
        other = next((chain for chain in chains if after in chain), {after: 0.0})
        if one is not other:
            shift = one[first] + float(row["numerator"]) - other[after]
            chains = [chain for chain in chains if chain is not one and chain is not other]
            chains.append(one | {day: n + shift for day, n in other.items()})
    return chains


def _first(row: Row) -> pd.Timestamp:
    return pd.Timestamp(row["period_start"]).normalize()


def _after(row: Row) -> pd.Timestamp:
    return pd.Timestamp(row["period_end"]).normalize() + pd.Timedelta(days=1)


def _around(code: str, tree: dict[str, str]) -> set[str]:
    found = set[str]()
    while (code := tree.get(code, "")) and code not in found:
        found.add(code)
    return found
