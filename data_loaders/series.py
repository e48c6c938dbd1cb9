"""All views of one dataset: found afresh, or continued from the release before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_loaders.engine import Engine
from data_loaders.facts import Tables
from data_loaders.privacy.audit import Published, audit_dataset
from data_loaders.privacy.dataset import Countable, countable
from data_loaders.privacy.finder import Found, Grid, counted, find_view
from data_loaders.privacy.frozen import frozen_countable
from data_loaders.privacy.overlap import overlap_problem
from data_loaders.privacy.periods import Calendar, whole_months
from data_loaders.privacy.policy import Policy
from data_loaders.privacy.views import block_rows, merge_sentences, view_entry, view_table
from data_loaders.privacy.vintage import continue_view, held_words
from data_loaders.release import Check, Dataset, Release, ViewEntry


@dataclass(frozen=True)
class Series:
    data: Countable
    entries: tuple[ViewEntry, ...]
    tables: dict[str, pd.DataFrame]
    blocks: pd.DataFrame
    to_audit: tuple[Published, ...]
    held: str
    notices: tuple[str, ...] = ()

    @property
    def description(self) -> Dataset:
        policy = self.data.policy
        return Dataset(
            name=self.data.name,
            title=policy.title,
            counts=policy.counts,
            protected=policy.protected,
            k=self.data.k,
            dominance=policy.dominance,
            held=self.held,
            dimension_titles={key: d.title for key, d in policy.dimensions.items()},
            is_ordered={key: d.kind == "ordered" for key, d in policy.dimensions.items()},
        )

    def audit(self, engine: Engine) -> list[Check]:
        return audit_dataset(self.data, self.to_audit, engine)


def fresh_series(
    name: str, policy: Policy, *, tables: Tables, facts: pd.DataFrame, period: tuple[date, date]
) -> Series:
    """Choose every wanted view anew from the records."""
    calendar = Calendar(*whole_months(*period), policy.time.year_starts)
    data = countable(name, policy.datasets[name], k=policy.k(name), tables=tables, facts=facts, calendar=calendar)
    found = [find_view(data, view, time_detail=policy.time.detail) for view in data.policy.views]
    made = {f.view.name: view_table(data, f.grid, counted(data, f.grid)) for f in found if f.grid}
    children = _children(data, found, made)
    entries = tuple(view_entry(data, f, merges=merge_sentences(data, f), children=children[f.view.name]) for f in found)
    grids = {f.view.name: f.grid for f in found if f.grid}
    return Series(
        data=data,
        entries=entries,
        tables={n: _shown(frame, children[n][0]) for n, frame in made.items()},
        blocks=block_rows(data, list(grids.values())),
        to_audit=tuple(Published(n, grids[n], made[n]) for n in made),
        held=held_words(0),
    )


def continued_series(
    name: str, policy: Policy, *, previous: Release, facts: pd.DataFrame, period: tuple[date, date]
) -> Series:
    """Add the new whole periods to every view of the previous release; hold back what would change an old one."""
    before = previous.views(name)
    first = min(v.period_start for v in before if v.period_start) if any(v.period_start for v in before) else period[0]
    calendar = Calendar(*whole_months(first, period[1]), policy.time.year_starts)
    data, grids = frozen_countable(
        name, policy.datasets[name], k=policy.k(name), previous=previous, facts=facts, calendar=calendar
    )
    entries, tables, to_audit, notices, held = [], {}, [], [], 0
    for entry in before:
        if entry.status == "withheld":
            entries.append(entry)
            continue
        grid = grids[entry.name]
        more = continue_view(data, grid, previous.table(entry.table))
        held = max(held, more.held_records)
        tables[entry.name] = more.table
        last = more.table["period_end"].max().date()
        entries.append(entry.model_copy(update={"cut": grid.cut, "period_end": last, "cells": len(more.table)}))
        if len(more.added):
            to_audit.append(Published(entry.name, grid, more.added))
        if more.is_paused:
            notices.append(
                f"{entry.table} pauses after {last:%d %B %Y}: its next period would hold too few {data.policy.protected}."
            )
    blocks = previous.table("blocks")
    return Series(
        data=data,
        entries=tuple(entries),
        tables=tables,
        blocks=blocks[blocks["dataset"] == name],
        to_audit=tuple(to_audit),
        held=held_words(held),
        notices=tuple(notices),
    )


def _children(data: Countable, found: list[Found], made: dict[str, pd.DataFrame]) -> dict[str, tuple[str, str]]:
    """Which views may show different children: earlier views first, later ones only where no overlap shows."""
    decided: dict[str, tuple[str, str]] = {}
    shown: list[Found] = []
    for candidate in found:
        name = candidate.view.name
        decided[name] = ("not wanted", "")
        if not candidate.view.children or candidate.grid is None:
            continue
        problem = next((p for other in shown if (p := _overlap(data, other, candidate, made))), None)
        decided[name] = ("withheld", problem) if problem else ("published", "")
        if not problem:
            shown.append(candidate)
    return decided


def _overlap(data: Countable, one: Found, other: Found, made: dict[str, pd.DataFrame]) -> str | None:
    whole, parts = sorted((one, other), key=lambda f: len(f.view.dimensions))
    shared = list(whole.view.dimensions)
    if not set(shared) <= set(parts.view.dimensions):
        return None
    if any(_cut(whole, d) != _cut(parts, d) for d in shared):
        return "its groups are not those of the coarser view"
    return overlap_problem(made[whole.view.name], made[parts.view.name], shared=shared, k=data.k)


def _cut(found: Found, dimension: str) -> int:
    assert isinstance(found.grid, Grid)
    return found.grid.cut[dimension]


def _shown(frame: pd.DataFrame, children: str) -> pd.DataFrame:
    return frame if children == "published" else frame.drop(columns="children")
