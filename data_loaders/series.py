"""All views of one dataset: found afresh, or continued from the release before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data_loaders.engine import Engine
from data_loaders.facts import Tables
from data_loaders.policy import Policy
from data_loaders.release import Check, Dataset, Release, ViewEntry
from data_loaders.safety.attack.across import Attacks, troubled_views
from data_loaders.safety.audit import Published, audit_dataset
from data_loaders.safety.calendar import Calendar, month_number, whole_months
from data_loaders.safety.ledger import LedgerRefusedError
from data_loaders.safety.views.beside import Beside, beside, leaves_of_places, refuse_other_times
from data_loaders.safety.views.choice import choose_together
from data_loaders.safety.views.continued import Continued, continue_view, further
from data_loaders.safety.views.dataset import Countable, countable
from data_loaders.safety.views.finder import Grid, counted
from data_loaders.safety.views.frozen import frozen_countable
from data_loaders.safety.views.numbers_shown import CHILDREN_NOT_SHOWN, as_shown, children_shown, without_telling
from data_loaders.safety.views.people import telling_beside, telling_numbers
from data_loaders.safety.views.table import block_rows, merge_sentences, view_entry, view_table
from data_loaders.safety.views.unfilled import unfilled

ARRIVES = "A record that comes after its month was published counts in the month that is published next. Corrections and erasures change no published figure."
SETTLES = "A month is published when it has settled for {months}."
START = pd.Timestamp.min
STAYS = "{view} stays as it was published, up to {end}."  # the same words for every cause


@dataclass(frozen=True)
class Series:
    data: Countable
    entries: tuple[ViewEntry, ...]
    tables: dict[str, pd.DataFrame]
    blocks: pd.DataFrame
    to_audit: tuple[Published, ...]
    together: dict[str, Grid]  # all views that can be combined over the calendar of `data`
    attacks: Attacks  # those that choosing the views took
    unfilled: tuple[str, ...]  # dimensions that stand empty in what was delivered
    notices: tuple[str, ...] = ()
    counted_when: str = ARRIVES

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
            held=self.counted_when,
            dimension_titles={key: d.title for key, d in policy.dimensions.items()},
            is_ordered={key: d.kind == "ordered" for key, d in policy.dimensions.items()},
            history_months={key: d.history_months for key, d in policy.dimensions.items()},
            unfilled=self.unfilled,
        )

    @property
    def all_end_on(self) -> pd.Timestamp | None:
        """The last day that stands in the figures of every view that is shown; None where none is."""
        return min((frame["period_end"].max() for frame in self.tables.values() if len(frame)), default=None)

    def without(self, names: list[str], reason: str) -> Series:
        """The same with some views withheld."""
        withheld: dict[str, object] = {"status": "withheld", "reason": reason, "cut": {}, "time_unit": None, "cells": 0, "merges": (),
                    "period_start": None, "period_end": None, "children": "not wanted"}  # fmt: skip
        return replace(
            self,
            entries=tuple(e.model_copy(update=withheld) if e.name in names else e for e in self.entries),
            tables={name: frame for name, frame in self.tables.items() if name not in names},
            to_audit=tuple(view for view in self.to_audit if view.name not in names),
            together={name: grid for name, grid in self.together.items() if name not in names},
        )

    @property
    def with_persons(self) -> list[str]:
        """The views that print numbers of different persons."""
        return [n for n, frame in self.tables.items() if "children" in frame and n in self.together]

    def without_persons(self, names: list[str]) -> Series:
        """The same with the counts of some views alone."""
        withheld = {"children": "withheld", "children_reason": CHILDREN_NOT_SHOWN}
        tables = {n: frame.drop(columns="children") if n in names else frame for n, frame in self.tables.items()}
        return replace(
            self,
            entries=tuple(e.model_copy(update=withheld) if e.name in names else e for e in self.entries),
            tables=tables,
            to_audit=tuple(replace(view, table=tables[view.name]) for view in self.to_audit),
        )

    def stopped(self, names: list[str], previous: Release) -> Series:
        """The same with some views as they were published before: what is out stays, and nothing is added."""
        before = {entry.name: entry for entry in previous.views(self.data.name)}
        tables = {n: previous.table(before[n].table) if n in names else frame for n, frame in self.tables.items()}
        ends = [f"{tables[n]['period_end'].max():%d %B %Y}" for n in names]
        return replace(
            self,
            entries=tuple(before[e.name] if e.name in names else e for e in self.entries),
            tables=tables,
            to_audit=tuple(view for view in self.to_audit if view.name not in names),
            together={name: grid for name, grid in self.together.items() if name not in names},
            notices=(
                *self.notices,
                *(STAYS.format(view=f"{self.data.name}.{n}", end=e) for n, e in zip(names, ends, strict=True)),
            ),
        )

    def audit(self, engine: Engine) -> list[Check]:
        return audit_dataset(self.data, self.to_audit, engine, self.together, self.attacks)


def fresh_series(
    name: str,
    policy: Policy,
    *,
    tables: Tables,
    facts: pd.DataFrame,
    period: tuple[date, date],
    others: Sequence[Release] = (),
) -> Series:
    """Choose every wanted view anew from the records. `others`: the series of other audiences, which stay as they are."""
    calendar = Calendar(*whole_months(*period), policy.time.year_starts)
    dataset = policy.datasets[name]
    data = countable(
        name, dataset, k=policy.k(name), tables=tables, facts=facts, calendar=calendar, leaves=leaves_of_places(others)
    )
    refuse_other_times(data, others)
    attacks = Attacks(data, beside=beside(data, others))
    found = without_telling(attacks, choose_together(attacks, policy.time.detail))
    made = {f.view.name: view_table(data, f.grid, counted(data, f.grid)) for f in found if f.grid}
    children = children_shown(attacks, found)
    entries = tuple(view_entry(data, f, merges=merge_sentences(data, f), children=children[f.view.name]) for f in found)
    grids = {f.view.name: f.grid for f in found if f.grid}
    return Series(
        data=data,
        entries=entries,
        tables={n: as_shown(frame, children[n][0]) for n, frame in made.items()},
        blocks=block_rows(data, list(grids.values())),
        to_audit=tuple(Published(n, grids[n], as_shown(made[n], children[n][0])) for n in made),
        together=grids,
        attacks=attacks,
        counted_when=_counted_when(policy),
        unfilled=unfilled(data),
    )


def continued_series(
    name: str,
    policy: Policy,
    *,
    previous: Release,
    facts: pd.DataFrame,
    period: tuple[date, date],
    others: Sequence[Release] = (),
    ended: Collection[str] = (),
) -> Series:
    """Add the new whole periods to every view of the previous release. `ended`: columns that no view goes on by."""
    before = previous.views(name)
    first = min(v.period_start for v in before if v.period_start) if any(v.period_start for v in before) else period[0]
    last = max(period[1], *(v.period_end for v in before if v.period_end), first)
    calendar = Calendar(*whole_months(first, last), policy.time.year_starts)
    dataset = policy.datasets[name]
    data, grids = frozen_countable(
        name, dataset, k=policy.k(name), previous=previous, facts=facts, calendar=calendar, others=others
    )
    shown_to_others = beside(data, others).of_periods
    open_entries = [entry for entry in before if entry.status == "published"]
    more = {e.name: continue_view(data, grids[e.name], previous.table(e.table)) for e in open_entries}
    by = {key for key, dimension in dataset.dimensions.items() if dimension.column in ended}
    more = {n: view if by.isdisjoint(grids[n].cut) else view.paused_from(START) for n, view in more.items()}
    if differing := sum(view.differing for view in more.values()):
        raise LedgerRefusedError(f"{name}: {differing} published cells are not what the ledger says was counted.")
    grids = {view: further(grid) for view, grid in grids.items()}
    more, attacks = _safe_together(data, grids, more, shown_to_others)
    data = attacks.data
    entries = tuple(
        entry if entry.status == "withheld" else _continued_entry(entry, grids[entry.name], more[entry.name])
        for entry in before
    )
    blocks = previous.table("blocks")
    return Series(
        data=data,
        entries=entries,
        tables={name: view.table for name, view in more.items()},
        blocks=blocks[blocks["dataset"] == name],
        to_audit=tuple(Published(n, grids[n], view.added) for n, view in more.items() if len(view.added)),
        together=_in_use(attacks, grids),
        attacks=attacks,
        unfilled=previous.dataset(name).unfilled,
        notices=tuple(
            STAYS.format(view=f"{name}.{n}", end=f"{view.table['period_end'].max():%d %B %Y}")
            for n, view in more.items()
            if view.is_paused
        ),
        counted_when=_counted_when(policy),
    )


def _counted_when(policy: Policy) -> str:
    months = policy.time.months_to_settle
    return f"{SETTLES.format(months=f'{months} months' if months > 1 else 'a month')} {ARRIVES}" if months else ARRIVES


def _safe_together(
    data: Countable, grids: dict[str, Grid], more: dict[str, Continued], beside: Beside
) -> tuple[dict[str, Continued], Attacks]:
    """Only the time of the new periods counts: what is older was audited when it was published. Trouble pauses a view."""
    while True:
        added = [view.added["period_start"].min() for view in more.values() if len(view.added)]
        if not added:
            return more, Attacks(replace(data, calendar=replace(data.calendar, first=data.calendar.last + 1)))
        first = month_number(min(added).date())
        recent = replace(data, calendar=replace(data.calendar, first=first))
        attacks = Attacks(recent, _paused(recent, grids, more), beside)
        used = _in_use(attacks, grids)
        numbers = [n for n in used if len(more[n].added) and "children" in more[n].added]
        trouble = (
            telling_numbers(recent, used, numbers)
            or [(n,) for n in telling_beside(attacks.pairs.wide, _growing(used, more), numbers, beside)]
            or attacks.telling(used)
            or troubled_views(attacks, used)
        )
        if not trouble:
            return more, attacks
        waiting = _that_wait(trouble, more)
        if not waiting:
            return more, attacks  # the audit will say so, and stop
        more = {
            n: view.paused_from(view.added["period_start"].min()) if n in waiting else view for n, view in more.items()
        }


def _that_wait(trouble: Sequence[tuple[str, ...]], more: dict[str, Continued]) -> set[str]:
    """Of each group of views that tell together the last wanted one that grows; none of a group of which one waits already."""
    order, waiting = list(more), set[str]()
    for views in trouble:
        growing = [n for n in views if n in more and len(more[n].added)]
        if growing and not waiting & set(views):
            waiting.add(max(growing, key=order.index))
    return waiting


def _growing(grids: dict[str, Grid], more: dict[str, Continued]) -> dict[str, Grid]:
    return {name: grid for name, grid in grids.items() if len(more[name].added)}


def _paused(data: Countable, grids: dict[str, Grid], more: dict[str, Continued]) -> dict[str, int]:
    """The last month of each view that does not go as far as its unit would let it."""
    ends = {n: month_number(view.table["period_end"].max().date()) for n, view in more.items()}
    whole = {n: data.calendar.periods(grids[n].unit) for n in more}
    return {n: end for n, end in ends.items() if not whole[n] or end < whole[n][-1][1]}


def _in_use(attacks: Attacks, grids: dict[str, Grid]) -> dict[str, Grid]:
    """The views with a figure for some of the calendar's time; one that was paused before it has none."""
    calendar = attacks.data.calendar
    return {
        n: grid
        for n, grid in grids.items()
        if calendar.periods(grid.unit) and attacks.until.get(n, calendar.last) >= calendar.first
    }


def _continued_entry(entry: ViewEntry, grid: Grid, view: Continued) -> ViewEntry:
    table = view.table
    return entry.model_copy(
        update={"cut": grid.cut, "period_end": table["period_end"].max().date(), "cells": len(table)}
    )
