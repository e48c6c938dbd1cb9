"""Two or more series of shares, group below group, told apart by shape as well as by colour."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, GRID, SERIES, styled, wrapped

SYMBOLS = ("circle", "diamond-open", "square", "triangle-up-open")


def side_by_side_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: group, series, n, base, share_pct, lower_pct, upper_pct; groups and series keep their order."""
    figure = go.Figure()
    groups, series = list(dict.fromkeys(rows["group"])), list(dict.fromkeys(rows["series"]))
    for number, name in enumerate(series):
        part = rows[rows["series"] == name]
        colour = ACCENT if number == 0 else SERIES[number % len(SERIES)]
        shift = (number - (len(series) - 1) / 2) * 0.26
        figure.add_scatter(
            x=part["share_pct"], y=[groups.index(g) + shift for g in part["group"]], mode="markers", name=escape(str(name)),
            marker={"color": colour, "symbol": SYMBOLS[number % len(SYMBOLS)], "size": 11},
            error_x={"type": "data", "symmetric": False, "array": part["upper_pct"] - part["share_pct"],
                     "arrayminus": part["share_pct"] - part["lower_pct"], "color": colour, "thickness": 1.6, "width": 4},
            customdata=[f"{escape(str(r.group))}: {r.share_pct:.0f} % ({r.n} of {r.base})" for r in part.itertuples()],
            hovertemplate="%{customdata}<extra>" + escape(str(name)) + "</extra>",
        )  # fmt: skip
    styled(figure, height=58 * len(groups) + 110)
    figure.update_yaxes(tickvals=list(range(len(groups))), ticktext=[wrapped(escape(str(g)), 26) for g in groups],
                        range=[len(groups) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(ticksuffix=" %", rangemode="tozero", showgrid=True, gridcolor=GRID)
    figure.update_layout(showlegend=len(series) > 1, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
