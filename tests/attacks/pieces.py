"""The unknown table of an attack by linear programming: pieces into which published blocks and periods cut some dimensions.

Where two dimensions know something of each other by their meaning (a Saturday is a weekend; a discussion that was held has
somebody who held it) the pieces are single values, and those that cannot be are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ground_truth import SEVERAL, leaf_codes
from shown import Scene, Shown

PIECES = 4_000  # the largest table; finer periods are added up where it would be larger
AWAY = {"CHILDRENS_HOUSE", "FOSTER", "SECURE"}
HELD = ("COMPLETED_IN_TIME", "COMPLETED_LATE", "COMPLETED_TIME_NK")
Fits = Callable[[str, str], bool]
# What everybody knows of two values by their meaning: which pairs can occur together.
KNOWN: dict[tuple[str, str], Fits] = {
    ("weekday", "day_kind"): lambda day, kind: (day in ("SAT", "SUN")) == (kind == "WEEKEND"),
    ("missing_from", "care_status"): lambda place, care: place not in AWAY or care == "LA_AWAY",
    ("discussion", "provider"): lambda stage, who: (
        (stage in HELD) == (who != "NONE") and (stage == HELD[0]) == who.endswith("IN_TIME")
    ),
    ("discussion", "declined"): lambda stage, why: why == "NONE" or stage == "OFFERED",
    ("discussion", "duration"): lambda stage, long: long != "NK" or stage not in HELD[:2],
    ("arranged_clock", "duration"): lambda clock, long: long != "NK" or clock == "NK",
}


@dataclass(frozen=True)
class Pieces:
    """For each axis ("" is time) the coordinate of each piece and how many there are; the piece of each record (−1: none)."""

    at: dict[str, np.ndarray]
    sizes: dict[str, int]
    starts: np.ndarray  # first and last month of each period of the table
    ends: np.ndarray
    of_record: np.ndarray
    blocks: dict[str, list[frozenset[str]]]


def cut(scene: Scene, views: list[Shown], group: tuple[str, ...], first: int, last: int) -> Pieces:
    """The table for the months first to last."""
    blocks = {dim: _common(dim, [v for v in views if dim in v.dims], group) for dim in group}
    starts = _periods(views, first, last, width=int(np.prod([len(b) for b in blocks.values()])))
    ends = np.append(starts[1:], last + 1) - 1
    sizes = {"": len(starts)} | {d: len(b) for d, b in blocks.items()}
    shape = tuple(sizes.values())
    every = dict(zip(sizes, np.unravel_index(np.arange(int(np.prod(shape))), shape), strict=True))
    month = scene.records["month"].to_numpy()
    here = {"": np.searchsorted(starts, month, side="right") - 1}
    for dim, own in blocks.items():
        number = {leaf: i for i, block in enumerate(own) for leaf in block}
        here[dim] = leaf_codes(scene.records, dim, set(number)).map(number).fillna(-1).to_numpy(dtype=np.int64)
    is_inside = (month >= first) & (month <= last) & (np.min(list(here.values()), axis=0) >= 0)
    place = np.ravel_multi_index(tuple(np.maximum(here[a], 0) for a in sizes), shape)
    can_be = _can_be(scene, every, blocks, starts, ends)
    can_be[place[is_inside]] = True  # what is said of the meanings holds as far as the records bear it out
    possible = np.flatnonzero(can_be)
    of_record = np.where(is_inside, np.searchsorted(possible, place), -1)
    return Pieces({a: v[possible] for a, v in every.items()}, sizes, starts, ends, of_record, blocks)


def _common(dim: str, views: list[Shown], group: tuple[str, ...]) -> list[frozenset[str]]:
    """Leaves that no published block tells apart, together; single leaves where the group has something tied to them."""
    by_leaf: dict[str, list[int]] = {}
    for view in views:
        for number, block in enumerate(view.leaves[dim]):
            for leaf in sorted(block):
                by_leaf.setdefault(leaf, []).append(number)
    is_tied = any(dim in pair for pair in _facts(group))
    together: dict[object, set[str]] = {}
    for leaf, signature in by_leaf.items():
        together.setdefault(leaf if is_tied else tuple(signature), set()).add(leaf)
    return [frozenset(b) for b in together.values()]


def _periods(views: list[Shown], first: int, last: int, *, width: int) -> np.ndarray:
    """First months of the finest periods with which the table does not become too large, coarse views first."""
    starts = {first}
    for view in sorted(views, key=lambda v: len(v.spans)):
        edges = starts | {int(m) for s, e in view.spans for m in (s, e + 1) if first <= m <= last}
        starts = edges if len(edges) * width <= PIECES else starts
    return np.array(sorted(starts))


def _facts(group: tuple[str, ...]) -> dict[tuple[str, str], Fits]:
    """What is known of pairs of dimensions of a group."""
    known: dict[tuple[str, str], Fits] = {pair: fits for pair, fits in KNOWN.items() if set(pair) <= set(group)}
    for dim in group:
        if dim.startswith(tuple(SEVERAL)) and "discussion" in group:
            known["discussion", dim] = lambda stage, named: named == "NOT_NAMED" or stage in HELD
    return known


def _can_be(
    scene: Scene,
    every: dict[str, np.ndarray],
    blocks: dict[str, list[frozenset[str]]],
    starts: np.ndarray,
    ends: np.ndarray,
) -> np.ndarray:
    can_be = np.ones(len(every[""]), dtype=bool)
    for (one, other), fits in _facts(tuple(blocks)).items():
        table = [[any(fits(a, b) for a in x for b in y) for y in blocks[other]] for x in blocks[one]]
        can_be &= np.array(table)[every[one], every[other]]
    if "day_kind" in blocks and scene.calendar:  # a month without a holiday has none
        months = [range(s, e + 1) for s, e in zip(starts, ends, strict=True)]
        table = [
            [any((m, kind) in scene.calendar for m in span for kind in b) for b in blocks["day_kind"]]
            for span in months
        ]
        can_be &= np.array(table)[every[""], every["day_kind"]]
    return can_be
