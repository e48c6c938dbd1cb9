"""The ground under every map: the council's areas as quiet shapes with their names; no tiles."""

from __future__ import annotations

import json

import folium
import pandas as pd

from dashboard.maps.library import stay_at_home
from dashboard.maps.safe_text import shown

FAR = 3.0  # degrees of quiet paper round the council, in place of tiles
WATER, LAND, LINE, INK = "#e9ecea", "#fbfaf7", "#b9b4a8", "#4a555d"


def ground_map(areas: pd.DataFrame, bounds: tuple[tuple[float, float], tuple[float, float]]) -> folium.Map:
    """The same map for every question, so that a filter changes layers and nothing else.

    areas: area_name, lat, lon, geometry (GeoJSON text, may be empty). bounds: south-west and north-east corner.
    """
    stay_at_home()
    middle = [(bounds[0][i] + bounds[1][i]) / 2 for i in (0, 1)]
    made = folium.Map(location=middle, zoom_start=11, tiles=None, control_scale=True, min_zoom=9, max_zoom=14,
                      attribution_control=False)  # fmt: skip
    paper = [[bounds[0][0] - FAR, bounds[0][1] - FAR], [bounds[1][0] + FAR, bounds[1][1] + FAR]]
    folium.Rectangle(paper, fill=True, fill_color=WATER, fill_opacity=1.0, weight=0, interactive=False).add_to(made)
    drawn = areas[areas["geometry"] != ""]
    for row in drawn.itertuples():
        shape = {"type": "Feature", "properties": {}, "geometry": json.loads(row.geometry)}
        folium.GeoJson(shape, style_function=_quiet).add_to(made)
    for row in areas.dropna(subset=["lat", "lon"]).itertuples():
        folium.CircleMarker(
            location=[row.lat, row.lon], radius=2, color=INK, weight=0, fill=True, fill_opacity=0.7, fill_color=INK,
            tooltip=folium.Tooltip(shown(row.area_name)),
        ).add_to(made)  # fmt: skip
    made.fit_bounds([list(bounds[0]), list(bounds[1])])
    return made


def _quiet(_: object) -> dict[str, object]:
    return {"fillColor": LAND, "fillOpacity": 1.0, "color": LINE, "weight": 1.2}
