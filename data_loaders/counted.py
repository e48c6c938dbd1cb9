"""Every dataset of the policy, counted into views that are safe together and attacked: what the river is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from data_loaders.engine import Engine
from data_loaders.facts import FACTS, Tables
from data_loaders.policy import Policy
from data_loaders.privacy.audit.parts import telling_views
from data_loaders.privacy.finder import not_shown
from data_loaders.privacy.people import printed_numbers, tell_together
from data_loaders.privacy.place_labels import place_table
from data_loaders.reference import contracted
from data_loaders.release import Check, Release
from data_loaders.series import Series, continued_series, fresh_series
from data_loaders.sources import Collected
from data_loaders.sources.origin import coverage_of, covered

PERSONS = {person for person, _, _ in FACTS.values()}
PERSONS_OF = {"efh_incidents": "child_group_pseudo_ids"}  # tables in which naming children is optional
Say = Callable[[str], None]


def counted_series(
    collected: Collected, policy: Policy, previous: Release | None, say: Say
) -> tuple[list[Series], list[Check]]:
    """The views of each dataset that was delivered, found afresh or continued, with what their audit says of them."""
    engine, facts = Engine(), dict[str, pd.DataFrame]()
    series, checks = list[Series](), list[Check]()
    tables: Tables = {**collected.tables, "coverage": coverage_of(collected)}
    policy = _without_persons(collected, policy)
    for name, dataset in policy.datasets.items():
        if dataset.coverage not in tables:
            continue
        if dataset.records not in facts:
            facts[dataset.records] = FACTS[dataset.records][2](tables)
        say(f"Finding safe views: {dataset.title}")
        period = covered(collected, dataset.coverage)
        if previous is None:
            made = fresh_series(name, policy, tables=tables, facts=facts[dataset.records], period=period)
        else:
            made = continued_series(name, policy, previous=previous, facts=facts[dataset.records], period=period)
        whole = next((s for s in series if s.data.name == dataset.part_of), None)
        if whole is not None:
            made = _less(made, telling_views(made.data, made.together, whole.data, whole.together), previous)
        made = _beside(made, [s for s in series if s.data.policy.records == dataset.records], previous)
        say(f"Attacking them: {dataset.title}")
        checks += made.audit(engine)
        series.append(made)
    return series, checks


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
    if previous is not None:
        return previous.table("places")
    for made in series:
        for key, dimension in made.data.policy.dimensions.items():
            if dimension.kind == "cells":
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
