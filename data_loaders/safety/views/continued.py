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


def further(grid: Grid) -> Grid:
    """What a view is counted by after the time it began with: one over the whole time by years, every other as it is."""
    return replace(grid, unit="year") if grid.unit == "all" else grid


def continue_view(data: Countable, grid: Grid, published: pd.DataFrame) -> Continued:
    """Keep what was published, add the whole periods after it while they are safe, stop at the first that is not.

    A view over the whole time is counted again over the time it was published for, and goes on by whole years.
    """
    if grid.unit == "all":
        first, last = (month_number(published[c].iloc[0].date()) for c in ("period_start", "period_end"))
        begun = _counted_now(replace(data, calendar=Calendar(first, last, data.calendar.year_starts)), grid)
        now = pd.concat([begun, _years_after(data, grid, begun["period_end"].max())], ignore_index=True)
    else:
        now = _counted_now(data, grid)
    keys = ["period_start", "period_end", *grid.cut]
    differing = len(vintage.differing(published, now, keys=keys, counts=["n"]))
    later = now[now["period_start"] > published["period_end"].max()]
    added = vintage.up_to_stop(later, later["is_unsafe"], by=())
    return Continued(published, added[list(published.columns)], differing, len(added) < len(later))


def _years_after(data: Countable, grid: Grid, end: pd.Timestamp) -> pd.DataFrame:
    """The whole years after that day; none where the time before ended within a year, since months would be in neither."""
    years = _counted_now(data, further(grid))
    later = years[years["period_start"] > end]
    return later if later["period_start"].min() == end + pd.Timedelta(days=1) else later.iloc[:0]


def _counted_now(data: Countable, grid: Grid) -> pd.DataFrame:
    """The view's table as the records count today, with `is_unsafe` for each cell."""
    found = counted(data, grid)
    return view_table(data, grid, found).assign(is_unsafe=unsafe(data, grid))
