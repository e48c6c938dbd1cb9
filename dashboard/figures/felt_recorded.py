"""Areas by what is felt (across) and what is recorded (up), each with both intervals; the averages part four fields."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, MUTED, SIGNAL, styled, wrapped

LOOKS = {
    "felt less safe, not recorded more": (SIGNAL, "diamond"), "felt less safe, recorded more": (ACCENT, "square"),
    "recorded more, not felt less safe": (ACCENT, "triangle-up"), "neither": (MUTED, "circle-open"),
}  # fmt: skip


QUIET = "neither"  # named below the figure: here their labels would lie on each other


def felt_recorded_figure(rows: pd.DataFrame, *, felt: str, recorded: str, average_felt: float) -> go.Figure:
    """`rows`: label, share_pct, lower_pct, upper_pct, rate_per_1000, lower_per_1000, upper_per_1000, average_per_1000, case."""
    figure = go.Figure()
    figure.add_vline(x=average_felt, line={"color": MUTED, "width": 1.2, "dash": "dash"})
    figure.add_hline(y=float(rows["average_per_1000"].iloc[0]), line={"color": MUTED, "width": 1.2, "dash": "dash"})
    for case, (colour, symbol) in LOOKS.items():
        part = rows[rows["case"] == case]
        if part.empty:
            continue
        figure.add_scatter(
            x=part["share_pct"], y=part["rate_per_1000"], mode="markers+text", name=case.capitalize(), cliponaxis=False,
            marker={"color": colour, "symbol": symbol, "size": 12}, text=[wrapped(escape(str(v)), 16) if case != QUIET else "" for v in part["label"]],
            textposition="top right", textfont={"size": 12},
            error_x=_bars(part, "share_pct", "lower_pct", "upper_pct", colour),
            error_y=_bars(part, "rate_per_1000", "lower_per_1000", "upper_per_1000", colour),
            customdata=[escape(str(v)) for v in part["label"]],
            hovertemplate="%{customdata}: %{x:.0f} % " + escape(felt) + ", %{y:.1f} " + escape(recorded) + "<extra>" + case + "</extra>",
        )  # fmt: skip
    styled(figure, height=490)
    small = {"size": 13, "color": MUTED}
    figure.update_xaxes(
        title={"text": f"Across: {wrapped(escape(felt), 44)}", "font": small}, ticksuffix=" %", showgrid=False
    )
    figure.update_yaxes(rangemode="tozero")
    figure.add_annotation(
        x=0, y=1, xref="paper", yref="paper", yanchor="bottom", xanchor="left", showarrow=False, align="left", yshift=6,
        text=f"Up: {wrapped(escape(recorded), 44)}", font=small,
    )  # fmt: skip
    figure.update_layout(showlegend=True, legend={"y": -0.24, "yanchor": "top"}, margin={"t": 60})
    return figure


def _bars(part: pd.DataFrame, value: str, lower: str, upper: str, colour: str) -> dict[str, object]:
    return {"type": "data", "symmetric": False, "array": part[upper] - part[value], "arrayminus": part[value] - part[lower],
            "color": colour, "thickness": 1.2, "width": 3}  # fmt: skip
