"""The story that the invented deliveries tell: what changes, where, when and by how much; or nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

FIRST, LAST, EXTRACT = np.datetime64("2023-04-01"), np.datetime64("2026-03-31"), np.datetime64("2026-04-20")
MONTHS = np.arange("2023-04", "2026-04", dtype="datetime64[M]")
ROWS = {"EPISODE": 2400, "REPORT": 3000, "INVESTIGATION": 1300}
CHILDREN = 420
YOUNG_POPULATION = 32_000
WORLDS = ("planted", "flat")


@dataclass(frozen=True)
class Story:
    """One invented world at one size. `planted` is empty in a flat world, where nothing changes."""

    seed: int
    scale: float
    world: str
    heavy_child: float
    lives: str
    eighteen: int
    areas_file: str
    planted: dict[str, dict[str, Any]]
    flat_arranged_share: float

    def rng(self, stream: int) -> np.random.Generator:
        """A generator of its own for each table, so that a change of one leaves the others as they are."""
        return np.random.default_rng([self.seed, stream])

    def rows(self, unit: str) -> int:
        return max(1, round(ROWS[unit] * self.scale))

    def month(self, truth: str) -> np.datetime64:
        return np.datetime64(self.planted[truth]["month"], "M")


def read_story(
    *,
    seed: int,
    scale: float,
    world: str,
    heavy_child: float = 0.0,
    lives: str = "even",
    sizes: Mapping[str, float] | None = None,
    eighteen: int = 0,
) -> Story:
    """The story of story.toml. Raises ValueError for an unknown world, no size or an impossible share."""
    if world not in WORLDS:
        raise ValueError(f"There is no world {world!r}: choose one of {', '.join(WORLDS)}.")
    if not scale > 0:
        raise ValueError("The scale must be above 0: 1 makes about 2,400 episodes.")
    if not 0 <= heavy_child <= 1:
        raise ValueError("The share of one child must lie between 0 and 1.")
    told = tomllib.loads(Path(__file__).with_name("story.toml").read_text(encoding="utf-8"))
    areas_file, flat = str(told.pop("areas")), float(told.pop("flat")["arranged_share"])
    for name, size in (sizes or {}).items():
        if "size" not in told.get(name, {}):
            raise ValueError(f"Nothing called {name!r} is planted with a size.")
        told[name]["size"] = float(size)
    if lives != "even":  # they hold it already: 3 in 100 of lifelike children make 21 in 100 of the episodes
        del told["repeats"]
    return Story(
        seed=seed, scale=scale, world=world, heavy_child=heavy_child, lives=lives, eighteen=eighteen, areas_file=areas_file,
        planted=told if world == "planted" else {}, flat_arranged_share=flat,
    )  # fmt: skip
