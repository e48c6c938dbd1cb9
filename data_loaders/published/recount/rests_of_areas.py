"""What the areas of an indicator leave of the area around them over several times, worked out once more: for its recount."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
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
        for area, start, end in _told(own, tree, k):
            met = [row for row in own if not row.get("is_out") and _first(row) < end and _after(row) > start]
            inside = [row for row in met if area in _around(row["area_code"], tree)]
            going += inside or [row for row in met if row["area_code"] == area]
    return going


def _told(own: list[Row], tree: dict[str, str], k: int) -> Iterator[tuple[str, pd.Timestamp, pd.Timestamp]]:
    days = sorted({day for row in own for day in (_first(row), _after(row))})
    chains = {
        area: _chains([row for row in own if row["area_code"] == area]) for area in {row["area_code"] for row in own}
    }

    def known(area: str, start: int, end: int) -> float | None:
        for chain in chains.get(area, ()):
            if days[start] in chain and days[end] in chain:
                return chain[days[end]] - chain[days[start]]
        return None

    @cache
    def in_parts(area: str, start: int, end: int) -> float:
        return sum(most(part, start, end) for part, above in tree.items() if above == area != part)

    @cache
    def most(area: str, start: int, end: int) -> float:
        ways = [0.0, known(area, start, end) or 0.0, in_parts(area, start, end)]
        return max(*ways, *(most(area, start, day) + most(area, day, end) for day in range(start + 1, end)))

    for area in (area for area in chains if area in tree):
        found = list[tuple[int, int]]()
        for start, end in _shorter_first(len(days)):
            whole, taken = known(area, start, end), in_parts(area, start, end)
            few = whole is not None and taken > 0 and NEARLY < abs(whole - taken) < k - NEARLY
            if few and not any(
                start <= a and b <= end for a, b in found
            ):  # a longer time waits for the shorter one in it
                found.append((start, end))
                yield area, days[start], days[end]


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
