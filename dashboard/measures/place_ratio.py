"""What a circle is held to: how much likelier its count is with more inside than outside, and which cells a published place holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dashboard.measures.numbers_in import FloatArray


def likelihood_ratio(n: FloatArray, expected: FloatArray, total: float) -> FloatArray:
    """Kulldorff's log likelihood ratio of more inside than outside; 0 where there are not more than expected."""
    n, expected = np.broadcast_arrays(np.asarray(n, dtype=np.float64), np.asarray(expected, dtype=np.float64))
    outside, left = total - n, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(n > 0, n * np.log(n / expected), 0.0)
        rest = np.where(outside > 0, outside * np.log(outside / left), 0.0)
    return np.where(n > expected, inside + rest, 0.0)


def placed(names: Sequence[str], shown: Mapping[tuple[str, ...], int]) -> list[tuple[frozenset[int], int]]:
    """The positions of the cells of each published place, and its count; one that lies partly outside all areas is left out."""
    position = {name: at for at, name in enumerate(names)}
    return [
        (frozenset(position[cell] for cell in place), n) for place, n in shown.items() if set(place) <= position.keys()
    ]
