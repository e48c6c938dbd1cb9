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
    """Labels where nothing is in their way, above or below their points, signals first; none where there is no room: the
    table has it. Boxes in shares of the figure: a label is about so wide and so high."""
    wide, high = 0.2, 0.055
    span = max(float(rows["population"].max() - rows["population"].min()) * 1.3, 1.0)
    top = float(rows["rate_per_1000"].max()) * 1.25
    at = {r.Index: (float(r.population) / span, float(r.rate_per_1000) / top) for r in rows.itertuples()}
    taken: list[tuple[float, float]] = [(x, y) for x, y in at.values()]
    where: dict[object, str] = {}
    for row in rows.sort_values(["is_signal", "population"], ascending=[False, True], kind="stable").itertuples():
        x, y = at[row.Index]
        where[row.Index] = ""
        for side, up in (("top center", 1), ("bottom center", -1)):
            box = (x, y + up * high)
            if all(abs(box[0] - a) > wide / 2 or abs(box[1] - b) > high * 0.9 for a, b in taken if (a, b) != (x, y)):
                where[row.Index] = side
                taken += [(box[0] - wide / 2, box[1]), box, (box[0] + wide / 2, box[1])]
                break
    return [where[index] for index in rows.index]
