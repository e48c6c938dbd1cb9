"""A traffic light that needs no colour: each tile says its rating in words and has a pattern of its own."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import INK, styled, wrapped

LOOKS = {"RED": ("#f3c9b5", "x"), "AMBER": ("#f5e3b3", "/"), "GREEN": ("#cfe5d2", "")}


def light_figure(rows: pd.DataFrame, words: dict[str, str]) -> go.Figure:
    """`rows`: label, rating, told; one tile below the other."""
    figure = go.Figure()
    labels = list(rows["label"])
    for rating, (colour, pattern) in LOOKS.items():
        part = rows[rows["rating"] == rating]
        figure.add_bar(
            x=[1.0] * len(part), y=[labels.index(label) for label in part["label"]], orientation="h", name=words.get(rating, rating),
            marker={"color": colour, "pattern": {"shape": pattern, "fgcolor": INK, "fillmode": "overlay", "fgopacity": 0.22, "size": 8}, "line": {"color": INK, "width": 0.6}},
            text=[f"<b>{escape(words.get(rating, rating))}</b> · {escape(t)}" for t in part["told"]], textposition="inside", insidetextanchor="start",
            textfont={"color": INK, "size": 13}, hoverinfo="skip",
        )  # fmt: skip
    styled(figure, height=50 * len(rows) + 70)
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=[wrapped(escape(label), 30) for label in labels],
                        range=[len(rows) - 0.5, -0.5], showgrid=False, zeroline=False)  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_layout(barmode="overlay", bargap=0.2, showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
