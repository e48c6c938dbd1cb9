"""Since last meeting: two releases beside each other, through the same findings. No figure of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.ask.delivered import INCIDENTS, THEMES, is_delivered
from dashboard.ask.published import tables_with
from dashboard.catalogue.register import find_entry, finding_of
from dashboard.findings.finding import Finding
from dashboard.findings.method import names_of_views
from dashboard.paper.registers import became_overdue, newly_written
from dashboard.paper.standing import Comparison, compare_findings, signals_of
from dashboard.paper.template import Wanted
from dashboard.words import since as words
from dashboard.words.form import listed
from dashboard.words.format import day
from data_loaders.release import Dataset, Release, ViewEntry

ACTIONS = frozenset({"description", "status", "closed"})  # columns that make a table one of actions


@dataclass(frozen=True)
class Since:
    """What changed. `reason` says why nothing could be compared."""

    then_as_at: str = ""
    reason: str = ""
    compared: tuple[Comparison, ...] = ()
    new_signals: tuple[str, ...] = ()
    ended_signals: tuple[str, ...] = ()
    judged_anew: tuple[str, ...] = ()  # points of earlier months, now that there are more to judge them by
    quality: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


Pair = tuple[str, Finding | None, Finding | None]  # a title, what was found then, what is found now


def compare(now: Release, then: Release | None, wanted: Sequence[Wanted]) -> Since:
    """The findings of a template in two releases of one audience."""
    if then is None:
        return Since(reason="This is the first release: what has changed will stand here after the next one.")
    pairs = [_pair(now, then, item) for item in wanted]
    signals = [signals_moved(title, old, new) for title, old, new in pairs if old is not None and new is not None]
    begun, ended, anew = (tuple(s for moved in signals if (s := moved[n])) for n in range(3))
    compared = tuple(one for pair in pairs if (one := compare_findings(*pair)) is not None)
    kept = tuple(actions_closed(now, then)), tuple(became_overdue(now, then)), tuple(newly_written(now, then))
    return Since(day(then.manifest.as_at), "", compared, begun, ended, anew, tuple(quality_changes(now, then)), *kept)


def _pair(now: Release, then: Release, item: Wanted) -> Pair:
    old, new = (finding_of(r, item.key, item.asked) for r in (then, now))
    return next((f.question for f in (new, old) if f is not None), find_entry(item.key).title), old, new


def signals_moved(title: str, old: Finding, new: Finding) -> tuple[str, str, str]:
    """What stands out newly, what stands out no more, and what is seen otherwise; empty where there is none."""
    was, now = signals_of(old), signals_of(new)
    fresh = [p for p, flag in now.items() if flag and was and p not in was]
    other = [p for p, flag in now.items() if p in was and was[p] != flag]
    return (
        f"{title}: more than chance explains in {listed(fresh)}." if fresh else "",
        f"{title}: the signal that stood at the last meeting has ended." if _last(was) and not _last(now) else "",
        f"{title}: seen otherwise, now that there are more months to compare: {listed(other)}." if other else "",
    )


def quality_changes(now: Release, then: Release) -> list[str]:
    """What became of what was held back or withheld, and what is new to know about the data."""
    before, after = ({d.name: d for d in r.manifest.datasets} for r in (then, now))
    titles = names_of_views(now)
    said = [
        line
        for dataset in now.manifest.datasets
        for line in _dataset_changes(now, then, dataset, old=before.get(dataset.name), titles=titles)
    ]
    said += [words.not_delivered_now(d.title) for name, d in before.items() if name not in after]
    themes = {
        theme.title: theme for theme in THEMES.values() if theme is not INCIDENTS
    }  # incidents are a dataset of their own
    came = {title: (is_delivered(then, theme), is_delivered(now, theme)) for title, theme in themes.items()}
    said += [words.first_delivered(title) for title, (was, is_now) in came.items() if is_now and not was]
    said += [words.not_delivered_now(title) for title, (was, is_now) in came.items() if was and not is_now]
    said += [words.notice_words(n, titles) for n in now.manifest.notices if n not in then.manifest.notices]
    return said + ([f"The series begins again: {now.manifest.rebased}"] if now.manifest.rebased else [])


def _dataset_changes(
    now: Release, then: Release, dataset: Dataset, *, old: Dataset | None, titles: Mapping[str, str]
) -> Iterator[str]:
    if old is None:
        yield words.first_delivered(dataset.title)
        return
    if old.held != dataset.held:
        yield f"{dataset.title}: {dataset.held}"
    before = {view.name: view for view in then.views(dataset.name)}
    for view in now.views(dataset.name):
        if view.name in before and (moved := _view_moved(before[view.name], view)):
            yield f"{titles[view.table]}: {moved}."


def _view_moved(old: ViewEntry, new: ViewEntry) -> str:
    if old.status != new.status:
        return "shown again" if new.status == "published" else "now withheld"
    is_joined = new.status == "published" and old.merges != new.merges
    return "groups are joined differently" if is_joined else ""


def actions_closed(now: Release, then: Release) -> list[str]:
    """What was closed after the day of the earlier release, from every table of actions that a theme publishes."""
    said = []
    for table in tables_with(now, ACTIONS):
        closed = pd.to_datetime(table["closed"], errors="coerce")
        rows = table[closed > pd.Timestamp(then.manifest.as_at)]
        said += [f"{row.description} Closed {day(pd.Timestamp(row.closed))}." for row in rows.itertuples()]
    return said


def _last(signals: dict[str, bool]) -> bool:
    return bool(signals) and list(signals.values())[-1]
