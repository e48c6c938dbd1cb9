"""Hatching: lines across a shape, so that what is withheld is patterned and never pale. No picture, no plugin: plain lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Ring = Sequence[Sequence[float]]
Line = list[list[float]]


def hatch_lines(geometry: dict[str, object], *, step: float) -> list[Line]:
    """Slanting lines inside a GeoJSON polygon or several, `step` degrees of latitude apart; each as two [lat, lon] points."""
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    polygons = [parts] if kind == "Polygon" else parts if kind == "MultiPolygon" else []
    assert isinstance(polygons, list)
    return [line for rings in polygons for line in _in_polygon([np.asarray(r, dtype=float) for r in rings], step)]


def _in_polygon(rings: list[np.ndarray], step: float) -> list[Line]:
    """Lines lat = lon·slope + c cut by all rings together; between the first and second cut is inside, and so on."""
    slope = 0.56  # looks like 45 degrees at 56° north
    levels = np.concatenate([ring[:, 1] - slope * ring[:, 0] for ring in rings])
    found: list[Line] = []
    for level in np.arange(np.ceil(levels.min() / step) * step, levels.max(), step):
        cuts = np.sort(np.concatenate([_cuts(ring, slope, level) for ring in rings]))
        for start, end in zip(cuts[0::2], cuts[1::2], strict=False):
            found.append([[round(slope * x + level, 4), round(float(x), 4)] for x in (start, end)])
    return found


def _cuts(ring: np.ndarray, slope: float, level: float) -> np.ndarray:
    """Longitudes at which the edges of a ring cross the line."""
    above = ring[:, 1] - slope * ring[:, 0] - level
    crossing = np.flatnonzero((above[:-1] > 0) != (above[1:] > 0))
    share = above[crossing] / (above[crossing] - above[crossing + 1])
    return np.asarray(ring[crossing, 0] + share * (ring[crossing + 1, 0] - ring[crossing, 0]))
