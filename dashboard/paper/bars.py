"""Bars: side by side, or stacked to both sides of zero."""

from __future__ import annotations

from typing import Any

from dashboard.charts.marks import Series
from dashboard.paper.scales import value_of, words

GREY = "#5b6770"


def bar_series(traces: list[dict[str, Any]], layout: dict[str, Any], *, has_legend: bool) -> tuple[Series, ...]:
    """Each trace with the ends of its bars worked out as the figure stacks them."""
    mode = str(layout.get("barmode") or "group")
    height: dict[tuple[object, bool], float] = {}
    made = []
    for number, trace in enumerate(traces):
        lies = trace.get("orientation") == "h"
        x, y = (tuple(value_of(v) for v in trace.get(axis) or []) for axis in ("x", "y"))
        places, sizes = (y, x) if lies else (x, y)
        given = trace.get("base")
        bases = given if isinstance(given, list) else [given] * len(places)
        low: list[float | None] = []
        high: list[float | None] = []
        for place, size, base in zip(places, sizes, bases, strict=True):
            if not isinstance(size, float):
                low.append(None), high.append(None)  # type: ignore[func-returns-value]  # two in one line, none used
                continue
            key = (place, size < 0)
            start = float(base) if base is not None else height.get(key, 0.0) if mode in ("stack", "relative") else 0.0
            height[key] = start + size
            low.append(min(start, start + size))
            high.append(max(start, start + size))
        marker = trace.get("marker") or {}
        colour = marker.get("color")
        texts = trace.get("text")
        texts = [texts] * len(places) if isinstance(texts, str) else texts or []
        made.append(
            Series(
                name=words(trace.get("name") or ""), kind="bars", x=x, y=y,
                colour=str(next(iter(colour), GREY) if isinstance(colour, list) else colour or GREY),
                low=tuple(low), high=tuple(high), texts=tuple("" if t is None else words(t) for t in texts),
                is_in_legend=has_legend and trace.get("showlegend") is not False and bool(trace.get("name")),
                is_horizontal=lies, slot=(number, len(traces)) if mode == "group" else (0, 1),
                is_hatched=bool((marker.get("pattern") or {}).get("shape")),
            )
        )  # fmt: skip
    return tuple(made)
