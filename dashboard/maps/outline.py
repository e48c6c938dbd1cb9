"""One outline round many shapes, so that a district is seen as one and not as the hexagons that it is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence

from shapely import unary_union
from shapely.geometry import mapping, shape

GAP = 0.0004  # degrees: what rounding leaves between neighbours, and less than the width of the finest hexagon
PLACES = 4


def outline(shapes: Sequence[str]) -> str:
    """GeoJSON texts of polygons → one of their union; neighbours that all but touch are joined. Empty for no shape."""
    parts = [shape(json.loads(text)).buffer(GAP, join_style="mitre") for text in shapes if text]
    if not parts:
        return ""
    joined = unary_union(parts).buffer(-GAP, join_style="mitre").simplify(GAP / 4)
    return json.dumps(_rounded(mapping(joined)), separators=(",", ":"))


def _rounded(geometry: dict[str, object]) -> dict[str, object]:
    def rounded(part: object) -> object:
        return [rounded(p) for p in part] if isinstance(part, (list, tuple)) else round(float(part), PLACES)  # type: ignore[arg-type]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
