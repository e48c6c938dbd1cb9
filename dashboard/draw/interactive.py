"""The same plain chart as a plotly figure, for the few pages where people zoom and pick; loaded only there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dashboard.charts.marks import Axis, Chart, Panel, Series, Value
from dashboard.charts.palette import FONT, TYPE, Theme, literal
from dashboard.draw.text import figure_text

if TYPE_CHECKING:
    import plotly.graph_objects as go

EPOCH = date(1970, 1, 1)


def figure_of(chart: Chart, *, theme: Theme = "light") -> go.Figure:
    """Lines, dots, bars, bands, guides and words of every panel. Tiles are drawn as SVG alone."""
    import plotly.graph_objects as go  # a second of import that only a page that explores should cost

    paint = literal(theme)
    figure = go.Figure()
    for number, panel in enumerate(chart.panels, start=1):
        _panel(figure, panel, "" if number == 1 else str(number), paint)
    figure.update_layout(
        height=chart.height, paper_bgcolor=paint("page"), plot_bgcolor=paint("page"), showlegend=False, dragmode=False, barmode="overlay",
        font={"family": FONT, "size": TYPE["chart"][0], "color": paint("ink")}, margin={"l": 8, "r": chart.right, "t": 30, "b": 8},
    )  # fmt: skip
    return figure


def _panel(figure: Any, panel: Panel, number: str, paint: Any) -> None:
    axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
    for band in panel.bands:
        x, y = [*band.x, *band.x[::-1]], [*band.high, *band.low[::-1]]
        figure.add_scatter(x=_values(panel.x, x), y=y, fill="toself", fillcolor=paint(band.colour), line={"width": 0}, hoverinfo="skip", **axes)  # fmt: skip
    for series in panel.series:
        _series(figure, panel, series, axes, paint)
    for guide in panel.guides:
        line = {"color": paint(guide.colour), "dash": guide.dash, "width": guide.width}
        at = _value(panel.x if guide.axis == "x" else panel.y, guide.at)
        ends = {"x0": at, "x1": at, "y0": 0, "y1": 1, "yref": f"y{number} domain", "xref": f"x{number}"} if guide.axis == "x" else {"y0": at, "y1": at, "x0": 0, "x1": 1, "xref": f"x{number} domain", "yref": f"y{number}"}  # fmt: skip
        figure.add_shape(type="line", line=line, **ends)
    for remark in panel.remarks:
        text = f"<b>{figure_text(remark.strong)}</b>{figure_text(remark.text)}"
        where: dict[str, Any] = {"y": 1, "yref": f"y{number} domain", "yanchor": "bottom"} if remark.y is None else {"y": remark.y, "yref": f"y{number}"}  # fmt: skip
        anchor = {"start": "left", "end": "right"}.get(remark.anchor, "center")
        figure.add_annotation(x=_value(panel.x, remark.x), xref=f"x{number}", text=text, showarrow=False, xanchor=anchor,
                              font={"color": paint(remark.colour)}, xshift=remark.right, yshift=-remark.down, **where)  # fmt: skip
    left, right, bottom, top = panel.box
    figure.update_layout(
        {f"xaxis{number}": _axis(panel.x, (left, right), f"y{number}", paint), f"yaxis{number}": _axis(panel.y, (bottom, top), f"x{number}", paint)}
    )  # fmt: skip


def _series(figure: Any, panel: Panel, series: Series, axes: dict[str, str], paint: Any) -> None:
    x, y = _values(panel.x, series.x), _values(panel.y, series.y)
    names = [figure_text(n) for n in series.names]
    spread: dict[str, Any] = {}
    if series.interval:
        own = series.x if series.interval == "x" else series.y
        up = [_gap(v, h) for v, h in zip(own, series.high, strict=True)]
        down = [_gap(low, v) for v, low in zip(own, series.low, strict=True)]
        spread = {f"error_{series.interval}": {"array": up, "arrayminus": down, "color": paint(series.colour)}}
    if series.kind == "bars":
        length = [_gap(a, b) for a, b in zip(series.low, series.high, strict=True)]
        base = list(series.low)
        sides = {"x": length, "y": y, "orientation": "h"} if series.is_horizontal else {"x": x, "y": length}
        figure.add_bar(base=base, marker={"color": paint(series.colour)}, name=figure_text(series.name), text=[figure_text(t) for t in series.texts] or None, **sides, **axes)  # fmt: skip
        return
    mode = {"line": "lines", "dots": "markers", "line and dots": "lines+markers"}[series.kind]
    figure.add_scatter(
        x=x, y=y, mode=mode, name=figure_text(series.name), customdata=names or None, line={"color": paint(series.colour), "width": series.width, "dash": series.dash},
        marker={"color": paint(series.colour), "size": series.size, "symbol": series.symbol},
        hovertemplate="%{customdata}: %{y:,.4~g}<extra></extra>" if names else "%{y:,.4~g}<extra></extra>", **spread, **axes,
    )  # fmt: skip


def _gap(low: Value, high: Value) -> float | None:
    return high - low if isinstance(low, int | float) and isinstance(high, int | float) else None


def _axis(axis: Axis, domain: tuple[float, float], anchor: str, paint: Any) -> dict[str, Any]:
    return {
        "domain": list(domain), "anchor": anchor, "range": [_value(axis, axis.low), _value(axis, axis.high)], "visible": axis.is_shown,
        "tickvals": [_value(axis, v) for v, _ in axis.ticks], "ticktext": [figure_text(t) for _, t in axis.ticks], "fixedrange": True,
        "title": {"text": figure_text(axis.title)}, "showgrid": axis.has_grid, "gridcolor": paint("grid"), "linecolor": paint("edge"), "zeroline": False,
    }  # fmt: skip


def _values(axis: Axis, values: Any) -> list[Any]:
    return [_value(axis, v) for v in values]


def _value(axis: Axis, value: Value) -> Any:
    """A date as plotly reads it; a category as its number, so that its words only ever stand in tick labels."""
    if value is None:
        return None
    if axis.kind == "date" and not isinstance(value, str):
        return (EPOCH + timedelta(days=value)).isoformat()
    if axis.kind == "category" and isinstance(value, str):
        return float(axis.categories.index(value))
    return value
