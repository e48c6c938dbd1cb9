"""What a recount reads: the deliveries, the settings, and the tables that are about to be published."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import pandas as pd

from data_loaders.published import TABLES

if TYPE_CHECKING:
    from data_loaders.policy import Policy

Frame: TypeAlias = pd.DataFrame
INDICATORS_OF_OTHERS = "indicators of others"  # among what is out before: those that other audiences are shown
Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Evidence:
    """`delivered` are the checked deliveries (and `origins`); `previous` the tables of the release in force, if it goes on."""

    delivered: Mapping[str, Frame]
    published: Mapping[str, Frame]
    previous: Mapping[str, Frame]
    policy: Policy
    covered: Mapping[
        str, tuple[date, date]
    ]  # delivered table → the first and last day that it covers; of the first, the calendar is
    spans: Mapping[str, tuple[date, date]] = field(default_factory=dict)  # dataset → the days that its series may be of
    counted: Mapping[str, Frame] = field(
        default_factory=dict
    )  # kind of record → its records as they count, where some are out
    _made: dict[str, object] = field(default_factory=dict, repr=False)
    _read: dict[str, object] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> Frame:
        """A delivered table, empty where it did not come."""
        return self.delivered.get(name, pd.DataFrame())

    def has(self, *names: str) -> bool:
        return all(len(self.table(name)) for name in names)

    def fresh(self, name: str) -> Frame:
        """The rows that the release in force does not have, word for word; all where its table tells nothing: then all is counted again."""
        before = self.previous.get(name)
        return fresh_rows(self.published[name], before) if TABLES[name].tells(before) else self.published[name]

    def once(self, name: str, work_out: Callable[[Evidence], Found]) -> Found:
        """What several recounts need is worked out once for all of them."""
        if name not in self._made:
            self._made[name] = work_out(self)
        return cast("Found", self._made[name])

    def read_once(self, name: str, read: Callable[[Evidence], Found]) -> Found:
        """The same for what follows from the deliveries alone, whatever is held against them."""
        if name not in self._read:
            self._read[name] = read(self)
        return cast("Found", self._read[name])

    def beside(self, published: Mapping[str, Frame]) -> Evidence:
        """The same deliveries, held against other tables."""
        return replace(self, published=published, _made={})

    @cached_property
    def areas(self) -> Frame:
        return self.table("ref_area").set_index("area_code")


def fresh_rows(now: Frame, before: Frame | None) -> Frame:
    if before is None or before.empty or now.empty or list(before.columns) != list(now.columns):
        return now
    old = set(map(tuple, before.astype("str").to_numpy(dtype=object)))
    is_new = [tuple(row) not in old for row in now.astype("str").to_numpy(dtype=object)]
    return now[is_new].reset_index(drop=True)
