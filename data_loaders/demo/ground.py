"""An invented ground for the map of the demo: roads, railways, stations, water and parks that lie nowhere in truth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pyarrow as pa

from data_loaders.demo.places import Places
from data_loaders.demo.story import Story

CREDIT = "Invented ground"
BEYOND = 0.3  # degrees of longitude that a motorway runs on past the council, as real ones do
NARROW = 0.56  # a degree of longitude against one of latitude at 56° north
BEND = 0.009  # degrees by which roads and railways swing, so that they look like what they stand for
STEPS = 14  # pieces of a bend
BESIDE = 0.006  # degrees from the middle of a town to its station
WATERS, PARKS = 3, 4
DECIMALS = 5

Line = list[tuple[float, float]]  # longitude, latitude


def ground_table(story: Story, places: Places) -> pa.Table:
    """The table `ground`, of the same seed as the rest."""
    rng = story.rng(61)
    towns = _points(places, "COMMUNITY")
    rows = [
        *(("MOTORWAY", f"X{n + 1}", _line(way)) for n, way in enumerate(_motorways(towns, rng))),
        *(("ROAD", "", _line(_bent([towns[a], towns[b]], rng))) for a, b in _joined(towns)),
        *_railway(_points(places, "LOCALITY"), rng),
        *(("WATER", f"Invented loch {n + 1}", _round(at, rng, 0.006)) for n, at in enumerate(_apart(towns, rng, WATERS))),
        *(("PARK", f"Invented park {n + 1}", _round(at, rng, 0.004)) for n, at in enumerate(_apart(towns, rng, PARKS))),
    ]  # fmt: skip
    return pa.table({
        "kind": [r[0] for r in rows], "label": [r[1] for r in rows],
        "credit": [CREDIT] * len(rows), "geometry": [r[2] for r in rows],
    })  # fmt: skip


def _points(places: Places, level: str) -> np.ndarray:
    """Middles of the areas of a level, as longitude and latitude, from north to south. Shape (n, 2)."""
    here = places.frame[places.frame["area_level"] == level].sort_values("lat", ascending=False)
    return np.asarray(here[["lon", "lat"]].to_numpy(dtype=float))


def _motorways(towns: np.ndarray, rng: np.random.Generator) -> Iterator[Line]:
    """One from west to east and one from north to south, both past the edge."""
    (west, south), (east, north) = towns.min(axis=0), towns.max(axis=0)
    lon, lat = towns.mean(axis=0)
    yield _bent([(west - BEYOND, lat - 0.03), (lon, lat + 0.012), (east + BEYOND, lat - 0.01)], rng)
    yield _bent([(lon + 0.03, north + BEYOND / 2), (lon - 0.035, lat), (lon + 0.01, south - BEYOND / 2)], rng)


def _railway(stops: np.ndarray, rng: np.random.Generator) -> Iterator[tuple[str, str, str]]:
    """One line past all towns from north to south, with a station beside each."""
    turns = rng.uniform(0, 2 * np.pi, len(stops))
    halts = [(lon + BESIDE / NARROW * np.cos(t), lat + BESIDE * np.sin(t)) for (lon, lat), t in zip(stops, turns, strict=True)]  # fmt: skip
    yield "RAIL", "", _line(_bent(halts, rng))
    for n, (lon, lat) in enumerate(halts):
        yield "STATION", f"Invented station {n + 1}", _geojson("Point", [round(float(lon), DECIMALS), round(float(lat), DECIMALS)])  # fmt: skip


def _joined(towns: np.ndarray) -> list[tuple[int, int]]:
    """Each town with the nearest that already has a road: a tree of the shortest roads."""
    reached, roads = {0}, []
    while len(reached) < len(towns):
        length = {(a, b): float(np.hypot(*((towns[a] - towns[b]) * [NARROW, 1]))) for a in reached for b in range(len(towns)) if b not in reached}  # fmt: skip
        nearest = min(length, key=lambda road: length[road])
        roads.append(nearest)
        reached.add(nearest[1])
    return roads


def _bent(stops: Sequence[tuple[float, float] | np.ndarray], rng: np.random.Generator) -> Line:
    """A line through the stops that swings to one side between each two."""
    way: Line = []
    for (a, b), (c, d) in pairwise(stops):
        swing = rng.uniform(-BEND, BEND)
        for part in np.linspace(0, 1, STEPS, endpoint=False):
            aside = swing * np.sin(np.pi * part)
            way.append((float(a + (c - a) * part + aside), float(b + (d - b) * part + aside * NARROW)))
    return [*way, (float(stops[-1][0]), float(stops[-1][1]))]


def _apart(towns: np.ndarray, rng: np.random.Generator, number: int) -> Iterator[tuple[float, float]]:
    """Middles between two towns, where nobody is thought to live."""
    for _ in range(number):
        one, other = rng.choice(len(towns), 2, replace=False)
        lon, lat = (towns[one] + towns[other]) / 2
        yield float(lon), float(lat)


def _round(at: tuple[float, float], rng: np.random.Generator, size: float) -> str:
    """A shape that is nearly round. Its first point is its last."""
    turns = np.linspace(0, 2 * np.pi, 2 * STEPS, endpoint=False)
    far = size * (1 + 0.25 * np.sin(turns * 2 + rng.uniform(0, 6)) + 0.12 * np.sin(turns * 3 + rng.uniform(0, 6)))
    ring = [(at[0] + 1.7 * f * np.cos(t) / NARROW / 2, at[1] + f * np.sin(t) / 2) for t, f in zip(turns, far, strict=True)]  # fmt: skip
    return _geojson("Polygon", [_rounded([*ring, ring[0]])])


def _line(way: Line) -> str:
    return _geojson("LineString", _rounded(way))


def _rounded(way: Line) -> list[list[float]]:
    return [[round(float(lon), DECIMALS), round(float(lat), DECIMALS)] for lon, lat in way]


def _geojson(kind: str, coordinates: object) -> str:
    return json.dumps({"type": kind, "coordinates": coordinates}, separators=(",", ":"))
