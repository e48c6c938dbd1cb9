"""Grids of tiles, each with its text; colour only helps."""

from __future__ import annotations

from typing import Any

from dashboard.charts.marks import Tiles
from dashboard.charts.palette import parts
from dashboard.paper.scales import value_of, words

NO_VALUE = "#ffffff"


def tiles_of(trace: dict[str, Any], across: dict[str, Any], down: dict[str, Any]) -> Tiles:
    """The tiles of a heatmap, top line first, whichever way its axis runs."""
    z = trace["z"]
    columns = _labels(trace.get("x"), across, len(z[0]))
    lines = _labels(trace.get("y"), down, len(z))
    numbers = [v for line in z for v in line if v is not None]
    low = float(trace["zmin"]) if trace.get("zmin") is not None else float(min(numbers, default=0.0))
    high = float(trace["zmax"]) if trace.get("zmax") is not None else float(max(numbers, default=1.0))
    texts = trace.get("text") or [["" if v is None else f"{v:g}" for v in line] for line in z]
    scale = trace.get("colorscale") or [[0.0, "#f5f3ee"], [1.0, "#8fc1c4"]]
    colours = [[NO_VALUE if v is None else shade(scale, (v - low) / ((high - low) or 1.0)) for v in line] for line in z]
    shown = [[words("" if t is None else t) for t in line] for line in texts]
    if down.get("autorange") != "reversed":
        lines, shown, colours = lines[::-1], shown[::-1], colours[::-1]
    return Tiles(tuple(columns), tuple(lines), tuple(map(tuple, shown)), tuple(map(tuple, colours)))


def _labels(places: list[Any] | None, axis: dict[str, Any], count: int) -> list[str]:
    places = places if places is not None else list(range(count))
    names = dict(zip(axis.get("tickvals") or [], axis.get("ticktext") or [], strict=False))
    return [words(names.get(place, value_of(place))) for place in places]


def shade(scale: list[Any], share: float) -> str:
    """The colour at a share of a scale, between its two nearest steps."""
    share = min(1.0, max(0.0, share))
    below = max((step for step in scale if step[0] <= share), key=lambda step: float(step[0]))
    above = min((step for step in scale if step[0] >= share), key=lambda step: float(step[0]))
    part = 0.0 if above[0] == below[0] else (share - below[0]) / (above[0] - below[0])
    mixed = [round(b + (a - b) * part) for b, a in zip(parts(below[1]), parts(above[1]), strict=True)]
    return "#" + "".join(f"{v:02x}" for v in mixed)
