"""Who gave to whom: bands as wide as the items that were given, with the numbers on them."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.theme import ACCENT, INK, MUTED, styled


def flow_figure(rows: pd.DataFrame) -> go.Figure:
    """`rows`: giver, taker, items, acted_text. Givers stand on the left and takers on the right, so that no band turns back."""
    givers, takers = list(dict.fromkeys(rows["giver"])), list(dict.fromkeys(rows["taker"]))
    names = [escape(g) for g in givers] + [escape(t) for t in takers]
    figure = go.Figure(
        go.Sankey(
            arrangement="fixed",
            node={"label": names, "color": [ACCENT] * len(givers) + [MUTED] * len(takers), "pad": 18, "thickness": 14, "line": {"width": 0},
                  "hovertemplate": "%{label}: %{value:,} items<extra></extra>"},
            link={
                "source": [givers.index(g) for g in rows["giver"]], "target": [len(givers) + takers.index(t) for t in rows["taker"]],
                "value": rows["items"].tolist(), "color": "rgba(11, 95, 107, 0.22)",
                "customdata": [escape(t) for t in rows["acted_text"]],
                "hovertemplate": "%{source.label} to %{target.label}: %{value:,} items, %{customdata}<extra></extra>",
            },
            textfont={"size": 14, "color": INK},
        )
    )  # fmt: skip
    return styled(figure, height=460)
