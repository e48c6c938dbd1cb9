"""Several coefficients of agreement for each standard, told apart by shape, each with its interval."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import GRID, SERIES, styled, wrapped

SYMBOLS = ("circle", "diamond-open", "square-open", "triangle-up")


def coefficient_figure(rows: pd.DataFrame, names: dict[str, str]) -> go.Figure:
    """`rows`: label, statistic, value, lower, upper; `names`: statistic → what it is called, in the order to be drawn."""
    figure = go.Figure()
    groups = list(dict.fromkeys(rows["label"]))
    for at, (statistic, name) in enumerate(names.items()):
        part = rows[rows["statistic"] == statistic]
        shift = (at - (len(names) - 1) / 2) * 0.19
        figure.add_scatter(
            x=part["value"], y=[groups.index(g) + shift for g in part["label"]], mode="markers", name=name,
            marker={"color": SERIES[at], "symbol": SYMBOLS[at], "size": 9, "line": {"width": 1.5}},
            error_x={"type": "data", "symmetric": False, "array": part["upper"] - part["value"], "arrayminus": part["value"] - part["lower"],
                     "color": SERIES[at], "thickness": 1.2, "width": 0},
            customdata=[escape(str(g)) for g in part["label"]], hovertemplate="%{customdata}: %{x:.2f}<extra>" + name + "</extra>",
        )  # fmt: skip
    styled(figure, height=56 * len(groups) + 120)
    figure.update_yaxes(tickvals=list(range(len(groups))), ticktext=[wrapped(escape(str(g)), 34) for g in groups],
                        range=[len(groups) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(range=[min(-0.05, float(rows["lower"].min()) - 0.02), 1.03], showgrid=True, gridcolor=GRID)
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
