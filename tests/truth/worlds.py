"""Invented worlds through the whole river: which there are, and how one is published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_loaders.demo import write_demo
from data_loaders.publish import publish
from data_loaders.release import Release, open_release
from tests.truth.judged_policy import judged_policy

COUNTED = ("ref_area", "ref_population", "missing_episodes", "return_discussions", "events", "school_terms", "efh_incidents", "locations")  # fmt: skip
# What the Overview asks about, with nothing that it does not: reading texts costs most, and no line is made from them.
ASKED = (
    *COUNTED, "survey_questions", "survey_responses", "audit_items", "audit_rounds", "audit_ratings", "audit_observations",
    "language_scans", "language_terms",
)  # fmt: skip
FLAT = {"rise": 1.0, "recording": 1.0, "excess": 1.0}
SIZES = {"rise": (0.6, 1.0, 1.25, 1.45, 1.8), "recording": (1.0, 1.4, 1.6, 2.0), "excess": (1.0, 1.6, 2.2, 3.0)}
SCALES = (1.0, 0.5, 0.25)  # about 2,400, 1,200 and 600 episodes in three years
EVERY_FOURTH = 4  # of the planted worlds has survey, audits and words as well: their plants have one size


@dataclass(frozen=True)
class World:
    """What is invented: `sizes` are those of what is planted, none in a world in which nothing happened."""

    seed: int
    sizes: Mapping[str, float]
    tables: tuple[str, ...] = ASKED
    scale: float = 1.0

    def published(self, folder: Path) -> Release:
        deliveries, out = folder / "deliveries", folder / "releases"
        kind = "planted" if self.sizes else "flat"
        write_demo(deliveries, seed=self.seed, scale=self.scale, world=kind, lives="lifelike", sizes=self.sizes)
        _keep(deliveries, self.tables)
        publish(deliveries, out=out, policy_file=judged_policy(folder / "policy.toml"), audience="partnership")
        return open_release(out)


def null_world(number: int) -> World:
    """Every line of an Overview, in a council of one of three sizes."""
    return World(1000 + number, {}, ASKED, SCALES[number % len(SCALES)])


def planted_world(number: int) -> World:
    """All kinds at once, each of a size drawn by itself; 1 is none, so that what is said of it can be false too."""
    draw = np.random.default_rng([2000 + number])
    sizes = {name: float(draw.choice(own)) for name, own in SIZES.items()}
    tables = COUNTED if number % EVERY_FOURTH else ASKED
    return World(2000 + number, sizes, tables, SCALES[int(number % 3 == 2)])


def _keep(deliveries: Path, tables: tuple[str, ...]) -> None:
    manifest = deliveries / "manifest.csv"
    with manifest.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    for file_name in {path.name for path in deliveries.glob("*.csv")} - {"manifest.csv"}:
        if Path(file_name).stem not in tables:
            (deliveries / file_name).unlink()
    with manifest.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *(row for row in rows if Path(row[0]).stem in tables)])
