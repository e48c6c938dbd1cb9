"""From rows to a map: the ground of the council and one layer of places."""

from __future__ import annotations

import pandas as pd

from dashboard.maps.ground import ground_map
from dashboard.maps.picture import Picture
from dashboard.maps.places import place_layer


def picture(areas: pd.DataFrame, rows: pd.DataFrame) -> Picture:
    """`rows`: area (label), shapes (GeoJSON texts), step, text, is_rest, is_signal; one polygon for each shape."""
    finest = areas[areas["area_level"] == _finest(areas)]
    each = rows.assign(label=rows["area"], geometry=rows["shapes"]).explode("geometry")
    each = each[each["geometry"].notna()]
    return Picture(ground_map(finest, _bounds(finest)), place_layer(each, name="Places"))


def _finest(areas: pd.DataFrame) -> str:
    known = set(areas["area_level"])
    return next((level for level in ("WARD", "COMMUNITY", "LOCALITY", "COUNCIL") if level in known), "")


def _bounds(areas: pd.DataFrame) -> tuple[tuple[float, float], tuple[float, float]]:
    lat, lon = areas["lat"].dropna(), areas["lon"].dropna()
    if lat.empty:
        return (54.5, -8.0), (61.0, 0.0)
    return (lat.min() - 0.02, lon.min() - 0.03), (lat.max() + 0.02, lon.max() + 0.03)
