"""Themes over time: a small panel for each, the share with its interval, and a quiet field where too few named it."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dashboard.figures.theme import ACCENT, BAND, MUTED, styled, wrapped

COLUMNS = 3


def panels_figure(rows: pd.DataFrame, *, start: pd.Timestamp, too_few: str, suffix: str = " %") -> go.Figure:
    """`rows`: panel, period_start, period_end, label, share_pct, lower_pct, upper_pct. `start`: where time begins in every panel."""
    panels = list(dict.fromkeys(rows["panel"]))
    columns = min(COLUMNS, len(panels))
    lines = -(-len(panels) // columns)
    figure = make_subplots(
        lines, columns, shared_yaxes="all", shared_xaxes="all", subplot_titles=[wrapped(escape(p), 18) for p in panels] if len(panels) > 1 else None,
        vertical_spacing=0.34 / max(lines, 2), horizontal_spacing=0.05,
    )  # fmt: skip
    end = rows["period_end"].max()
    for number, panel in enumerate(panels):
        own = rows[rows["panel"] == panel]
        at = {"row": number // columns + 1, "col": number % columns + 1}
        middle = own["period_start"] + (own["period_end"] - own["period_start"]) / 2
        for limit, fill in (("lower_pct", None), ("upper_pct", "tonexty")):
            figure.add_scatter(x=middle, y=own[limit], mode="lines", line={"color": BAND, "width": 1}, fill=fill, fillcolor=BAND,
                               hoverinfo="skip", showlegend=False, **at)  # fmt: skip
        figure.add_scatter(
            x=middle, y=own["share_pct"], mode="lines+markers", line={"color": ACCENT, "width": 2}, marker={"size": 6}, showlegend=False,
            customdata=[escape(t) for t in own["label"]], hovertemplate="%{customdata}<extra></extra>", **at,
        )  # fmt: skip
        first = own["period_start"].min()
        if (first - start).days > 40:
            figure.add_vrect(x0=start, x1=first, fillcolor=MUTED, opacity=0.13, line_width=0, **at)
            figure.add_annotation(x=start + (first - start) / 2, y=0.5, yref="y domain", text=wrapped(too_few, 16), showarrow=False,
                                  font={"size": 12, "color": MUTED}, **at)  # fmt: skip
    styled(figure, height=max(330, 205 * lines + 60))
    figure.update_yaxes(range=[0, float(rows["upper_pct"].max()) * 1.05], ticksuffix=suffix)
    figure.update_xaxes(range=[start, end], nticks=4, tickformat="%Y", showticklabels=True)
    figure.update_annotations(font={"size": 13, "color": MUTED})
    return figure
