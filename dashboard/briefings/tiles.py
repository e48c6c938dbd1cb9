"""Grids of tiles, each with its text; colour only helps."""

from __future__ import annotations

import re
from typing import Any

from dashboard.briefings.chart import Tiles
from dashboard.briefings.scales import value_of, words

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


def parts(colour: str, ground: int = 255) -> tuple[int, int, int]:
    """Red, green and blue of a colour as plotly writes it; what is see-through is laid on white."""
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    numbers = [float(n) for n in re.findall(r"[\d.]+", colour)]
    if len(numbers) < 3:
        return 31, 42, 51
    over = numbers[3] if len(numbers) > 3 else 1.0
    red, green, blue = (round(n * over + ground * (1 - over)) for n in numbers[:3])
    return red, green, blue


def hexed(colour: str) -> str:
    """Any of the colours as six digits, for formats that know nothing else."""
    return "".join(f"{v:02X}" for v in parts(colour))


def readable_on(colour: str) -> str:
    """Ink on pale grounds, paper on dark ones."""
    red, green, blue = parts(colour)
    return "#1f2a33" if 0.3 * red + 0.59 * green + 0.11 * blue > 120 else "#ffffff"
