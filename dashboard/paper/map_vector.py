"""A map's shapes as SVG, with the names of its areas where they have room."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.charts.palette import literal
from dashboard.draw.strokes import Pen
from dashboard.draw.text import colour, markup
from dashboard.paper.ground import Ground, Shape

INK, WATER = "#4a555d", "#e9ecea"
PAINT = literal("print")
PEN = Pen(PAINT)


def map_svg(ground: Ground, *, alt: str) -> str:
    under = [PEN.line(*r[0], *r[-1], stroke=ink, width=0.7) for r, ink, is_over in ground.lines if not is_over]
    over = [PEN.line(*r[0], *r[-1], stroke=ink, width=0.7) for r, ink, is_over in ground.lines if is_over]
    areas = [_shape(s) for s in ground.shapes if not s.label]
    places = [_shape(s) for s in ground.shapes if s.label]
    dots = [PEN.dot(x, y, 4.5, fill) for x, y, fill, _ in ground.dots]
    names = [PEN.text(x, y, [name], ink=INK, halo=True) for x, y, name in _with_room(ground)]
    tall = ground.height + 18 * len(ground.legend) + (8 if ground.legend else 0)
    return (
        f'<svg viewBox="0 0 {ground.width:.1f} {tall:.1f}" width="{ground.width:.1f}" '
        f'height="{tall:.1f}" role="img" aria-label="{markup(alt)}" '
        f"font-family=\"'Source Sans Pro', 'Source Sans 3', sans-serif\" font-size=\"11\">"
        f'<rect width="{ground.width:.1f}" height="{ground.height:.1f}" fill="{WATER}"/>'
        f"{PEN.hatch()}{''.join([*areas, *under, *places, *over, *dots, *names, *_legend(ground)])}</svg>"
    )


def _shape(shape: Shape) -> str:
    course = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in shape.rings)
    dashes = ' stroke-dasharray="4 3"' if shape.is_broken else ""
    return (
        f'<path d="{course}" fill="{colour(shape.fill, PAINT)}" fill-opacity="{shape.fill_opacity:g}" fill-rule="evenodd" '
        f'stroke="{colour(shape.line, PAINT)}" stroke-width="{shape.width:g}"{dashes}/>'
    )


def _legend(ground: Ground) -> Iterator[str]:
    """What the colours and patterns mean, line by line under the map."""
    for number, mark in enumerate(ground.legend):
        y = ground.height + 14 + 18 * number
        if mark.pattern == "point":
            yield PEN.dot(11, y, 5, mark.fill)
        else:
            dashes = ' stroke-dasharray="4 3"' if mark.pattern == "broken" else ""
            yield (
                f'<rect x="2" y="{y - 6:.1f}" width="18" height="12" fill="{colour(mark.fill, PAINT)}" '
                f'stroke="{colour(mark.outline, PAINT)}" stroke-width="1.2"{dashes}/>'
            )
            if mark.pattern == "hatched":
                yield f'<rect x="2" y="{y - 6:.1f}" width="18" height="12" fill="url(#hatch)" fill-opacity="0.5"/>'
        yield PEN.text(27, y + 4, [mark.text], ink=INK, anchor="start")


def _with_room(ground: Ground) -> list[tuple[float, float, str]]:
    """Names that would run into one already placed, or off the paper, are left to the table."""
    placed: list[tuple[float, float, float]] = []
    shown = []
    for x, y, name in ground.names:
        half = len(name) * 2.8
        is_free = all(abs(y - b) > 13 or abs(x - a) > half + h for a, b, h in placed)
        if is_free and half < x < ground.width - half:
            placed.append((x, y, half))
            shown.append((x, y + 4, name))
    return shown
