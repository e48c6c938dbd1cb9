"""Small maps beside each other, one for each period: the same shapes, shaded by how each area does against its own average."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import INK, MUTED, styled
from dashboard.measures.changes import AVERAGE_WORDS

COLUMNS = 3
SHADES = ("#f3e3cf", "#f5f3ee", "#cfe3e2", "#8fc1c4", "#2f7c82")  # fewer than its average … far more


def small_maps_figure(rows: pd.DataFrame, *, counts: str) -> go.Figure:
    """`rows`: panel (title), area, n, times (of its own average), step (0 to 4), shapes (GeoJSON texts); one row for each panel and area."""
    panels = list(dict.fromkeys(rows["panel"]))
    lines = -(-len(panels) // COLUMNS)
    figure = make_subplots(
        lines, COLUMNS, subplot_titles=[escape(str(p)) for p in panels], horizontal_spacing=0.02, vertical_spacing=0.08
    )
    for number, panel in enumerate(panels):
        at = {"row": number // COLUMNS + 1, "col": number % COLUMNS + 1}
        for row in rows[rows["panel"] == panel].itertuples():
            x, y = _outline(row.shapes)
            figure.add_scatter(
                x=x, y=y, mode="lines", fill="toself", fillcolor=SHADES[row.step], line={"color": MUTED, "width": 0.6}, name="",
                text=f"{escape(str(row.area))}: {row.n:,} {counts}, {row.times:.2f} times its average", hoverinfo="text", showlegend=False, **at,
            )  # fmt: skip
        figure.update_xaxes(visible=False, **at)
        axis = f"x{number + 1}" if number else "x"
        figure.update_yaxes(visible=False, scaleanchor=axis, scaleratio=1.78, **at)
    for shade, words in zip(SHADES, AVERAGE_WORDS, strict=True):
        figure.add_scatter(
            x=[None], y=[None], mode="markers", marker={"symbol": "square", "size": 14, "color": shade, "line": {"color": INK, "width": 1}},
            name=words, showlegend=True, row=1, col=1,
        )  # fmt: skip
    styled(figure, height=300 * lines + 90)
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.04, "x": 0, "title": None})
    return figure


def _outline(shapes: tuple[str, ...]) -> tuple[list[float | None], list[float | None]]:
    """Outer rings of several GeoJSON shapes as one line with gaps."""
    x: list[float | None] = []
    y: list[float | None] = []
    for text in shapes:
        shape: dict[str, Any] = json.loads(text) if text else {"type": "", "coordinates": []}
        polygons: list[Any] = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for rings in polygons:
            x += [*(round(p[0], 3) for p in rings[0]), None]
            y += [*(round(p[1], 3) for p in rings[0]), None]
    return x, y
