"""Which counts of times make few known beside others: asked of a solver, which looks for days of which few follow."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Row = dict[Hashable, Any]
Days = tuple[pd.Timestamp, pd.Timestamp]  # the first, and the first that is not in it any more
NEVER_FEWER = 1e4  # that a stretch has less than nobody costs more than anything else
WHOLE = 0.5


def making_few_known(rows: list[Row], k: int) -> list[Row]:
    """Shortest first, the rows of one thing and place that make 1 to k−1 of some days known beside those before them.

    Each has period_start, period_end, period, numerator and denominator; a row that shows nothing is none of them, but says
    whether bases are sums. `is_out` if it is shown whatever it tells.
    """
    ordered = sorted(
        rows, key=lambda r: (r["period_end"] - r["period_start"], r["period_start"], not r.get("is_out"), r["period"])
    )
    counts = list(_counts(ordered, k))
    known: list[dict[Days, float]] = [{} for _ in counts]
    told = []
    for at, row in enumerate(ordered):
        if row["shows nothing"]:
            continue
        own = [count[at] for count in counts]
        makes = any(n == n and _makes_few(_days(row), n, of, k) for n, of in zip(own, known, strict=True))
        told += [row] if makes else []
        for n, of in zip(own, known, strict=True):
            if n == n and (row.get("is_out") or not makes) and not _follows(_days(row), list(of)):
                of[_days(row)] = n
    return told


def _counts(rows: list[Row], k: int) -> Iterator[list[float]]:
    """Of each row how many; and where bases may be sums over time, how many are asked about, and how many are not counted."""
    yield [float(r["numerator"]) for r in rows]
    bases = [float(r["denominator"]) for r in rows]
    with_base = [(_days(r), base) for r, base in zip(rows, bases, strict=True) if base == base]
    if all(_heaviest(days, with_base) - base < k for days, base in with_base):
        yield bases
        yield [float(r["denominator"] - r["numerator"]) for r in rows]


def _heaviest(days: Days, bases: list[tuple[Days, float]]) -> float:
    """The most that bases inside some days, which share no day, have together: from each day on, the best of what begins there."""
    inside = [(own, n) for own, n in bases if days[0] <= own[0] and own[1] <= days[1] and own != days]
    best = {days[1]: 0.0}
    for day in sorted({day for own, _ in inside for day in own} - set(best), reverse=True):
        later = [n for then, n in best.items() if then > day]
        best[day] = max([*later, *(n + best[own[1]] for own, n in inside if own[0] == day)])
    return max(best.values())


def _days(row: Row) -> Days:
    return row["period_start"].normalize(), row["period_end"].normalize() + pd.Timedelta(days=1)


def _joined(days: list[Days]) -> dict[pd.Timestamp, pd.Timestamp]:
    """Every first or last day → one day that stands for all those which it is joined to, by going from day to day."""
    stands: dict[pd.Timestamp, pd.Timestamp] = {}
    for begins in sorted({day for own in days for day in own}):
        ahead = [begins] if begins not in stands else []
        while ahead:
            day = ahead.pop()
            stands[day] = begins
            ahead += [other for own in days if day in own for other in own if other not in stands]
    return stands


def _follows(days: Days, known: list[Days]) -> bool:
    stands = _joined(known)
    return days[0] in stands and stands[days[0]] == stands.get(days[1])


def _makes_few(days: Days, n: float, known: dict[Days, float], k: int) -> bool:
    """Whether of some days 1 to k−1 follow, or as many too many, which did not before a count was known beside others."""
    if not any(own[0] < days[1] and days[0] < own[1] for own in known):
        return bool(0 < abs(n) < k)  # by itself, with nothing of its own days beside it
    near = _around(days, known)
    counts = np.array([*near.values(), n])
    turns = sorted({day for own in [*near, days] for day in own})
    covers = np.array([[float(a <= turn < b) for turn in turns[:-1]] for a, b in [*near, days]])
    if _follows(days, list(near)):
        how = np.linalg.lstsq(covers[:-1].T, covers[-1], rcond=None)[0]
        return bool(WHOLE < abs(n - how @ counts[:-1]) < k - WHOLE)
    people = _people(covers, counts, k)
    stands = {day: day for day in days} | _joined(list(near))
    joints = (stands[days[0]], stands[days[1]])
    return any(_is_there(turns, stands, (one, other), sign * people, k)
               for one, other in (joints, joints[::-1]) for sign in (1.0, -1.0))  # fmt: skip


def _around(days: Days, known: dict[Days, float]) -> dict[Days, float]:
    """The times that share a day with some days or meet them, and those that do so with these."""
    (first, last), found = days, dict[Days, float]()
    while True:
        more = {own: n for own, n in known.items() if own[0] <= last and first <= own[1]}
        if len(more) == len(found):
            return found
        found = more
        first, last = min(first, *(a for a, _ in found)), max(last, *(b for _, b in found))


def _people(covers: np.ndarray, counts: np.ndarray, k: int) -> np.ndarray:
    """How many each stretch between two turns may have, so that all counts are met: as many as k in as many of them as can be."""
    each = covers.shape[1]
    # those of a stretch, those that it lacks, and how many of k it has
    cost = np.concatenate([np.zeros(each), np.full(each, NEVER_FEWER), np.full(each, -1.0)])
    met = np.hstack([covers, -covers, np.zeros_like(covers)])
    some = np.hstack([-np.eye(each), np.eye(each), np.eye(each)])
    found = linprog(cost, A_ub=some, b_ub=np.zeros(each), A_eq=met, b_eq=counts,
                    bounds=[(0, None)] * (2 * each) + [(None, k)] * each)  # fmt: skip
    if found.x is None:  # any that meets them will do
        return np.asarray(np.linalg.lstsq(covers, counts, rcond=None)[0])
    return np.asarray(found.x[:each] - found.x[each : 2 * each])


def _is_there(
    turns: list[pd.Timestamp], stands: dict[pd.Timestamp, pd.Timestamp], newly: Days, people: np.ndarray, k: int
) -> bool:
    """Whether there are stretches of which 1 to k−1 follow: of days that are joined, as many begin one of them as end one.

    `newly`: days that are joined now and were not; of the first, more begin than end, and of the other as many fewer.
    """
    each = len(people)
    begins = np.hstack([np.eye(each), np.zeros((each, 1))])
    ends = np.hstack([np.zeros((each, 1)), np.eye(each)])
    of = {
        joint: np.array([float(stands[turn] == joint) for turn in turns]) @ (begins - ends).T
        for joint in stands.values()
    }
    one, other = (of.pop(joint) for joint in newly)
    lines = np.vstack([*of.values(), one + other, one, people])
    low = np.concatenate([np.zeros(len(of) + 1), [1, WHOLE]])
    high = np.concatenate([np.zeros(len(of) + 1), [np.inf, k - WHOLE]])
    whole = np.ones(each, dtype=np.int64)
    found = milp(np.zeros(each), constraints=LinearConstraint(lines, low, high), bounds=Bounds(0, 1), integrality=whole)
    return found.x is not None
