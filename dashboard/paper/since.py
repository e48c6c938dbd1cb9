"""Since last meeting: two releases beside each other, through the same findings. No figure of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.published import tables_with
from dashboard.catalogue.register import find_entry, finding_of
from dashboard.paper.standing import Comparison, compare_findings, signals_of
from dashboard.paper.template import Wanted
from dashboard.words.form import listed
from data_loaders.release import Release

ACTIONS = frozenset({"description", "status", "closed"})  # columns that make a table one of actions


@dataclass(frozen=True)
class Since:
    """What changed. `reason` says why nothing could be compared."""

    then_id: str = ""
    then_as_at: str = ""
    reason: str = ""
    compared: tuple[Comparison, ...] = ()
    new_signals: tuple[str, ...] = ()
    ended_signals: tuple[str, ...] = ()
    judged_anew: tuple[str, ...] = ()  # points of earlier months, now that there are more to judge them by
    quality: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


def compare(now: Release, then: Release | None, wanted: Sequence[Wanted]) -> Since:
    """The findings of a template in two releases of one audience."""
    if then is None:
        return Since(reason="There is no earlier release in the store to compare with.")
    compared, begun, ended, anew = [], [], [], []
    for item in wanted:
        new, old = (finding_of(r, item.key, item.asked) for r in (now, then))
        title = next((f.question for f in (new, old) if f is not None), find_entry(item.key).title)
        if (one := compare_findings(title, old, new)) is not None:
            compared.append(one)
        if new is None or old is None:
            continue
        was, is_now = signals_of(old), signals_of(new)
        if fresh := [p for p, flag in is_now.items() if flag and was and p not in was]:
            begun.append(f"{title}: more than chance explains in {listed(fresh)}.")
        if _last(was) and not _last(is_now):
            ended.append(f"{title}: the signal that stood at the last meeting has ended.")
        if other := [p for p, flag in is_now.items() if p in was and was[p] != flag]:
            anew.append(f"{title}: seen otherwise, now that there are more months to compare: {listed(other)}.")
    return Since(
        then.id, f"{then.manifest.as_at:%d %B %Y}", "", tuple(compared), tuple(begun), tuple(ended), tuple(anew),
        tuple(quality_changes(now, then)), tuple(actions_closed(now, then)),
    )  # fmt: skip


def quality_changes(now: Release, then: Release) -> list[str]:
    """What became of what was held back or withheld, and what is new to know about the data."""
    said = []
    before = {d.name: d for d in then.manifest.datasets}
    for dataset in now.manifest.datasets:
        old = before.get(dataset.name)
        if old is None:
            said.append(f"{dataset.title}: delivered for the first time.")
            continue
        if old.held != dataset.held:
            said.append(f"{dataset.title}: {dataset.held}")
        status = {v.name: v.status for v in then.views(dataset.name)}
        merges = {v.name: v.merges for v in then.views(dataset.name) if v.status == "published"}
        for view in now.views(dataset.name):
            titles = (
                " and ".join(dataset.dimension_titles.get(d, d).lower() for d in view.dimensions) or "the whole area"
            )
            if status.get(view.name, view.status) != view.status:
                said.append(
                    f"{dataset.title}, by {titles}: {'shown again' if view.status == 'published' else 'now withheld'}."
                )
            elif view.status == "published" and merges.get(view.name, view.merges) != view.merges:
                said.append(f"{dataset.title}, by {titles}: groups are joined differently.")
    gone = [d.title for name, d in before.items() if all(d2.name != name for d2 in now.manifest.datasets)]
    said += [f"{title}: not delivered this time." for title in gone]
    said += [notice for notice in now.manifest.notices if notice not in then.manifest.notices]
    if now.manifest.rebased:
        said.append(f"The series begins again: {now.manifest.rebased}")
    return said


def actions_closed(now: Release, then: Release) -> list[str]:
    """What was closed after the day of the earlier release, from every table of actions that a theme publishes."""
    said = []
    for table in tables_with(now, ACTIONS):
        closed = pd.to_datetime(table["closed"], errors="coerce")
        rows = table[closed > pd.Timestamp(then.manifest.as_at)]
        said += [f"{row.description} Closed {pd.Timestamp(row.closed):%d %B %Y}." for row in rows.itertuples()]
    return said


def _last(signals: dict[str, bool]) -> bool:
    return bool(signals) and list(signals.values())[-1]
