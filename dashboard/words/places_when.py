"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd

from dashboard.words import format as written
from dashboard.words.form import number_of


def half_sentence(rows: pd.DataFrame, counts: str) -> str:
    return f"{rows['n'].sum():,} {counts} in {rows['half'].nunique()} half-years and {rows['area_block'].nunique()} districts, each against its own average."


def time_sentence(rows: pd.DataFrame, counts: str) -> str:
    top = rows.loc[rows["n"].idxmax()]
    return f"Of {rows['n'].sum():,} {counts}, most fall on: {str(top['also']).lower()}, {top['group']} ({written.percent(top['share_pct'])})."


def response_sentence(shares: pd.DataFrame, course: pd.DataFrame, what: str) -> str:
    """The latest share of all, and whether it can be told from that of the first period."""
    last, first = course.iloc[-1], course.iloc[0]
    is_apart = last["lower_pct"] > first["upper_pct"] or last["upper_pct"] < first["lower_pct"]
    since = (
        f"{'more' if last['share_pct'] > first['share_pct'] else 'less'} than at first, more than chance would explain"
        if is_apart
        else f"which cannot be told from the {written.percent(first['share_pct'])} at first"
    )
    groups = number_of(shares["group"].nunique(), "group", "groups")
    return (
        f"{written.percent(last['share_pct'])} {what} in the latest period, {since} "
        f"(could be {last['lower_pct']:.0f} to {written.percent(last['upper_pct'])}); {groups}."
    )
