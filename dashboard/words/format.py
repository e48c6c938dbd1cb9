"""How figures stand in a sentence: changes, ranges, periods. A number, a share and a day by themselves are written by
`number_format`, in a sentence as in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from dashboard.words.number_format import (
    COUNT,
    DATE,
    EXACT,
    HUNDREDTH,
    MINUS,
    NO_BREAK,
    SHARE,
    SHARE_TENTH,
    TENTH,
    NumberFormat,
)

ROUNDING = 0.5  # points that a change in whole points may be off by rounding alone
DOUBLE_FROM, TIMES_FROM = 1.95, 2.5  # ratios from which "double" and "3 times" are read more easily than per cent


def count(number: float) -> str:
    return COUNT.write(float(number))


def tenth(number: float) -> str:
    return TENTH.write(float(number))


def hundredth(number: float) -> str:
    return HUNDREDTH.write(float(number))


def figure(number: float) -> str:
    """With as many decimals as it has: the end of a scale."""
    return f"{number:,g}".replace("-", MINUS)


def classes_in_words(limits: Sequence[float]) -> tuple[str, ...]:
    """How many times, by class: "less than 0.8 times", "0.8 to 1 times", … "1.6 times and more"."""
    ends = [figure(limit) for limit in limits]
    return (
        f"less than {ends[0]} times",
        *(f"{a} to {b} times" for a, b in pairwise(ends)),
        f"{ends[-1]} times and more",
    )


def level(number: float) -> str:
    """A mean count: whole from 10 up, one decimal below, so that two small levels can be told apart."""
    return f"{number:,.0f}" if round(number, 1) >= 10 else f"{number:.1f}"


def two_levels(latest: float, before: float) -> tuple[str, str]:
    """Two mean counts that stand beside each other: with a decimal where they would else read alike."""
    told = level(latest), level(before)
    return told if told[0] != told[1] else (f"{latest:,.1f}", f"{before:,.1f}")


def percent(share_pct: float) -> str:
    return SHARE.write(float(share_pct))


def share_of_one(share: float) -> str:
    """0.2 → "20 %"."""
    return SHARE.write(float(share) * 100)


def span(low: float, high: float) -> str:
    """A range of whole figures; one figure where its ends are alike."""
    first, last = f"{low:,.0f}", f"{high:,.0f}"
    return last if first == last else f"{first} to {last}"


def span_percent(low: float, high: float) -> str:
    return f"{span(low, high)}{NO_BREAK}%"


def shares_format(latest: float, before: float) -> NumberFormat:
    """Of two shares and their change: whole, or with a decimal where a reader who subtracts one whole share from the other would
    get another change than the one that was found, or none."""
    whole, change = SHARE.rounded(latest) - SHARE.rounded(before), latest - before
    is_near = round(abs(whole - change), EXACT) <= ROUNDING if whole else TENTH.rounded(change) == 0
    return SHARE if is_near else SHARE_TENTH


def two_percents(latest: float, before: float) -> tuple[str, str]:
    """The latest share with its sign and the one before without."""
    number = shares_format(latest, before)
    return number.write(latest), number.write(before).removesuffix(f"{NO_BREAK}%")


def signed_percent(ratio: float) -> str:
    """A ratio as a signed change: 1.4 → +40 %."""
    return f"{signed((ratio - 1) * 100)}{NO_BREAK}%"


def signed_points(points: float) -> str:
    return f"{signed(points)} {'point' if abs(round(points)) == 1 else 'points'}"


def points_apart(difference: float) -> str:
    """ "9 points higher", "one point lower"."""
    if difference == 0:
        return "no different"
    size = abs(round(difference))
    number = "one point" if size == 1 else "under a point" if size == 0 else f"{size} points"
    return f"{number} {'higher' if difference > 0 else 'lower'}"


def points_range(low: float, high: float) -> str:
    """The interval of a difference of shares with its side: "3 to 11 points higher", "3 points lower to 5 points higher"."""
    if low < 0 < high:
        return f"{-round(low)} points lower to {round(high)} points higher"
    points = span(*sorted((abs(low), abs(high))))
    return f"{points} {'point' if points == '1' else 'points'} {'higher' if high > 0 else 'lower'}"


def ends_of_points(low: float, high: float) -> str:
    """The ends of a difference: "3 to 11" beside a word that says which way; "−4 to +6" where it could be either."""
    if low > 0 or high < 0:
        near, far = sorted((abs(low), abs(high)))
        return f"{end_of_points(near).lstrip('+')} to {count(far)}" if round(near) == 0 else span(near, far)
    return f"{end_of_points(low)} to {end_of_points(high)}"


def end_of_points(points: float) -> str:
    """An end that is not 0 is not written as 0: a range beside a change would seem to hold no change."""
    if round(points) != 0 or round(points, 2) == 0:
        return signed(points)
    return end_of_tenths(points) if round(points, 1) else f"{points:+.2f}".replace("-", MINUS)


def end_of_tenths(points: float) -> str:
    return f"{points:+.1f}".replace("-", MINUS)


def more_or_fewer(ratio: float) -> str:
    """1.4 → "40 % more", 0.72 → "28 % fewer", 2 → "double", 3.1 → "3.1 times as many"."""
    if ratio == float("inf"):
        return "more, against none"
    if ratio >= TIMES_FROM:
        return f"{ratio:.1f} times as many"
    if ratio >= DOUBLE_FROM:
        return "double"
    change = round((ratio - 1) * 100)
    if change == 0:
        return "no change"
    return f"{abs(change)}{NO_BREAK}% {'more' if change > 0 else 'fewer'}"


def ratio_range(low: float, high: float) -> str:
    """The interval of a ratio, which always says to which side: "6 to 40 % more", "28 % fewer to double"."""
    if low < 1 < high or high == float("inf"):
        return ends_of(low, high)
    ends = sorted(abs((end - 1) * 100) for end in (low, high))
    return f"{span_percent(*ends)} {'more' if high > 1 else 'fewer'}"


def could_be(low: float, high: float) -> str:
    return f"could be {ratio_range(low, high)}"


def ends_of(low: float, high: float) -> str:
    """Each end of the interval of a ratio with its side; it may have no upper one."""
    if high == float("inf"):
        return f"at least {more_or_fewer(low)}" if low > 1 else f"{more_or_fewer(low)} upwards"
    return f"{more_or_fewer(low)} to {more_or_fewer(high)}"


def would_fit(low: float, high: float) -> str:
    """The interval of a ratio that cannot be told from none: "anything from 28 % fewer to double would fit"."""
    return f"anything from {ends_of(low, high)} would fit"


def month(when: date) -> str:
    return f"{when:%B %Y}"


def month_short(when: date) -> str:
    return f"{when:%b %Y}"


def month_name(when: date) -> str:
    return f"{when:%B}"


def month_name_short(when: date) -> str:
    return f"{when:%b}"


def months(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    return f"{start:%B} to {month(end)}" if start.year == end.year else f"{month(start)} to {month(end)}"


def day(when: date) -> str:
    return DATE.write(when)


def day_short(when: date) -> str:
    """For the narrow column of a table."""
    return f"{when.day} {when:%b %Y}"


def signed(number: float) -> str:
    rounded = round(number)
    return "0" if rounded == 0 else f"{rounded:+d}".replace("-", MINUS)
