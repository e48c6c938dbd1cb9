"""Other worlds by hand: in a table of three dimensions, four counts go down by one and four go up, and every margin keeps.

Far quicker than a program, and enough nearly always; that it finds nothing proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from data_loaders.safety.floor import Ints

Cell = tuple[int, int, int]


def can_be_empty(table: Ints, cell: Cell) -> bool:
    """Whether moves lead to a table with nobody in the cell."""
    return _moved(table, cell, lowering=int(table[cell])) == 0


def can_hold(table: Ints, cell: Cell, k: int) -> bool:
    """Whether moves lead to a table with k or more in the cell."""
    return _moved(table, cell, lowering=int(table[cell]) - k) >= k


def _moved(table: Ints, cell: Cell, lowering: int) -> int:
    """What stands in the cell once it is lowered (or, where negative, raised) by so many, as far as moves reach."""
    now, wanted, (y, a, b) = table.copy(), abs(lowering), cell
    for y2, a2, b2 in _corners(now.shape, cell):
        even = ((y, a, b), (y, a2, b2), (y2, a, b2), (y2, a2, b))
        odd = ((y, a, b2), (y, a2, b), (y2, a, b), (y2, a2, b2))
        down, up = (even, odd) if lowering > 0 else (odd, even)
        step = min(wanted, *(int(now[c]) for c in down))
        if step <= 0:
            continue
        for c, d in zip(down, up, strict=True):
            now[c] -= step
            now[d] += step
        wanted -= step
        if not wanted:
            break
    return int(now[cell])


def _corners(shape: tuple[int, ...], cell: Cell) -> Iterable[Cell]:
    y, a, b = cell
    return (
        (y2, a2, b2)
        for y2 in range(shape[0]) if y2 != y
        for a2 in range(shape[1]) if a2 != a
        for b2 in range(shape[2]) if b2 != b
    )  # fmt: skip
