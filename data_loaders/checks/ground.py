"""Rules of the map's ground: each kind has its shape, it lies where the council lies, and it is light enough to be sent."""

from __future__ import annotations

import json

import pandas as pd

from data_loaders.deliveries.ground import DRAWN_AS
from data_loaders.facts import Tables
from data_loaders.problem import Problem, rows_problem, stop

NAME = "ground"
FAR = 1.0  # degrees past the outermost area: a road may run on, and one in another country was delivered by mistake
# Points of all lines together. A council's main roads, railways and water, drawn to 20 metres, are some 5,000; ten times as many
# make a page that nobody waits for.
MOST_POINTS = 50_000


def ground_can_be_drawn(tables: Tables) -> list[Problem]:
    frame = tables.get(NAME)
    if frame is None or frame.empty:
        return []
    shapes = frame["geometry"].map(_read)
    wrong = pd.Series(
        [not _fits(kind, shape) for kind, shape in zip(frame["kind"], shapes, strict=True)], index=frame.index
    )
    problems = rows_problem(wrong, NAME, NAME, "geometry", "wrong shape", "is not the shape of its kind",
                            "Roads and railways are lines, water and parks areas, stations points, as GeoJSON in degrees.")  # fmt: skip
    if problems:
        return problems
    points = shapes.map(_points)
    if sum(map(len, points)) > MOST_POINTS:
        return [stop(NAME, NAME, "too heavy", f"ground: it has {sum(map(len, points)):,} points; a map of {MOST_POINTS:,} can be sent to a page.",
                     "Keep motorways, main roads, railways and larger water, and simplify the lines to 20 metres.")]  # fmt: skip
    return _near(tables["ref_area"], points)


def _near(areas: pd.DataFrame, points: pd.Series) -> list[Problem]:
    known = areas.dropna(subset=["lat", "lon"]) if {"lat", "lon"} <= set(areas) else areas.iloc[:0]
    if known.empty:
        return []
    west, east = known["lon"].min() - FAR, known["lon"].max() + FAR
    south, north = known["lat"].min() - FAR, known["lat"].max() + FAR
    away = points.map(lambda way: not any(west <= x <= east and south <= y <= north for x, y in way))
    return rows_problem(away, NAME, NAME, "geometry", "far away", "lies far from every area of ref_area",
                        "Cut the file to the council; longitude stands before latitude.")  # fmt: skip


def _read(text: str) -> dict[str, object]:
    try:
        shape = json.loads(text)
    except ValueError:
        return {}
    return shape if isinstance(shape, dict) else {}


def _fits(kind: str, shape: dict[str, object]) -> bool:
    if set(shape) != {"type", "coordinates"} or shape["type"] not in DRAWN_AS.get(kind, ()):
        return False
    try:
        points = _points(shape)
    except (TypeError, ValueError, IndexError):
        return False
    return bool(points) and all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)


def _points(shape: dict[str, object]) -> list[tuple[float, float]]:
    """Every point of a shape, however deep it stands."""
    found: list[tuple[float, float]] = []
    open_parts: list[object] = [shape["coordinates"]]
    while open_parts:
        part = open_parts.pop()
        if not isinstance(part, list) or not part:
            raise ValueError("a shape holds a part without points")
        if isinstance(part[0], list):
            open_parts += part
        else:
            found.append((float(part[0]), float(part[1])))
    return found
