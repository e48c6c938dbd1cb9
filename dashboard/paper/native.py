"""Which of PowerPoint's own things a finding becomes: a chart or several, shapes of a map, or a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from dashboard.charts.marks import Panel, Tiles
from dashboard.charts.palette import hexed, readable_on
from dashboard.draw.slide_chart import kind_of, native_chart
from dashboard.draw.slide_text import INK, MUTED, describe, say
from dashboard.paper.columns import Laid, laid
from dashboard.paper.ground import Ground, Mark, Shape
from dashboard.paper.paper import Exhibit
from dashboard.paper.texts import ALSO, IN_WORKBOOK
from dashboard.paper.typeset import png_of

LEFT, TOP, WIDE, TALL = 0.6, 1.95, 8.0, 4.85
CELL = 11  # pt of type
EDGE, ACROSS = 0.06, 72 / CELL  # inches at each side of a cell, and ems to an inch
ROW = {"line": 0.2, "edges": 0.1}  # inches
PATTERNS = {"hatched": "(hatched on the page) ", "broken": "(broken line) "}
MOST_CHARTS = 12  # more would be too small to read; the table takes their place


def draw_native(slide: Any, exhibit: Exhibit, texts: dict[str, Any]) -> None:
    """The finding's figure on the left of a slide: a chart that can be edited, shapes, a table, or else a picture."""
    before = list(slide.shapes._spTree)
    try:
        _draw(slide, exhibit, texts)
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError, StopIteration):  # a figure nobody foresaw
        for element in [e for e in slide.shapes._spTree if e not in before]:
            slide.shapes._spTree.remove(element)
        _picture_or_table(slide, exhibit, texts)


def _draw(slide: Any, exhibit: Exhibit, texts: dict[str, Any]) -> None:
    panels = exhibit.chart.panels if exhibit.chart else ()
    if exhibit.ground is not None:
        _map(slide, exhibit.ground, texts)
    elif panels and len(panels) <= MOST_CHARTS and all(kind_of(p) for p in panels):
        _charts(slide, panels, exhibit, texts)
    elif len(panels) == 1 and panels[0].tiles is not None:
        _tiles(slide, panels[0].tiles, texts)
    else:
        _picture_or_table(slide, exhibit, texts)


def _picture_or_table(slide: Any, exhibit: Exhibit, texts: dict[str, Any]) -> None:
    """What has no counterpart in PowerPoint is a picture with its text; without a chart, its table or where that stands."""
    rows = exhibit.table.written
    if exhibit.svg:
        _picture(slide, exhibit, texts)
    elif exhibit.table.is_short and (page := _laid(exhibit)).high(**ROW) <= TALL - 0.5:
        lines = [list(page.columns), *(list(row) for row in page.rows)]
        _grid(slide, lines, [["#ffffff"] * len(line) for line in lines], texts, page.widths)
        if others := (*page.beneath, *page.elsewhere):
            say(slide, [ALSO.format("; ".join(others))], (LEFT, TOP + TALL - 0.3, WIDE, 0.3), size=10, colour=MUTED)
    else:
        words = IN_WORKBOOK.format(len(rows)) if rows else "There are no figures to draw."
        say(slide, [words], (LEFT, TOP, WIDE, 0.4), size=14, colour=MUTED)


def _laid(exhibit: Exhibit) -> Laid:
    return laid(exhibit.table, page=WIDE * ACROSS, margins=2 * EDGE * ACROSS)


def _picture(slide: Any, exhibit: Exhibit, texts: dict[str, Any]) -> None:
    from pptx.util import Inches

    made = slide.shapes.add_picture(io.BytesIO(png_of(exhibit.svg)), Inches(LEFT), Inches(TOP), width=Inches(WIDE))
    if made.height > Inches(TALL):
        made.width, made.height = int(made.width * Inches(TALL) / made.height), Inches(TALL)
    describe(made, title=texts["title"], alt=texts["alt"])


