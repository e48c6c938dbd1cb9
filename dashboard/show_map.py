"""Shows a map to be explored. The one place that knows how streamlit-folium loads its scripts."""

from __future__ import annotations

from typing import Any

import streamlit_folium

from dashboard.charts.place_map import PlaceMap
from dashboard.draw.explore_map import explore_map
from dashboard.draw.library import refuse_outside_links

HEIGHT = 656
_draw = streamlit_folium._component_func  # private, and pinned: every link of every map passes through it


def _draw_from_home(*args: Any, **parts: Any) -> Any:
    refuse_outside_links([*parts.get("js_links", []), *parts.get("css_links", [])])
    return _draw(*args, **parts)


streamlit_folium._component_func = _draw_from_home


def show_map(chart: PlaceMap, key: str) -> None:
    """Nothing is sent back: to look closer asks nothing of the server."""
    streamlit_folium.st_folium(
        explore_map(chart), key=key, height=HEIGHT, use_container_width=True, returned_objects=[]
    )
