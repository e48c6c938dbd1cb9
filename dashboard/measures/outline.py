"""One outline round many shapes, so that a district is seen as one and not as the hexagons that it is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence

import shapely

GAP = 0.0004  # degrees: what rounding leaves between neighbours, and less than the width of the finest hexagon
STEP = 0.0001


def outline(shapes: Sequence[str]) -> str:
    """GeoJSON texts of polygons → one of their union; neighbours that all but touch are joined. Empty for no shape."""
    return _joined([shapely.from_geojson(text) for text in shapes if text])


def united(rings: Sequence[Sequence[tuple[float, float]]]) -> str:
    """The same for rings."""
    return _joined([shapely.Polygon(ring) for ring in rings])


def parsed(text: str) -> dict[str, object]:
    """A GeoJSON text as its geometry; nothing for an empty one."""
    return dict(json.loads(text)) if text else {}


def _joined(parts: Sequence[shapely.Geometry]) -> str:
    if not parts:
        return ""
    wide = [part.buffer(GAP, join_style="mitre") for part in parts]
    joined = shapely.union_all(wide).buffer(-GAP, join_style="mitre").simplify(GAP / 4)
    # Where rings meet in one point narrowing leaves a hole in a hole, which cannot be rounded.
    sound = shapely.make_valid(joined, method="structure", keep_collapsed=False)
    return str(shapely.to_geojson(shapely.set_precision(sound, STEP)))
