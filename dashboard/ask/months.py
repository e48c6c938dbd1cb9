"""Counted datasets: each question is answered from the one view whose dimensions are those that it touches.

Never from two views, never by subtracting: the same question has the same number everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard.ask.answer import Answer, Reason
from dashboard.ask.delivered import missing_source
from dashboard.words.format import count, month
from dashboard.words.periods import UNIT_WORDS
from data_loaders.release import Dataset, Release, ViewEntry

WHOLE = "COUNCIL"
ALL = "all"
NONE = "none"
EACH = "each"
ACROSS = {"place": ("place", "CELL"), "place_district": ("place", "DISTRICT")}  # rows that are a level of a dimension
COLUMNS = ["period_start", "period_end", "area", "area_block", "group", "group_block", "n"]
NO_VIEW = "Figures are not published for this combination; choose fewer splits."
TOO_SHORT = "The records do not reach back far enough yet."


@dataclass(frozen=True)
class Months:
    """What is counted, where, split by what. `level` COUNCIL asks for no area; `block` is one area of the level or all."""

    dataset: str
    level: str = WHOLE
    block: str = ALL
    split: str = NONE
    measure: str = "n"  # or "children": different ones instead of records
    at: str = EACH  # the banding of the split that is asked for
    across: str = NONE  # a second split, in the place of areas
    also: str = NONE  # a third one

    @property
    def dimensions(self) -> dict[str, str]:
        """The dimensions that the question touches, with the level of each."""
        asked = {} if self.level == WHOLE else {"area": self.level}
        if self.across != NONE:
            dimension, level = ACROSS.get(self.across, (self.across, EACH))
            asked[dimension] = level
        if self.also != NONE:
            asked[self.also] = EACH
        return asked if self.split == NONE else {**asked, self.split: self.at}

    def answered(self, release: Release) -> MonthsAnswer:
        dataset = find_dataset(release, self.dataset)
        if dataset is None:
            return _none(self, Dataset.model_construct(name=self.dataset, title=self.dataset, counts="records", protected="children", k=0, held=""), None,
                         Reason.NOT_DELIVERED, f"No {self.dataset.replace('_', ' ')} were delivered for this release.")  # fmt: skip
        view = find_view(release, self)
        if why := _not_delivered(release, self):
            return _none(self, dataset, view, Reason.NOT_DELIVERED, why)
        if view is None:
            return _none(self, dataset, view, Reason.NOT_COVERED, NO_VIEW)
        if view.status == "withheld":
            return _none(self, dataset, view, Reason.WITHHELD, view.reason)
        if self.measure == "children" and view.children != "published":
            is_withheld = view.children == "withheld"
            why = f"Numbers of different {dataset.protected} are not published beside these counts: {view.children_reason or 'not asked for'}."
            return _none(self, dataset, view, Reason.WITHHELD if is_withheld else Reason.NOT_COVERED, why)
        return _shown(release, self, dataset, view)


@dataclass(frozen=True, kw_only=True)
class MonthsAnswer(Answer):
    """One row for each period and group, with labels: `COLUMNS` (and also, also_block for a third split)."""

    question: Months
    dataset: Dataset
    view: ViewEntry | None
    counts: str  # what one unit of n is, in the plural: "episodes"
    sentence: str = ""  # by which period figures are, and why
    ends_early: str = ""  # where newer figures are held back, while those of all together are shown


def find_dataset(release: Release, name: str) -> Dataset | None:
    return next((d for d in release.manifest.datasets if d.name == name), None)


def find_view(release: Release, question: Months) -> ViewEntry | None:
    """The view whose dimensions, at their levels, are exactly those of the question; of two, the one for children if asked."""
    wanted = question.dimensions
    fitting = [v for v in release.views(question.dataset) if v.dimensions == wanted]
    if question.measure == "children":
        fitting.sort(key=lambda v: v.children != "published")
    return fitting[0] if fitting else None


def _not_delivered(release: Release, question: Months) -> str:
    """What would have to be delivered before this can be answered, in a sentence; empty where all of it was."""
    asked = question.dimensions
    if missing := next((m for d in asked if (m := missing_source(release, question.dataset, d))), ""):
        return f"No {missing} were delivered for this release."
    dataset = find_dataset(release, question.dataset)
    if dataset and (empty := next((d for d in asked if d in dataset.unfilled), "")):
        return f"“{dataset.dimension_titles[empty]}” was filled in for nobody, or for too few to say, in what was delivered."
    levels = set(release.table("areas")["area_level"]) if "areas" in release.frames else set()
    if gone := next((level for d, level in asked.items() if d in ("area", "found_area") and level not in levels), ""):
        return f"No areas of the kind “{gone.lower()}” were delivered for this release."
    return ""


def _none(question: Months, dataset: Dataset, view: ViewEntry | None, reason: Reason, why: str) -> MonthsAnswer:
    return MonthsAnswer(
        frame=pd.DataFrame(columns=COLUMNS), reason=reason, why=why, whom=dataset.protected, floor=dataset.k,
        coverage=dataset.held, question=question, dataset=dataset, view=view, counts=_counts(question, dataset),
    )  # fmt: skip


def _counts(question: Months, dataset: Dataset) -> str:
    return dataset.protected if question.measure == "children" else dataset.counts


def _shown(release: Release, question: Months, dataset: Dataset, view: ViewEntry) -> MonthsAnswer:
    frame, sentence = _labelled(release, question, view), _unit_sentence(dataset, view)
    months = max((dataset.history_months.get(dimension, 0) for dimension in view.dimensions), default=0)
    if months:
        begins = frame["period_start"].min() + pd.DateOffset(months=months)
        frame = frame[frame["period_start"] >= begins].reset_index(drop=True)
        sentence += f" The first {months} months are left out: repeats of what came before the records would look like first times."
    if frame.empty:
        return _none(question, dataset, view, Reason.NOT_COVERED, TOO_SHORT)
    return MonthsAnswer(
        frame=frame, whom=dataset.protected, floor=dataset.k, coverage=dataset.held, question=question, dataset=dataset, view=view,
        counts=_counts(question, dataset), sentence=sentence, ends_early=_ends_early(release, dataset, view),
        labels={d: block_labels(release, question.dataset, d) for d in view.dimensions},
        period=(frame["period_start"].min().date(), frame["period_end"].max().date()),
    )  # fmt: skip


def _labelled(release: Release, question: Months, view: ViewEntry) -> pd.DataFrame:
    frame = release.table(view.table)
    if "area" in view.dimensions and question.block != ALL:
        frame = frame[frame["area"] == question.block]
    labelled = pd.DataFrame({"period_start": frame["period_start"], "period_end": frame["period_end"]})
    by = ACROSS.get(question.across, (question.across, ""))[0] if question.across != NONE else "area"
    columns = [
        ("area", by),
        ("group", question.split),
        *([("also", question.also)] if question.also != NONE else []),
    ]
    for column, dimension in columns:
        labels = block_labels(release, question.dataset, dimension) if dimension in frame else {}
        labelled[column] = frame[dimension].map(labels) if dimension in frame else ""
        labelled[f"{column}_block"] = frame.get(dimension, "")
    labelled["n"] = frame["children" if question.measure == "children" else "n"]
    return labelled.reset_index(drop=True)


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
    view = find_view(release, Months(dataset, level))
    if level == WHOLE or view is None or view.status == "withheld":
        return {}
    used = set(release.table(view.table)["area"])
    return {block: text for block, text in block_labels(release, dataset, "area").items() if block in used}


def splits_of(release: Release, dataset: str, level: str) -> dict[str, str]:
    """The splits that can be shown at this level, with their titles: what is hidden is no choice."""
    titles = release.dataset(dataset).dimension_titles
    base = Months(dataset, level).dimensions
    found = {NONE: "Not split"}
    for view in release.views(dataset):
        more = [d for d in view.dimensions if d not in base]
        if (
            view.status == "published"
            and len(more) == 1
            and more[0] != "area"
            and view.dimensions[more[0]] == EACH
            and {d: view.dimensions[d] for d in base if d in view.dimensions} == base
        ):
            found[more[0]] = titles[more[0]]
    return found


def levels_of(release: Release, dataset: str) -> list[str]:
    return [WHOLE, *(v.dimensions["area"] for v in release.views(dataset) if v.status == "published" and list(v.dimensions) == ["area"])]  # fmt: skip


def several_of(release: Release, dataset: str, prefix: str) -> list[str]:
    """The yes-or-no dimensions that a dimension with several codes in one cell became, where they are published."""
    names = [
        next(iter(v.dimensions)) for v in release.views(dataset) if len(v.dimensions) == 1 and v.status == "published"
    ]
    return [name for name in names if name.startswith(f"{prefix}_")]


def _ends_early(release: Release, dataset: Dataset, view: ViewEntry) -> str:
    """Of a view that stays as it was published: a line that ends months ago looks as if nothing had happened since."""
    shown = [v for v in release.views(dataset.name) if v.status == "published" and not v.dimensions and v.period_end]
    whole = max((v.period_end for v in shown if v.period_end), default=None)
    if view.period_end is None or whole is None or whole <= view.period_end:
        return ""
    return (
        f"Figures end in {month(view.period_end)}: newer ones are held back until all of them can be shown safely. "
        f"All {dataset.counts} together are shown to {month(whole)}."
    )


def _unit_sentence(dataset: Dataset, view: ViewEntry) -> str:
    unit = UNIT_WORDS[view.time_unit or "all"]
    if not view.dimensions:
        return f"Figures are by {unit}."
    chosen = " and ".join(dataset.dimension_titles[d].lower() for d in view.dimensions)
    many = "One group was" if len(view.merges) == 1 else f"{count(len(view.merges))} groups were"
    joined = f" {many} joined from smaller ones; Method and data says which and why." if view.merges else ""
    return (
        f"With {chosen} chosen, figures are {'for' if view.time_unit == 'all' else 'by'} {unit}: the finest at which every figure has at least {dataset.k} "
        f"different {dataset.protected} behind it.{joined}"
    )
