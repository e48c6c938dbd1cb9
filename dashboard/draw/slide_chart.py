"""PowerPoint's own charts from plain ones: lines over time, bars, dots with intervals, clouds of points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from dashboard.charts.marks import Panel, Series, Value
from dashboard.draw.slide_series import draw_whiskers, dress, name_points
from dashboard.draw.slide_text import FACE, MUTED
from dashboard.words.format import month_short

Kind = Literal["", "time", "bars", "dots", "cloud"]
REPEATED = "last"  # a mark on the last point, which its own line has already
MOST_LABELS = 7


def kind_of(panel: Panel) -> Kind:
    """Which native chart says the same; none for grids, for sizes from where to where, and for dots whose group is nowhere named."""
    if panel.tiles is not None or not panel.series or panel.x.kind == panel.y.kind == "category":
        return ""
    if any(s.kind == "bars" for s in panel.series):
        return "bars" if all(s.kind == "bars" for s in panel.series) else ""
    if any(s.interval == "x" for s in panel.series) or (panel.y.kind == "category" and panel.x.kind == "number"):
        return "dots" if panel.y.ticks else ""
    if panel.x.kind in ("date", "category") or _ticks_name(panel):
        return "time"
    return "cloud"


def _ticks_name(panel: Panel) -> bool:
    """Whether every point stands at a tick with a name of its own."""
    at = {round(v, 3) for v, _ in panel.x.ticks}
    return all(isinstance(v, float) and round(v, 3) in at for s in panel.series for v in s.x)


def native_chart(
    slide: Any, panel: Panel, box: tuple[float, float, float, float], *, periods: list[str], is_small: bool
) -> Any:
    from pptx.util import Inches

    kind = kind_of(panel)
    make = {"time": _time, "bars": _bars, "dots": _dots, "cloud": _cloud}[kind]
    xl, data, drawn = make(panel, periods)
    if not any(v is not None for s in drawn for v in (s.x if kind == "dots" else s.y)) or (
        kind == "cloud" and not _is_cloud(panel)
    ):
        raise ValueError("PowerPoint would draw an empty chart.")
    frame = slide.shapes.add_chart(xl, *(Inches(v) for v in box), data)
    _look(frame.chart, panel, is_small=is_small)
    for series, own in zip(frame.chart.plots[0].series, drawn, strict=True):
        dress(series, own)
        if kind == "dots" and own.interval:
            draw_whiskers(series, own)
        if kind == "cloud":
            name_points(series, own)
    if kind == "bars" and len(drawn) > 1:
        frame.chart.plots[0].overlap = 100
    return frame


def _time(panel: Panel, periods: list[str]) -> tuple[Any, Any, list[Series]]:
    """Lines over points in time, with the ends of bands as quiet lines of their own."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    bands = [
        Series(name, "line", band.x, ends, "edge", dash="dot", width=1.2)
        for band in panel.bands
        for name, ends in (("usual range, from", band.low), ("usual range, to", band.high))
    ]
    points = sorted({v for s in panel.series if s.names for v in s.x if isinstance(v, float)})
    drawn = [_at(s, points) for s in (*panel.series, *bands) if s.name != REPEATED]
    dated = sorted({v for s in drawn for v in s.x if isinstance(v, float)})
    inside = points or sorted({v for s in panel.series for v in s.x if isinstance(v, float)})
    at: list[Value] = [*dated] if dated else [*panel.x.categories]
    names = dict(zip(inside, periods, strict=False)) if len(inside) == len(periods) else {}
    if panel.x.kind == "number":
        names = {v: _nearest(v, panel.x.ticks).replace("\n", " ") for v in dated}
    data = CategoryChartData()
    data.categories = [names[v] if isinstance(v, float) and v in names else _month(v) for v in at]
    for series in drawn:
        values = dict(zip(series.x, series.y, strict=True))
        data.add_series(series.name or _role(series, panel), [values.get(v) for v in at])
    return XL_CHART_TYPE.LINE_MARKERS, data, drawn


def _at(series: Series, points: list[float]) -> Series:
    """At the points in time of the figures alone: levels and ranges reach half a step beyond them, which would be months of
    their own on a slide."""
    if not points or set(series.x) <= set(points):
        return series
    known = [(x, y) for x, y in zip(series.x, series.y, strict=True) if isinstance(x, float)]
    if len(known) == 2 and known[0][1] == known[1][1]:  # a level
        held = [(p, known[0][1]) for p in points if known[0][0] <= p <= known[1][0]]
    else:
        held = [(x, y) for x, y in known if x in set(points)]
    return replace(series, x=tuple(x for x, _ in held), y=tuple(y for _, y in held))


def _role(series: Series, panel: Panel) -> str:
    """What an unnamed line of a control chart is."""
    if series.kind == "dots":
        return "more than chance"
    return "centre line" if series.kind == "line" else panel.y.title or panel.title or "value"


def _bars(panel: Panel, _: list[str]) -> tuple[Any, Any, list[Series]]:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE as XL

    first = panel.series[0]
    axis = panel.y if first.is_horizontal else panel.x
    at = list(dict.fromkeys(p for s in panel.series for p in (s.y if s.is_horizontal else s.x)))
    data = CategoryChartData()
    data.categories = [_name(p, axis.ticks) for p in at]
    for number, series in enumerate(panel.series, start=1):
        places, sizes = (series.y, series.x) if series.is_horizontal else (series.x, series.y)
        values = dict(zip(places, sizes, strict=True))
        data.add_series(series.name or f"value {number}", [values.get(p) for p in at])
    stacked = len(panel.series) > 1
    lying = (XL.BAR_STACKED if stacked else XL.BAR_CLUSTERED, XL.COLUMN_STACKED if stacked else XL.COLUMN_CLUSTERED)
    return lying[0 if first.is_horizontal else 1], data, list(panel.series)


