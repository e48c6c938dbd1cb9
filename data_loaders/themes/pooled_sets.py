"""Of which contexts pooled figures may be: each context stands in the figures of one day, and of no other.

Figures of contexts stay as they were first published, since what moves in them would be of few. Once a year figures of those alone
that came since are put beside them: another set, of which nothing was told.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_loaders.published.contexts import YEAR

POOLED, BESIDE, SHOWN = "pooled", "beside", "shown"  # in figures; in them and shown one by one; shown one by one alone
MEMORY = ("key", "was")
NONE_YET = pd.DataFrame({name: [] for name in MEMORY}, dtype="str")


@dataclass(frozen=True)
class Remembered:
    """What the private memory says of the contexts of earlier releases. rows: `key`, `was`; what was pooled last, on which day."""

    rows: pd.DataFrame
    last: pd.Timestamp | None

    def is_due(self, as_at: pd.Timestamp) -> bool:
        """Whether a set of its own may begin. A memory of an earlier version does not know who was counted: there none ever does."""
        return self.last is None or (self.knows_all and as_at >= self.last + YEAR)

    @property
    def knows_all(self) -> bool:
        return "was" in self.rows

    def fresh(self, cases: pd.DataFrame) -> pd.DataFrame:
        """The cases that no figure holds. One that was shown one by one and is not any more is in none: what was told of it could be
        taken from the figures. cases: `key`, `is_named`."""
        was = cases["key"].map(self._was())
        is_fresh = was.isna() | ((was == SHOWN) & cases["is_named"])
        return cases[is_fresh].reset_index(drop=True)

    def after(self, cases: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
        """The memory after a release that shows what is named of `cases` and has first counted `counted`."""
        if self.last is not None and not self.knows_all:
            return self.rows
        was = dict.fromkeys(cases.loc[cases["is_named"], "key"], SHOWN) | self._was()
        was |= {
            key: BESIDE if named else POOLED for key, named in zip(counted["key"], counted["is_named"], strict=True)
        }
        return pd.DataFrame(sorted(was.items()), columns=list(MEMORY), dtype="str")

    def _was(self) -> dict[str, str]:
        return dict(zip(self.rows["key"], self.rows["was"], strict=True)) if self.knows_all else {}


def pooled_keys(rows: pd.DataFrame | None) -> list[str]:
    """The keys of contexts that are in pooled figures, and so are never shown one by one."""
    if rows is None:
        return []
    return list(rows["key"] if "was" not in rows else rows.loc[rows["was"] == POOLED, "key"])
