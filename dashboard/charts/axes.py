"""Axes with ticks that a reader can take in: round numbers, and months named as people name them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date

from dashboard.charts.marks import Axis
from dashboard.words.format import month_name_short, month_short

EPOCH = date(1970, 1, 1).toordinal()
MONTH_STEPS = (1, 3, 6, 12, 24, 60)


def days(at: date) -> float:
    """A date as the grammar of marks has it: days since 1970."""
    return float(at.toordinal() - EPOCH)


def nice_step(rough: float) -> float:
    """1, 2 or 5 times a power of ten, the first that is no smaller than `rough`."""
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    return next(power * m for m in (1, 2, 5, 10) if power * m >= rough * 0.999)


def number_axis(most: float, *, write: Callable[[float], str], least: float = 0.0, ticks: int = 6) -> Axis:
    """From zero, or from a round number below `least`, to a round number that is not below `most`."""
    step = nice_step((max(most, least + 1e-9) - least) / ticks)
    low, high = math.floor(least / step) * step, math.ceil(most / step - 1e-9) * step
    count = round((high - low) / step)
    marks = tuple((low + n * step, _tick(write(low + n * step), step)) for n in range(count + 1))
    return Axis("number", low, max(high, low + step), marks, has_grid=True)


def _tick(text: str, step: float) -> str:
    """Where all ticks are whole numbers, none has a decimal, however exact the figures of the chart are."""
    return re.sub(r"\.0+(?!\d)", "", text) if float(step).is_integer() else text


def date_axis(first: date, last: date, *, most: int = 7) -> Axis:
    """The months from `first` to `last`, half a month of air on either side; the year is named where it turns."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in MONTH_STEPS if months / s <= most - 1), 120)
    ticks: list[tuple[float, str]] = []
    for number in range(0, months + 1, step):
        month = first.month - 1 + number
        at = date(first.year + month // 12, month % 12 + 1, 1)
        is_named = not ticks or at.month <= step or step >= 12 or at.month == first.month
        ticks.append((days(at), month_short(at) if is_named else f"{month_name_short(at)}"))
    end = days(last.replace(day=1))
    if len(ticks) > 1 and end - ticks[-1][0] < step * 15:
        ticks.pop()
    if months:
        ticks.append((end, month_short(last)))
    return Axis("date", days(first) - 12, end + 12, tuple(ticks))
