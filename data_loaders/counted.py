"""Every dataset of the policy, counted into views that are safe together and attacked: what the river is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from data_loaders.engine import Engine
from data_loaders.facts import FACTS, Tables
from data_loaders.policy import Policy
from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.reference import contracted
from data_loaders.refusal import RefusedError
from data_loaders.release import Check, Release
from data_loaders.safety.arrivals import counted_records, keyed, next_state, settled
from data_loaders.safety.audit.parts import telling_views
from data_loaders.safety.calendar import month_end, month_start, whole_months
from data_loaders.safety.ledger import Counted, Ledger
from data_loaders.safety.views.beside import begun
from data_loaders.safety.views.finder import not_shown
from data_loaders.safety.views.people import printed_numbers, tell_together
from data_loaders.safety.views.place_labels import place_table
from data_loaders.series import Series, continued_series, fresh_series
from data_loaders.sources import Collected
from data_loaders.sources.origin import coverage_of, covered

PERSONS = {person for person, _, _ in FACTS.values()}
PERSONS_OF = {"efh_incidents": "child_group_pseudo_ids"}  # tables in which naming children is optional
Say = Callable[[str], None]


class NewSeriesRefusedError(RefusedError):
    """A series that cannot begin."""


@dataclass
class Counting:
    """One publication: what was delivered, what counted before, and how the series goes on.

    `previous`: the release whose series go on; without one they begin, after the months that are `begins_after` where that says.
    `others`: the series that other audiences have been shown, that in force of each first.
    `ever`: the tables that this audience was ever shown. `not_recorded`: columns that views which are out do not go on by.
    """

    collected: Collected
    policy: Policy
    ledger: Ledger
    previous: Release | None
    begins_after: Mapping[str, int] = field(default_factory=dict)
    others: tuple[Release, ...] = ()
    ever: frozenset[str] = frozenset()
    not_recorded: tuple[str, ...] = ()
    facts: dict[str, pd.DataFrame] = field(default_factory=dict)
    next_states: dict[str, Counted] = field(default_factory=dict)

    @property
    def tables(self) -> Tables:
        return {**self.collected.tables, "coverage": coverage_of(self.collected)}

    def records(self, dataset: DatasetPolicy) -> pd.DataFrame:
        """The records of a dataset's kind as they count; the ledger's next state is made on the way."""
        kind = dataset.records
        if kind not in self.facts:
            delivered = keyed(kind, FACTS[kind][2](self.tables), self.ledger.secret)
            before = self.ledger.of(kind)
            self.facts[kind] = counted_records(kind, delivered, before, self.tables)
            last = whole_months(*self.period(dataset))[1]
            self.next_states[kind] = next_state(kind, self.facts[kind], before, last=last)
        return self.facts[kind]

    def period(self, dataset: DatasetPolicy) -> tuple[date, date]:
        first, last = self._settled(dataset)
        alike = [name for name, other in self.policy.datasets.items() if other.records == dataset.records]
        out, goes_on = self._out(dataset, alike), any(_begun(self.previous, name) for name in alike)
        if out is None and not goes_on and not self.begins_after:
            first, last = self._as_others_began(alike, first, last)
        first = first if out is None else max(first, month_start(out + 1))
        if (self.previous is None or out is not None) and whole_months(first, last)[1] < whole_months(first, last)[0]:
            raise NewSeriesRefusedError(
                f"{dataset.title}: no whole month from {first:%d %B %Y} on can be published yet, so no series can begin.",
                "Deliver the next months first. Nothing that is out is ever counted again; if no release was handed to anybody yet, remove the folder of releases and the private one beside it, and publish afresh.",
            )
        return first, last

    def _out(self, dataset: DatasetPolicy, alike: list[str]) -> int | None:
        """The last month that is out, where the series begins after it: with a new beginning, and where it was left out meanwhile."""
        if dataset.records in self.begins_after:
            return self.begins_after[dataset.records]
        was_left_out = not any(_begun(self.previous, name) for name in alike) and any(
            table.startswith(f"{name}.") for table in self.ever for name in alike
        )
        counted = self.ledger.of(dataset.records)
        return counted.last if was_left_out and counted is not None else None

    def _as_others_began(self, alike: list[str], first: date, last: date) -> tuple[date, date]:
        """No earlier than the series of other audiences, and no longer than the time with which those began."""
        start, end = begun(alike, self.others)
        return max(first, month_start(start) if start else first), min(last, month_end(end) if end else last)

    @property
    def periods(self) -> dict[str, tuple[date, date]]:
        """Dataset → the days that its series may be of."""
        delivered = [(n, d) for n, d in self.policy.datasets.items() if d.coverage in self.collected.tables]
        return {name: self.period(dataset) for name, dataset in delivered}

    @property
    def as_counted(self) -> dict[str, pd.DataFrame]:
        """Kind of record → its records as they count, where some of them are out: a recount cannot know it otherwise."""
        return {kind: facts for kind, facts in self.facts.items() if self.ledger.of(kind)}

    def _settled(self, dataset: DatasetPolicy) -> tuple[date, date]:
        extracted = max(o.extract_date for o in self.collected.origins if o.table == dataset.coverage)
        return settled(covered(self.collected, dataset.coverage), extracted, self.policy.time.months_to_settle)


def counted_series(counting: Counting, say: Say) -> tuple[list[Series], list[Check]]:
    """The views of each dataset that was delivered, found afresh or continued, with what their audit says of them."""
    engine, collected = Engine(), counting.collected
    series, checks = list[Series](), list[Check]()
    tables = counting.tables
    policy = _without_persons(collected, counting.policy)
    for name, dataset in policy.datasets.items():
        if dataset.coverage not in tables:
            continue
        say(f"Finding safe views: {dataset.title}")
        facts, period = counting.records(dataset), counting.period(dataset)
        previous = _begun(counting.previous, name)
        if previous is None:
            made = fresh_series(name, policy, tables=tables, facts=facts, period=period, others=counting.others)
        else:
            made = continued_series(
                name, policy, previous=previous, facts=facts, period=period, others=counting.others, ended=counting.not_recorded
            )  # fmt: skip
        whole = next((s for s in series if s.data.name == dataset.part_of), None)
        if whole is not None:
            made = _less(made, telling_views(made.data, made.together, whole.data, whole.together), previous)
        made = _beside(made, [s for s in series if s.data.policy.records == dataset.records], previous)
        say(f"Attacking them: {dataset.title}")
        checks += made.audit(engine)
        series.append(made)
    return series, checks


def _begun(previous: Release | None, dataset: str) -> Release | None:
    """The release before, where the dataset is in it: what a supplier delivers for the first time begins with this release."""
    return previous if previous is not None and previous.views(dataset) else None


def _less(made: Series, telling: list[str], previous: Release | None) -> Series:
    """Without views that tell of few beside another dataset's; what was published before stays, and stops."""
    return made.stopped(telling, previous) if previous is not None else made.without(telling, not_shown(made.data))


