"""Repeats in words."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.comparison import Contrast
from dashboard.measures.design_effect import ONE_EACH, UNKNOWN, DesignEffect
from dashboard.measures.repeat_series import ALL_TIMES, FIRST_TIMES, latest_change
from dashboard.words import format as written
from dashboard.words.change import not_compared
from dashboard.words.form import fitting, lower_first
from dashboard.words.vocabulary import WORDS

BANDS = "Each child is counted in the band of all its episodes of that council year."
YEAR_ALONE = "The year before is not shown, so nothing is compared."
GUARDED = "Numbers of children stand beside their episodes only where both together tell of no fewer children than the release allows."
ONE_EACH_TOLD = (
    "Of children missing once, and of first times, the episodes are as many as the children; such figures are held to the rules for numbers "
    "of children."
)
NO_BLAME = "Going missing often says that something is wrong around a child, not with a child."
JOINED = "First times had to be joined with others to protect children, so they cannot be told apart."
FIRST = "A first time is one of each child, so a few children cannot make this line."
FIRST_IS = "An episode is its child’s first where that child was not missing in the twelve months before."


def concentration_title(group: str, share_pct: float, counts: str) -> str:
    """What the most frequent published band makes of the whole. A full count has no range."""
    return f"{written.percent(share_pct)} of {counts} were of {lower_first(group)}"


def per_child_title(bands: pd.DataFrame, counts: str, children: str) -> str:
    """How few make how much, from bands of the latest year."""
    top = bands.iloc[-1]
    return f"{written.percent(top['children_share_pct'])} of {children} had {written.percent(top['episodes_share_pct'])} of {counts}"


def again_title(shares_pct: pd.Series, counts: str, when: str) -> str:
    """The span of the areas, without an order. shares_pct: one for each area; when: the latest period that areas have."""
    span = written.span_percent(shares_pct.min(), shares_pct.max())
    of = "an area’s" if len(shares_pct) > 1 else f"{shares_pct.index[0]}’s"
    return fitting(
        f"{span} of {of} {counts} were repeats in {when}",
        f"{span} of {counts} were repeats in {when}",
    )


def without_repeats_title(
    series: pd.DataFrame,
    *,
    design_effect: DesignEffect | None,
    every: Contrast | None = None,
    broken: pd.Timestamp | None = None,
) -> str:
    """Whether first times moved, the latest year against the year before; then all of them.

    every: what another page says of all of them in the same two years, where it does: there is one answer to one question.
    broken: since when recording changed within them; then neither line is compared.
    """
    if broken is not None:
        return not_compared(broken).rstrip(".")
    first = latest_change(series, FIRST_TIMES, design_effect=ONE_EACH)
    every = every or latest_change(series, ALL_TIMES, design_effect=design_effect or ONE_EACH)
    if first is None or every is None:
        return "First times: cannot tell (too early), fewer than two years are covered"
    told = f"First times: {_moved(first)}"
    return f"{told}; all: {_moved(every)}" if design_effect is not None else f"{told}; of all we cannot tell"


def _moved(change: Contrast) -> str:
    return written.more_or_fewer(change.value) if change.is_beyond_chance else WORDS["cannot-tell"].lower()


def without_repeats_sentence(
    series: pd.DataFrame,
    counts: str,
    *,
    design_effect: DesignEffect | None,
    every: Contrast | None = None,
    broken: pd.Timestamp | None = None,
) -> str:
    """Whether first times moved as all of them did, the latest year against the year before. every, broken: as of the title.

    A first time for twelve months is one of each child, so those counts need no design effect.
    """
    if broken is not None:
        return not_compared(broken)
    told = []
    for group, name, effect, known in (
        (ALL_TIMES, f"all {counts}", design_effect, every),
        (FIRST_TIMES, "those that were the child’s first for twelve months", ONE_EACH, None),
    ):
        change = known or latest_change(series, group, design_effect=effect or ONE_EACH)
        if change is None:
            return "Fewer than two years are covered: too few to compare years."
        if effect is None:
            told.append(f"{name}: {written.more_or_fewer(change.value)} (cannot tell whether by chance: {UNKNOWN})")
        elif change.is_beyond_chance:
            sure = written.could_be(change.lower, change.upper)
            told.append(f"{name}: {written.more_or_fewer(change.value)} ({sure})")
        else:
            told.append(f"{name}: we cannot tell, {written.would_fit(change.lower, change.upper)}")
    return f"Latest year against the year before: {'; '.join(told)}."
