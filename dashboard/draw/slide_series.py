"""How one series of a chart of PowerPoint's own looks: its colours, its whiskers, the names of its points."""

from __future__ import annotations

from typing import Any

from dashboard.charts.marks import Series
from dashboard.charts.palette import hexed

DASHES = {"dash": "DASH", "dot": "ROUND_DOT", "dashdot": "DASH_DOT", "longdash": "LONG_DASH"}
SYMBOLS = {"circle": "CIRCLE", "diamond": "DIAMOND", "square": "SQUARE", "triangle-up": "TRIANGLE"}


def dress(series: Any, own: Series) -> None:
    """Colours, widths and symbols; PowerPoint has no open symbols that every program draws."""
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour = RGBColor.from_string(hexed(own.colour))
    if own.kind == "bars":
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        return
    if hasattr(series, "smooth"):
        series.smooth = False
    line = series.format.line
    if "line" in own.kind:
        line.color.rgb, line.width = colour, Pt(own.width)
        if own.dash in DASHES:
            line.dash_style = getattr(MSO_LINE, DASHES[own.dash])
    else:
        line.fill.background()
    if "dots" not in own.kind:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    series.marker.style = getattr(XL_MARKER_STYLE, SYMBOLS.get(own.symbol.removesuffix("-open"), "CIRCLE"))
    series.marker.size = max(5, min(11, int(own.size)))
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour  # open symbols too: not every program draws their edge
    series.marker.format.line.color.rgb = colour


def draw_whiskers(series: Any, own: Series) -> None:
    """Intervals as error bars with lengths of their own; python-pptx has no door for them."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    known = [(x, low, high) for x, low, high in zip(own.x, own.low, own.high, strict=True)]

    def side(tag: str, lengths: list[float | None]) -> str:
        points = "".join(f'<c:pt idx="{i}"><c:v>{v:.6g}</c:v></c:pt>' for i, v in enumerate(lengths) if v is not None)
        return f'<c:{tag}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>{points}</c:numLit></c:{tag}>'

    up = [h - x if isinstance(x, float) and h is not None else None for x, _, h in known]
    down = [x - low if isinstance(x, float) and low is not None else None for x, low, _ in known]
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}><c:errDir val="y"/>'
        f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>{side("plus", up)}{side("minus", down)}'
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{hexed(own.colour)}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    series._element.find(qn("c:cat")).addprevious(bars)


def name_points(series: Any, own: Series) -> None:
    """The names of points, which hovering tells on a page."""
    from pptx.enum.chart import XL_LABEL_POSITION

    for number, name in enumerate(own.names if "dots" in own.kind else ()):
        label = series.points[number].data_label
        label.text_frame.text = name
        label.position = XL_LABEL_POSITION.RIGHT
