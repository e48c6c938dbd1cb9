"""What presses, as a paper asks a meeting to see to it: what is overdue by its number, places by their names."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.words.form import in_words, listed
from dashboard.words.format import day

NAMED = 3  # a line of a paper's first page; the others stand in the finding


def late_words(one: str, many: str, numbers: Sequence[str], since: pd.Timestamp) -> str:
    """`numbers`: what each is called in its register, the longest overdue first; `since`: the day from which that one is."""
    if len(numbers) == 1:
        return f"see to the {one} that is overdue: {numbers[0]}, since {day(since)};"
    return f"see to {in_words(len(numbers))} {many} that are overdue: {listed(list(numbers), NAMED)}, the first since {day(since)};"


def closed_though_words(names: Sequence[str]) -> str:
    """Places that are shown by themselves."""
    was = "was" if len(names) == 1 else "were"
    return f"ask why {'; '.join(names[:NAMED])} {was} closed though young people felt less safe;"


def silent_words(silent: int) -> str:
    """How many things that young people said have had no word back."""
    one = silent == 1
    return f"see that young people hear back on {in_words(silent)} {'thing' if one else 'things'} that they said;"
