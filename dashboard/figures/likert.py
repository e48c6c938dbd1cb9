"""Answers on a scale as bars that part at the middle: the good end to the right, the other to the left."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import GRID, INK, MUTED, styled, wrapped

# From the middle outwards; told apart by side and by a dark or a light shade, with labels that do not rely on colour.
GOOD, BAD, BETWEEN = ("#8fc1c4", "#0b5f6b"), ("#e8b98a", "#b4530a"), "#d9d6cf"
ROOM = 8  # per cent a piece must have to hold its own figure


def likert_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: block, name (of the block, with its base), label (of the band), side, position, share_pct, start_pct."""
    figure = go.Figure()
    drawn = rows.dropna(subset=["start_pct"])
    blocks = list(dict.fromkeys(rows["block"]))
    bands = drawn.drop_duplicates(["label", "side"]).sort_values("position")
    for band in bands.itertuples():
        part = drawn[drawn["label"] == band.label]
        colour = _colour(band.side, band.position, bands)
        figure.add_bar(
            x=part["share_pct"], base=part["start_pct"], y=[blocks.index(b) for b in part["block"]], orientation="h",
            name=escape(str(band.label)), marker={"color": colour, "line": {"color": "white", "width": 1}}, width=0.62,
            text=[f"{s:.0f}" if s >= ROOM else "" for s in part["share_pct"]], textposition="inside", insidetextanchor="middle",
            textangle=0, textfont={"size": 13, "color": "white" if colour in (GOOD[1], BAD[1]) else INK}, constraintext="none",
            customdata=[escape(str(n)) for n in part["name"]],
            hovertemplate="%{customdata}: %{x:.1f} %<extra>" + escape(str(band.label)) + "</extra>",
        )  # fmt: skip
    reach = (
        max(abs(drawn["start_pct"].min()), (drawn["start_pct"] + drawn["share_pct"]).max()) * 1.04
        if len(drawn)
        else 100
    )
    names = [wrapped(escape(str(n)), 24) for n in rows.drop_duplicates("block")["name"]]
    styled(figure, height=54 * len(blocks) + 130)
    figure.update_layout(barmode="overlay", showlegend=True, bargap=0.3,
                         legend={"y": 1.02, "yanchor": "bottom", "traceorder": "reversed", "font": {"size": 13}})  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(blocks))),
        ticktext=names,
        range=[len(blocks) - 0.5, -0.5],
        zeroline=False,
        showgrid=False,
    )
    left = min(float(drawn["start_pct"].min()), 0.0) if len(drawn) else 0.0
    ticks = [t for t in range(-100, 101, 25) if left * 1.1 - 5 <= t <= reach]
    figure.update_xaxes(range=[left * 1.06 - 2, reach], tickvals=ticks, ticktext=[f"{abs(t)} %" for t in ticks],
                        showgrid=True, gridcolor=GRID, zeroline=True, zerolinecolor=MUTED)  # fmt: skip
    return figure


def _colour(side: object, position: object, bands: pd.DataFrame) -> str:
    if side == "neither":
        return BETWEEN
    own = bands[bands["side"] == side]
    is_outer = position == (own["position"].min() if side == "positive" else own["position"].max())
    return (GOOD if side == "positive" else BAD)[1 if is_outer else 0]
