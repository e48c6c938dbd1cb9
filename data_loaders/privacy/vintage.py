"""Vintages: against the previous release of an audience no published cell changes; closed periods are only added."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from data_loaders.privacy.dataset import Countable
from data_loaders.privacy.finder import Grid, counted
from data_loaders.privacy.views import view_table
from data_loaders.safety.calendar import Calendar, month_number


@dataclass(frozen=True)
class Continued:
    """A view's published table, the new periods that may be added, and what had to be held back.

    `changed`: period_start, period_end of published cells that would count differently today.
    `is_paused`: the periods after the added ones have to wait. Why is not said: one cause of several would tell of it.
    """

    published: pd.DataFrame
    added: pd.DataFrame
    changed: pd.DataFrame
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
    now["is_unsafe"] = found.fails(data.k, data.policy.dominance)
    keys = ["period_start", "period_end", *grid.cut]
    both = published[[*keys, "n"]].merge(now[[*keys, "n"]], on=keys, how="left", suffixes=("", "_now"))
    difference = (both["n_now"].fillna(0) - both["n"]).abs()
    changed = both.loc[difference > 0, ["period_start", "period_end"]].drop_duplicates()
    later = now[now["period_start"] > published["period_end"].max()] if grid.unit != "all" else now.iloc[:0]
    unsafe = later.loc[later["is_unsafe"], "period_start"].min()
    added = later if pd.isna(unsafe) else later[later["period_start"] < unsafe]
    return Continued(published, added[list(published.columns)], changed, not pd.isna(unsafe))


def without_late(more: dict[str, Continued]) -> dict[str, Continued]:
    """Keep back every new period in which figures that are already published would count differently today.

    A new year less its published months would be the number of late records: few children, or one.
    """
    if not more:
        return {}  # nothing of this dataset was safe to show when the series began
    changed = pd.concat([m.changed for m in more.values()], ignore_index=True)
    made = {}
    for name, view in more.items():
        touched = [
            start
            for start, end in view.added[["period_start", "period_end"]].drop_duplicates().itertuples(index=False)
            if ((changed["period_start"] <= end) & (changed["period_end"] >= start)).any()
        ]
        made[name] = view.paused_from(min(touched)) if touched else view
    return made
