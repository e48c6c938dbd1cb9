"""A map's shapes as SVG, with the names of its areas where they have room."""

from __future__ import annotations

from html import escape

from dashboard.briefings.ground import Ground
from dashboard.briefings.strokes import text

INK, WATER = "#4a555d", "#e9ecea"


def map_svg(ground: Ground, *, alt: str) -> str:
    parts = []
    for shape in ground.shapes:
        course = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in shape.rings)
        dashes = ' stroke-dasharray="4 3"' if shape.is_broken else ""
        line = "#8a949b" if shape.is_broken and shape.line == "#ffffff" else shape.line
        parts.append(
            f'<path d="{course}" fill="{escape(shape.fill)}" fill-opacity="{shape.fill_opacity:g}" fill-rule="evenodd" '
            f'stroke="{escape(line)}" stroke-width="{shape.width:g}"{dashes}/>'
        )
    for x, y, name in _with_room(ground):
        parts.append(text(x, y, [name], colour=INK, halo=True))
    return (
        f'<svg viewBox="0 0 {ground.width:.1f} {ground.height:.1f}" width="{ground.width:.1f}" '
        f'height="{ground.height:.1f}" role="img" aria-label="{escape(alt, quote=True)}" '
        f"font-family=\"'Source Sans Pro', 'Source Sans 3', sans-serif\" font-size=\"11\">"
        f'<rect width="{ground.width:.1f}" height="{ground.height:.1f}" fill="{WATER}"/>{"".join(parts)}</svg>'
    )


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
