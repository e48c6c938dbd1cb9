"""One figure for each group with its interval: dots, not bars, so that no length starts at an invented zero."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, GRID, styled, wrapped


def bar_figure(rows: pd.DataFrame, *, label: str, value: str, suffix: str) -> go.Figure:
    """`rows`: the columns `label` and `value`, with lower and upper."""
    figure = go.Figure(
        go.Scatter(
            x=rows[value], y=list(range(len(rows))), mode="markers", marker={"color": ACCENT, "size": 11},
            error_x={"type": "data", "symmetric": False, "array": rows["upper"] - rows[value], "arrayminus": rows[value] - rows["lower"],
                     "color": ACCENT, "thickness": 1.6, "width": 4},
            customdata=[escape(str(v)) for v in rows[label]], hovertemplate="%{customdata}: %{x:.2f}" + suffix + "<extra></extra>",
        )
    )  # fmt: skip
    styled(figure, height=46 * len(rows) + 70)
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=[wrapped(escape(str(v)), 26) for v in rows[label]],
                        range=[len(rows) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(rangemode="tozero", showgrid=True, gridcolor=GRID, ticksuffix=suffix)
    return figure
