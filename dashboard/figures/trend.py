"""Trends: one line, or small multiples with a shared scale; never a tangle."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import ACCENT, DASHES, MUTED, SERIES, styled

COLUMNS = 3


def trend_figure(frame: pd.DataFrame, *, counts: str, unit: str, events: pd.DataFrame) -> go.Figure:
    """`frame`: period_start, period_end, area, group, n. Panels are areas (or groups), lines are groups; scale shared."""
    by = "area" if frame["area"].nunique() > 1 else "group"
    panels = list(dict.fromkeys(frame[by])) or [""]
    other = "group" if by == "area" else ""
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    titles = [escape(_wrapped(str(p))).replace("\n", "<br>") for p in panels]
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
                hovertemplate="%{x|%b %Y}: %{y:,} " + counts + "<extra>" + escape(str(group or panel)) + "</extra>",
            )  # fmt: skip
    styled(figure, height=max(340, 210 * rows + 40))
    figure.update_layout(showlegend=any(trace.showlegend for trace in figure.data))
    figure.update_yaxes(rangemode="tozero")
    figure.update_annotations(font={"size": 13, "color": MUTED})
    if len(panels) == 1:
        _mark(figure, frame, events)
        figure.update_xaxes(title={"text": f"by {unit}", "font": {"size": 13, "color": MUTED}})
    else:
        figure.update_xaxes(nticks=4)
    return figure


def _middle(line: pd.DataFrame) -> pd.Series:
    return line["period_start"] + (line["period_end"] - line["period_start"]) / 2


def _wrapped(text: str, width: int = 30) -> str:
    lines = [""]
    for word in text.split():
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [lines[-1], word]
    return "\n".join(lines[:3]) + (" …" if len(lines) > 3 else "")


def _mark(figure: go.Figure, frame: pd.DataFrame, events: pd.DataFrame) -> None:
    """Thin dated lines, numbered; what each number means stands beside the chart."""
    inside = events[(events["date"] >= frame["period_start"].min()) & (events["date"] <= frame["period_end"].max())]
    for number, event in enumerate(inside.sort_values("date").itertuples(), start=1):
        figure.add_vline(x=event.date, line={"color": MUTED, "width": 1, "dash": "dot"})
        figure.add_annotation(x=event.date, y=1.0, yref="paper", yanchor="bottom", text=str(number), showarrow=False,
                              font={"color": ACCENT, "size": 13})  # fmt: skip
