"""Layers of a map: shapes with a fill and what is said of them, and points. Broken lines and hatching besides colour."""

from __future__ import annotations

import json
from typing import Any

import folium
import pandas as pd

from dashboard.maps.hatch import hatch_lines
from dashboard.maps.safe_text import shown

# Five steps that stay apart in grey too.
STEPS = ("#dcebea", "#a9cfce", "#6ba9ab", "#2f7c82", "#0b4e57")
SIGNAL, PALE = "#b4530a", "#f1efe9"
STEP = 0.0022
INK = "#1f2a33"


def place_layer(rows: pd.DataFrame, *, name: str) -> folium.FeatureGroup:
    """`rows`: leaf, label, text, geometry, fill, outline, weight, dash ("" for none), is_hatched; one polygon for each."""
    layer = folium.FeatureGroup(name=shown(name))
    drawn = rows[rows["geometry"] != ""]
    if drawn.empty:
        return layer
    folium.GeoJson(
        {"type": "FeatureCollection", "features": [_feature(row) for row in drawn.itertuples()]},
        style_function=lambda feature: feature["properties"]["style"],
        tooltip=folium.GeoJsonTooltip(fields=["said"], labels=False, sticky=False),
    ).add_to(layer)
    lines = [
        line
        for row in drawn[drawn["is_hatched"]].itertuples()
        for line in hatch_lines(json.loads(row.geometry), step=STEP)
    ]
    if lines:
        folium.PolyLine(lines, color=INK, weight=1, opacity=0.55, interactive=False).add_to(layer)
    return layer


def add_points(layer: folium.FeatureGroup, points: pd.DataFrame) -> folium.FeatureGroup:
    """`points`: lat, lon, label, text, fill. The same layer with a dot for each."""
    for row in points.itertuples():
        folium.CircleMarker(
            location=[row.lat, row.lon], radius=6, color=INK, weight=1.5, fill=True, fill_opacity=1.0, fill_color=row.fill,
            tooltip=folium.Tooltip(f"<b>{shown(row.label)}</b><br>{shown(row.text)}"),
        ).add_to(layer)  # fmt: skip
    return layer


def _feature(row: Any) -> dict[str, object]:
    style = {"fillColor": row.fill, "fillOpacity": 0.9, "color": row.outline, "weight": row.weight}
    style |= {"dashArray": row.dash} if row.dash else {}
    said = f"<b>{shown(row.label)}</b><br>{shown(row.text)}"
    return {
        "type": "Feature",
        "properties": {"leaf": row.leaf, "said": said, "style": style},
        "geometry": json.loads(row.geometry),
    }
