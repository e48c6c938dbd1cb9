"""Draws a map in a page. The one place that knows how streamlit-folium loads its scripts."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import streamlit_folium

from dashboard.maps.library import refuse_outside_links
from dashboard.maps.picture import Picture

HEIGHT, CLICKED = 620, "last_active_drawing"
_draw = streamlit_folium._component_func  # private, and pinned: every link of every map passes through it


def _draw_from_home(*args: Any, **parts: Any) -> Any:
    refuse_outside_links([*parts.get("js_links", []), *parts.get("css_links", [])])
    return _draw(*args, **parts)


streamlit_folium._component_func = _draw_from_home


def show_map(picture: Picture, key: str) -> None:
    """Only the layer changes with a question, so the visitor's zoom and place stay. A click is kept under `key`.

    Drawing writes into what it draws, and the same maps serve every visitor: so copies are drawn, with the same names.
    """
    streamlit_folium.st_folium(
        deepcopy(picture.ground), key=key, height=HEIGHT, use_container_width=True, returned_objects=[CLICKED],
        feature_group_to_add=deepcopy(picture.layer),
    )  # fmt: skip
