"""Ratings as bars that part at "good": what is good or better to the right, what is not to the left; points by shade and pattern."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, GRID, INK, MUTED, styled, wrapped

GOOD_FROM = 4
# From the strongest gap to the strongest strength; a band that joins points takes the shade between them.
SHADES = {1: "#7a3a08", 2: "#b4530a", 3: "#e0a878", 4: "#9cc9c9", 5: "#3f8f95", 6: "#07505a"}
DARK = {1, 2, 5, 6}
NAMES = {(1, 1): "1 unsatisfactory", (2, 2): "2 weak", (3, 3): "3 adequate", (4, 4): "4 good", (5, 5): "5 very good",
         (6, 6): "6 excellent", (1, 2): "1–2 weak or worse", (5, 6): "5–6 very good or better", (1, 3): "1–3 below good",
         (4, 6): "4–6 good or better", (1, 6): "1–6 not told apart"}  # fmt: skip


def band_name(low: int, high: int) -> str:
    return NAMES.get((low, high), f"{low}–{high}")


def rating_figure(rows: pd.DataFrame, *, label: str, code: str, chosen: str = "") -> go.Figure:
    """`rows`: the columns `label` and `code` of each group, with low, high, n, base, share_pct. The chosen group is in bold."""
    figure = go.Figure()
    groups = list(dict.fromkeys(zip(rows[code], rows[label], strict=True)))
    number = {key: at for at, (key, _) in enumerate(groups)}
    bands = sorted(set(zip(rows["low"], rows["high"], strict=True)))
    below, above = [b for b in bands if b[1] < GOOD_FROM], [b for b in bands if b[0] >= GOOD_FROM]
    for low, high in [*reversed(below), *above, *(b for b in bands if b[0] < GOOD_FROM <= b[1])]:
        part = rows[(rows["low"] == low) & (rows["high"] == high)]
        side = -1 if high < GOOD_FROM else 1
        shade = MUTED if low < GOOD_FROM <= high else SHADES[(low + high) // 2 if side < 0 else (low + high + 1) // 2]
        told = [f"{abs(s):.0f}" if s >= 7 else "" for s in part["share_pct"]]
        figure.add_bar(
            x=side * part["share_pct"], y=part[code].map(number), orientation="h", name=band_name(low, high),
            marker={"color": shade, "line": {"color": "white", "width": 1}, "pattern": {"shape": "/" if side < 0 else "", "fillmode": "overlay", "fgopacity": 0.35, "fgcolor": "white", "size": 7}},
            text=told, textposition="inside", insidetextanchor="middle",
            textfont={"color": "white" if (low in DARK or high in DARK) else INK, "size": 13},
            customdata=[[c, escape(str(t)), f"{s:.0f}", f"{b:,}"] for c, t, s, b in zip(part[code], part[label], part["share_pct"], part["base"], strict=True)],
            hovertemplate="%{customdata[1]}: %{customdata[2]} % of %{customdata[3]} ratings<extra>" + band_name(low, high) + "</extra>",
        )  # fmt: skip
    names = [wrapped(escape(str(text)), 25) for _, text in groups]
    lines = max((name.count("<br>") + 1 for name in names), default=1)
    styled(figure, height=(22 + 20 * max(lines, 1)) * len(groups) + 130)
    figure.update_yaxes(
        tickvals=list(range(len(groups))), range=[len(groups) - 0.5, -0.5], showgrid=False, zeroline=False,
        ticktext=[f"<b>▸ {t}</b>" if key == chosen else t for (key, _), t in zip(groups, names, strict=True)],
    )  # fmt: skip
    ticks = [-100, -50, 0, 50, 100]
    figure.update_xaxes(tickvals=ticks, ticktext=[f"{abs(t)} %" for t in ticks], range=[-104, 104], showgrid=True, gridcolor=GRID,
                        zeroline=True, zerolinecolor=INK, zerolinewidth=2)  # fmt: skip
    figure.update_layout(barmode="relative", bargap=0.32, showlegend=True, clickmode="event+select",
                         legend={"y": 1.0, "yanchor": "bottom", "traceorder": "normal"})  # fmt: skip
    return figure


def round_figure(rows: pd.DataFrame) -> go.Figure:
    """The share good or better in each round with its interval. `rows`: round, share_pct, lower_pct, upper_pct, base."""
    figure = go.Figure(
        go.Scatter(
            x=list(rows["round"]), y=rows["share_pct"], mode="markers", marker={"color": ACCENT, "size": 12},
            error_y={"type": "data", "symmetric": False, "array": rows["upper_pct"] - rows["share_pct"],
                     "arrayminus": rows["share_pct"] - rows["lower_pct"], "color": ACCENT, "thickness": 2, "width": 6},
            customdata=[[r, f"{b:,}"] for r, b in zip(rows["round"], rows["base"], strict=True)],
            hovertemplate="%{x}: %{y:.0f} % of %{customdata[1]} ratings<extra></extra>",
        )
    )  # fmt: skip
    styled(figure, height=300)
    figure.update_yaxes(range=[0, 100], ticksuffix=" %")
    figure.update_xaxes(type="category")
    figure.update_layout(clickmode="event+select")
    return figure


def change_figure(rows: pd.DataFrame, *, label: str) -> go.Figure:
    """Each group's change in points with its interval; filled where it is beyond chance. `rows`: as `changes_between`."""
    figure = go.Figure()
    for is_sure, symbol, colour, name in (
        (True, "circle", ACCENT, "beyond chance"),
        (False, "circle-open", MUTED, "could be chance"),
    ):
        part = rows[rows["is_beyond_chance"] == is_sure]
        if part.empty:
            continue
        figure.add_scatter(
            x=part["change"], y=[list(rows[label]).index(g) for g in part[label]], mode="markers", name=name,
            marker={"color": colour, "symbol": symbol, "size": 12, "line": {"width": 2}},
            error_x={"type": "data", "symmetric": False, "array": part["upper"] - part["change"],
                     "arrayminus": part["change"] - part["lower"], "color": colour, "thickness": 1.8, "width": 5},
            customdata=[escape(str(g)) for g in part[label]],
            hovertemplate="%{customdata}: %{x:+.0f} points<extra>" + name + "</extra>",
        )  # fmt: skip
    styled(figure, height=44 * len(rows) + 100)
    figure.update_yaxes(tickvals=list(range(len(rows))), ticktext=[wrapped(escape(str(g)), 30) for g in rows[label]],
                        range=[len(rows) - 0.5, -0.5], zeroline=False)  # fmt: skip
    figure.update_xaxes(
        showgrid=True, gridcolor=GRID, zeroline=True, zerolinecolor=INK, zerolinewidth=2, ticksuffix=" points"
    )
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure
