"""One look for every chart: quiet paper, dark ink, one accent, light lines; told apart without relying on colour."""

from __future__ import annotations

import plotly.graph_objects as go

INK, MUTED, GRID, PAPER, ACCENT = "#1f2a33", "#5b6770", "#e4e2dc", "#fbfaf7", "#0b5f6b"
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
