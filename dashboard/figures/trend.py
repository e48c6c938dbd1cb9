"""Trends: one line, or small multiples with a shared scale; never a tangle."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.control import mark_events
from dashboard.figures.theme import DASHES, MUTED, SERIES, styled, wrapped

COLUMNS = 3
FEW = 8


def trend_figure(frame: pd.DataFrame, *, counts: str, unit: str, events: pd.DataFrame) -> go.Figure:
    """`frame`: period_start, period_end, area, group, n. Panels are areas (or groups), lines are groups; scale shared."""
    by = "area" if frame["area"].nunique() > 1 else "group"
    panels = list(dict.fromkeys(frame[by])) or [""]
    other = "group" if by == "area" else ""
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    titles = [wrapped(escape(str(p)), 30) for p in panels]
    figure = make_subplots(rows, columns, shared_yaxes="all", subplot_titles=titles, vertical_spacing=0.42 / max(rows, 2),
                           horizontal_spacing=0.05)  # fmt: skip
    for number, panel in enumerate(panels):
        part = frame[frame[by] == panel]
        groups = list(dict.fromkeys(part[other])) if other else [""]
        for index, group in enumerate(groups):
            line = part[part[other] == group] if other else part
            figure.add_scatter(
                x=_middle(line), y=line["n"], mode="lines+markers", name=escape(str(group)), legendgroup=str(group),
                showlegend=number == 0 and len(groups) > 1, row=number // columns + 1, col=number % columns + 1,
                line={"color": SERIES[index % len(SERIES)], "dash": DASHES[index % len(DASHES)], "width": 2}, marker={"size": 5},
                hovertemplate="%{x|%b %Y}: %{y:,.3~f} " + counts + "<extra>" + escape(str(group or panel)) + "</extra>",
            )  # fmt: skip
    styled(figure, height=max(340, 210 * rows + 40))
    figure.update_layout(showlegend=any(trace.showlegend for trace in figure.data))
    figure.update_yaxes(rangemode="tozero", tickformat=",")
    figure.update_annotations(font={"size": 13, "color": MUTED})
    if len(panels) == 1:
        if frame["period_start"].nunique() < FEW:
            figure.update_xaxes(tickvals=list(_middle(frame)), tickformat="%b %Y")
        mark_events(figure, events, frame["period_start"].min(), frame["period_end"].max())
        figure.update_xaxes(title={"text": f"by {unit}", "font": {"size": 13, "color": MUTED}})
    else:
        figure.update_xaxes(nticks=4, tickangle=0, tickformat="%b<br>%Y", tickfont={"size": 11})
    return figure


def _middle(line: pd.DataFrame) -> pd.Series:
    return line["period_start"] + (line["period_end"] - line["period_start"]) / 2
