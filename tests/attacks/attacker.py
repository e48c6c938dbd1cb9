"""An outsider with a published release, a pencil and a solver; the raw deliveries only keep the score.

Shares no code with what chose and audited the release: it opens a release as any reader does, and reads the CSV files by
itself. Each function returns the violations that it found; an empty list is what a release must give.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from bounds import force_targets
from ground_truth import read_truth
from recount import count_times, recount, recount_places, subtract_filters
from shown import Violation, scenes, shown
from subtraction import overlap_children, subtract_views

from data_loaders.release import Release

KEYS = ["period_start", "period_end"]


def attack(release: Release, deliveries: Path) -> list[Violation]:
    """Everything there is against one release made afresh from these deliveries."""
    found, rng = [], np.random.default_rng(len(release.id))
    for scene, views in scenes(release, read_truth(deliveries)):
        found += recount_places(scene, views, set(release.table("places")["leaf"]))
        for view in views:
            found += recount(scene, view) + count_times(scene, view) + subtract_filters(scene, view, rng)
        found += subtract_views(scene, views) + overlap_children(scene, views) + force_targets(scene, views, rng)
    return found


def attack_together(releases: list[Release], deliveries: Path) -> list[Violation]:
    """Two audiences' releases of the same deliveries, in one hand; the floor is the lower of the two."""
    truth, pooled = read_truth(deliveries), {}
    for release in releases:
        for scene, views in scenes(release, truth):
            named = [replace(v, name=f"{release.manifest.audience}:{v.name}") for v in views]
            before, others = pooled.get(scene.dataset, (scene, []))
            pooled[scene.dataset] = (min(scene, before, key=lambda s: s.k), [*others, *named])
    rng = np.random.default_rng(1)
    return [v for s, views in pooled.values() for v in subtract_views(s, views) + force_targets(s, views, rng)]


def attack_parts(release: Release, deliveries: Path) -> list[Violation]:
    """Investigations are reports that were opened: reports less investigations are the reports that were not."""
    truth = read_truth(deliveries)
    by_name = {scene.dataset: (scene, views) for scene, views in scenes(release, truth)}
    scene, whole = by_name["missing_reports"]
    opened = truth.of("missing_investigations")
    is_opened = pd.MultiIndex.from_frame(scene.records[["child", "start"]]).isin(
        pd.MultiIndex.from_frame(opened[["child", "start"]])
    )
    blocks = release.table("blocks")
    parts = []
    for view in by_name["missing_investigations"][1]:
        part = shown(
            scene, f"investigations {view.name}", view.frame, blocks[blocks["dataset"] == "missing_investigations"]
        )
        parts.append(replace(part, counted=is_opened))
    return subtract_views(scene, [*whole, *parts])
