"""What was planted, in words that a test or a reader can hold against what a page finds."""

from __future__ import annotations

import numpy as np

from data_loaders.demo.children import Children
from data_loaders.demo.episodes import Drawn
from data_loaders.demo.places import Places
from data_loaders.demo.story import EXTRACT, FIRST, LAST, Story


def planted_truths(story: Story, places: Places, children: Children, rows: Drawn) -> dict[str, object]:
    """The truths of a story: each planted one with month, size and scope, and the repeats as drawn."""
    episode = rows.unit == "EPISODE"
    truths: dict[str, object] = {
        "note": "Every row is invented.",
        "world": story.world,
        "seed": story.seed,
        "scale": story.scale,
        "period_start": str(FIRST),
        "period_end": str(LAST),
        "extract_date": str(EXTRACT),
        "rows": {unit: story.rows(unit) for unit in ("EPISODE", "REPORT", "INVESTIGATION")},
        "children": len(children.identifier),
        "planted": {name: dict(truth) for name, truth in story.planted.items()},
    }
    if "repeats" in story.planted:
        drawn = children.is_frequent[rows.child[episode]].mean()
        truths["repeats_planted_share"] = round(float(children.weight[children.is_frequent].sum()), 4)
        truths["repeats_drawn_share"] = round(float(drawn), 4)
    if story.heavy_child:
        truths["heavy_child"] = _heavy_child(story, places, children, rows.child[episode])
    return truths


def _heavy_child(story: Story, places: Places, children: Children, child: np.ndarray) -> dict[str, object]:
    where = int(np.argmin(places.locality_share))
    here = child[children.locality[child] == where]
    times = np.bincount(here)
    return {
        "share": story.heavy_child,
        "scope": str(places.localities[where]),
        "counting_unit": "EPISODE",
        "episodes": int(times.max()),
        "of": len(here),
    }
