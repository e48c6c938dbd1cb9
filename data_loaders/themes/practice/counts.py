"""Every question about themes, reviews and contexts, answered in one table of grids and one of what became of each."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.safety.calendar import Calendar
from data_loaders.themes.practice.bands import Ladder
from data_loaders.themes.practice.grids import Floor
from data_loaders.themes.practice.records import Counted
from data_loaders.themes.practice.views import COLUMNS, KEYS, Scene, Shown, by_kind, fits_its_root, split, total, whole

NOT_BESIDE = Shown(pd.DataFrame(columns=COLUMNS), None, "What is published of its root would leave too few beside it.")
STATUS = [*KEYS, "status", "reason", "periods", "period_start", "period_end"]


@dataclass(frozen=True)
class Counts:
    rows: pd.DataFrame
    status: pd.DataFrame
    shown: dict[tuple[str, str, str], Shown]  # (split, code, kind) → what is shown of it


def calendar_of(data: Counted, year_starts: int, months_each: int) -> Calendar:
    """The months from the first record to the last; what is not whole at either end is left for later."""
    return Calendar(int(data.frame["month"].min()), int(data.frame["month"].max()) + months_each - 1, year_starts)


def scene_of(
    view: str,
    data: Counted,
    *,
    floor: Floor,
    units: tuple[str, ...],
    who: str,
    before: pd.DataFrame,
    year_starts: int,
    months_each: int = 1,
) -> Scene:
    """`months_each`: how many months the date of a record stands for; 3 where it is the first day of a quarter."""
    return Scene(view, data, calendar_of(data, year_starts, months_each), floor, units, who, before)


def theme_counts(scene: Scene, roots: dict[str, str], *, splits: list[Ladder], stance: Ladder) -> Counts:
    """Themes and roots: over time, by agency, by role, and by what was said of them."""
    found: dict[tuple[str, str, str], Shown] = {("none", "", ""): total(scene)}
    for code, shown in _whole(scene, roots, ""):
        found["none", code, ""] = shown
    for code in roots:
        for ladder in splits:
            found[ladder.dimension, code, ""] = split(scene, code, "", found["none", code, ""], ladder)
        found["stance", code, ""] = by_kind(scene, code, found["none", code, ""], stance)
    return _counts(scene, found)


def review_counts(scene: Scene, roots: dict[str, str], review: Ladder, kinds: tuple[str, ...]) -> Counts:
    """What reviews found, as strengths and as gaps, over time and by kind of review; and the contexts they were about."""
    found: dict[tuple[str, str, str], Shown] = {("none", "", ""): total(scene)}
    for kind in kinds:
        for code, shown in _whole(scene, roots, kind):
            found["none", code, kind] = shown
            found["review", code, kind] = split(scene, code, kind, shown, review)
    for code, kind in sorted(scene.data.marks):
        if kind == "CONTEXT":
            found["none", code, kind] = whole(scene, code, kind, {})
            found["review", code, kind] = split(scene, code, kind, found["none", code, kind], review)
    return _counts(scene, found)


def _whole(scene: Scene, roots: dict[str, str], kind: str) -> list[tuple[str, Shown]]:
    """Themes first: what is shown of a root must leave enough beside each of its themes."""
    leaves = {code: whole(scene, code, kind, {}) for code, root in roots.items() if code != root}
    leaves = {
        code: shown if fits_its_root(scene, code, roots[code], kind, shown) else NOT_BESIDE
        for code, shown in leaves.items()
    }
    made = []
    for code, root in roots.items():
        parts = {leaf: shown for leaf, shown in leaves.items() if roots[leaf] == code}
        made.append((code, leaves[code] if code != root else whole(scene, code, kind, parts)))
    return made


def _counts(scene: Scene, found: dict[tuple[str, str, str], Shown]) -> Counts:
    frames = [shown.rows for shown in found.values() if len(shown.rows)]
    rows = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)
    status = [
        (
            scene.view,
            *key,
            "withheld" if shown.span is None else "held" if shown.reason else "published",
            shown.reason,
            shown.rows["period_start"].nunique(),
            shown.rows["period_start"].min(),
            shown.rows["period_end"].max(),
        )
        for key, shown in found.items()
    ]
    return Counts(rows, pd.DataFrame(status, columns=STATUS), found)
