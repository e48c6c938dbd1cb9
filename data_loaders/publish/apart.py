"""What of a publication is done beside the rest of it: the themes that read no record that is counted by month, and recounts of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from data_loaders.counted import Counting, counted_series
from data_loaders.deliveries import COUNTED
from data_loaders.lock.tables import declarations
from data_loaders.policy import Policy
from data_loaders.published.recount import Evidence, recount_checks
from data_loaders.published.recount.audits import AUDITS
from data_loaders.published.recount.survey import SURVEY
from data_loaders.release import Check, Release, ViewEntry
from data_loaders.series import Series
from data_loaders.side_by_side import side_by_side
from data_loaders.themes import THEMES, Made

Say = Callable[[str], None]
MANY = 50_000  # rows that the themes beside read: of fewer they are made before a second process has begun
HERE = ("places", "labels")  # the one reads incidents, the other nothing
THERE = tuple(name for name in THEMES if name not in HERE)
NOT_READ_THERE = (*COUNTED, "return_discussions")  # records of children, the largest of what is delivered
RECOUNTED_THERE = frozenset({*SURVEY, *AUDITS})


def counted_and_made(
    counting: Counting, tables: Mapping[str, pd.DataFrame], previous: Release | None, say: Say
) -> tuple[list[Series], list[Check], list[Made]]:
    """The views of each dataset with what their audit says, and beside them what each theme makes, in the order of the themes."""

    def here() -> tuple[list[Series], list[Check], dict[str, Made]]:
        series, checks = counted_series(counting, say)
        say(f"Making safe tables: {', '.join(THEMES)}")
        return series, checks, made_of(HERE, tables, counting.policy, previous)

    beside = _not_counted(tables)
    there = THERE, beside, counting.policy, previous
    (series, checks, own), others = side_by_side(here, made_of, *there, pays=_pays(beside))
    made = own | others
    return series, checks, [made[name] for name in THEMES]


def made_of(
    names: Collection[str], tables: Mapping[str, pd.DataFrame], policy: Policy, previous: Release | None
) -> dict[str, Made]:
    """What some themes make, by name."""
    return {name: THEMES[name](dict(tables), policy, previous) for name in names}


def recounted(entries: tuple[ViewEntry, ...], evidence: Evidence) -> list[Check]:
    """One check for each table of the release, in the order of their names."""
    there = RECOUNTED_THERE & evidence.published.keys()
    here = partial(recounts_of, evidence.published.keys() - there, entries, evidence)
    beside = replace(evidence, delivered=_not_counted(evidence.delivered), counted={})
    own, others = side_by_side(here, recounts_of, there, entries, beside, pays=_pays(beside.delivered))
    return sorted([*own, *others], key=lambda check: check.subject)


def recounts_of(names: Collection[str], entries: tuple[ViewEntry, ...], evidence: Evidence) -> list[Check]:
    """One check for each of some tables. What they are declared to be is worked out in either process: it cannot be handed over."""
    return recount_checks(declarations(entries), evidence, names)


def _not_counted(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Without what nobody reads beside: a second copy of it would be the most of the memory."""
    return {name: frame for name, frame in tables.items() if name not in NOT_READ_THERE}


def _pays(read: Mapping[str, pd.DataFrame]) -> bool:
    return sum(map(len, read.values())) >= MANY
