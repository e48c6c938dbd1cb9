"""One look for every chart: quiet paper, dark ink, one accent, light lines; told apart without relying on colour."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.palette import LIGHT

INK, MUTED, GRID, PAPER, ACCENT = (LIGHT[role] for role in ("ink", "ink2", "grid", "page", "data"))
# Signals differ in shape as well; the band is quiet enough for ink to stand on it; tiles stay pale, with dark figures.
SIGNAL, BAND = LIGHT["changed"], LIGHT["range"]
SCALE = [[0.0, "#f5f3ee"], [1.0, "#8fc1c4"]]
# Okabe and Ito's colours, darkened where they were too pale on paper.
SERIES = (ACCENT, "#b4530a", "#5b4a9e", "#3a7d34", "#a03b66", "#7a6a10", "#44545f", "#1d6fb8", "#8a4b2a")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
FONT = '"Source Sans", sans-serif'


def styled(figure: go.Figure, height: int) -> go.Figure:
    figure.update_layout(
        height=height,
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"family": FONT, "size": 14, "color": INK},
        margin={"l": 8, "r": 12, "t": 34, "b": 8},
        hoverlabel={"bgcolor": "white", "font": {"color": INK, "family": FONT}},
        legend={"orientation": "h", "y": -0.16, "x": 0, "title": None},
        showlegend=False,
        dragmode=False,
    )
    figure.update_xaxes(
        showgrid=False, linecolor=MUTED, ticks="outside", tickcolor=MUTED, automargin=True, fixedrange=True
    )
    figure.update_yaxes(
        gridcolor=GRID, zeroline=True, zerolinecolor=MUTED, automargin=True, fixedrange=True, title=None
    )
    return figure


def wrapped(text: str, width: int, most: int = 3) -> str:
    """Text broken into at most `most` short lines for an axis or a title."""
    lines = [""]
    for word in text.split():
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [lines[-1], word]
    return "<br>".join(lines[:most]) + (" …" if len(lines) > most else "")
