"""How figures stand in a sentence: changes, ranges, periods. A number, a share and a day by themselves are written by
`number_format`, in a sentence as in a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.number_format import COUNT, DATE, MINUS, NO_BREAK, SHARE

DOUBLE_FROM, TIMES_FROM = 1.95, 2.5  # ratios from which "double" and "3 times" are read more easily than per cent


def count(number: float) -> str:
    return COUNT.write(float(number))


def level(number: float) -> str:
    """A mean count: whole from 10 up, one decimal below, so that two small levels can be told apart."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def percent(share_pct: float) -> str:
    return SHARE.write(float(share_pct))


def shares(parts: Sequence[float]) -> list[str]:
    """Percentages of a whole that add up to 100: rounded once, the largest remainders up (Hare)."""
    floors = [int(part) for part in parts]
    short = round(sum(parts)) - sum(floors)
    most = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at])[: max(short, 0)]
    return [f"{floor + (at in most)}{NO_BREAK}%" for at, floor in enumerate(floors)]


def signed_percent(ratio: float) -> str:
    """A ratio as a signed change: 1.4 → +40 %."""
    return f"{signed((ratio - 1) * 100)}{NO_BREAK}%"


def signed_points(points: float) -> str:
    return f"{signed(points)} {'point' if abs(round(points)) == 1 else 'points'}"


def more_or_fewer(ratio: float) -> str:
    """1.4 → "40 % more", 0.72 → "28 % fewer", 2 → "double", 3.1 → "3.1 times as many"."""
    if ratio >= TIMES_FROM:
        return f"{ratio:.1f} times as many"
    if ratio >= DOUBLE_FROM:
        return "double"
    change = round((ratio - 1) * 100)
    if change == 0:
        return "no change"
    return f"{abs(change)}{NO_BREAK}% {'more' if change > 0 else 'fewer'}"


def could_be(low: float, high: float) -> str:
    """The interval of a ratio on one side: "could be 6 to 40 %". Both are more, or both are fewer."""
    if high < 1:
        low, high = high, low
    ends = [abs(round((end - 1) * 100)) for end in (low, high)]
    return f"could be {ends[0]} to {ends[1]}{NO_BREAK}%"


def would_fit(low: float, high: float) -> str:
    """The interval of a ratio that cannot be told from none: "anything from 28 % fewer to double would fit"."""
    if high == float("inf"):
        return f"anything from {more_or_fewer(low)} upwards would fit"
    return f"anything from {more_or_fewer(low)} to {more_or_fewer(high)} would fit"


def month(when: pd.Timestamp) -> str:
    return f"{when:%B %Y}"


def months(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if start.to_period("M") == end.to_period("M"):
        return month(start)
    return f"{start:%B} to {month(end)}" if start.year == end.year else f"{month(start)} to {month(end)}"


def day(when: pd.Timestamp) -> str:
    return DATE.write(when)


def signed(number: float) -> str:
    rounded = round(number)
    return "0" if rounded == 0 else f"{rounded:+d}".replace("-", MINUS)
