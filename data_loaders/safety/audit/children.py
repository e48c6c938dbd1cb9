"""Numbers of different persons do not add up, so beside other figures they can tell of few: this looks at all published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from data_loaders.release import Check
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid
from data_loaders.safety.views.people import telling_numbers

if TYPE_CHECKING:
    from data_loaders.safety.audit import Published


def check_children(data: Countable, views: Sequence[Published], grids: Mapping[str, Grid]) -> Check:
    """Counts less persons of each view, and what any two printed numbers of persons differ by; `grids`: of all views."""
    shown = [view.name for view in views if "children" in view.table]
    every = {**grids, **{view.name: view.grid for view in views}}
    trouble = [" with ".join(names) for names in telling_numbers(data, every, shown)]
    reason = (
        f"Numbers of different {data.policy.protected} stand in {len(shown)} view{'' if len(shown) == 1 else 's'}; beside the counts and beside each other they "
        f"tell of nobody, or of at least {data.k}."
        if not trouble
        else f"{'; '.join(trouble[:5])}: they tell of a small group. Publish the numbers of {data.policy.protected} of fewer views."
    )
    return Check(
        name="different children",
        subject=data.name,
        status="failed" if trouble else "passed",
        reason=reason,
        tried=len(shown),
    )
