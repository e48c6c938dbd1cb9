"""Contexts: the board by stage, the share still waiting, answers beside each other."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, BAND, GRID, INK, MUTED, SERIES, SIGNAL, styled, wrapped

REVIEW = {
    "overdue": (SIGNAL, "diamond", "review overdue"),
    "in time": (ACCENT, "circle", "review in time"),
    "none due": (MUTED, "circle-open", "no review due"),
}


def board_figure(rows: pd.DataFrame, stages: dict[str, str]) -> go.Figure:
    """`rows`: label, stage, weeks_in_stage, review, key. One mark for each context; stages from top to bottom."""
    figure = go.Figure()
    order = list(stages)
    at = rows.groupby(["stage", "weeks_in_stage"]).cumcount()
    place = rows["stage"].map(order.index) + (at % 5 - 2) * 0.13
    for review, (colour, symbol, name) in REVIEW.items():
        is_part = rows["review"] == review
        part = rows[is_part]
        figure.add_scatter(
            x=part["weeks_in_stage"], y=place[is_part], mode="markers", name=name,
            marker={"color": colour, "symbol": symbol, "size": 11, "line": {"width": 1.5}},
            customdata=[[k, escape(str(label))] for k, label in zip(part["key"], part["label"], strict=True)],
            hovertemplate="%{customdata[1]}: %{x} weeks in this stage<extra>" + name + "</extra>",
        )  # fmt: skip
    styled(figure, height=52 * len(order) + 110)
    figure.update_yaxes(tickvals=list(range(len(order))), ticktext=[wrapped(escape(t), 18) for t in stages.values()],
                        range=[len(order) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(rangemode="tozero", title="weeks in this stage", showgrid=True, gridcolor=GRID)
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"}, clickmode="event+select")
    return figure


def waiting_figure(rows: pd.DataFrame, names: dict[str, str]) -> go.Figure:
    """`rows`: question, day, share_pct, lower_pct, upper_pct. Steps: nothing is told between two of them."""
    figure = go.Figure()
    for at, (question, name) in enumerate(names.items()):
        part = rows[rows["question"] == question]
        weeks = part["day"] / 7
        figure.add_scatter(x=weeks, y=part["share_pct"], mode="lines+markers", name=name,
                           line={"color": SERIES[at], "dash": ("solid", "dash", "dot")[at % 3], "width": 2},
                           marker={"size": 8, "symbol": ("circle", "diamond", "square")[at % 3]},
                           error_y={"type": "data", "symmetric": False, "array": part["upper_pct"] - part["share_pct"],
                                    "arrayminus": part["share_pct"] - part["lower_pct"], "color": SERIES[at], "thickness": 1.2, "width": 4},
                           hovertemplate="after %{x:.0f} weeks %{y:.0f} % still waiting<extra>" + name + "</extra>")  # fmt: skip
    styled(figure, height=380)
    figure.update_yaxes(range=[0, 104], ticksuffix=" %")
    figure.update_xaxes(title="weeks since referral", showgrid=True, gridcolor=GRID, rangemode="tozero")
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure


def answers_figure(rows: pd.DataFrame, *, group: str, answer: str) -> go.Figure:
    """`rows`: the columns `group` and `answer`, n, of. Bars of counts, divided by the answer, each with its number in it."""
    figure = go.Figure()
    groups = list(dict.fromkeys(rows[group]))
    for at, name in enumerate(dict.fromkeys(rows[answer])):
        part = rows[rows[answer] == name]
        figure.add_bar(
            x=part["n"], y=[groups.index(g) for g in part[group]], orientation="h", name=escape(str(name)),
            marker={"color": (ACCENT, "#cdb8a4", BAND, MUTED, *SERIES)[at % 9], "pattern": {"shape": ("", "/", ".", "x")[at % 4], "fgcolor": INK, "fillmode": "overlay", "fgopacity": 0.25, "size": 7},
                    "line": {"color": "white", "width": 1}},
            text=[f"{n:,}" for n in part["n"]], textposition="inside", insidetextanchor="middle",
            textfont={"color": "white" if at == 0 else INK, "size": 13}, hoverinfo="skip",
        )  # fmt: skip
    styled(figure, height=44 * len(groups) + 110)
    figure.update_yaxes(tickvals=list(range(len(groups))), ticktext=[wrapped(escape(str(g)), 26) for g in groups],
                        range=[len(groups) - 0.5, -0.5], showgrid=False, zeroline=False)  # fmt: skip
    figure.update_xaxes(showgrid=True, gridcolor=GRID, title="contexts")
    figure.update_layout(
        barmode="stack", showlegend=True, legend={"y": 1.0, "yanchor": "bottom", "traceorder": "normal"}
    )
    return figure
