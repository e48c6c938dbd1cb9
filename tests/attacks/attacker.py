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
from shown import Scene, Shown, Violation, distinct, scenes, shown
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


def attack_vintages(earlier: Release, later: Release, *, before: Path, after: Path) -> list[Violation]:
    """Two releases in a row: changed cells, and sums of the later one whose views were frozen at different times."""
    old, new = read_truth(before), read_truth(after)
    marked = {
        name: rows.assign(is_late=~rows["record_id"].isin(set(old.of(name)["record_id"])))
        for name, rows in new.records.items()
    }
    truth = replace(new, records=marked)
    found = []
    for scene, views in scenes(later, truth):
        as_published = [_as_published(view, earlier, scene) for view in views]
        for view in views:
            found += _changed_cells(scene, view, earlier)
        found += subtract_views(scene, as_published) + overlap_children(scene, as_published)
    return found


def _as_published(view: Shown, earlier: Release, scene: Scene) -> Shown:
    """Cells that the earlier release had hold its records only: late ones were held back there."""
    name = f"{scene.dataset}.{view.name}"
    if name not in earlier.frames:
        return view
    last = earlier.table(name)["period_end"].max()
    frozen = view.frame["period_end"] <= last
    is_old = np.append(frozen.to_numpy(), False)[view.row]
    return replace(view, counted=~(is_old & scene.records["is_late"].to_numpy()))


def _changed_cells(scene: Scene, view: Shown, earlier: Release) -> list[Violation]:
    """A cell that both releases have and that differs by 1 to k−1, or by late records of 1 to k−1 children."""
    name = f"{scene.dataset}.{view.name}"
    if name not in earlier.frames:
        return []
    before, now = earlier.table(name), view.frame
    both = now.assign(row=np.arange(len(now))).merge(before, on=[*KEYS, *view.dims], suffixes=("", "_before"))
    late = view.inside() & scene.records["is_late"].to_numpy()
    number, children, _ = distinct(view.row[late], scene.child[late])
    behind = pd.Series(children, index=number)
    found = []
    for cell in both[both["n"] != both["n_before"]].itertuples():
        singled = min(abs(int(cell.n) - int(cell.n_before)), int(behind.get(cell.row, scene.k)))
        if singled < scene.k:
            found.append(Violation("vintage", name, f"cell {cell.row} has changed", singled))
    return found
