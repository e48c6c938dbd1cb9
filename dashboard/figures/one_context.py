"""One context: its weights over time, the path of its risks, its measures before and after."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import ACCENT, INK, MUTED, SERIES, styled, wrapped


def weight_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: when, context, weight; each `when` sums to 100."""
    figure = go.Figure()
    times = list(dict.fromkeys(rows["when"]))
    for at, context in enumerate(dict.fromkeys(rows["context"])):
        part = rows[rows["context"] == context]
        figure.add_bar(
            x=part["weight"], y=[times.index(t) for t in part["when"]], orientation="h", name=escape(str(context)),
            marker={"color": SERIES[at % len(SERIES)], "pattern": {"shape": ("", "/", ".", "x", "-")[at % 5], "fgcolor": "white", "fillmode": "overlay", "fgopacity": 0.4, "size": 8},
                    "line": {"color": "white", "width": 1}},
            text=[f"{w:.0f}" for w in part["weight"]], textposition="inside", insidetextanchor="middle", textfont={"color": "white", "size": 14},
            hoverinfo="skip",
        )  # fmt: skip
    styled(figure, height=56 * len(times) + 110)
    figure.update_yaxes(tickvals=list(range(len(times))), ticktext=[escape(str(t)) for t in times], range=[len(times) - 0.5, -0.5],
                        showgrid=False, zeroline=False)  # fmt: skip
    figure.update_xaxes(range=[0, 100], title="share of influence, out of 100")
    figure.update_layout(
        barmode="stack", showlegend=True, legend={"y": 1.0, "yanchor": "bottom", "traceorder": "normal"}
    )
    return figure


def risk_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: label, likelihood, impact, likelihood_latest, impact_latest. The path goes from an open mark to a full one."""
    five = list(range(1, 6))
    figure = go.Figure(
        go.Heatmap(z=[[x * y for x in five] for y in five], x=five, y=five, colorscale=[[0, "#fbfaf7"], [1, "#efc9ad"]], showscale=False,
                   xgap=2, ygap=2, hoverinfo="skip")
    )  # fmt: skip
    for at, row in enumerate(rows.itertuples()):
        shift = (at - (len(rows) - 1) / 2) * 0.2
        x, y = [row.likelihood + shift, row.likelihood_latest + shift], [row.impact + shift, row.impact_latest + shift]
        name, colour = escape(str(row.label)), SERIES[at % len(SERIES)]
        figure.add_scatter(
            x=x, y=y, mode="lines+markers", name=name, line={"color": colour, "width": 2.5, "dash": ("solid", "dash", "dot")[at % 3]},
            marker={"size": [12, 14], "color": ["white", colour], "symbol": ["circle", ("circle", "diamond", "square")[at % 3]], "line": {"color": colour, "width": 2.5}},
            hovertemplate=f"{name}: first likelihood {row.likelihood}, impact {row.impact}; latest {row.likelihood_latest}, {row.impact_latest}<extra></extra>",
        )  # fmt: skip
    styled(figure, height=460)
    names = ["1", "2", "3", "4", "5"]
    figure.update_xaxes(
        tickvals=five, ticktext=names, title="likelihood (5: nearly certain)", range=[0.5, 5.5], zeroline=False
    )
    figure.update_yaxes(
        tickvals=five, ticktext=names, title="impact (5: very severe)", range=[0.5, 5.5], showgrid=False, zeroline=False
    )
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure


def before_after_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: label, scale, first, last, first_told, last_told; each measure on a scale of its own."""
    titles = [wrapped(escape(f"{r.label} ({r.scale})"), 40, 2) for r in rows.itertuples()]
    figure = make_subplots(len(rows), 1, subplot_titles=titles, vertical_spacing=0.5 / max(len(rows), 2))
    for number, row in enumerate(rows.itertuples(), start=1):
        figure.add_scatter(x=[row.first, row.last], y=[0, 0], mode="lines+markers+text", row=number, col=1,
                           line={"color": MUTED, "width": 2}, text=[escape(row.first_told), escape(row.last_told)],
                           textposition=["middle left", "middle right"] if row.first <= row.last else ["middle right", "middle left"],
                           textfont={"color": INK, "size": 13},
                           marker={"size": [12, 13], "color": ["white", ACCENT], "line": {"color": ACCENT, "width": 2}}, hoverinfo="skip")  # fmt: skip
        top = max(row.first, row.last, 10.0) if row.scale != "per cent" else 100.0
        figure.update_xaxes(range=[-0.3 * top, 1.3 * top], row=number, col=1)
    styled(figure, height=92 * len(rows) + 40)
    figure.update_xaxes(showticklabels=False, ticks="", showline=False, zeroline=False)
    figure.update_yaxes(visible=False, range=[-1, 1])
    figure.update_annotations(font={"size": 13, "color": MUTED}, xanchor="left", x=0, align="left")
    return figure
