"""Places as shaded hexagons. Remainders are hatched by a broken line; what is withheld is named, never pale."""

from __future__ import annotations

import json

import folium
import pandas as pd

from dashboard.maps.safe_text import shown

# Five steps that stay apart in grey too; the strongest are also outlined more heavily.
STEPS = ("#dcebea", "#a9cfce", "#6ba9ab", "#2f7c82", "#0b4e57")
SIGNAL = "#b4530a"


def place_layer(rows: pd.DataFrame, *, name: str) -> folium.FeatureGroup:
    """`rows`: label, geometry, step (0 to 4), text (said of it), is_rest, is_signal."""
    layer = folium.FeatureGroup(name=shown(name))
    for row in rows[rows["geometry"] != ""].sort_values("is_rest", ascending=False).itertuples():
        shape = {"type": "Feature", "properties": {}, "geometry": json.loads(row.geometry)}
        style = {
            "fillColor": STEPS[int(row.step)], "fillOpacity": 0.85, "color": SIGNAL if row.is_signal else "#ffffff",
            "weight": 3 if row.is_signal else 1, "dashArray": "5 4" if row.is_rest else None,
        }  # fmt: skip
        folium.GeoJson(
            shape,
            style_function=lambda _, s=style: s,
            tooltip=folium.Tooltip(f"<b>{shown(row.label)}</b><br>{shown(row.text)}"),
        ).add_to(layer)
    return layer
