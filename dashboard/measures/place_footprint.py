"""Which hexagons of a kilometre a published place lies in: the language in which a scan and a release meet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import h3

UNIT = 8  # the resolution of the cells in which people at risk are published
REST = "-rest"


def footprint(leaf: str, leaves: Collection[str]) -> frozenset[str]:
    """Cells of resolution 8 in which records of a leaf can lie; empty for "elsewhere", which can lie anywhere.

    A finer hexagon lies in its parent, a coarser one in its children; a remainder in those of its hexagon that are not
    shown apart themselves. (A record belongs to a hexagon by the hierarchy of H3, not by the drawn outline.)
    """
    code = leaf.removesuffix(REST)
    if not h3.is_valid_cell(code):
        return frozenset()
    if h3.get_resolution(code) >= UNIT:
        return frozenset({str(h3.cell_to_parent(code, UNIT))})
    children = {str(child) for child in h3.cell_to_children(code, UNIT)}
    return frozenset(children - (set(leaves) if leaf.endswith(REST) else set()) or children)


def shown_places(
    leaves_of: Mapping[str, Collection[str]], counts: Mapping[str, int], leaves: Collection[str]
) -> dict[tuple[str, ...], int]:
    """Cells of each published block → its count. A block that holds "elsewhere" could lie anywhere and is left out."""
    known, shown = set(leaves), dict[tuple[str, ...], int]()
    for block, n in counts.items():
        prints = [footprint(leaf, known) for leaf in leaves_of[block]]
        if all(prints):
            cells = tuple(sorted(frozenset().union(*prints)))
            shown[cells] = shown.get(cells, 0) + int(n)
    return shown


def records_at_risk(
    leaves_of: Mapping[str, Collection[str]], counts: Mapping[str, int], leaves: Collection[str], cells: Collection[str]
) -> int:
    """All records that may have happened where people are known to live: those shown elsewhere altogether are left out.

    cells: hexagons with people. A block that holds "elsewhere" could lie there, and counts.
    """
    known, inside, total = set(leaves), set(cells), 0
    for block, n in counts.items():
        prints = [footprint(leaf, known) for leaf in leaves_of[block]]
        total += int(n) if any(not cell or cell & inside for cell in prints) else 0
    return total
