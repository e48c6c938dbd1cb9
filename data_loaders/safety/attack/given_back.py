"""What a view that was paused does not say, and a view by longer periods gives back.

Discussions that were declined are shown by half-years; whether they were offered again by quarters, and not for the last one. By
definition the two count the same episodes, so the half-year less its first quarter is what the pause was to leave out: a printed
figure like any other. It is treated as one, and asked alone, beside every other table, and with any two.

That two sums count the same is a matter of definitions, which are not looked up: it is taken for granted wherever they hold the
same records in the time that both show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from data_loaders.release import TIME_UNITS
from data_loaders.safety.attack.pairs import Span, numbered
from data_loaders.safety.floor import Bools, Ints
from data_loaders.safety.views.finder import Grid

if TYPE_CHECKING:
    from data_loaders.safety.views.dataset import Countable

Labels = NDArray[np.int32]
Shown = tuple[Grid, Span]  # a grid, and the months that its view has figures for
NOWHERE = -1


def given_back(data: Countable, longer: Shown, paused: Shown) -> Labels | None:
    """Of every record its cell among the figures that are given back, `NOWHERE` for the others; None where there are none."""
    span = _unsaid(data, longer, paused)
    if span is None:
        return None
    first, middle, last = span
    month = data.records.month
    is_in = (month >= first) & (month <= last)
    of_longer, of_paused = (np.unique(numbered(data, grid, is_in), return_inverse=True)[1] for grid in _alike(longer[0], paused[0]))  # fmt: skip
    is_said = month[is_in] <= middle
    if not is_said.any() or is_said.all():
        return None
    is_same = _same(of_longer, of_paused, is_said)
    cell = np.full(len(month), NOWHERE, dtype=np.int32)
    cell[is_in] = np.where(~is_said & is_same[of_longer], of_longer, NOWHERE)
    return cell


def _unsaid(data: Countable, longer: Shown, paused: Shown) -> tuple[int, int, int] | None:
    """Of the period in which a view was paused: its first month, the last that the view has, and its last; None if there is none."""
    (grid, (begins, last)), (other, (start, end)) = longer, paused
    if TIME_UNITS.index(grid.unit) <= TIME_UNITS.index(other.unit):
        return None
    holding = [
        (first, until) for first, until in data.calendar.periods(grid.unit) if begins <= first <= end < until <= last
    ]
    said = [until for first, until in data.calendar.periods(other.unit) if holding and max(holding[0][0], start) <= first and until <= end]  # fmt: skip
    return (holding[0][0], max(said), holding[0][1]) if said else None


def _alike(longer: Grid, paused: Grid) -> tuple[Grid, Grid]:
    """Both by the periods of the one, and as coarse as the coarser one where they share a dimension."""
    cuts = [{d: max(step, b.cut.get(d, step)) for d, step in a.cut.items()} for a, b in ((longer, paused), (paused, longer))]  # fmt: skip
    return Grid(cuts[0], longer.unit), Grid(cuts[1], longer.unit)


def _same(of_longer: Ints, of_paused: Ints, is_said: Bools) -> Bools:
    """Which cells of the longer view hold the records of a cell of the other, or of all its cells but one."""
    shape = int(of_longer.max()) + 1, int(of_paused.max()) + 1
    both = np.bincount(of_longer[is_said] * shape[1] + of_paused[is_said], minlength=shape[0] * shape[1]).reshape(shape)
    own, theirs = both.sum(axis=1)[:, None], both.sum(axis=0)[None, :]
    is_cell = (both == own) & (both == theirs)
    is_rest = (both == 0) & (own + theirs == is_said.sum())
    return np.asarray((is_cell | is_rest).any(axis=1))
