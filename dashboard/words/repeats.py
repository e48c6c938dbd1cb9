"""Repeats in words."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.design_effect import ONE_EACH, UNKNOWN, DesignEffect
from dashboard.measures.repeat_series import ALL_TIMES, FIRST_TIMES, latest_change
from dashboard.words import format as written
from dashboard.words.form import capital


def concentration_sentence(shares: pd.DataFrame, counts: str) -> str:
    """What the most frequent published band makes of the whole, beside the least frequent. A full count has no interval."""
    latest = shares[shares["year"] == "latest"]
    first, top = latest.iloc[0], latest.iloc[-1]
    return (
        f"{written.percent(top['share_pct'])} of {top['base']:,.0f} {counts} in the latest year were of "
        f"{_within(top['group'])}; {written.percent(first['share_pct'])} were of {_within(first['group'])}."
    )


def per_child_sentence(bands: pd.DataFrame, counts: str, children: str) -> str:
    """How few make how much, from bands of the latest year."""
    top, all_children = bands.iloc[-1], int(bands["children"].sum())
    return (
        f"{int(bands['episodes'].sum()):,} {counts} of {all_children:,} {children} in the latest year, "
        f"{bands['episodes'].sum() / all_children:.1f} for each. {capital(str(top['group']))} were {written.percent(top['children_share_pct'])} of the "
        f"{children} and had {written.percent(top['episodes_share_pct'])} of the {counts}."
    )


def _within(group: object) -> str:
    return f"{str(group)[:1].lower()}{str(group)[1:]}"


def without_repeats_sentence(series: pd.DataFrame, counts: str, *, design_effect: DesignEffect | None) -> str:
    """Whether first times moved as all of them did, the latest year against the year before.

    A first time for twelve months is one of each child, so those counts need no design effect.
    """
    told = []
    for group, name, effect in (
        (ALL_TIMES, f"all {counts}", design_effect),
        (FIRST_TIMES, "those that were the child’s first for twelve months", ONE_EACH),
    ):
        change = latest_change(series, group, design_effect=effect or ONE_EACH)
        if change is None:
            return "Fewer than two years are covered: too few to compare years."
        if effect is None:
            told.append(f"{name} {written.more_or_fewer(change.value)} (cannot tell whether by chance: {UNKNOWN})")
        elif change.is_beyond_chance:
            sure = written.could_be(change.lower, change.upper)
            told.append(f"{name} {written.more_or_fewer(change.value)} ({sure})")
        else:
            told.append(f"{name} cannot be told: {written.would_fit(change.lower, change.upper)}")
    return f"Latest year against the year before: {'; '.join(told)}."
