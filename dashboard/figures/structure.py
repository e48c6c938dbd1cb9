"""Meetings as boxes and the ways between them as arrows; told apart by the line of a box as well as by its colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, INK, MUTED, SERIES, styled, wrapped

WIDTH, HEIGHT = 0.78, 0.5  # of a cell of the page
LOOKS = {"child": (ACCENT, "solid"), "context": (SERIES[1], "dash"), "system": (MUTED, "dot")}


def structure_figure(boxes: Sequence[tuple[str, str, int, int]], arrows: Sequence[tuple[int, int]]) -> go.Figure:
    """boxes: title, what it is about, row, column (from 1); arrows: numbers of the boxes that they go from and to."""
    figure = go.Figure()
    for title, about, row, column in boxes:
        colour, dash = LOOKS.get(about, (MUTED, "solid"))
        figure.add_shape(
            type="rect", x0=column - WIDTH / 2, x1=column + WIDTH / 2, y0=row - HEIGHT / 2, y1=row + HEIGHT / 2, line={"color": colour, "width": 2, "dash": dash},
            fillcolor="white", layer="below",
        )  # fmt: skip
        figure.add_annotation(
            x=column, y=row, text=wrapped(escape(title), 20, 4), showarrow=False, font={"size": 14, "color": INK}
        )
    pairs = set(arrows)
    for start, end in arrows:
        _arrow(figure, boxes[start], boxes[end], 0.07 if (end, start) in pairs else 0.0)
    for about, (colour, dash) in LOOKS.items():
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="lines",
            line={"color": colour, "dash": dash, "width": 2},
            name=f"about a {about}" if about != "system" else "about the whole system",
            showlegend=True,
        )
    rows, columns = max(b[2] for b in boxes), max(b[3] for b in boxes)
    styled(figure, height=130 * rows + 60)
    figure.update_xaxes(visible=False, range=[0.5, columns + 0.5])
    figure.update_yaxes(visible=False, range=[rows + 0.5, 0.5])
    figure.update_layout(showlegend=True, legend={"y": 1.0, "yanchor": "bottom"})
    return figure


def _arrow(figure: go.Figure, start: tuple[str, str, int, int], end: tuple[str, str, int, int], aside: float) -> None:
    """From the edge of one box to the edge of the other; two that go both ways stand beside each other."""
    (r0, c0), (r1, c1) = start[2:], end[2:]
    across, down = (c1 > c0) - (c1 < c0), (r1 > r0) - (r1 < r0)
    shift_x, shift_y = aside * abs(down) * (1 if down > 0 else -1), aside * abs(across) * (1 if across > 0 else -1)
    x0, y0 = c0 + across * WIDTH / 2 + shift_x, r0 + (down * HEIGHT / 2 if not across else down * HEIGHT / 4) + shift_y
    x1, y1 = c1 - across * WIDTH / 2 + shift_x, r1 - (down * HEIGHT / 2 if not across else down * HEIGHT / 4) + shift_y
    figure.add_annotation(
        x=x1, y=y1, ax=x0, ay=y0, xref="x", yref="y", axref="x", ayref="y", showarrow=True, arrowhead=3, arrowsize=1.3, arrowwidth=1.6, arrowcolor=INK, text="",
    )  # fmt: skip
