"""The places of the demo, from the reference file, with an invented number of young people in each ward."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data_loaders.demo.story import YOUNG_POPULATION, Story

AREAS = Path(__file__).parents[2] / "assets" / "areas"


@dataclass(frozen=True)
class Places:
    """`wards` and `young` row for row; `locality_of` numbers the locality of each ward in `localities`."""

    frame: pd.DataFrame
    wards: np.ndarray
    localities: np.ndarray
    locality_of: np.ndarray
    young: np.ndarray

    @property
    def locality_share(self) -> np.ndarray:
        """Share of all young people living in each locality."""
        people = np.bincount(self.locality_of, weights=self.young, minlength=len(self.localities))
        return np.asarray(people / people.sum())

    def name(self, scope: str) -> str:
        """What an event writes as its scope: the name of the place, or ALL."""
        names = dict(zip(self.frame["area_code"], self.frame["area_name"], strict=True))
        return scope if scope == "ALL" else str(names[scope])


def read_places(story: Story) -> Places:
    """The reference areas, and the young people of each ward at the size of the story."""
    frame = pd.read_csv(AREAS / story.areas_file, dtype={"parent_code": "str"})
    parent = dict(zip(frame["area_code"], frame["parent_code"], strict=True))
    wards = frame.loc[frame["area_level"] == "WARD", "area_code"].to_numpy(dtype=str)
    localities = frame.loc[frame["area_level"] == "LOCALITY", "area_code"].to_numpy(dtype=str)
    number = {code: at for at, code in enumerate(localities)}
    locality_of = np.array([number[parent[parent[ward]]] for ward in wards])
    weight = story.rng(0).uniform(0.8, 1.2, len(wards))
    young = np.round(weight / weight.sum() * YOUNG_POPULATION * max(1.0, story.scale)).astype(int)
    return Places(frame=frame, wards=wards, localities=localities, locality_of=locality_of, young=young)
