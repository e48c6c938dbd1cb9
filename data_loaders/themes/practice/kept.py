"""What stays of a view whose records did not come this time, while those of the other came.

A file that does not come takes nothing back: what practitioners said stays as it was shown where reviews alone were delivered, and
the findings of reviews where the forum alone was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

DIMENSIONS = {"themes": ("agency", "role", "stance"), "reviews": ("review",)}  # by which a view is divided


def with_kept(
    found: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame], delivered: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Counts, their status and their bands, and the sessions of the forum, with the rows of the views that were shown before and were not delivered now."""
    absent = [view for view in DIMENSIONS if view not in delivered]
    divided = [dimension for view in absent for dimension in DIMENSIONS[view]]
    kept = {
        "practice_counts": _of(before["practice_counts"], "view", absent),
        "practice_status": _of(before["practice_status"], "view", absent),
        "practice_bands": _of(before["practice_bands"], "dimension", divided),
    }
    sessions = {} if "themes" in delivered else {"practice_sessions": before["practice_sessions"]}
    return sessions | {
        name: pd.concat([found[name], rows], ignore_index=True) if len(rows) else found[name]
        for name, rows in kept.items()
    }


def _of(frame: pd.DataFrame, column: str, chosen: list[str]) -> pd.DataFrame:
    return frame[frame[column].isin(chosen)]
