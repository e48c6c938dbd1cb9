"""Releases of several months and audiences in one hand, against the children who were truly counted in them.

Which record counted where is worked out from what was delivered each time: in its own month, or in the first that was not out,
and as it stood when that came out. An erased child's records stay counted, and stay that child's.
"""

from __future__ import annotations

from math import inf
from pathlib import Path

import numpy as np
import pandas as pd
from bounds import force_targets
from ground_truth import DIRECT
from months import MISSING, Month
from shown import Scene, Shown, Violation, shown
from subtraction import subtract_views
from worlds import read

from data_loaders.release import Release


def as_counted(folder: Path, months: list[Month]) -> pd.DataFrame:
    """Child, month of counting and codes of every episode, as it stood when its month came out."""
    rows, counted, out = list[dict[str, object]](), set[str](), 0
    for number, month in enumerate(months):
        until = _month(month.until)
        for row in read(folder / f"{MISSING} {number:02d}.csv").to_dict("records"):
            counts = max(_month(row["start_dt"]), out + 1)
            if row["counting_unit"] == "EPISODE" and row["episode_id"] not in counted and counts <= until:
                counted.add(row["episode_id"])
                rows.append(
                    {"child": row["child_pseudo_id"], "month": counts, **{d: row[c] for d, c in DIRECT.items()}}
                )
        out = max(out, until)
    return pd.DataFrame(rows)


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def last_of_each_series(releases: list[Release]) -> list[Release]:
    """Of each audience the last one before a series begins anew, and the last one: nothing else is in any that came before."""
    going_on = {release.manifest.previous for release in releases}
    return [release for release in releases if release.id not in going_on]


def pooled(releases: list[Release], records: pd.DataFrame, k: int) -> tuple[Scene, list[Shown]]:
    """Every view of episodes by what stands in the delivered row itself."""
    scene = Scene(MISSING, k, records, pd.factorize(records["child"])[0].astype(np.int64))
    views = []
    for release in releases:
        blocks = release.table("blocks")
        own = blocks[blocks["dataset"] == MISSING]
        for view in release.views(MISSING):
            if view.status == "published" and set(view.dimensions) <= set(DIRECT):
                name = f"{release.manifest.audience} {release.id[:10]}:{view.name}"
                views.append(shown(scene, name, release.table(view.table), own))
    return scene, views


def wrongly_counted(views: list[Shown]) -> list[str]:
    """Cells that do not hold as many records as they say, so that the score would be kept by other records."""
    told = []
    for view in views:
        held = np.bincount(view.row[view.row >= 0], minlength=len(view.frame))
        told += [view.name] * bool((held != view.frame["n"].to_numpy()).any())
    return told


def pinned(scene: Scene, views: list[Shown], rng: np.random.Generator) -> list[Violation]:
    """What follows of fewer than k children: by subtraction, and that they are there at all."""
    return [*subtract_views(scene, views), *force_targets(scene, views, rng, width=inf)]
