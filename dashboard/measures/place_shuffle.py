"""Chance that knows venues: how strong a circle would be if the places of a council, strong and weak, lay anywhere.

Where incidents gather at venues two or three strong ones lie side by side now and then, and no smooth worlds of chance know it.
So how many times its people's share each place holds is dealt out anew over all of them (Good 2005, Permutation, Parametric and
Bootstrap Tests, 3.2), and each circle is taken without its strongest place, as those that are judged are. Only that strong
places lie together is left as a reason to name a neighbourhood.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.measures.numbers_in import FloatArray, IntArray
from dashboard.measures.place_ratio import likelihood_ratio


def shuffled_maxima(
    circles: Sequence[IntArray],
    people: FloatArray,
    places: Sequence[tuple[frozenset[int], int]],
    total: int,
    *,
    worlds: int,
    seed: int,
) -> FloatArray:
    """The greatest ratio over circles of several cells, each without its strongest, in each dealing; (worlds,).

    circles: positions of the cells inside. people: of each cell. places: as `placed` gives them. total: all placed records.
    """
    rng = np.random.default_rng(seed)
    expected, where = people / people.sum() * total, np.concatenate(circles)
    starts = np.cumsum([0, *(len(inside) for inside in circles[:-1])])
    lived = np.flatnonzero(people > 0)
    counts = cell_counts(people, places)
    times, shown = counts[lived] / expected[lived], counts[lived].sum()
    inside, whole = expected[where], np.add.reduceat(expected[where], starts)
    circle, maxima = np.repeat(np.arange(len(circles)), [len(c) for c in circles]), np.empty(worlds)
    for world in range(worlds):
        drawn = np.zeros(people.size)
        drawn[lived] = rng.permutation(times) * expected[lived]
        n = drawn[where] * (shown / max(drawn.sum(), 1e-9))
        most = np.maximum.reduceat(n - inside, starts)
        gone = np.maximum.reduceat(np.where(n - inside >= most[circle], inside, 0.0), starts)
        held = np.add.reduceat(n, starts)
        without = likelihood_ratio(held - most - gone, np.maximum(whole - gone, 1e-9), total)
        maxima[world] = np.minimum(likelihood_ratio(held, whole, total), without).max()
    return maxima


def cell_counts(people: FloatArray, places: Sequence[tuple[frozenset[int], int]]) -> FloatArray:
    """What is shown, by cell: that of a wide place is spread over those of its cells that are not shown apart, by their people."""
    apart = {next(iter(cells)) for cells, _ in places if len(cells) == 1}
    counts = np.zeros(people.size)
    for cells, n in places:
        own = sorted(cell for cell in cells if len(cells) == 1 or cell not in apart) or sorted(cells)
        living = people[own].sum()
        counts[own] += n * people[own] / living if living > 0 else n / len(own)
    return counts
