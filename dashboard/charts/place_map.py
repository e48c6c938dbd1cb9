"""A map as a plain object: what lies under, the places of each grid, circles, points and what the colours mean."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from dashboard.charts.marks import Chart

Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]
Pattern = Literal["plain", "hatched", "dotted", "broken", "point", "ring"]
KM_A_DEGREE = 111.2
WIDTH, HEIGHT = 840.0, 656.0
# Layers and legend stand at the left of the map, where the council leaves room.
LEFT, RIGHT, EDGE = 236.0, 40.0, 22.0
LEAST_KM = 4.0  # a map of one place shows the neighbourhood round it, and a box of no size does not stand


@dataclass(frozen=True)
class Key:
    """One line of a legend."""

    fill: str
    pattern: Pattern
    text: str


@dataclass(frozen=True)
class Place:
    """One shape. `said`: what is told of it under the pointer, after its name. An empty `key` cannot be chosen."""

    key: str
    name: str
    said: str
    rings: tuple[Ring, ...]
    fill: str
    pattern: Pattern = "plain"


@dataclass(frozen=True)
class Grid:
    """Places of one size, with the legend that holds for them."""

    places: tuple[Place, ...]
    legend: tuple[Key, ...]
    title: str
    note: str = ""


@dataclass(frozen=True)
class Circle:
    """A circle that was tested: its number on the map and in the list."""

    key: str
    number: int
    middle: Point
    km: float
    name: str
    said: str


@dataclass(frozen=True)
class Dot:
    at: Point
    name: str
    said: str
    fill: str


@dataclass(frozen=True)
class Line:
    kind: str  # "water", "park", "motorway", "road", "rail": how it is drawn
    rings: tuple[Ring, ...]
    label: str = ""  # a motorway's is written on it


@dataclass(frozen=True)
class Name:
    at: Point
    text: str
    kind: str = "town"  # or "village", "ward", "district", "station"


@dataclass(frozen=True)
class Under:
    """What one finds one's way by: the council's shape, and what was delivered as its ground."""

    council: tuple[Ring, ...] = ()
    lines: tuple[Line, ...] = ()
    names: tuple[Name, ...] = ()
    credit: str = ""


@dataclass(frozen=True)
class Projection:
    """Longitude and latitude laid flat, in px; `scale` is px a degree of latitude."""

    west: float
    north: float
    squeeze: float
    scale: float
    left: float
    top: float

    def flat(self, point: Point) -> Point:
        return (point[0] - self.west) * self.squeeze * self.scale + self.left, (self.north - point[1]) * self.scale + self.top  # fmt: skip

    @property
    def px_a_km(self) -> float:
        return self.scale / KM_A_DEGREE


@dataclass(frozen=True)
class PlaceMap:
    grids: tuple[Grid, ...]  # the coarsest first; one of them is drawn at a time
    alt: str
    under: Under = Under()
    circles: tuple[Circle, ...] = ()
    dots: tuple[Dot, ...] = ()
    dots_legend: tuple[Key, ...] = field(default=())

    def lowered(self, *, width: float = WIDTH) -> Chart:
        """A map has no panels: it is drawn from its own shapes."""
        return Chart((), HEIGHT, width)

    def corners(self) -> list[Point]:
        """Every point that the map has to hold: what is drawn on it and the council; roads may run on beyond its edge."""
        shapes = [ring for grid in self.grids for place in grid.places for ring in place.rings]
        points = [p for ring in (*shapes, *self.under.council) for p in ring]
        return points + [c.middle for c in self.circles] + [d.at for d in self.dots]

    def projection(self, *, width: float = WIDTH, height: float = HEIGHT, left: float = LEFT) -> Projection:
        """The map fits what is drawn on it."""
        corners = self.corners() or [n.at for n in self.under.names] or [(-4.2, 56.8)]  # nothing at all: a quiet sheet
        (west, east), (south, north) = _ends([p[0] for p in corners]), _ends([p[1] for p in corners])
        squeeze = math.cos(math.radians((south + north) / 2))
        wide = max((east - west) * squeeze, LEAST_KM / KM_A_DEGREE)
        tall = max(north - south, LEAST_KM / KM_A_DEGREE)
        room, high = width - left - (RIGHT if left else EDGE) - (0 if left else EDGE), height - 2 * EDGE
        scale = min(room / wide, high / tall)
        start = (left or EDGE) + (room - (east - west) * squeeze * scale) / 2
        return Projection(west, north, squeeze, scale, start, EDGE + (high - (north - south) * scale) / 2)


def _ends(values: list[float]) -> tuple[float, float]:
    return min(values), max(values)


def rings_of(geometry: dict[str, object]) -> tuple[Ring, ...]:
    """The rings or lines of a GeoJSON geometry; a point has none."""
    kind, parts = str(geometry.get("type")), geometry.get("coordinates")
    depth = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}.get(kind)
    return () if depth is None else tuple(_down(parts, depth))


def _down(parts: object, depth: int) -> list[Ring]:
    if depth == 0:
        return [tuple((float(p[0]), float(p[1])) for p in parts)]  # type: ignore[attr-defined]  # a ring holds points
    return [ring for part in parts for ring in _down(part, depth - 1)]  # type: ignore[attr-defined]
