"""What a policy wants that days without hours cannot give: no figure is made by an hour that nobody recorded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from data_loaders.policy.datasets import DatasetPolicy
from data_loaders.policy.reading import Policy

BY_HOUR = ("hour_band", "duration_band", "arranged_clock")
BY_DAY = ("weekday", "day_kind")


def without_hours(policy: Policy, known_to: Collection[str]) -> Policy:
    """The policy for records whose times are known to the day, or to the month; itself where all are known to the minute."""
    lost = (*BY_HOUR, *BY_DAY) if "MONTH" in known_to else BY_HOUR if "DAY" in known_to else ()
    if not lost:
        return policy
    return replace(policy, datasets={name: _without(one, lost) for name, one in policy.datasets.items()})


def _without(dataset: DatasetPolicy, columns: Collection[str]) -> DatasetPolicy:
    if dataset.records != "missing":
        return dataset
    kept = {name: one for name, one in dataset.dimensions.items() if one.column not in columns}
    views = [view for view in dataset.views if set(view.dimensions) <= set(kept)]
    return dataset.model_copy(update={"dimensions": kept, "views": type(dataset.views)(views)})
