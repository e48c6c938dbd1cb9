"""Two ways of splitting crossed: a grid of tiles, each with its figure written in it, so that colour only helps."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import INK, SCALE, styled, wrapped


def grid_figure(rows: pd.DataFrame, *, across: str, down: str, value: str, text: str, note: str) -> go.Figure:
    """`rows`: one for each combination of the columns `across` and `down`; `text` is written in the tile."""
    columns, lines = list(dict.fromkeys(rows[across])), list(dict.fromkeys(rows[down]))
    cells = rows.set_index([down, across])
    figure = go.Figure(
        go.Heatmap(
            z=[[cells.loc[(line, column), value] for column in columns] for line in lines],
            text=[[escape(str(cells.loc[(line, column), text])) for column in columns] for line in lines],
            x=list(range(len(columns))), y=list(range(len(lines))),
            texttemplate="%{text}", colorscale=SCALE, zmin=0, showscale=False, xgap=3, ygap=3, hovertemplate=f"%{{text}} {note}<extra></extra>",
            textfont={"size": 13, "color": INK},
        )
    )  # fmt: skip
    styled(figure, height=52 * len(lines) + 100)
    names = [escape(str(c)) for c in columns]
    # Hours in two short lines stay level on a phone; long names may lean.
    is_short = all(len(part) <= 7 for name in names for part in name.split("–"))
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=[name.replace("–", "–<br>") if is_short else wrapped(name, 14) for name in names],
        tickangle=0 if is_short else None,
        ticks="",
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(lines))),
        ticktext=[wrapped(escape(str(line)), 18) for line in lines],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
    )
    return figure
