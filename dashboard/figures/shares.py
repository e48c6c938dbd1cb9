"""Shares with their intervals, group below group; two years side by side, told apart by shape as well as colour."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, MUTED, styled, wrapped

LOOKS = {"latest": (ACCENT, "circle", "latest year"), "before": (MUTED, "diamond-open", "year before")}


def share_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: group, year (latest or before), n, base, share_pct, lower_pct, upper_pct; groups keep their order."""
    figure = go.Figure()
    groups = list(dict.fromkeys(rows["group"]))
    for year, (colour, symbol, name) in LOOKS.items():
        part = rows[rows["year"] == year]
        if part.empty:
            continue
        shift = 0.14 if year == "before" else -0.14
        figure.add_scatter(
            x=part["share_pct"], y=[groups.index(g) + shift for g in part["group"]], mode="markers", name=name,
            marker={"color": colour, "symbol": symbol, "size": 11},
            error_x={"type": "data", "symmetric": False, "array": part["upper_pct"] - part["share_pct"],
                     "arrayminus": part["share_pct"] - part["lower_pct"], "color": colour, "thickness": 1.6, "width": 4},
            customdata=part[["group", "n", "base"]].map(lambda v: escape(str(v))),
            hovertemplate="%{customdata[0]}: %{x:.0f} % (%{customdata[1]} of %{customdata[2]})<extra>" + name + "</extra>",
        )  # fmt: skip
    styled(figure, height=46 * len(groups) + 90)
    labels = [wrapped(escape(str(g)), 26) for g in groups]
    figure.update_yaxes(
        tickvals=list(range(len(groups))), ticktext=labels, range=[len(groups) - 0.5, -0.5], zeroline=False
    )
    figure.update_xaxes(ticksuffix=" %", rangemode="tozero", showgrid=True, gridcolor="#e4e2dc")
    figure.update_layout(showlegend=rows["year"].nunique() > 1, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
