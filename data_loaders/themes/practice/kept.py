"""What stays of a view whose records did not come this time, while those of the other came.

A file that does not come takes nothing back: what practitioners said stays as it was shown where reviews alone were delivered, and
the findings of reviews where the forum alone was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

DIMENSIONS = {"themes": ("agency", "role", "stance"), "reviews": ("review",)}  # by which a view is divided
OF_THE_FORUM = ("practice_sessions", "practice_pairs", "practice_agreement", "practice_disagreements")


def with_kept(
    found: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame], delivered: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Counts, their status and their bands with the rows of views that were shown before and were not delivered now; and all of the forum that stays."""
    absent = [view for view in DIMENSIONS if view not in delivered]
    divided = [dimension for view in absent for dimension in DIMENSIONS[view]]
    kept = {
        "practice_counts": _of(before["practice_counts"], "view", absent),
        "practice_status": _of(before["practice_status"], "view", absent),
        "practice_bands": _of(before["practice_bands"], "dimension", divided),
    }
    of_the_forum = {} if "themes" in delivered else {name: before[name] for name in OF_THE_FORUM}
    return of_the_forum | {
        name: pd.concat([found[name], rows], ignore_index=True) if len(rows) else found[name]
        for name, rows in kept.items()
    }


def _of(frame: pd.DataFrame, column: str, chosen: list[str]) -> pd.DataFrame:
    return frame[frame[column].isin(chosen)]