def _dots(panel: Panel, _: list[str]) -> tuple[Any, Any, list[Series]]:
    """Dots with intervals: PowerPoint names groups along the foot, so the chart is turned by a quarter."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    names = [label for _, label in panel.y.ticks]
    data = CategoryChartData()
    data.categories = [n.replace("\n", " ") for n in names]
    turned = []
    for series in panel.series[::-1]:  # the first of them is drawn last, on top
        own = {_line(y, panel.y.ticks): i for i, y in enumerate(series.y)}
        order = [own.get(n) for n in range(len(names))]
        data.add_series(series.name or panel.x.title or "value", [None if i is None else series.x[i] for i in order])
        ends = [side or (None,) * len(series.x) for side in (series.low, series.high)]
        pick = [(None, None, None) if i is None else (series.x[i], ends[0][i], ends[1][i]) for i in order]
        x, low, high = zip(*pick, strict=True)
        turned.append(Series(series.name, "dots", x, x, series.colour, symbol=series.symbol, size=series.size, interval="y" if series.interval else "", low=low, high=high))  # fmt: skip
    return XL_CHART_TYPE.LINE_MARKERS, data, turned


def _is_cloud(panel: Panel) -> bool:
    """Whether anything of it has a place by two numbers."""
    return any(
        isinstance(x, float) and isinstance(y, float) for s in panel.series for x, y in zip(s.x, s.y, strict=True)
    )


def _cloud(panel: Panel, _: list[str]) -> tuple[Any, Any, list[Series]]:
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data, drawn = XyChartData(), [s for s in panel.series if s.x]
    for number, series in enumerate(drawn, start=1):
        made = data.add_series(series.name or ("points" if series.kind == "dots" else f"line {number}"))
        for x, y in zip(series.x, series.y, strict=True):
            if isinstance(x, float) and isinstance(y, float) and panel.x.low <= x <= panel.x.high:
                made.add_data_point(x, y)
    return XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data, drawn


def _look(chart: Any, panel: Panel, *, is_small: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.font.size, chart.font.name = Pt(9 if is_small else 12), FACE
    chart.has_title = bool(panel.title)
    if panel.title:
        chart.chart_title.text_frame.text = panel.title.replace("\n", " ")
        chart.chart_title.text_frame.paragraphs[0].font.size = Pt(11)
        chart.chart_title.text_frame.paragraphs[0].font.bold = False
    chart.has_legend = len(list(chart.plots[0].series)) > 1 and not is_small
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(10)
        _once(chart)
    if panel.y.ticks and len(list(chart.plots[0].categories)) > MOST_LABELS and panel.y.kind == "category":
        _every_name(chart, is_foot=not panel.series[0].is_horizontal)
    else:
        _few_labels(chart)
    lines = chart.value_axis.major_gridlines.format.line
    lines.color.rgb, lines.width = RGBColor.from_string("E4E2DC"), Pt(0.75)
    chart.value_axis.format.line.fill.background()
    chart.category_axis.format.line.color.rgb = RGBColor.from_string(MUTED)
    if panel.y.kind == "number" and not any(s.interval == "x" or s.is_horizontal for s in panel.series):
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = sorted((panel.y.low, panel.y.high))
        chart.value_axis.reverse_order = panel.y.low > panel.y.high
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = "General", False


def _once(chart: Any) -> None:
    """Each name stands once in the legend."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    names = [s.name for s in chart.plots[0].series]
    place = chart.legend._element.find(qn("c:legendPos"))
    for number in reversed([i for i, name in enumerate(names) if name in names[:i]]):
        place.addnext(
            parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>')
        )


def _every_name(chart: Any, *, is_foot: bool) -> None:
    """Names of many rows, small, so that none is left out; along the foot they are turned by a quarter."""
    from pptx.util import Pt

    labels = chart.category_axis.tick_labels
    labels.font.size = Pt(9)
    if is_foot:
        chart.category_axis._element.txPr.bodyPr.set("rot", "-5400000")


def _few_labels(chart: Any) -> None:
    """Names along the foot that can be read without turning one's head."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    axis = chart._chartSpace.find(f".//{qn('c:catAx')}")
    many = len(list(chart.plots[0].categories))
    if axis is None or many <= MOST_LABELS:
        return
    step = -(-many // MOST_LABELS)
    for tag in ("tickMarkSkip", "tickLblSkip"):
        place = axis.find(qn("c:lblOffset"))
        place.addnext(parse_xml(f'<c:{tag} {nsdecls("c")} val="{step}"/>'))


def _name(place: Value, ticks: tuple[tuple[float, str], ...]) -> str:
    return place if isinstance(place, str) else _nearest(place, ticks).replace("\n", " ")


def _line(place: Value, ticks: tuple[tuple[float, str], ...]) -> int:
    """Which of the lines a place stands at, by its number: two of them may have one name."""
    if isinstance(place, str):
        return [label for _, label in ticks].index(place)
    return min(range(len(ticks)), key=lambda n: abs(ticks[n][0] - (place or 0.0)))


def _nearest(place: Value, ticks: tuple[tuple[float, str], ...]) -> str:
    if isinstance(place, str) or place is None or not ticks:
        return str(place or "")
    return min(ticks, key=lambda tick: abs(tick[0] - place))[1]


def _month(value: Value) -> str:
    return value if isinstance(value, str) else f"{month_short(date(1970, 1, 1) + timedelta(days=int(value or 0)))}"
