"""The few strokes that a chart is made of, as SVG. The one place where text meets markup: it is escaped here."""

from __future__ import annotations

from html import escape

DASHES = {"dot": "2 3", "dash": "7 4", "dashdot": "8 3 2 3", "longdash": "11 4", "longdashdot": "11 3 2 3"}

HATCH = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="#5b6770"/></pattern></defs>'
)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dash: str) -> str:
    return (
        f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{escape(colour)}" '
        f'stroke-width="{width:g}"{_dashes(dash)}/>'
    )


def path(points: list[tuple[float, float]], *, fill: str = "none", stroke: str = "none", width: float = 0.0, dash: str = "solid") -> str:  # fmt: skip
    course = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    return (
        f'<path d="M{course}{"Z" if fill != "none" else ""}" fill="{escape(fill)}" stroke="{escape(stroke)}" '
        f'stroke-width="{width:g}" stroke-linejoin="round"{_dashes(dash)}/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" fill="{escape(fill)}"/>'


def text(x: float, y: float, lines: list[str], *, colour: str, anchor: str = "middle", halo: bool = False) -> str:
    """Lines below each other, 15 apart; with a halo where lines may run behind."""
    look = f'text-anchor="{anchor}"'
    if halo:
        look += ' paint-order="stroke" stroke="#ffffff" stroke-opacity="0.85" stroke-width="4"'
    return "".join(
        f'<text x="{x:.2f}" y="{y + 15 * number:.2f}" fill="{escape(colour)}" {look}>{escape(words)}</text>'
        for number, words in enumerate(lines)
    )


def dot(x: float, y: float, size: float, colour: str, symbol: str) -> str:
    """A dot in the shape that tells its series apart without colour; open ones are paper inside."""
    fill = "#ffffff" if symbol.endswith("-open") else escape(colour)
    edge = f'stroke="{escape(colour)}" stroke-width="1.5"'
    if symbol.startswith("diamond"):
        corners = f"M{x:.2f} {y - size * 1.2:.2f}L{x + size * 1.2:.2f} {y:.2f}L{x:.2f} {y + size * 1.2:.2f}L{x - size * 1.2:.2f} {y:.2f}Z"
        return f'<path d="{corners}" fill="{fill}" {edge}/>'
    if symbol.startswith("square"):
        return f'<rect x="{x - size:.2f}" y="{y - size:.2f}" width="{size * 2:.2f}" height="{size * 2:.2f}" fill="{fill}" {edge}/>'
    if symbol.startswith("triangle"):
        corners = f"M{x:.2f} {y - size:.2f}L{x + size:.2f} {y + size:.2f}L{x - size:.2f} {y + size:.2f}Z"
        return f'<path d="{corners}" fill="{fill}" {edge}/>'
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size:.2f}" fill="{fill}" {edge if symbol.endswith("-open") else ""}/>'
    )


def _dashes(dash: str) -> str:
    return f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
