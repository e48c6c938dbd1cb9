"""The review of the system in words: it is about the partnership's own work."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.words.form import in_words
from dashboard.words.format import count

MOST_REVIEWS = 4  # two years of half-yearly reviews: as many columns as a page has room for
OWN_JUDGEMENT = "A rating is a judgement of the partnership about itself."
NO_CHILD = "It is about the partnership’s own work and about no child."
DEFINITION = (
    "In place: done everywhere and seen to be. Partly: in some parts. Not in place: not yet begun or not working."
)


def system_title(counts: Mapping[str, int], of: int, change: pd.Series) -> str:
    """How many components are in place, and how many moved since the review before."""
    up, down = int((change > 0).sum()), int((change < 0).sum())
    ways = (f"{in_words(n)} moved {way}" for n, way in ((up, "up"), (down, "down")) if n)
    moved = f"{' and '.join(ways) or 'none moved'} since the last review"
    green = counts.get("GREEN", 0)
    if of == 1:
        head = f"The one component is {'' if green else 'not '}in place"
    else:
        head = f"{count(green) if green else 'None'} of {count(of)} components {'are' if green > 1 else 'is'} in place"
    return f"{head}; {moved}" if change.notna().any() else head
