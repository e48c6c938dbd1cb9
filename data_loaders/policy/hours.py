"""What a policy wants that days without hours cannot give: no figure is made by hours that nobody recorded of as many children as the floor asks.

Of fewer the same is told as of none: these views stand as if each hour had been recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pandas as pd

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.policy.reading import Policy

BY_HOUR = ("hour_band", "duration_band", "arranged_clock")
BY_DAY = ("weekday", "day_kind")
RECORDS = "missing"


def not_recorded(tables: Mapping[str, pd.DataFrame], policy: Policy) -> tuple[str, ...]:
    """The columns that hours or days are wanted for which nobody recorded of k children or more."""
    k = max((policy.k(name) for name, one in policy.datasets.items() if one.records == RECORDS), default=0)
    of_days, of_months = (_children(tables, known_to) for known_to in (("DAY", "MONTH"), ("MONTH",)))
    if k and of_months >= k:
        return (*BY_HOUR, *BY_DAY)
    return BY_HOUR if k and of_days >= k else ()


def _children(tables: Mapping[str, pd.DataFrame], known_to: Collection[str]) -> int:
    """How many children have an episode, or a discussion of one, of which the times are known that coarsely."""
    episodes = tables.get("missing_episodes", pd.DataFrame({"episode_id": [], "child_pseudo_id": []}))
    child = dict(zip(episodes["episode_id"], episodes["child_pseudo_id"], strict=True))
    rows = [frame for frame in tables.values() if {"times_known_to", "episode_id"} <= set(frame.columns)]
    return len(
        {
            child.get(one, one)
            for frame in rows
            for one in frame.loc[frame["times_known_to"].isin(known_to), "episode_id"]
        }
    )


def without_hours(
    policy: Policy, lost: Collection[str], begun: Mapping[str, Collection[str]] | None = None, out: Collection[str] = ()
) -> Policy:
    """The policy without views by these columns. begun: dataset → the dimensions of its series that goes on, which keeps what it began
    with; out: dimensions that other audiences are shown, by which no view is made here, but beside which others stand."""
    series = begun or {}
    made = {
        name: _without(one, _not_in(one, series[name]) if name in series else lost, out)
        if one.records == RECORDS
        else one
        for name, one in policy.datasets.items()
    }
    return replace(policy, datasets=made) if made != policy.datasets else policy


def _not_in(dataset: DatasetPolicy, begun: Collection[str]) -> set[str]:
    return {one.column for name, one in dataset.dimensions.items() if name not in begun} & {*BY_HOUR, *BY_DAY}


def _without(dataset: DatasetPolicy, lost: Collection[str], out: Collection[str]) -> DatasetPolicy:
    stay = {name for name, one in dataset.dimensions.items() if one.column not in lost}
    if len(stay) == len(dataset.dimensions):
        return dataset
    kept = {name: one for name, one in dataset.dimensions.items() if name in stay or name in out}
    views = [view for view in dataset.views if set(view.dimensions) <= stay]
    return dataset.model_copy(update={"dimensions": kept, "views": type(dataset.views)(views)})
