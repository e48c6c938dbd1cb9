"""From a figure as a page draws it to a chart as plain data. What is not known is refused, and its table is printed."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np

from dashboard.charts.marks import Band, Chart, Guide, NotDrawnError, Panel, Remark, Series, Value
from dashboard.paper.bars import bar_series
from dashboard.paper.scales import axis_of, value_of, words
from dashboard.paper.tiles import tiles_of

INK = "#1f2a33"
KNOWN = {"scatter", "bar", "heatmap"}
Layout = dict[str, Any]


def chart_of(figure: Any) -> Chart:
    """The chart of a plotly figure. Raises NotDrawnError for a kind of figure that paper does not know."""
    if not hasattr(figure, "to_json"):
        raise NotDrawnError("Figures of this kind are printed as tables.")
    whole = _decoded(json.loads(figure.to_json()))
    traces, layout = whole["data"], whole["layout"]
    kinds = {str(t.get("type", "scatter")) for t in traces}
    if not traces or not kinds <= KNOWN:
        raise NotDrawnError(f"Figures of the kind {', '.join(sorted(kinds)) or 'nothing'} are printed as tables.")
    axes = [v for key, v in layout.items() if key.startswith(("xaxis", "yaxis")) and isinstance(v, dict)]
    if any(t.get("fill") == "toself" for t in traces) or any(axis.get("type") == "log" for axis in axes):
        raise NotDrawnError("Shapes and logarithmic scales are printed as tables.")
    try:
        return _translated(traces, layout)
    except (KeyError, TypeError, ValueError, IndexError, StopIteration) as error:
        raise NotDrawnError(f"The figure could not be read ({type(error).__name__}); its table is printed.") from error


def _translated(traces: list[Layout], layout: Layout) -> Chart:
    pairs = list(dict.fromkeys((str(t.get("xaxis", "x")), str(t.get("yaxis", "y"))) for t in traces))
    seen = {axis: _values(traces, axis) for pair in pairs for axis in pair}
    for axis in seen:  # panels that share a scale see what the others hold
        shared = [a for a in seen if a[0] == axis[0] and _scale(layout, a) == _scale(layout, axis)]
        seen[axis] = [v for a in shared for v in _values(traces, a)]
    panels = tuple(_panel(pair, traces, layout, seen) for pair in pairs)
    return Chart(panels, float(layout.get("height") or 380))


def _panel(pair: tuple[str, str], traces: list[Layout], layout: Layout, seen: dict[str, list[Any]]) -> Panel:
    own = [t for t in traces if (t.get("xaxis", "x"), t.get("yaxis", "y")) == pair]
    across, down = (dict(layout.get(_long(axis)) or {}) for axis in pair)
    box = (*(across.get("domain") or (0.0, 1.0)), *(down.get("domain") or (0.0, 1.0)))
    grids = [t for t in own if t.get("type") == "heatmap"]
    lying = {t.get("orientation") == "h" for t in own if t.get("type") == "bar"}
    x = axis_of(across, seen[pair[0]], has_zero=True in lying)
    y = axis_of(down, seen[pair[1]], has_zero=False in lying)
    has_legend = bool(layout.get("showlegend", len(traces) > 1))
    bars = bar_series([t for t in own if t.get("type") == "bar"], layout, has_legend=has_legend)
    scatters = [t for t in own if t.get("type", "scatter") == "scatter"]
    guides, remarks, title = _marks(pair, layout, box)
    if bars:
        ends = [v for s in bars for v in (*s.low, *s.high) if v is not None]
        if True in lying and not across.get("range"):
            x = axis_of(across, ends, has_zero=True)
        elif False in lying and not down.get("range"):
            y = axis_of(down, ends, has_zero=True)
    return Panel(
        title, x, y,
        (*bars, *(_series(t, has_legend=has_legend) for t in scatters if not _is_edge(t, scatters))),
        _bands(scatters), guides, remarks, tiles_of(grids[0], across, down) if grids else None, box,
    )  # fmt: skip


def _series(trace: Layout, *, has_legend: bool) -> Series:
    mode = str(trace.get("mode") or "lines")
    kind = "line and dots" if "lines" in mode and "markers" in mode else "line" if "lines" in mode else "dots"
    line, marker = trace.get("line") or {}, trace.get("marker") or {}
    x, y = (tuple(value_of(v) for v in trace.get(axis) or []) for axis in ("x", "y"))
    colour = _one(line.get("color") if "lines" in mode else None) or _one(marker.get("color")) or INK
    texts = trace.get("text") if "text" in mode else None
    texts = [texts] * len(x) if isinstance(texts, str) else texts
    where = trace.get("textposition") or "top center"
    series = Series(
        name=words(trace.get("name") or ""), kind=kind, x=x, y=y, colour=colour,  # type: ignore[arg-type]  # one of the three kinds
        dash=str(line.get("dash") or "solid"), width=float(line.get("width") or 2), symbol=str(_one(marker.get("symbol")) or "circle"),
        size=float(_one(marker.get("size")) or 6), texts=tuple(words(t) for t in texts or ()),
        text_position=tuple([where] * len(x) if isinstance(where, str) else where), names=_names(trace),
        is_in_legend=has_legend and trace.get("showlegend") is not False and bool(trace.get("name")),
    )  # fmt: skip
    for axis, own in (("x", x), ("y", y)):
        spread = trace.get(f"error_{axis}") or {}
        if spread.get("array"):
            up, down = spread["array"], spread.get("arrayminus") or spread["array"]
            low = tuple(_less(v, d) for v, d in zip(own, down, strict=True))
            high = tuple(_less(v, None if u is None else -u) for v, u in zip(own, up, strict=True))
            series = replace(series, interval=axis, low=low, high=high)  # type: ignore[arg-type]  # the axis is x or y
    return series


def _less(value: Value, by: float | None) -> float | None:
    return None if by is None or not isinstance(value, float) else value - by


def _names(trace: Layout) -> tuple[str, ...]:
    carried = trace.get("customdata") or []
    return tuple(words(c[0] if isinstance(c, list) else c) for c in carried)


def _is_edge(trace: Layout, traces: list[Layout]) -> bool:
    """Whether a trace only begins or ends a band, and is drawn as that."""
    number = traces.index(trace)
    following = traces[number + 1] if number + 1 < len(traces) else {}
    return bool(trace.get("fill") in ("tonexty", "tozeroy") or following.get("fill") == "tonexty")


def _bands(traces: list[Layout]) -> tuple[Band, ...]:
    found = []
    for before, trace in zip([{}, *traces], traces, strict=False):
        if trace.get("fill") not in ("tonexty", "tozeroy"):
            continue
        x, high = [value_of(v) for v in trace["x"]], [value_of(v) for v in trace["y"]]
        low = [value_of(v) for v in before["y"]] if trace["fill"] == "tonexty" else [0.0] * len(high)
        ends = [tuple(v if isinstance(v, float) else None for v in side) for side in (low, high)]
        colour = str(trace.get("fillcolor") or "#e3eaea")
        found.append(Band(tuple(x), ends[0], ends[1], colour))
    return tuple(found)


def _marks(pair: tuple[str, str], layout: Layout, box: tuple[float, ...]) -> tuple[tuple[Guide, ...], tuple[Remark, ...], str]:  # fmt: skip
    guides, remarks, title = [], [], ""
    for shape in layout.get("shapes") or []:
        refs = (str(shape.get("xref", "x")), str(shape.get("yref", "y")))
        line = shape.get("line") or {}
        look = (str(line.get("color") or INK), str(line.get("dash") or "solid"), float(line.get("width") or 1))
        if shape.get("type") == "line" and refs[0] == pair[0] and shape.get("x0") == shape.get("x1"):
            guides.append(Guide("x", value_of(shape["x0"]), *look))
        elif shape.get("type") == "line" and refs[1] == pair[1] and shape.get("y0") == shape.get("y1"):
            guides.append(Guide("y", value_of(shape["y0"]), *look))
    for note in layout.get("annotations") or []:
        refs = (str(note.get("xref", "x")), str(note.get("yref", "y")))
        colour = str((note.get("font") or {}).get("color") or INK)
        if refs == ("paper", "paper"):
            is_over = abs(float(note["y"]) - box[3]) < 0.03 and box[0] - 0.01 <= float(note["x"]) <= box[1] + 0.01
            title = words(note["text"]) if is_over else title
        elif refs[0] == pair[0]:
            y = value_of(note.get("y")) if refs[1] == pair[1] else None
            anchor = {"left": "start", "right": "end"}.get(str(note.get("xanchor")), "middle")
            remarks.append(Remark(value_of(note.get("x")), y, words(note.get("text") or ""), colour, anchor))
    return tuple(guides), tuple(remarks), title


def _values(traces: list[Layout], axis: str) -> list[Any]:
    """All that is drawn against an axis, the ends of intervals included."""
    found: list[Any] = []
    for trace in (t for t in traces if t.get(f"{axis[0]}axis", axis[0]) == axis):
        own = list(trace.get(axis[0]) or [])
        spread = trace.get(f"error_{axis[0]}") or {}
        found += own
        if spread.get("array"):
            found += [v + u for v, u in zip(own, spread["array"], strict=True) if v is not None and u is not None]
            down = spread.get("arrayminus") or spread["array"]
            found += [v - d for v, d in zip(own, down, strict=True) if v is not None and d is not None]
    return found


def _scale(layout: Layout, axis: str) -> str:
    """The name of the scale that an axis follows."""
    return str((layout.get(_long(axis)) or {}).get("matches") or axis)


def _long(axis: str) -> str:
    return f"{axis[0]}axis{axis[1:]}"


def _one(value: Any) -> Any:
    """The first of several, or the one."""
    return next(iter(value), None) if isinstance(value, list) else value


def _decoded(part: Any) -> Any:
    """Plotly writes arrays of numbers as base64."""
    if isinstance(part, dict):
        if "bdata" in part:
            flat = np.frombuffer(base64.b64decode(part["bdata"]), dtype=part["dtype"])
            shape = [int(n) for n in str(part.get("shape", len(flat))).split(",")]
            return _decoded(flat.reshape(shape).tolist())
        return {key: _decoded(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_decoded(value) for value in part]
    return None if isinstance(part, float) and part != part else part
