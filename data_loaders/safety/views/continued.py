"""Vintages: against the previous release of an audience no published cell changes; closed periods are only added."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from data_loaders.safety import vintage
from data_loaders.safety.calendar import Calendar, month_number
from data_loaders.safety.views.dataset import Countable
from data_loaders.safety.views.finder import Grid, counted, unsafe
from data_loaders.safety.views.table import view_table


@dataclass(frozen=True)
class Continued:
    """A view's published table, the new periods that may be added, and what had to be held back.

    `differing`: how many published cells the records, as they count, do not give: none, or they are not those that were counted.
    `is_paused`: the periods after the added ones have to wait. Why is not said: one cause of several would tell of it.
    """

    published: pd.DataFrame
    added: pd.DataFrame
    differing: int
    is_paused: bool

    @property
    def table(self) -> pd.DataFrame:
        return pd.concat([self.published, self.added], ignore_index=True)

    def paused_from(self, start: pd.Timestamp) -> Continued:
        return replace(self, added=self.added[self.added["period_start"] < start], is_paused=True)


def continue_view(data: Countable, grid: Grid, published: pd.DataFrame) -> Continued:
    """Keep what was published, add the whole periods after it while they are safe, stop at the first that is not.

    A view over the whole time never grows: it is counted again over the time it was published for.
    """
    if grid.unit == "all":
        first, last = (month_number(published[c].iloc[0].date()) for c in ("period_start", "period_end"))
        data = replace(data, calendar=Calendar(first, last, data.calendar.year_starts))
    found = counted(data, grid)
    now = view_table(data, grid, found)
    now["is_unsafe"] = unsafe(data, grid)
    keys = ["period_start", "period_end", *grid.cut]
    differing = len(vintage.differing(published, now, keys=keys, counts=["n"]))
    later = now[now["period_start"] > published["period_end"].max()] if grid.unit != "all" else now.iloc[:0]
    added = vintage.up_to_stop(later, later["is_unsafe"], by=())
    return Continued(published, added[list(published.columns)], differing, len(added) < len(later))
