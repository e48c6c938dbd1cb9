"""What each rule of safety costs, on the same records: shown views, figures and numbers of children with one rule taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from worlds import POLICY

from data_loaders import counted
from data_loaders.counted import Counting, counted_series
from data_loaders.policy import load_policy
from data_loaders.safety.attack import covers, pairs
from data_loaders.safety.ledger import open_ledger
from data_loaders.safety.views import choice, dataset, finder, numbers_shown, people, places
from data_loaders.safety.views.sizes import smaller_first
from data_loaders.sources import collect

Patch = pytest.MonkeyPatch
SMALLER = "data_loaders.safety.views.dataset.smaller_first"


@dataclass(frozen=True)
class Kept:
    """`detail` is the finder's own score: what the views tell apart, weighed as the policy weighs it."""

    views: int
    figures: int
    with_children: int
    detail: float

    def __sub__(self, other: Kept) -> Kept:
        return Kept(self.views - other.views, self.figures - other.figures, self.with_children - other.with_children,
                    self.detail - other.detail)  # fmt: skip


def kept(deliveries: Path, out: Path) -> Kept:
    """Choose every view of every kind of record; what was chosen is attacked by tests of its own."""
    collected, policy = collect(deliveries), load_policy(POLICY, "partnership")
    series, _ = counted_series(Counting(collected, policy, open_ledger(out), None), lambda _: None)
    scores = [finder.score(s.data, grid, policy.time.detail) for s in series for grid in s.together.values()]
    figures = sum(len(frame) for s in series for frame in s.tables.values())
    return Kept(len(scores), figures, sum(len(s.with_persons) for s in series), sum(scores))


def two_views(patch: Patch) -> None:
    patch.setattr(pairs.Pairs, "telling", lambda *_: [])


def three_views(patch: Patch) -> None:
    patch.setattr(covers.Covers, "telling", lambda *_: ())


def persons_of_unions(patch: Patch) -> None:
    patch.setattr(pairs, "unions", lambda grid, **_: [grid])


def programs(patch: Patch) -> None:
    patch.setattr(choice, "troubled_views", lambda *_: [])


def numbers_of_children(patch: Patch) -> None:
    patch.setattr(numbers_shown, "telling_numbers", lambda *_: [])
    patch.setattr(counted, "tell_together", lambda *_: False)


def first_times(patch: Patch) -> None:
    patch.setattr(people, "once_codes", lambda *_: frozenset[str]())


def parts_of_a_whole(patch: Patch) -> None:
    patch.setattr(counted, "telling_views", lambda *_: [])


def sensitive_places(patch: Patch) -> None:
    patch.setattr(places.Spread, "hides", lambda *_: True)
    patch.setattr(finder, "_of_a_sensitive_place", lambda *args: np.zeros(args[2], dtype=bool))


def chains_from_outside(patch: Patch) -> None:
    """Which values are joined first is read off the records, as before: the fewest records first."""
    categories, areas = dataset._categories, dataset._areas

    def weighed(make: Callable[..., object], key: str, *rest: object) -> object:
        found = make(key, *rest)
        leaf, number = found[2], len(found[0].leaves)  # type: ignore[index]  # hierarchy, codes, leaves
        sizes = [float((leaf == at).sum()) for at in range(number)]
        patch.setattr(SMALLER, lambda _: smaller_first(sizes))
        made = make(key, *rest)
        patch.setattr(SMALLER, smaller_first)
        return made

    patch.setattr(dataset, "_categories", partial(weighed, categories))
    patch.setattr(dataset, "_areas", partial(weighed, areas))


def every_rule(patch: Patch) -> None:
    for rule in RULES.values():
        rule(patch)


RULES: dict[str, Callable[[Patch], None]] = {
    "a small group is not known to be there (two views)": two_views,
    "persons of a union once": persons_of_unions,
    "a small group is not known to be there (three views)": three_views,
    "linear programs over all views": programs,
    "numbers of children": numbers_of_children,
    "first times are numbers of children": first_times,
    "reports less investigations": parts_of_a_whole,
    "a sensitive place is a minority": sensitive_places,
    "chains of joins from outside": chains_from_outside,
}
