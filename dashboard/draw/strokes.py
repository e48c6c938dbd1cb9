"""The few strokes that a chart is made of, as SVG. Text and colours come in through the doors of `text`."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.palette import TYPE, Paint
from dashboard.draw.text import colour, markup

DASHES = {"dot": "2 3", "dash": "5 4", "dashdot": "8 3 2 3", "longdash": "11 4", "longdashdot": "11 3 2 3"}
LINE = float(TYPE["chart"][1])


@dataclass(frozen=True)
class Pen:
    """Strokes in the colours of one medium."""

    paint: Paint

    def hatch(self) -> str:
        return (
            '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{colour("surface", self.paint)}"/>'
            f'<rect width="1.5" height="6" fill="{colour("edge", self.paint)}"/></pattern></defs>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, *, stroke: str, width: float, dash: str = "solid") -> str:  # fmt: skip
        return (
            f'<line x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}" stroke="{colour(stroke, self.paint)}" '
            f'stroke-width="{width:g}"{_dashes(dash)}/>'
        )

    def path(self, points: list[tuple[float, float]], *, fill: str = "none", stroke: str = "none", width: float = 0.0, dash: str = "solid") -> str:  # fmt: skip
        course = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
        return (
            f'<path d="M{course}{"Z" if fill != "none" else ""}" fill="{colour(fill, self.paint)}" '
            f'stroke="{colour(stroke, self.paint)}" stroke-width="{width:g}" stroke-linejoin="round"{_dashes(dash)}/>'
        )

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> str:
        return f'<rect x="{x:.2f}" y="{y:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" fill="{colour(fill, self.paint)}"/>'

    def text(
        self,
        x: float,
        y: float,
        lines: list[str],
        *,
        ink: str,
        anchor: str = "middle",
        halo: bool = False,
        strong: str = "",
    ) -> str:
        """Lines below each other; with a halo where lines may run behind; `strong` begins the first one, heavier."""
        look = f'text-anchor="{anchor if anchor in ("start", "middle", "end") else "middle"}"'
        if halo:
            look += (
                f' paint-order="stroke" stroke="{colour("page", self.paint)}" stroke-opacity="0.85" stroke-width="3.5"'
            )
        begin = f'<tspan font-weight="650">{markup(strong)}</tspan>' if strong else ""
        return "".join(
            f'<text x="{x:.2f}" y="{y + LINE * n:.2f}" fill="{colour(ink, self.paint)}" {look}>{begin if n == 0 else ""}{markup(words)}</text>'
            for n, words in enumerate(lines)
        )

    def dot(self, x: float, y: float, size: float, ink: str, symbol: str = "circle") -> str:
        """A dot in the shape that tells its series apart without colour; open ones are paper inside."""
        own = colour(ink, self.paint)
        fill = colour("surface", self.paint) if symbol.endswith("-open") else own
        edge = f'fill="{fill}" stroke="{own}" stroke-width="1.6"'
        if symbol.startswith("diamond"):
            far = size * 1.2
            return f'<path d="M{x:.2f} {y - far:.2f}L{x + far:.2f} {y:.2f}L{x:.2f} {y + far:.2f}L{x - far:.2f} {y:.2f}Z" {edge}/>'
        if symbol.startswith("triangle"):
            return f'<path d="M{x:.2f} {y - size:.2f}L{x + size:.2f} {y + size:.2f}L{x - size:.2f} {y + size:.2f}Z" {edge}/>'
        if symbol.startswith("square"):
            return (
                f'<rect x="{x - size:.2f}" y="{y - size:.2f}" width="{2 * size:.2f}" height="{2 * size:.2f}" {edge}/>'
            )
        return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size:.2f}" {edge}/>'


def _dashes(dash: str) -> str:
    return f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
