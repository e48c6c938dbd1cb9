"""A map to be shown: the ground that never changes, the layer that answers the question, and what its colours mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mark:
    """One line of a legend: what is drawn (fill, outline, "hatched", "broken" or "point" as pattern), and what it means."""

    fill: str
    outline: str
    pattern: str
    text: str


@dataclass(frozen=True)
class Picture:
    ground: Any  # a folium map; named loosely, so that a page without a map does not load folium
    layer: Any  # its feature group
    legend: tuple[Mark, ...] = ()
