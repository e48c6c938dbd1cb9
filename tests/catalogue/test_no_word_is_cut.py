"""Every word of every chart stands inside its picture: measured in the type that is shipped, at the width of a page, a paper and a phone."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

from dashboard.charts.marks import Axis, Chart, Panel, Series
from dashboard.charts.place_map import PlaceMap
from dashboard.draw.svg import svg_of
from dashboard.findings.finding import Finding
from dashboard.paper.typeset import FONTS

WIDTHS = (892.0, 640.0, 358.0)  # a page, a paper, a phone
HAIR = 0.75  # px that a sign may reach over its own advance


@cache
def face(size: float, *, heavy: bool) -> ImageFont.FreeTypeFont:
    spec = find_spec(FONTS)
    assert spec is not None
    assert spec.submodule_search_locations
    files = Path(next(iter(spec.submodule_search_locations))) / "files"
    return ImageFont.truetype(files / f"SourceSansPro-{'Semibold' if heavy else 'Regular'}.ttf", size * 10)


def extents(svg: str) -> Iterator[tuple[str, float, float, float, float]]:
    """Words, left, right, top and foot of each line of text."""
    root = ET.fromstring(svg)
    size = float(root.get("font-size", "13"))
    for text in root.iter("text"):
        own = float(text.get("font-size", size))
        heavy = "".join(e.text or "" for e in text.iter("tspan"))
        plain = "".join(text.itertext())[len(heavy) :]
        wide = (face(own, heavy=True).getlength(heavy) + face(own, heavy=False).getlength(plain)) / 10
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        yield heavy + plain, left, left + wide, y - 0.7 * own, y + 0.2 * own


def cut(svg: str, chart: Chart) -> list[str]:
    """What reaches over an edge, and how far."""
    over = [
        (words, max(-left, right - chart.width, -top, foot - chart.height))
        for words, left, right, top, foot in extents(svg)
    ]
    return [f"“{words}” by {far:.0f} px" for words, far in over if far > HAIR]


def lowered(findings: dict[str, Finding]) -> Iterator[tuple[str, Chart]]:
    for key, finding in findings.items():
        if finding.chart is not None and not isinstance(finding.chart, PlaceMap):
            for width in WIDTHS:
                if (chart := finding.chart.lowered(width=width)).panels:
                    yield f"{key} at {width:g}", chart


def test_no_word_of_any_chart_is_cut(findings: dict[str, Finding], tell: Callable[[str], None]) -> None:
    charts = dict(lowered(findings))
    found = {name: words for name, chart in charts.items() if (words := cut(svg_of(chart, alt="a"), chart))}
    tell(f"words: none of {len(charts)} charts has one that reaches over its edge")
    assert found == {}


def test_a_long_word_at_either_end_of_an_axis_gets_its_room() -> None:
    """Names of rows in capitals, and words under the ends of the axis, which are wider than the room beside a panel."""
    ends = ((0.0, "never in three years"), (10.0, "every day of the week"))
    rows = Axis("category", 0.5, -0.5, ((0.0, "MMMMMMMMMMMMMMMM"),), categories=("MMMMMMMMMMMMMMMM",))
    dots = Series("s", "dots", (5.0,), ("MMMMMMMMMMMMMMMM",), "data")
    for y in (rows, Axis("number", 0.0, 10.0, ((0.0, "0"), (10.0, "10")))):
        chart = Chart((Panel("", Axis("number", 0.0, 10.0, ends), y, (dots,)),), 200.0, 640.0)
        assert cut(svg_of(chart, alt="a"), chart) == []
