"""Axes: from what a figure asks for to a range, with ticks that a reader can take in."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from html import unescape
from typing import Any

from dashboard.charts.axes import nice_step
from dashboard.charts.marks import Axis, Value

EPOCH = datetime(1970, 1, 1)
MOST_DATES = 7
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)
BREAK = re.compile(r"<br\s*/?>")
MARKUP = re.compile(r"<[^>]+>")


def words(text: object) -> str:
    """A label as plain text: line breaks kept, other markup gone, entities read."""
    return unescape(MARKUP.sub("", BREAK.sub("\n", str(text))))


def value_of(raw: Any) -> Value:
    """A number, a date as days since 1970, or a name; None where there is nothing to draw."""
    if raw is None or isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return None if math.isnan(raw) else float(raw)
    text = str(raw)
    if re.match(r"\d{4}-\d{2}(-\d{2})?([T ]|$)", text):
        try:
            return (
                datetime.fromisoformat(text[:19] if len(text) > 7 else f"{text}-01") - EPOCH
            ).total_seconds() / 86400
        except ValueError:
            return words(text)
    return words(text)


def axis_of(layout: dict[str, Any], raw: list[Any], *, has_zero: bool) -> Axis:
    """The axis for `raw`, all values that are to be seen on it."""
    values = [value_of(v) for v in raw]
    names = list(dict.fromkeys(v for v in values if isinstance(v, str)))
    title = words((layout.get("title") or {}).get("text") or "")
    is_shown = layout.get("visible", True) and layout.get("showticklabels", True)
    if names:
        asked = [words(v) for v in layout.get("categoryarray") or []]
        names = [*asked, *(n for n in names if n not in asked)]
        ends = (-0.5, len(names) - 0.5)
        low, high = ends[::-1] if layout.get("autorange") == "reversed" else ends
        ticks = tuple((float(i), n) for i, n in enumerate(names))
        return Axis("category", low, high, ticks, title, is_shown, bool(layout.get("gridcolor")), tuple(names))
    numbers = [float(v) for v in values if v is not None and not isinstance(v, str)]
    is_date = any(isinstance(v, str) for v in raw)
    low, high = _range(layout, numbers, has_zero=has_zero)
    ticks = _ticks(layout, min(low, high), max(low, high), is_date=is_date)
    has_grid = bool(layout.get("gridcolor")) and layout.get("showgrid", True) and layout.get("visible", True)
    return Axis("date" if is_date else "number", low, high, ticks, title, is_shown, has_grid)


def _range(layout: dict[str, Any], numbers: list[float], *, has_zero: bool) -> tuple[float, float]:
    asked = [value_of(v) for v in layout.get("range") or []]
    if len(asked) == 2 and all(isinstance(v, float) for v in asked):
        return float(asked[0] or 0), float(asked[1] or 0)
    low, high = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    margin = (high - low) * 0.05 or abs(high) * 0.1 or 1.0
    if has_zero or layout.get("rangemode") == "tozero":
        low, high = min(low, 0.0), max(high, 0.0)
        low, high = (low - margin if low < 0 else 0.0), (high + margin if high > 0 else 0.0)
    else:
        low, high = low - margin, high + margin
    return (high, low) if layout.get("autorange") == "reversed" else (low, high)


def _ticks(layout: dict[str, Any], low: float, high: float, *, is_date: bool) -> tuple[tuple[float, str], ...]:
    if layout.get("tickvals") is not None:
        at = [value_of(v) for v in layout["tickvals"]]
        texts = layout.get("ticktext") or [None] * len(at)
        shown = [(v, t) for v, t in zip(at, texts, strict=False) if isinstance(v, float)]
        return tuple((v, words(t) if t is not None else _said(v, layout, is_date=is_date)) for v, t in shown)
    if is_date:
        return _dates(low, high, most=int(layout.get("nticks") or MOST_DATES))
    step = nice_step((high - low) / 5)
    first = math.ceil(low / step - 1e-9)
    return tuple(
        (n * step, _said(n * step, layout, is_date=False)) for n in range(first, math.floor(high / step + 1e-9) + 1)
    )


def _said(value: float, layout: dict[str, Any], *, is_date: bool) -> str:
    if is_date:
        return f"{date.fromordinal(date(1970, 1, 1).toordinal() + int(value)):%b %Y}"
    places = max(0, -math.floor(math.log10(abs(value)) - 1e-9)) if 0 < abs(value) < 1 else 0
    text = f"{value:,.{min(places + 1, 4)}f}" if value != round(value) else f"{value:,.0f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{layout.get('tickprefix') or ''}{text}{layout.get('ticksuffix') or ''}".replace("-", "−")


def _dates(low: float, high: float, *, most: int) -> tuple[tuple[float, str], ...]:
    start = date.fromordinal(date(1970, 1, 1).toordinal() + math.ceil(low))
    months = max(1.0, (high - low) / 30.44)
    step = next((s for s in MONTH_STEPS if months / s <= most), 120)
    month = start.year * 12 + start.month - 1 + (start.day > 1)
    month = math.ceil(month / step) * step if step > 3 else month
    found = []
    while (at := (date(month // 12, month % 12 + 1, 1) - date(1970, 1, 1)).days) <= high:
        found.append((float(at), f"{date(month // 12, month % 12 + 1, 1):{'%Y' if step >= 12 else '%b %Y'}}"))
        month += step
    return tuple(found)
