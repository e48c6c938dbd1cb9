"""How far places vary by themselves: more at some than people explain, though no neighbourhood is high.

Incidents gather at venues, so counts of hexagons vary more than chance, whoever the children are. How much more is told by
the hexagons themselves, at a size at which nearly all that happened is shown; the highest third is left out where
there are enough of them, since a concentration that is to be found must not hide itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import h3
import numpy as np
import pandas as pd

SIZE = 7  # resolution of H3: what is pooled inside one such hexagon is shown as its remainder
# Of hexagons, the highest: a tenth hid threefold neighbourhoods, a half let flat worlds with venues name one.
LEFT_OUT = 1 / 3
# Of fewer none is left out, the cautious end: taken as no more than chance, 2 of 15 calm worlds of 600 records named a neighbourhood.
LEAST_HEXAGONS = 30
LEAST_EXPECTED = 3.0  # below it one incident makes the ratio


def place_spread(cells: pd.DataFrame, shown: Mapping[tuple[str, ...], int], total: int) -> float:
    """By how many times chance the counts of large hexagons vary round what their people would lead to; 1 where nothing is shown.

    cells: cell (of H3), people. shown: cells of each published place → its count. Mean of (n − e)²/e, which is the ratio of
    variance and mean of a compound Poisson count (Cox & Isham 1980, Point Processes, 2.1). Of hexagons with nothing shown it
    is not known whether there was nothing, so they are left out.
    """
    people, counted = defaultdict[str, float](float), defaultdict[str, int](int)
    scale = total / float(cells["people"].sum())
    for cell, living in zip(cells["cell"], cells["people"], strict=True):
        people[_large(cell)] += float(living) * scale
    for place, n in shown.items():
        homes = {_large(cell) for cell in place}
        if len(homes) == 1:
            counted[homes.pop()] += n
    apart = np.sort(
        [(n - people[home]) ** 2 / people[home] for home, n in counted.items() if people[home] >= LEAST_EXPECTED]
    )
    kept = apart[: int(len(apart) * (1 - LEFT_OUT))] if len(apart) >= LEAST_HEXAGONS else apart
    return max(1.0, float(kept.mean())) if len(kept) else 1.0


def _large(cell: str) -> str:
    return str(h3.cell_to_parent(cell, SIZE)) if h3.is_valid_cell(cell) else cell
