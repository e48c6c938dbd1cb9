"""The router: each question is answered from the one view whose dimensions are those that it touches.

Never from two views, never by subtracting: the same question has the same number everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.selection import ACROSS, ALL, EACH, NONE, WHOLE, Selection
from dashboard.words.periods import UNIT_WORDS
from data_loaders.release import Dataset, Release, ViewEntry


@dataclass(frozen=True)
class Evidence:
    """The answer: one row for each period and group, with labels. Empty with a reason where nothing may be shown."""

    selection: Selection
    dataset: Dataset
    view: ViewEntry | None
    frame: (
        pd.DataFrame
    )  # period_start, period_end, area, area_block, group, group_block, n (and also, also_block for a third)
    counts: str
    reason: str
    sentence: str

    @property
    def is_shown(self) -> bool:
        return not self.reason


def find_view(release: Release, selection: Selection) -> ViewEntry | None:
    """The view whose dimensions, at their levels, are exactly those of the question; of two, the one for children if asked."""
    wanted = selection.dimensions
    fitting = [v for v in release.views(selection.dataset) if v.dimensions == wanted]
    if selection.measure == "children":
        fitting.sort(key=lambda v: v.children != "published")
    return fitting[0] if fitting else None


def answer(release: Release, selection: Selection) -> Evidence:
    dataset = release.dataset(selection.dataset)
    view = find_view(release, selection)
    counts = dataset.protected if selection.measure == "children" else dataset.counts
    if view is None:
        reason = "The release has no view for this combination; choose fewer splits."
    elif view.status == "withheld":
        reason = view.reason
    elif selection.measure == "children" and view.children != "published":
        reason = f"Numbers of different {dataset.protected} are not published here: {view.children_reason or 'not asked for'}."
    else:
        reason = ""
    if reason or view is None:
        empty = pd.DataFrame(columns=["period_start", "period_end", "area", "area_block", "group", "group_block", "n"])
        return Evidence(selection, dataset, view, empty, counts, reason, "")
    frame, sentence = _labelled(release, selection, view), _unit_sentence(dataset, view)
    months = max((dataset.history_months.get(dimension, 0) for dimension in view.dimensions), default=0)
    if months:
        frame = frame[frame["period_start"] >= frame["period_start"].min() + pd.DateOffset(months=months)].reset_index(
            drop=True
        )
        sentence += f" The first {months} months are left out: repeats of what came before the records would look like first times."
    if frame.empty:
        return Evidence(selection, dataset, view, frame, counts, "The records do not reach back far enough yet.", "")
    return Evidence(selection, dataset, view, frame, counts, "", sentence)


def _labelled(release: Release, selection: Selection, view: ViewEntry) -> pd.DataFrame:
    frame = release.table(view.table)
    if "area" in view.dimensions and selection.block != ALL:
        frame = frame[frame["area"] == selection.block]
    made = pd.DataFrame({"period_start": frame["period_start"], "period_end": frame["period_end"]})
    rows = ACROSS.get(selection.across, (selection.across, ""))[0] if selection.across != NONE else "area"
    columns = [
        ("area", rows),
        ("group", selection.split),
        *([("also", selection.also)] if selection.also != NONE else []),
    ]
    for column, dimension in columns:
        labels = block_labels(release, selection.dataset, dimension) if dimension in frame else {}
        made[column] = frame[dimension].map(labels) if dimension in frame else ""
        made[f"{column}_block"] = frame.get(dimension, "")
    made["n"] = frame["children" if selection.measure == "children" else "n"]
    return made.reset_index(drop=True)


def block_labels(release: Release, dataset: str, dimension: str) -> dict[str, str]:
    """Block id → label, in the order in which they are to be shown."""
    rows = release.table("blocks")
    rows = rows[(rows["dataset"] == dataset) & (rows["dimension"] == dimension)].sort_values("position", kind="stable")
    return dict(zip(rows["block"], rows["label"], strict=True))


def leaves_of(release: Release, dataset: str, dimension: str) -> dict[str, frozenset[str]]:
    """Block id → the codes of the values that it holds."""
    rows = release.table("blocks")
    rows = rows[(rows["dataset"] == dataset) & (rows["dimension"] == dimension)]
    held: dict[str, set[str]] = {}
    for block, leaf in zip(rows["block"], rows["leaf"], strict=True):
        held.setdefault(str(block), set()).add(str(leaf))
    return {block: frozenset(codes) for block, codes in held.items()}


def areas_of(release: Release, dataset: str, level: str) -> dict[str, str]:
    """The areas that can be chosen at a level: the blocks of its view."""
    view = find_view(release, Selection(dataset, level))
    if level == WHOLE or view is None or view.status == "withheld":
        return {}
    used = set(release.table(view.table)["area"])
    return {block: text for block, text in block_labels(release, dataset, "area").items() if block in used}


def splits_of(release: Release, dataset: str, level: str) -> dict[str, str]:
    """The splits that the release has a view for at this level, with their titles."""
    titles = release.dataset(dataset).dimension_titles
    base = Selection(dataset, level).dimensions
    found = {NONE: "Not split"}
    for view in release.views(dataset):
        more = [d for d in view.dimensions if d not in base]
        if (
            len(more) == 1
            and more[0] != "area"
            and view.dimensions[more[0]] == EACH
            and {d: view.dimensions[d] for d in base if d in view.dimensions} == base
        ):
            found[more[0]] = titles[more[0]]
    return found


def levels_of(release: Release, dataset: str) -> list[str]:
    return [WHOLE, *(v.dimensions["area"] for v in release.views(dataset) if list(v.dimensions) == ["area"])]


def several_of(release: Release, dataset: str, prefix: str) -> list[str]:
    """The yes-or-no dimensions that a dimension with several codes in one cell became, where they are published."""
    names = [
        next(iter(v.dimensions)) for v in release.views(dataset) if len(v.dimensions) == 1 and v.status == "published"
    ]
    return [name for name in names if name.startswith(f"{prefix}_")]


def _unit_sentence(dataset: Dataset, view: ViewEntry) -> str:
    unit = UNIT_WORDS[view.time_unit or "all"]
    if not view.dimensions:
        return f"Figures are by {unit}."
    chosen = " and ".join(dataset.dimension_titles[d].lower() for d in view.dimensions)
    many = "One group was" if len(view.merges) == 1 else f"{len(view.merges)} groups were"
    joined = f" {many} joined from smaller ones; Method and data says which and why." if view.merges else ""
    return (
        f"With {chosen} chosen, figures are {'for' if view.time_unit == 'all' else 'by'} {unit}: the finest at which every figure has at least {dataset.k} "
        f"different {dataset.protected} behind it.{joined}"
    )
