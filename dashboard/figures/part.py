"""Shares of those who took part beside shares of those who live there: three marks a group, told apart by shape."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, GRID, INK, SIGNAL, styled, wrapped

MARKS = (
    ("population_pct", "young people who live there", INK, "line-ns-open", 18),
    ("weighted_pct", "pupils, weighted", ACCENT, "circle", 11),
    ("sample_pct", "pupils as they took part", SIGNAL, "diamond-open", 11),
)


def part_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: label, sample_pct, weighted_pct, population_pct (missing where no population is known)."""
    figure = go.Figure()
    for column, name, colour, symbol, size in MARKS:
        if rows[column].notna().any():
            figure.add_scatter(
                x=rows[column], y=list(range(len(rows))), mode="markers", name=name,
                marker={"color": colour, "symbol": symbol, "size": size, "line": {"width": 2, "color": colour}},
                customdata=[escape(str(v)) for v in rows["label"]], hovertemplate="%{customdata}: %{x:.1f} %<extra>" + name + "</extra>",
            )  # fmt: skip
    styled(figure, height=46 * len(rows) + 110)
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=[wrapped(escape(str(v)), 26) for v in rows["label"]],
                        range=[len(rows) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(rangemode="tozero", showgrid=True, gridcolor=GRID, ticksuffix=" %")
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
