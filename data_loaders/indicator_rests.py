"""What the areas of a published indicator leave of the area around them, when areas and times are taken together.

A council's quarter less its January and February is its March, whether or not that was printed; less the localities of March that
were printed, it is what the others had. So every time of an area that follows from its figures is held against the most that can
be taken from it: figures of areas in it, of times in that time, that share no day and no area.

And an area's half-year, less what the whole council had in its first quarter, is the least that the area had in its second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

ONE_DAY = pd.Timedelta(days=1)
NEARLY = 0.5  # figures are whole; estimates of a publisher may not be

# [day, day]: how many from the one day until before the other; of the known, minus infinity where that does not follow.
Between = NDArray[np.float64]


class Rest(NamedTuple):
    """The days, first and after the last, and the area of which, or of a part of which, few are left."""

    area: str
    start: pd.Timestamp
    end: pd.Timestamp


def rows_that_leave_few(rows: pd.DataFrame, areas: pd.DataFrame | None, k: int) -> pd.Series:
    """The new rows that go, since what is printed leaves 1 to k−1 of some area and time: those of areas in it that meet that time.

    rows: those that show a number, with `indicator_id`, `area_code`, `numerator`, `period_start`, `period_end`, `is_out`. Where
    all in it are out, the new rows of the area itself go.
    """
    found = pd.Series(data=False, index=rows.index)
    if areas is None or not {"period_start", "period_end"} <= set(rows) or "parent_code" not in areas:
        return found
    parts: dict[str, list[str]] = {}
    for code, above in zip(areas["area_code"], areas["parent_code"].fillna(""), strict=True):
        parts.setdefault(above if above != code else "", []).append(code)
    timed = rows[rows[["period_start", "period_end"]].notna().all(axis=1)]
    for _, own in timed.groupby("indicator_id", sort=False):
        for rest in _rests(own, parts, k):
            inner = _all_inside(rest.area, parts)
            met = (own["period_start"] < rest.end) & (own["period_end"] >= rest.start) & ~own["is_out"].astype(bool)
            of_parts = met & own["area_code"].isin(inner)
            going = of_parts if of_parts.any() else met & (own["area_code"] == rest.area)
            found |= found.index.isin(own.index[going])
    return found


def _rests(own: pd.DataFrame, parts: Mapping[str, list[str]], k: int) -> Iterator[Rest]:
    ends = own["period_end"].dt.normalize() + ONE_DAY
    days = pd.DatetimeIndex(sorted({*own["period_start"].dt.normalize(), *ends}))
    edges = own.assign(
        first=days.get_indexer(own["period_start"].dt.normalize()), after=days.get_indexer(pd.DatetimeIndex(ends))
    )
    known = {
        str(area): _known(of[["first", "after", "numerator"]].to_numpy(dtype=float), len(days))
        for area, of in edges.groupby("area_code")
    }
    taken: dict[str, Between] = {}
    for area in [code for code in known if code in {part for of in parts.values() for part in of}]:
        inside = _sum_of_parts(area, known, parts, taken, len(days))
        left = np.where(np.isfinite(known[area]) & (inside > 0), known[area] - inside, 0.0)
        few = [(int(a), int(b)) for a, b in np.argwhere((np.abs(left) > NEARLY) & (np.abs(left) < k - NEARLY))]
        for (
            first,
            after,
        ) in few:  # of times that lie in each other, the shortest: with it the longer ones may leave enough
            if not any((a, b) != (first, after) and first <= a and b <= after for a, b in few):
                yield Rest(area, days[first], days[after])
    yield from _held_by_other_times(known, parts, taken, days, k)


def _held_by_other_times(
    known: Mapping[str, Between],
    parts: Mapping[str, list[str]],
    taken: dict[str, Between],
    days: pd.DatetimeIndex,
    k: int,
) -> Iterator[Rest]:
    """Times of an area of which 1 to k−1 must lie in some of their days, since the area around it had no more in the others."""
    size = len(days)
    for around in known:
        inside = _sum_of_parts(around, known, parts, taken, size)
        for child in parts.get(around, ()):
            # What can lie in the child: all that the area around had, but what is printed of its other parts.
            others = inside - _most(child, known, parts, taken, size)
            room = np.where(np.isfinite(known[around]), known[around] - others, np.inf)
            for area, above in [(child, around), *_lying_in(child, parts)]:
                most = _most(area, known, parts, taken, size)
                for first, after in _whole_times(most):
                    if _few_must_lie_inside(most, room, first, after, k):
                        yield Rest(above, days[first], days[after])  # by itself it follows from the others of that area


def _whole_times(most: Between) -> Iterator[tuple[int, int]]:
    """Times of which more is printed than of any two that they fall into."""
    for first, after in np.argwhere(most > 0).tolist():
        inner = np.arange(first + 1, after)
        if (most[first, inner] + most[inner, after] < most[first, after]).all():
            yield first, after


def _few_must_lie_inside(most: Between, room: Between, first: int, after: int, k: int) -> bool:
    """Whether of some days of a time so few are known to be there, beside those that are printed of these days."""
    ends = np.arange(first, after + 1)
    before = np.where(ends == first, 0.0, room[first, ends])
    later = np.where(ends == after, 0.0, room[ends, after])
    least = most[first, after] - before[:, None] - later[None, :] - most[np.ix_(ends, ends)]
    is_part = (ends[:, None] < ends[None, :]) & ((ends[:, None] > first) | (ends[None, :] < after))
    return bool((is_part & (least > NEARLY) & (least < k - NEARLY)).any())


def _known(edges: NDArray[np.float64], days: int) -> Between:
    """Every time of an area that follows from its figures, whose ends are days: what is known from one day on adds up."""
    found = np.full((days, days), -np.inf)
    beside: dict[int, list[tuple[int, float]]] = {}
    for first, after, n in edges:
        beside.setdefault(int(first), []).append((int(after), n))
        beside.setdefault(int(after), []).append((int(first), -n))
    seen = set[int]()
    for day in beside:
        if day in seen:
            continue
        until, waiting = {day: 0.0}, [day]
        while waiting:
            for other, n in beside[at := waiting.pop()]:
                if other not in until:
                    until[other] = until[at] + n
                    waiting.append(other)
        seen |= set(until)
        for one, so_far in until.items():
            for other, later in until.items():
                if other > one:
                    found[one, other] = later - so_far
    return found


def _sum_of_parts(
    area: str, known: Mapping[str, Between], parts: Mapping[str, list[str]], taken: dict[str, Between], days: int
) -> Between:
    return sum((_most(part, known, parts, taken, days) for part in parts.get(area, ())), start=np.zeros((days, days)))


def _most(
    area: str, known: Mapping[str, Between], parts: Mapping[str, list[str]], taken: dict[str, Between], days: int
) -> Between:
    """The most that is printed of an area between two days: its own figures, or those of areas in it, one time after the other."""
    if area not in taken:
        taken[area] = np.zeros((days, days))  # an area that lies in itself holds nothing
        once = np.maximum(known.get(area, -np.inf), _sum_of_parts(area, known, parts, taken, days))
        most = np.zeros((days, days))
        for after in range(1, days):
            for last in range(after):  # the last figure begins on this day, or the day after which nothing is known
                most[: last + 1, after] = np.maximum(
                    most[: last + 1, after], most[: last + 1, last] + once[last, after]
                )
        taken[area] = most
    return taken[area]


def _lying_in(area: str, parts: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Each area in an area, with the one around it."""
    inner = _all_inside(area, parts)
    return ((part, above) for above, of in parts.items() if above in inner | {area} for part in of if part in inner)


def _all_inside(area: str, parts: Mapping[str, list[str]]) -> set[str]:
    found, waiting = set[str](), [area]
    while waiting:
        new = set(parts.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found - {area}
