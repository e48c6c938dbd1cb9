"""Invented deliveries with known truths, so that any stranger can run the whole river. No value is anybody's."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data_loaders.demo.children import invent_children
from data_loaders.demo.discussions import invent_discussions
from data_loaders.demo.episodes import invent_records
from data_loaders.demo.places import indicators, places, population
from data_loaders.demo.truth import EVENT_ROWS, TERM_ROWS, Truth, planted
from data_loaders.demo.writing import write_all


def write_demo(
    folder: Path, *, seed: int = 1, scale: float = 1.0, world: str = "planted", heavy_child: float = 0.0
) -> Truth:
    """Write all deliveries and `truth.json` into `folder`; the same arguments give the same bytes.

    scale 1 is about 2,400 episodes of 420 children. `world` "flat" plants nothing. `heavy_child` is the share of one
    locality's episodes that a single child makes.
    """
    rng = np.random.default_rng(seed)
    areas = places()
    truth = planted(world=world, heavy_child=heavy_child)
    children = invent_children(rng, areas, truth, count=max(int(420 * scale), 40))
    records = invent_records(rng, children, areas, truth, episodes=int(2400 * scale))
    write_all(
        folder,
        {
            "ref_area": areas,
            "ref_population": population(areas),
            "missing_episodes": records,
            "return_discussions": invent_discussions(rng, records, truth),
            "events": EVENT_ROWS if world == "planted" else EVENT_ROWS.iloc[:0],
            "school_terms": TERM_ROWS,
            "cpc_indicators": indicators(areas),
        },
        truth,
    )
    return truth
