"""Dots with their published intervals, each on a scale of its own: they are different things and are not compared."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import ACCENT, MUTED, styled, wrapped

STRIP, BETWEEN, TOP, BELOW = 128, 92, 62, 28  # pixels: a strip with its name, the gap between two, the margins


def interval_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: indicator, period, unit, value, lower, upper; one strip each."""
    titles = [wrapped(escape(f"{r.indicator} · {r.period} · {r.unit}"), 46, 3) for r in rows.itertuples()]
    height = STRIP * len(rows) + BELOW
    # Room in pixels, whatever their number: the ticks of one strip and the two or three lines that name the next.
    gap = BETWEEN / (height - TOP - BELOW) if len(rows) > 1 else 0.0
    figure = make_subplots(len(rows), 1, subplot_titles=titles, vertical_spacing=gap)
    for number, row in enumerate(rows.itertuples(), start=1):
        figure.add_scatter(
            x=[row.value], y=[0], mode="markers", marker={"color": ACCENT, "size": 11}, row=number, col=1,
            error_x={"type": "data", "symmetric": False, "array": [row.upper - row.value],
                     "arrayminus": [row.value - row.lower], "color": ACCENT, "thickness": 2, "width": 6},
            hovertemplate=f"{row.value:g} ({row.lower:g} to {row.upper:g}) {escape(str(row.unit))}<extra></extra>",
        )  # fmt: skip
    styled(figure, height=height)
    figure.update_layout(margin={"l": 8, "r": 12, "t": TOP, "b": BELOW})
    figure.update_yaxes(visible=False)
    figure.update_annotations(font={"size": 13, "color": MUTED}, xanchor="left", x=0, align="left")
    return figure
