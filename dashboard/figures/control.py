"""Control charts: the series, its centre and limits, and the points that are more than chance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, BAND, MUTED, SIGNAL, styled

PALE = "rgba(251, 250, 247, 0.75)"  # the paper, so that a label can be read over a line


def control_figure(
    rows: pd.DataFrame, *, counts: str, suffix: str = "", ahead: pd.DataFrame | None = None
) -> go.Figure:
    """`rows`: at (date of each point), label, value, centre, lower, upper, is_signal, segment; where given, `level` (what the
    centre line stands for) and `digits`. `ahead`: at, lower, upper."""
    figure = go.Figure()
    digits = int(rows["digits"].iloc[0]) if "digits" in rows else 0
    for number, part in rows.groupby("segment", sort=True):
        _band(figure, part)
        figure.add_scatter(x=part["at"], y=part["centre"], mode="lines", line={"color": MUTED, "width": 1.5, "dash": "dash"},
                           hoverinfo="skip", showlegend=False)  # fmt: skip
        if "level" in part and pd.notna(part["upper"].iloc[0]):
            figure.add_annotation(x=part["at"].iloc[0], y=float(part["upper"].iloc[0]), text=part["level"].iloc[0], showarrow=False,
                                  xanchor="left", yanchor="top", bgcolor=PALE, borderpad=1, font={"size": 12, "color": MUTED})  # fmt: skip
        if int(str(number)) > 0:
            figure.add_vline(
                x=part["at"].iloc[0] - pd.Timedelta(days=15), line={"color": MUTED, "width": 1.5, "dash": "dash"}
            )
    if ahead is not None:
        _range(figure, ahead, counts)
    if "heading" in rows and rows["heading"].notna().any():
        figure.add_scatter(x=rows["at"], y=rows["heading"], mode="lines", line={"color": MUTED, "width": 1.6, "dash": "dot"}, showlegend=False,
                           customdata=rows["label"], hovertemplate="%{customdata}: %{y:.0f}" + suffix + " had the earlier course gone on<extra></extra>")  # fmt: skip
    figure.add_scatter(
        x=rows["at"], y=rows["value"], mode="lines+markers", line={"color": ACCENT, "width": 2.2}, marker={"size": 5},
        customdata=rows["label"], hovertemplate=f"%{{customdata}}: %{{y:,.{digits}f}}" + suffix + f" {counts}<extra></extra>", showlegend=False,
    )  # fmt: skip
    signal = rows[rows["is_signal"]]
    figure.add_scatter(
        x=signal["at"], y=signal["value"], mode="markers", marker={"size": 11, "symbol": "diamond", "color": SIGNAL},
        customdata=signal["label"], hovertemplate="%{customdata}: more than chance<extra></extra>", showlegend=False,
    )  # fmt: skip
    styled(figure, height=380)
    top = np.nanmax([rows["value"].max(), rows["upper"].max(), 0 if ahead is None else ahead["upper"].max()])
    title = {"text": counts, "font": {"size": 13, "color": MUTED}} if counts else None
    figure.update_yaxes(range=[0, float(top) * 1.08], ticksuffix=suffix, tickformat=",", title=title)
    return figure


def mark_events(figure: go.Figure, events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> go.Figure:
    """Thin dated lines with the `number` that the list beside the chart gives them; those in one month share a line."""
    for number, event in enumerate(events.sort_values("date").itertuples(), start=1):
        number = getattr(event, "number", number)
        if first <= event.date <= last:
            figure.add_vline(x=event.date, line={"color": MUTED, "width": 1, "dash": "dot"})
            figure.add_annotation(x=event.date, y=1.0, yref="paper", yanchor="bottom", text=str(number), showarrow=False,
                                  font={"color": ACCENT, "size": 13})  # fmt: skip
    return figure


def _band(figure: go.Figure, part: pd.DataFrame) -> None:
    if part["upper"].isna().all():
        return
    for limit, fill in (("lower", None), ("upper", "tonexty")):
        figure.add_scatter(x=part["at"], y=part[limit], mode="lines", line={"color": BAND, "width": 1}, fill=fill,
                           fillcolor=BAND, hoverinfo="skip", showlegend=False)  # fmt: skip


def _range(figure: go.Figure, ahead: pd.DataFrame, counts: str) -> None:
    for limit, fill in (("lower", None), ("upper", "tonexty")):
        figure.add_scatter(
            x=ahead["at"], y=ahead[limit], mode="lines", line={"color": ACCENT, "width": 1, "dash": "dot"}, fill=fill,
            fillcolor="rgba(11, 95, 107, 0.12)", showlegend=False, hovertemplate=f"%{{x|%B %Y}}: %{{y:,.0f}} {counts} ({limit} end)<extra></extra>",
        )  # fmt: skip
    figure.add_annotation(x=ahead["at"].iloc[len(ahead) // 2], y=float(ahead["upper"].max()), yanchor="bottom", showarrow=False,
                          text="range ahead", font={"size": 12, "color": MUTED})  # fmt: skip