def _beside(made: Series, others: list[Series], previous: Release | None) -> Series:
    """Without numbers of persons that tell of few beside those of another dataset: 30 reported and 29 investigated."""
    own = printed_numbers(made.data, made.together, made.with_persons)
    beside = [printed_numbers(s.data, s.together, s.with_persons) for s in others]
    telling = [
        name
        for name in made.with_persons
        if any(tell_together(own[name], families, made.data.k) for b in beside for families in b.values())
    ]
    return made.stopped(telling, previous) if previous is not None else made.without_persons(telling)


def partition_of(series: list[Series], collected: Collected, previous: Release | None) -> pd.DataFrame:
    """The partition of places: as it was in the previous release, or as it has just been made."""
    if previous is not None and len(previous.frames.get("places", ())):
        return previous.table("places")
    for made in series:
        for key, dimension in made.data.policy.dimensions.items():
            if dimension.kind == "cells" and key in set(
                made.blocks["dimension"]
            ):  # a partition that nothing shows is none
                leaves = [leaf.code for leaf in made.data.hierarchies[key].leaves]
                return contracted(place_table(leaves, collected.tables["ref_area"]), "places")
    return contracted(pd.DataFrame(), "places")


def _without_persons(collected: Collected, policy: Policy) -> Policy:
    """Where a mapping had to make identifiers up, row by row, nobody is said to be counted but records."""
    made_up = {o.table for o in collected.origins if PERSONS & set(o.each_row)}
    made_up |= {
        name
        for name, column in PERSONS_OF.items()
        if name in collected.tables and _is_blank(collected.tables[name][column])
    }
    datasets = {
        name: dataset.model_copy(
            update={
                "protected": "records (no children are identified in them)",
                "views": tuple(view.model_copy(update={"children": False}) for view in dataset.views),
            }
        )
        if dataset.coverage in made_up
        else dataset
        for name, dataset in policy.datasets.items()
    }
    return replace(policy, datasets=datasets)


def _is_blank(values: pd.Series) -> bool:
    return bool((values.fillna("") == "").all())
