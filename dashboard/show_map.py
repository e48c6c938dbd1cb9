"""Draws a map in a page. The one place that knows how streamlit-folium loads its scripts."""

from __future__ import annotations

from typing import Any

import streamlit_folium

from dashboard.maps.library import refuse_outside_links
from dashboard.maps.picture import Picture

HEIGHT = 520
_draw = streamlit_folium._component_func  # private, and pinned: every link of every map passes through it


def _draw_from_home(*args: Any, **parts: Any) -> Any:
    refuse_outside_links([*parts.get("js_links", []), *parts.get("css_links", [])])
    return _draw(*args, **parts)


streamlit_folium._component_func = _draw_from_home


def show_map(picture: Picture, key: str) -> None:
    """Only the layer changes with a question, so the visitor's zoom and place stay."""
    streamlit_folium.st_folium(
        picture.ground, key=key, height=HEIGHT, use_container_width=True, returned_objects=[],
        feature_group_to_add=picture.layer,
    )  # fmt: skip