def _charts(slide: Any, panels: tuple[Panel, ...], exhibit: Exhibit, texts: dict[str, Any]) -> None:
    across = min(3, len(panels))
    down = -(-len(panels) // across)
    wide, tall = WIDE / across, TALL / down
    for number, panel in enumerate(panels):
        box = (LEFT + wide * (number % across), TOP + tall * (number // across), wide, tall)
        frame = native_chart(slide, panel, box, periods=_periods(exhibit), is_small=len(panels) > 1)
        alt = texts["alt"] if number == 0 else f"{panel.title}: one panel of the chart before."
        describe(frame, title=panel.title or texts["title"], alt=alt)


def _periods(exhibit: Exhibit) -> list[str]:
    """The names of the points in time as the table has them."""
    table = exhibit.table
    at = next((i for i, c in enumerate(table.columns) if c in ("period", "month")), None)
    return [] if at is None else list(dict.fromkeys(row[at] for row in table.written))


def _map(slide: Any, ground: Ground, texts: dict[str, Any]) -> None:
    wide = WIDE - (2.2 if ground.legend else 0.0)
    scale = min(wide / ground.width, TALL / ground.height)
    left = LEFT + WIDE - wide + (wide - ground.width * scale) / 2
    group = slide.shapes.add_group_shape()
    for shape in ground.shapes:
        if shape.rings:
            _area(group, shape, left, scale)
    for dot in ground.dots:
        _point(group, dot, left, scale)
    describe(group, title=texts["title"], alt=texts["alt"])
    for number, mark in enumerate(ground.legend):
        _key(slide, number, mark)
    for x, y, name in ground.names:
        half = len(name) * 0.035
        if half < x * scale < ground.width * scale - half:
            box = (left + x * scale - half, TOP + y * scale - 0.07, half * 2 + 0.2, 0.16)
            say(slide, [name], box, size=7, colour=MUTED)


def _area(group: Any, shape: Shape, left: float, scale: float) -> None:
    from pptx.util import Inches, Pt

    rings = [[(Inches(left + x * scale), Inches(TOP + y * scale)) for x, y in ring] for ring in shape.rings]
    builder = group.shapes.build_freeform(*rings[0][0], scale=1.0)
    builder.add_line_segments(rings[0][1:], close=True)
    for ring in rings[1:]:
        builder.move_to(*ring[0])
        builder.add_line_segments(ring[1:], close=True)
    made = builder.convert_to_shape()
    made.shadow.inherit = False
    if shape.fill == "none":
        made.fill.background()
    else:
        _fill(made, shape.fill)
    _edge(made, shape.line)
    made.line.width = Pt(shape.width * 0.7)
    made.name = shape.label or "Area"


def _point(group: Any, dot: tuple[float, float, str, str], left: float, scale: float) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    x, y, fill, label = dot
    at = (Inches(left + x * scale - 0.05), Inches(TOP + y * scale - 0.05))
    made = group.shapes.add_shape(MSO_SHAPE.OVAL, *at, Inches(0.1), Inches(0.1))
    _fill(made, fill)
    made.name = label or "Point"


def _key(slide: Any, number: int, mark: Mark) -> None:
    """One line of the legend. Slides fill shapes plainly, so a pattern is said."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Inches

    box = (Inches(LEFT), Inches(TOP + 0.24 * number + 0.04), Inches(0.2), Inches(0.13))
    key = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
    _fill(key, mark.fill)
    _edge(key, mark.outline)
    words = f"{PATTERNS.get(mark.pattern, '')}{mark.text}"
    say(slide, [words], (LEFT + 0.27, TOP + 0.24 * number, 1.9, 0.22), size=8, colour=INK)


def _fill(shape: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(hexed(colour))


def _edge(shape: Any, colour: str) -> None:
    from pptx.dml.color import RGBColor

    shape.line.color.rgb = RGBColor.from_string(hexed(colour))


def _tiles(slide: Any, tiles: Tiles, texts: dict[str, Any]) -> None:
    cells = [[line, *shown] for line, shown in zip(tiles.lines, tiles.texts, strict=True)]
    colours = [["#ffffff", *line] for line in tiles.colours]
    heads = ["", *tiles.columns]
    _grid(
        slide,
        [[t.replace("\n", " ") for t in row] for row in (heads, *cells)],
        [["#ffffff"] * len(heads), *colours],
        texts,
    )


def _grid(slide: Any, rows: list[list[str]], colours: list[list[str]], texts: dict[str, Any], widths: Sequence[float] = ()) -> None:  # fmt: skip
    """`widths`: of the columns in any unit; alike without them."""
    from pptx.util import Inches

    tall = min(TALL / len(rows), 0.55)
    frame = slide.shapes.add_table(
        len(rows), len(rows[0]), Inches(LEFT), Inches(TOP), Inches(WIDE), Inches(tall * len(rows))
    )
    for column, width in zip(frame.table.columns, widths, strict=False):
        column.width = Inches(WIDE * width / sum(widths))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            cell = frame.table.cell(number, place)
            _fill(cell, colours[number][place])
            ink = hexed(readable_on(colours[number][place])) if number else INK
            say(slide, [text], None, size=CELL, colour=ink, is_bold=number == 0, frame=cell.text_frame)
            cell.margin_left = cell.margin_right = Inches(EDGE)
    describe(frame, title=texts["title"], alt=texts["alt"])
