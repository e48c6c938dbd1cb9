"""A private bank of a few invented records, with nominal dimensions whose leaves are numbered."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.hierarchy import Leaf, build_hierarchy
from data_loaders.safety.views.records import Records


def small_bank(
    dimensions: dict[str, int], rows: Sequence[tuple[int, ...]], *, month: Sequence[int], person: Sequence[int], calendar: Calendar, k: int
) -> Countable:  # fmt: skip
    """`dimensions`: how many leaves each has. `rows`: the leaf of each record in each of them, in their order."""
    policy = DatasetPolicy.model_validate(
        {
            "title": "Invented", "records": "invented", "where": {}, "counts": "episodes", "protected": "children", "k": {"partnership": k},
            "dominance": 0.5, "coverage": "invented", "tied": [], "part_of": "",
            "dimensions": {d: {"title": d, "kind": "nominal", "column": d, "detail": 1.0, "leaves": [str(i) for i in range(n)]} for d, n in dimensions.items()},
            "views": [{"name": d, "dimensions": {d: "each"}} for d in dimensions],
        }
    )  # fmt: skip
    hierarchies = {
        d: build_hierarchy(d, [Leaf(str(i), str(i)) for i in range(n)], weakness=lambda b: (float(-len(b)),))
        for d, n in dimensions.items()
    }
    leaf = {d: np.array([row[at] for row in rows]) for at, d in enumerate(dimensions)}
    records = Records(np.array(person), np.array(month), leaf, max(person) + 1)
    return Countable("invented", policy, k, records, calendar, hierarchies, {d: {} for d in dimensions})
