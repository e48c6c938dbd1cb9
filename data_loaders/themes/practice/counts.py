"""Every question about themes, reviews and contexts, answered in one table of grids and one of what became of each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.deliveries.context_kinds import CONTEXTS
from data_loaders.safety.calendar import Calendar
from data_loaders.safety.floor import Floor
from data_loaders.safety.grid import hidden
from data_loaders.safety.ladder import Ladder
from data_loaders.safety.vintage import append
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.together import Together
from data_loaders.themes.practice.views import (
    COLUMNS,
    KEYS,
    NOTHING,
    Scene,
    Series,
    by_kind,
    fits_its_root,
    hold_what_is_out,
    split,
    total,
    whole,
)

STATUS = [*KEYS, "status", "reason", "periods", "period_start", "period_end"]
WHY = hidden("people")
Found = dict[tuple[str, str, str], Series]  # (split, code, kind) → what is shown of it


@dataclass(frozen=True)
class Counts:
    rows: pd.DataFrame
    status: pd.DataFrame
    shown: Found


def scene_of(
    view: str, data: Counted, roots: dict[str, str], *, months: pd.Series, floor: Floor, units: tuple[str, ...],
    before: pd.DataFrame, year_starts: int,
) -> Scene:  # fmt: skip
    """`months`: those of which the first and the last bound the time; with none no period is whole."""
    first, last = (int(months.min()), int(months.max())) if len(months) else (0, 0)
    calendar, together = Calendar(first, last, year_starts), Together(data, year_starts, floor.k, roots)
    scene = Scene(view, data, calendar, floor, units, before[before["view"] == view], together)
    hold_what_is_out(scene)
    return scene


def theme_counts(scene: Scene, roots: dict[str, str], *, splits: list[Ladder], stance: Ladder) -> Counts:
    """Themes and roots: over time, by agency, by role, and by what was said of them."""
    found: Found = {("none", "", ""): total(scene)}
    for code, series in _whole(scene, roots, ""):
        found["none", code, ""] = series
    for code in roots:
        for ladder in splits:
            found[ladder.dimension, code, ""] = split(scene, code, "", found["none", code, ""], ladder)
        found["stance", code, ""] = by_kind(scene, code, found["none", code, ""], stance)
    return _counts(scene, found)


def review_counts(scene: Scene, roots: dict[str, str], review: Ladder, kinds: tuple[str, ...]) -> Counts:
    """What reviews found, as strengths and as gaps, over time and by kind of review; and the contexts they were about,
    each that there is: a row for those alone that some review names would tell of the first."""
    found: Found = {("none", "", ""): total(scene)}
    for kind in kinds:
        for code, series in _whole(scene, roots, kind):
            found["none", code, kind] = series
    for code in sorted(set(CONTEXTS) - {"NK"}):
        found["none", code, "CONTEXT"] = whole(scene, code, "CONTEXT", {})
    # What is told of all reviews comes first: of two figures that tell, the one by kind of review makes way.
    for _, code, kind in [key for key in found if key[1]]:
        found["review", code, kind] = split(scene, code, kind, found["none", code, kind], review)
    return _counts(scene, found)


def _whole(scene: Scene, roots: dict[str, str], kind: str) -> list[tuple[str, Series]]:
    """Themes first: what is shown of a root must leave enough beside each of its themes."""
    leaves = {code: _leaf(scene, code, roots[code], kind) for code, root in roots.items() if code != root}
    made = []
    for code, root in roots.items():
        parts = {leaf: series for leaf, series in leaves.items() if roots[leaf] == code}
        made.append((code, leaves[code] if code != root else whole(scene, code, kind, parts)))
    return made


def _leaf(scene: Scene, code: str, root: str, kind: str) -> Series:
    series = whole(scene, code, kind, {})
    if fits_its_root(scene, code, root, kind, series):
        return series
    scene.together.leave(("none", code, kind))
    return NOTHING


def _counts(scene: Scene, found: Found) -> Counts:
    frames = [series.rows for series in found.values() if len(series.rows)]
    today = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)
    rows = append(scene.before, today, by=[*KEYS, "group", "unit"], counts=["n", "base"])
    shown = {tuple(key): own for key, own in rows.groupby(KEYS, sort=False)}
    status = [(scene.view, *key, *_state(shown.get((scene.view, *key)))) for key in found]
    return Counts(rows, pd.DataFrame(status, columns=STATUS), found)


def _state(rows: pd.DataFrame | None) -> tuple[object, ...]:
    """Shown or withheld, and in how many periods from when to when."""
    if rows is None:
        return "withheld", WHY, 0, pd.NaT, pd.NaT
    return "published", "", rows["period_start"].nunique(), rows["period_start"].min(), rows["period_end"].max()
