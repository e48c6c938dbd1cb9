"""A funnel plot: areas by their size, with the lines between which chance alone would put nearly all of them."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, MUTED, SIGNAL, styled, wrapped


def funnel_figure(rows: pd.DataFrame, curve: pd.DataFrame, *, counts: str) -> go.Figure:
    """`rows`: area, population, rate_per_1000, is_signal; `curve`: as `funnel_lines` gives it."""
    figure = go.Figure()
    rows = rows.assign(position=_positions(rows))
    for tag, dash, name in (("95", "dot", "95 % line"), ("998", "solid", "99.8 % line")):
        for side in ("lower", "upper"):
            line = curve[[f"{side}_{tag}_population", f"{side}_{tag}_rate"]].dropna()
            figure.add_scatter(x=line.iloc[:, 0], y=line.iloc[:, 1], mode="lines", name=name, showlegend=side == "upper",
                               line={"color": MUTED, "width": 1.2, "dash": dash}, hoverinfo="skip")  # fmt: skip
    average = float(curve["average"].iloc[0])
    figure.add_hline(y=average, line={"color": MUTED, "width": 1.2, "dash": "dash"})
    for is_signal, colour, symbol in ((False, ACCENT, "circle"), (True, SIGNAL, "diamond")):
        part = rows[rows["is_signal"] == is_signal]
        figure.add_scatter(
            x=part["population"], y=part["rate_per_1000"], mode="markers+text", showlegend=False, cliponaxis=False,
            text=[wrapped(escape(str(a)), 20) if p else "" for a, p in zip(part["area"], part["position"], strict=True)],
            textposition=[p or "top center" for p in part["position"]],
            textfont={"size": 12}, marker={"size": 11, "color": colour, "symbol": symbol},
            customdata=[escape(str(a)) for a in part["area"]],
            hovertemplate="%{customdata}: %{y:.1f} " + counts + " per 1,000<extra></extra>",
        )  # fmt: skip
    styled(figure, height=420)
    low, high = rows["population"].min(), rows["population"].max()
    margin = max((high - low) * 0.15, high * 0.05)
    figure.update_xaxes(
        range=[max(0.0, low - margin), high + margin],
        title={"text": "people aged 10–17", "font": {"size": 13, "color": MUTED}},
        tickformat=",",
    )
    figure.update_yaxes(range=[0, float(rows["rate_per_1000"].max()) * 1.25])
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure


def _positions(rows: pd.DataFrame) -> list[str]:
    """Labels above their points, below where a neighbour has its own above, none where there is no room: the table has it."""
    reach = (rows["population"].max() - rows["population"].min()) * 0.16
    placed: list[tuple[float, str]] = []
    where: dict[object, str] = {}
    for row in rows.sort_values("population", kind="stable").itertuples():
        taken = {side for x, side in placed if row.population - x < reach}
        where[row.Index] = next((side for side in ("top center", "bottom center") if side not in taken), "")
        placed.append((row.population, where[row.Index]))
    return [where[index] for index in rows.index]
