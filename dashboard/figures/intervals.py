"""Dots with their published intervals, each on a scale of its own: they are different things and are not compared."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import ACCENT, MUTED, styled, wrapped


def interval_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: indicator, period, unit, value, lower, upper; one strip each."""
    titles = [wrapped(escape(f"{r.indicator} · {r.period} · {r.unit}"), 64, 2) for r in rows.itertuples()]
    figure = make_subplots(len(rows), 1, subplot_titles=titles, vertical_spacing=0.68 / max(len(rows), 2))
    for number, row in enumerate(rows.itertuples(), start=1):
        figure.add_scatter(
            x=[row.value], y=[0], mode="markers", marker={"color": ACCENT, "size": 11}, row=number, col=1,
            error_x={"type": "data", "symmetric": False, "array": [row.upper - row.value],
                     "arrayminus": [row.value - row.lower], "color": ACCENT, "thickness": 2, "width": 6},
            hovertemplate=f"{row.value:g} ({row.lower:g} to {row.upper:g}) {escape(str(row.unit))}<extra></extra>",
        )  # fmt: skip
    styled(figure, height=116 * len(rows) + 40)
    figure.update_yaxes(visible=False)
    figure.update_annotations(font={"size": 13, "color": MUTED}, xanchor="left", x=0, align="left")
    return figure
