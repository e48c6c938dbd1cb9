"""The review of the system in words: it is about the partnership's own work."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

MOST_REVIEWS = 4  # two years of half-yearly reviews: as many columns as a page has room for
OWN_JUDGEMENT = "A rating is a judgement of the partnership about itself."
NO_CHILD = "It is about the partnership’s own work and about no child."
DEFINITION = (
    "In place: done everywhere and seen to be. Partly: in some parts. Not in place: not yet begun or not working."
)


def system_title(counts: Mapping[str, int], of: int, change: pd.Series) -> str:
    """How many components are in place, and how many moved since the review before."""
    up, down = int((change > 0).sum()), int((change < 0).sum())
    moved = (
        " and ".join(t for t in (f"{up} moved up" if up else "", f"{down} moved down" if down else "") if t)
        or "none moved"
    )
    return f"{counts.get('GREEN', 0)} of {of} components are in place; {moved} since the review before"
