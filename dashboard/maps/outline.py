"""One outline round many shapes, so that a district is seen as one and not as the hexagons that it is made of."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

GAP = 0.0004  # degrees: what rounding leaves between neighbours, and less than the width of the finest hexagon
STEP = 0.0001


def outline(shapes: Sequence[str]) -> str:
    """GeoJSON texts of polygons → one of their union; neighbours that all but touch are joined. Empty for no shape."""
    parts = [shapely.from_geojson(text).buffer(GAP, join_style="mitre") for text in shapes if text]
    if not parts:
        return ""
    joined = shapely.union_all(parts).buffer(-GAP, join_style="mitre").simplify(GAP / 4)
    return str(shapely.to_geojson(shapely.set_precision(joined, STEP)))
