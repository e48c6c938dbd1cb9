"""A map to be shown: the ground that never changes, and the layer that answers the question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Picture:
    ground: Any  # a folium map; named loosely, so that a page without a map does not load folium
    layer: Any  # its feature group
