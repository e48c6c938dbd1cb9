"""Which counts of times make few known beside others, by walking from day to day along them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

Row = dict[Hashable, Any]
Days = tuple[pd.Timestamp, pd.Timestamp]  # the first, and the first that is not in it any more


def making_few_known(rows: list[Row], k: int) -> list[Row]:
    """Shortest first, the rows of one thing and place that make 1 to k−1 of some days known beside those before them.

    Each has period_start, period_end, period and numerator; `is_out` if it is shown whatever it tells.
    """
    told = []
    before: list[Row] = []
    joined: list[Row] = []  # without those whose days others make already
    known: dict[Days, float] = {}
    for row in sorted(
        rows, key=lambda r: (r["period_end"] - r["period_start"], r["period_start"], not r.get("is_out"), r["period"])
    ):
        is_made = _days(row) in known
        more = known if is_made else _follows([*joined, row])
        few = [known[_days(row)] - row["numerator"]] if is_made else _left(known, more)
        few += [row["numerator"] - sum(r["numerator"] for r in parts) for parts in _packed(row, before)]
        if any(0 < abs(n) < k for n in few):
            told.append(row)
            if not row.get("is_out"):
                continue
        before.append(row)
        known, joined = more, joined if is_made else [*joined, row]
    return told


def _days(row: Row) -> Days:
    return row["period_start"].normalize(), row["period_end"].normalize() + pd.Timedelta(days=1)


def _follows(rows: list[Row]) -> dict[Days, float]:
    """From every day on along the rows, forwards and backwards: what is counted between any two days that they join."""
    steps: dict[pd.Timestamp, list[tuple[pd.Timestamp, float]]] = {}
    for row in rows:
        start, end = _days(row)
        steps.setdefault(start, []).append((end, float(row["numerator"])))
        steps.setdefault(end, []).append((start, -float(row["numerator"])))
    found: dict[Days, float] = {}
    for first in steps:
        reached, ahead = {first: 0.0}, [first]
        while ahead:
            day = ahead.pop()
            for then, n in steps[day]:
                if then not in reached:
                    reached[then] = reached[day] + n
                    ahead.append(then)
        found |= {(first, day): n for day, n in reached.items() if first < day}
    return found


def _left(known: dict[Days, float], more: dict[Days, float]) -> list[float]:
    """What newly follows, and what it leaves of others, or others of it, that no row joins to it."""
    new = {days: n for days, n in more.items() if days not in known}
    ends = {day for days in new for day in days}
    apart = [(days, n) for days, n in known.items() if days[0] not in ends and days[1] not in ends]
    nested = [m - n for (a, b), m in new.items() for (c, d), n in apart if a <= c and d <= b]
    around = [n - m for (a, b), m in new.items() for (c, d), n in apart if c <= a and b <= d]
    return [*new.values(), *nested, *around]


def _packed(row: Row, before: list[Row]) -> list[list[Row]]:
    """Of the shorter times inside a row, as many as share no day: taken shortest first, and longest first."""
    start, end = _days(row)
    inside = [
        (*_days(r), r) for r in before if start <= _days(r)[0] and _days(r)[1] <= end and _days(r) != (start, end)
    ]
    found = []
    for sign in (1, -1):
        taken: list[tuple[pd.Timestamp, pd.Timestamp, Row]] = []
        for a, b, part in sorted(inside, key=lambda each: (sign * (each[1] - each[0]), each[0])):
            taken += [] if any(a < d and c < b for c, d, _ in taken) else [(a, b, part)]
        found += [[part for *_, part in taken]] if taken else []
    return found
