"""Published places on hexagons of one size: what lies wholly inside one is added up, what spans several stays joined."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import h3

COARSE, FINE = 7, 8  # about 4.5 and 0.65 km² at 56° north: a council at a glance, and one step closer
REST = "-rest"
NICE = (5, 10, 15, 20, 25, 35, 50, 75, 100, 150, 200, 350, 500, 750, 1000, 2000, 5000)
QUANTILES = (0.4, 0.75, 0.93)  # most hexagons hold few: the darkest class is kept for the few that stand out


@dataclass(frozen=True)
class Cell:
    """One hexagon, the published blocks in it, and their sum. Hidden rests are not in the sum."""

    code: str
    blocks: tuple[str, ...]
    n: int


@dataclass(frozen=True)
class Joined:
    """A published block that lies in several hexagons: its count belongs to all of them together."""

    block: str
    cells: tuple[str, ...]
    n: int


def on_grid(
    leaves: Mapping[str, Collection[str]], counts: Mapping[str, int], resolution: int
) -> tuple[tuple[Cell, ...], tuple[Joined, ...]]:
    """`leaves`: block → its leaves, of blocks with a count. A block that holds "elsewhere" is drawn nowhere."""
    known = frozenset(leaf for codes in leaves.values() for leaf in codes)
    sums: dict[str, list[str]] = {}
    joined = []
    for block in counts:
        parts = [cells_of(leaf, known, resolution) for leaf in leaves[block]]
        if not all(parts):
            continue
        cells = sorted(frozenset[str]().union(*parts))
        if len(cells) == 1:
            sums.setdefault(cells[0], []).append(block)
        else:
            joined.append(Joined(block, tuple(cells), int(counts[block])))
    return tuple(Cell(c, tuple(own), sum(int(counts[b]) for b in own)) for c, own in sums.items()), tuple(joined)


def cells_of(leaf: str, known: Collection[str], resolution: int) -> frozenset[str]:
    """The hexagons of one size that a leaf lies in. A remainder lies in those of its hexagon that are not shown apart."""
    code = leaf.removesuffix(REST)
    if not h3.is_valid_cell(code):
        return frozenset()
    if h3.get_resolution(code) >= resolution:
        return frozenset({str(h3.cell_to_parent(code, resolution))})
    inside = frozenset(str(c) for c in h3.cell_to_children(code, resolution))
    return (inside - frozenset(known) if leaf.endswith(REST) else inside) or inside


def classes_of(counts: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Up to four classes with round ends, the last one closed by the largest count."""
    if not counts:
        return ()
    ordered = sorted(counts)
    starts = [ordered[0]]
    for share in QUANTILES:
        near = min(NICE, key=lambda nice: abs(nice - ordered[int(share * (len(ordered) - 1))]))
        if starts[-1] < near <= ordered[-1]:
            starts.append(near)
    ends = [*(s - 1 for s in starts[1:]), ordered[-1]]
    return tuple(zip(starts, ends, strict=True))


def class_of(n: int, classes: tuple[tuple[int, int], ...]) -> int:
    """The position of a count among the classes."""
    return max((i for i, (low, _) in enumerate(classes) if n >= low), default=0)


def boundary(cell: str) -> tuple[tuple[float, float], ...]:
    """The hexagon as longitudes and latitudes."""
    return tuple((lon, lat) for lat, lon in h3.cell_to_boundary(cell))


def cells_within(rings: tuple[tuple[tuple[float, float], ...], ...], resolution: int) -> frozenset[str]:
    """The hexagons whose middle lies in one of these rings."""
    found: set[str] = set()
    for ring in rings:
        found |= {str(c) for c in h3.polygon_to_cells(h3.LatLngPoly([(lat, lon) for lon, lat in ring]), resolution)}
    return frozenset(found)
