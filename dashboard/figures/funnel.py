"""A funnel plot: areas by their size, with the lines between which chance alone would put nearly all of them."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, MUTED, SIGNAL, styled


def funnel_figure(rows: pd.DataFrame, curve: pd.DataFrame, *, counts: str) -> go.Figure:
    """`rows`: area, population, rate_per_1000, is_signal; `curve`: as `funnel_lines` gives it."""
    figure = go.Figure()
    for tag, dash, name in (("95", "dot", "95 % line"), ("998", "solid", "99.8 % line")):
        for side in ("lower", "upper"):
            line = curve[[f"{side}_{tag}_population", f"{side}_{tag}_rate"]].dropna()
            figure.add_scatter(x=line.iloc[:, 0], y=line.iloc[:, 1], mode="lines", name=name, showlegend=side == "upper",
                               line={"color": MUTED, "width": 1.2, "dash": dash}, hoverinfo="skip")  # fmt: skip
    average = float(curve["average"].iloc[0])
    figure.add_hline(y=average, line={"color": MUTED, "width": 1.2, "dash": "dash"})
    for is_signal, colour, symbol in ((False, ACCENT, "circle"), (True, SIGNAL, "diamond")):
        part = rows[rows["is_signal"] == is_signal]
        figure.add_scatter(
            x=part["population"], y=part["rate_per_1000"], mode="markers+text", showlegend=False, cliponaxis=False,
            text=[escape(str(a)) if len(str(a)) < 22 else "" for a in part["area"]], textposition="top center",
            textfont={"size": 12}, marker={"size": 11, "color": colour, "symbol": symbol},
            customdata=[escape(str(a)) for a in part["area"]],
            hovertemplate="%{customdata}: %{y:.1f} " + counts + " per 1,000<extra></extra>",
        )  # fmt: skip
    styled(figure, height=420)
    low, high = rows["population"].min(), rows["population"].max()
    margin = max((high - low) * 0.15, high * 0.05)
    figure.update_xaxes(
        range=[max(0.0, low - margin), high + margin],
        title={"text": "people aged 10–17", "font": {"size": 13, "color": MUTED}},
        tickformat=",",
    )
    figure.update_yaxes(range=[0, float(rows["rate_per_1000"].max()) * 1.25])
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
