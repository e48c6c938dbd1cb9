"""Repeats in words."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.repeat_series import ALL_TIMES, FIRST_TIMES, latest_change
from dashboard.words.change import percent


def concentration_sentence(shares: pd.DataFrame, counts: str) -> str:
    """What the most frequent published band makes of the whole, beside the least frequent."""
    latest = shares[shares["year"] == "latest"]
    first, top = latest.iloc[0], latest.iloc[-1]
    return (
        f"{top['share_pct']:.0f} % of {counts} in the latest year (between {top['lower_pct']:.0f} and {top['upper_pct']:.0f} %) were of "
        f"{_within(top['group'])}; {first['share_pct']:.0f} % were of {_within(first['group'])}."
    )


def per_child_sentence(bands: pd.DataFrame, counts: str, children: str) -> str:
    """How few make how much, from bands of the latest year."""
    top, all_children = bands.iloc[-1], int(bands["children"].sum())
    return (
        f"{int(bands['episodes'].sum()):,} {counts} of {all_children:,} {children} in the latest year, "
        f"{bands['episodes'].sum() / all_children:.1f} for each. {_capital(top['group'])} were {top['children_share_pct']:.0f} % of the "
        f"{children} and had {top['episodes_share_pct']:.0f} % of the {counts}."
    )


def _capital(group: object) -> str:
    return f"{str(group)[:1].upper()}{str(group)[1:]}"


def _within(group: object) -> str:
    return f"{str(group)[:1].lower()}{str(group)[1:]}"


def without_repeats_sentence(series: pd.DataFrame, counts: str) -> str:
    """Whether first times moved as all of them did, the latest year against the year before."""
    told = []
    for group, name in (
        (ALL_TIMES, f"all {counts}"),
        (FIRST_TIMES, "those that were the child’s first for twelve months"),
    ):
        change = latest_change(series, group)
        if change is None:
            return "Fewer than two years are covered: too few to compare years."
        span = f"between {percent(change.lower)} and {percent(change.upper)}"
        how = "" if change.is_beyond_chance else ", within the usual range"
        told.append(f"{name} {percent(change.value)} ({span}{how})")
    return f"Latest year against the year before: {'; '.join(told)}."
