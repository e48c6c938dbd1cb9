"""Two areas over time and the day on which something was done in one of them."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, INK, MUTED, styled


def before_after_figure(frame: pd.DataFrame, start: pd.Timestamp, *, target: str, unit: str) -> go.Figure:
    """`frame`: period_start, period_end, area, n; one line for each area, the target strong, the others quiet."""
    figure = go.Figure()
    areas = sorted(set(frame["area"]), key=lambda area: (area != target, area))
    for number, area in enumerate(areas):
        line = frame[frame["area"] == area]
        is_target = area == target
        figure.add_scatter(
            x=line["period_start"] + (line["period_end"] - line["period_start"]) / 2, y=line["n"], mode="lines+markers",
            name=escape(area), line={"color": ACCENT if is_target else MUTED, "width": 2.5 if is_target else 1.5, "dash": "solid" if is_target else ("dash", "dot")[number % 2]},
            marker={"size": 7 if is_target else 5, "symbol": "circle" if is_target else "diamond"},
            hovertemplate="%{x|%b %Y}: %{y:,}<extra>" + escape(area) + "</extra>",
        )  # fmt: skip
    figure.add_vline(x=start, line={"color": INK, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=start, y=1.06, yref="paper", text="begins", showarrow=False, font={"size": 13, "color": INK}
    )
    styled(figure, height=380)
    figure.update_layout(showlegend=True, legend={"y": -0.24, "yanchor": "top"}, margin={"b": 120})
    figure.update_yaxes(rangemode="tozero")
    figure.update_xaxes(title={"text": f"by {unit}", "font": {"size": 13, "color": MUTED}})
    return figure
