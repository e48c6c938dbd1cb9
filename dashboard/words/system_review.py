"""The review of the system in words: it is about the partnership's own work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.words.form import as_many_as_fit, capital, in_words, listed, lower_first, number_of
from dashboard.words.format import count

MOST_REVIEWS = 4  # two years of half-yearly reviews: as many columns as a page has room for
OWN_JUDGEMENT = "A rating is a judgement of the partnership about itself."
NO_CHILD = "It is about the partnership’s own work and about no child."
DEFINITION = (
    "In place: done everywhere and seen to be. Partly: in some parts. Not in place: not yet begun or not working."
)


VALUES = (
    "The values of the approach: collaborative, ecological, rights-based, strengths-based and informed by evidence."
)
VALUES_MIND = "That evidence speaks to a value is the reviewers’ own reading."
NO_VALUES = "The review holds no values, nobody who says so and no next step: their columns of system_review are blank throughout."
NO_VALUE, NOBODY_SAYS, NO_STEP = "no value named", "not recorded", "no next step"


def values_words(names: Sequence[str]) -> str:
    """Under a component, after its level."""
    return f" · {', '.join(lower_first(name) for name in names)}" if names else ""


def values_named(names: Sequence[str]) -> str:
    """In a cell of their own."""
    return capital(", ".join(lower_first(name) for name in names)) or NO_VALUE


def evidence_title(silent: Sequence[str], of: int, without: int, still: int) -> str:
    """`silent`: values that no evidence speaks to; `without`: components with no value; `still`: with no next step."""
    if len(silent) == of:
        first = "No component names a value of the approach"
    elif silent:
        first = f"Evidence speaks to {in_words(of - len(silent))} of {in_words(of)} values, not to {listed(silent)}"
    else:
        first = f"Evidence speaks to all {in_words(of)} values of the approach"
    bare = f"{number_of(without, 'component names', 'components name')} none" if without and len(silent) < of else ""
    return as_many_as_fit(first, bare, f"{number_of(still, 'has', 'have')} no next step" if still else "")


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
