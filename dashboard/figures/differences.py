"""Differences with their intervals round a line that stands for none; filled where chance would not explain one."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, GRID, INK, MUTED, styled, wrapped


def difference_figure(rows: pd.DataFrame, *, less: str, more: str) -> go.Figure:
    """`rows`: label, difference_pct, lower_pct, upper_pct, is_beyond_chance; in the order given."""
    figure = go.Figure()
    places = list(range(len(rows)))
    colour = [ACCENT if beyond else MUTED for beyond in rows["is_beyond_chance"]]
    for at, row in zip(places, rows.itertuples(), strict=True):
        figure.add_scatter(x=[row.lower_pct, row.upper_pct], y=[at, at], mode="lines", line={"color": colour[at], "width": 1.8},
                           hoverinfo="skip", showlegend=False)  # fmt: skip
    figure.add_scatter(
        x=rows["difference_pct"], y=places, mode="markers", showlegend=False,
        marker={"size": 11, "color": colour, "symbol": ["diamond" if b else "circle-open" for b in rows["is_beyond_chance"]]},
        customdata=[escape(f"{r.label}: {r.difference_pct:+.0f} ({r.lower_pct:+.0f} to {r.upper_pct:+.0f}) points") for r in rows.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1.2})
    styled(figure, height=44 * len(rows) + 96)
    reach = max(5.0, float(rows[["lower_pct", "upper_pct"]].abs().max(axis=None))) * 1.08
    figure.update_yaxes(tickvals=places, ticktext=[wrapped(escape(str(v)), 30) for v in rows["label"]],
                        range=[len(rows) - 0.5, -0.6], zeroline=False)  # fmt: skip
    figure.update_xaxes(
        range=[-reach, reach], showgrid=True, gridcolor=GRID, ticksuffix=" pts", zeroline=False, nticks=6
    )
    for x, text, anchor in ((0.0, f"◂ {less}", "left"), (1.0, f"{more} ▸", "right")):
        figure.add_annotation(x=x, y=1, xref="paper", yref="paper", yanchor="bottom", xanchor=anchor, showarrow=False,
                              text=escape(text), font={"size": 13, "color": MUTED})  # fmt: skip
    return figure
