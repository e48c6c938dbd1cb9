"""A dataset that is part of another: the whole less the part is a count too, so it must be nobody's or that of k persons.

Records and persons are both looked at: thirty reports less twenty-four investigations are six reports, and if they are all one
child's, it is that child who was never looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from data_loaders.release import TIME_UNITS
from data_loaders.safety.floor import is_short
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.people import persons_of_cells

Cells = dict[tuple[object, ...], Counter[int]]


def telling_views(
    part: Countable, parts: Mapping[str, Grid], whole: Countable, wholes: Mapping[str, Grid]
) -> list[str]:
    """Names of the part's views that tell of few when taken from the whole's, in any period that both show."""
    return [name for name, grid in parts.items() if any(_tells(part, grid, whole, other) for other in wholes.values())]


def _tells(part: Countable, grid: Grid, whole: Countable, other: Grid) -> bool:
    if not set(other.cut) <= set(grid.cut):
        return False
    unit = max(grid.unit, other.unit, key=TIME_UNITS.index)
    mine = _cells(part, Grid({d: max(grid.cut[d], step) for d, step in other.cut.items()}, unit))
    theirs = _cells(whole, Grid({d: max(grid.cut[d], step) for d, step in other.cut.items()}, unit))
    return any(_is_few(theirs[cell], mine[cell], part.k) for cell in mine.keys() & theirs.keys())


def _is_few(whole: Counter[int], part: Counter[int], k: int) -> bool:
    left = whole.total() - part.total()
    apart = whole - part if left > 0 else part - whole
    return left != 0 and bool(is_short([abs(left), len(apart)], k).any())


def _cells(data: Countable, grid: Grid) -> Cells:
    return {(months, *sorted(leaves.items())): Counter(who) for months, leaves, who in persons_of_cells(data, grid)}
