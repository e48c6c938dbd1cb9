"""A map for slides, whose shapes stay shapes: places, circles and points of the plain chart, laid flat."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dashboard.charts.place_map import Circle, Pattern, Place, PlaceMap, Projection

Ring = tuple[tuple[float, float], ...]
WIDTH, TALLEST = 640.0, 470.0
CORNERS = 36  # of a circle that is drawn as a line of straight pieces
HALF_A_CELL_KM = 0.5  # as on the page's own map


@dataclass(frozen=True)
class Mark:
    """One line of a legend."""

    fill: str
    outline: str
    pattern: Pattern
    text: str


@dataclass(frozen=True)
class Shape:
    """One area or place; rings in drawing units, top left is the origin. A fill of "none" is an outline."""

    rings: tuple[Ring, ...]
    fill: str
    line: str
    width: float
    label: str


@dataclass(frozen=True)
class Ground:
    shapes: tuple[Shape, ...]
    dots: tuple[tuple[float, float, str, str], ...]  # with fill and label
    names: tuple[tuple[float, float, str], ...]
    legend: tuple[Mark, ...]
    width: float
    height: float


def ground_of(chart: PlaceMap) -> Ground | None:
    """None for a map without a shape: its table is printed."""
    places = chart.grids[0].places if chart.grids else ()
    if not places and not chart.dots:
        return None
    laid = chart.projection(width=WIDTH, height=TALLEST, left=0.0)
    council = Shape(tuple(_flat(r, laid) for r in chart.under.council), "map-ground", "ink2", 1.2, "")
    keys = (*(chart.grids[0].legend if chart.grids else ()), *chart.dots_legend)
    return Ground(
        (council, *(_shape(p, laid) for p in places), *(_circle(c, laid) for c in chart.circles)),
        tuple((*laid.flat(d.at), d.fill, d.name) for d in chart.dots if chart.dots_legend),
        tuple((*laid.flat(n.at), n.text) for n in chart.under.names if n.kind == "town"),
        tuple(Mark("surface" if _is_open(k.pattern) else k.fill, "edge", k.pattern, k.text) for k in keys), WIDTH, TALLEST,
    )  # fmt: skip


def _is_open(pattern: Pattern) -> bool:
    return pattern in ("hatched", "broken", "ring")


def _flat(ring: Ring, laid: Projection) -> Ring:
    return tuple(laid.flat(point) for point in ring)


def _shape(place: Place, laid: Projection) -> Shape:
    fill = "none" if place.pattern == "broken" else "surface" if place.pattern == "hatched" else place.fill
    line = "surface" if place.pattern == "plain" else "ink2"
    return Shape(tuple(_flat(r, laid) for r in place.rings), fill, line, 1.0, f"{place.name}: {place.said}")


def _circle(circle: Circle, laid: Projection) -> Shape:
    x, y = laid.flat(circle.middle)
    far = (circle.km + HALF_A_CELL_KM) * laid.px_a_km
    turns = [2 * math.pi * i / CORNERS for i in range(CORNERS + 1)]
    ring = tuple((x + far * math.cos(t), y + far * math.sin(t)) for t in turns)
    return Shape((ring,), "none", "ink", 3.0, f"{circle.number}. {circle.name}: {circle.said}")
