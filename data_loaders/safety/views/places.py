"""One fixed partition of places for all filters: hexagons of H3, as fine as each part of the map allows.

A hexagon passes when enough different persons stand behind its records and none of them makes most of it. A passing hexagon
is split while some of its seven children pass and what is left of it, pooled, passes too; what is left is "elsewhere" in it.
Hexagons that do not pass at the coarsest resolution are pooled over the whole map.

Records of sensitive places (a children’s house is itself a small number) are never in a hexagon finer than the coarsest, and
they are a minority of whatever they are pooled with, in records and in persons, with enough persons beside them who have
nothing to do with such a place. Where they would not be, finer hexagons are given up, and then the coarsest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import h3
import numpy as np

from data_loaders.facts.cells import FINEST
from data_loaders.safety.floor import Floor, Ints, of_one_cell

COARSEST = 7
MINORITY = (
    0.5  # sensitive records and their persons are less than this share of a cell: more would make the cell theirs
)
REST = "-rest"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Spread:
    """The records that are to be placed: their finest hexagons, which of them are sensitive, their persons, and the floor."""

    finest: np.ndarray
    sensitive: np.ndarray
    person: Ints
    floor: Floor

    def passes(self, rows: Ints) -> bool:
        return self.floor.holds(of_one_cell(self.person[rows])) and self.hides(rows)

    def hides(self, rows: Ints) -> bool:
        """Whether the sensitive records among these are a minority, with k other persons beside those in them."""
        person, sensitive = self.person[rows], self.sensitive[rows]
        if not sensitive.any():
            return True
        theirs, everybody = np.unique(person[sensitive]), np.unique(person)
        few_records = sensitive.sum() < MINORITY * len(person)
        few_persons = len(theirs) < MINORITY * len(everybody)
        return bool(few_records and few_persons and self.floor.is_reached(len(everybody) - len(theirs)))

    def persons(self, rows: Ints) -> int:
        return len(np.unique(self.person[rows]))


def partition(finest: np.ndarray, sensitive: np.ndarray, person: Ints, floor: Floor) -> tuple[str, ...]:
    """Codes of the leaves: cells, "<cell>-rest" for what is left of a split one, and "elsewhere"."""
    spread = Spread(finest, sensitive, person, floor)
    coarse = np.array([h3.cell_to_parent(c, COARSEST) if c else "" for c in finest], dtype=object)
    whole = {c: np.flatnonzero(coarse == c) for c in sorted(set(coarse[finest != ""]))}
    passing = {c: rows for c, rows in whole.items() if spread.passes(rows)}
    pooled = np.flatnonzero(~np.isin(coarse, list(passing)))
    while len(pooled) and passing and not spread.passes(pooled):
        pooled = np.concatenate([pooled, passing.pop(_weakest(spread, passing))])
    leaves = [leaf for cell, rows in sorted(passing.items()) for leaf in _split(cell, rows, spread)]
    return (*leaves, ELSEWHERE)


def _weakest(spread: Spread, cells: Mapping[str, Ints]) -> str:
    return min(cells, key=lambda cell: (spread.persons(cells[cell]), cell))


def _split(cell: str, rows: Ints, spread: Spread) -> list[str]:
    """The leaves of one passing cell: itself, or its children as far as they and their remainder pass."""
    resolution = h3.get_resolution(cell) + 1
    if resolution > FINEST:
        return [cell]
    open_rows = rows[~spread.sensitive[rows]]
    child_of = np.array([h3.cell_to_parent(spread.finest[row], resolution) for row in open_rows], dtype=object)
    children = {c: open_rows[child_of == c] for c in sorted(set(child_of))}
    kept = {c: own for c, own in children.items() if spread.passes(own)}
    rest = rows
    while kept:
        rest = np.setdiff1d(rows, np.concatenate(list(kept.values())))
        if not len(rest) or spread.passes(rest):
            break
        kept.pop(_weakest(spread, kept))
    if not kept or (len(kept) == 1 and not len(rest)):
        return [cell]
    leaves = [leaf for c, own in sorted(kept.items()) for leaf in _split(c, own, spread)]
    return [*leaves, f"{cell}{REST}"] if len(rest) else leaves


def leaf_of_records(finest: np.ndarray, sensitive: np.ndarray, leaves: Iterable[str]) -> np.ndarray:
    """The leaf of each record, from the codes alone: so a later release puts a record where an earlier one would have."""
    known = set(leaves)
    looked_at = {True: range(COARSEST, COARSEST + 1), False: range(FINEST, COARSEST - 1, -1)}
    found = {(c, s): _leaf(str(c), looked_at[bool(s)], known) for c, s in set(zip(finest, sensitive, strict=True))}
    return np.array([found[key] for key in zip(finest, sensitive, strict=True)], dtype=object)


def _leaf(cell: str, resolutions: Iterable[int], known: set[str]) -> str:
    if not cell:
        return ELSEWHERE
    for resolution in resolutions:
        parent = str(h3.cell_to_parent(cell, resolution))
        if parent in known:
            return parent
        if f"{parent}{REST}" in known:
            return f"{parent}{REST}"
    return ELSEWHERE
