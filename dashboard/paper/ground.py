"""Maps as vectors: the shapes of areas and places as a page's map holds them, laid flat."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from dashboard.charts.marks import NotDrawnError
from dashboard.maps.picture import Mark, Picture

Ring = tuple[tuple[float, float], ...]
WIDTH, TALLEST = 640.0, 470.0
MARKUP = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Shape:
    """One area or place; rings in drawing units, top left is the origin."""

    rings: tuple[Ring, ...]
    fill: str
    fill_opacity: float
    line: str
    width: float
    is_broken: bool
    label: str


@dataclass(frozen=True)
class Ground:
    shapes: tuple[Shape, ...]
    lines: tuple[tuple[Ring, str, bool], ...]  # hatching, its colour, and whether it lies over the places
    dots: tuple[tuple[float, float, str, str], ...]  # with fill and label
    names: tuple[tuple[float, float, str], ...]
    legend: tuple[Mark, ...]
    width: float
    height: float


def ground_of(picture: Picture) -> Ground:
    """The shapes of a map. Raises NotDrawnError if its parts are of kinds that paper does not know."""
    try:
        under, over = list(_shapes(picture.ground)), list(_shapes(picture.layer))
        names, dots = list(_names(picture.ground)), list(_dots(picture.layer))
        lines = [*_lines(picture.ground, is_over=False), *_lines(picture.layer, is_over=True)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotDrawnError(f"The map could not be read ({type(error).__name__}); its table is printed.") from error
    corners = [c for shape in (*under, *over) for ring in shape.rings for c in ring]
    if not corners or not (over or dots):
        raise NotDrawnError("The map holds no shapes; its table is printed.")
    west, east = min(c[0] for c in corners), max(c[0] for c in corners)
    south, north = min(c[1] for c in corners), max(c[1] for c in corners)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min((WIDTH - 8) / max((east - west) * squeeze, 1e-6), (TALLEST - 8) / max(north - south, 1e-6))
    wide, tall = (east - west) * squeeze * scale + 8, (north - south) * scale + 8

    def flat(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * squeeze * scale + 4, (north - lat) * scale + 4

    laid = tuple(
        Shape(tuple(tuple(flat(*c) for c in ring) for ring in s.rings), s.fill, s.fill_opacity, s.line, s.width, s.is_broken, s.label)
        for s in (*under, *over)
    )  # fmt: skip
    return Ground(
        laid, tuple((tuple(flat(*c) for c in ring), colour, is_over) for ring, colour, is_over in lines),
        tuple((*flat(lon, lat), fill, label) for lon, lat, fill, label in dots),
        tuple((*flat(lon, lat), name) for lon, lat, name in names), picture.legend, wide, tall,
    )  # fmt: skip


def _shapes(part: Any) -> Iterator[Shape]:
    for child in part._children.values():
        if not hasattr(child, "style_function"):
            continue
        for feature in _features(child.data):
            style = child.style_function(feature)
            yield Shape(
                tuple(_rings(feature["geometry"])), str(style.get("fillColor") or "none"), float(style.get("fillOpacity", 1.0)),
                str(style.get("color") or "none"), float(style.get("weight", 1)), bool(style.get("dashArray")),
                _first_line(str(feature.get("properties", {}).get("said") or "")) or _tooltip(child),
            )  # fmt: skip


def _features(data: dict[str, Any]) -> list[dict[str, Any]]:
    return list(data["features"]) if data.get("type") == "FeatureCollection" else [data]


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    several = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in several if geometry["type"] in ("Polygon", "MultiPolygon") else []:
        for ring in polygon:
            yield tuple((float(c[0]), float(c[1])) for c in ring)


def _lines(part: Any, *, is_over: bool) -> Iterator[tuple[Ring, str, bool]]:
    """Hatching, which a map draws as plain lines."""
    for child in part._children.values():
        if type(child).__name__ == "PolyLine":
            colour = str(child.options.get("color") or "#c9c4b8")
            for line in child.locations:
                yield tuple((float(lon), float(lat)) for lat, lon in line), colour, is_over


def _dots(part: Any) -> Iterator[tuple[float, float, str, str]]:
    for child in part._children.values():
        if type(child).__name__ == "CircleMarker":
            fill = str(child.options.get("fillColor") or child.options.get("fill_color") or "#0b5f6b")
            yield float(child.location[1]), float(child.location[0]), fill, _tooltip(child)


def _names(part: Any) -> Iterator[tuple[float, float, str]]:
    for child in part._children.values():
        if type(child).__name__ == "CircleMarker" and (name := _tooltip(child)):
            yield float(child.location[1]), float(child.location[0]), name


def _tooltip(child: Any) -> str:
    return next((_first_line(str(c.text)) for c in child._children.values() if type(c).__name__ == "Tooltip"), "")


def _first_line(said: str) -> str:
    return unescape(MARKUP.sub("", said.split("<br>")[0])).strip()
