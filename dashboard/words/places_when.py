"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd


def change_sentence(rows: pd.DataFrame, counts: str) -> str:
    beyond = rows[rows["is_beyond_chance"]].sort_values("area")
    if beyond.empty:
        return f"In no district did {counts} change from one year to the next by more than chance would explain."
    told = "; ".join(
        f"{'more' if r.ratio > 1 else 'fewer'} in {r.area} ({r.ratio:.2f} times)" for r in beyond.itertuples()
    )
    return f"Beyond chance, {told}. In the other districts the change is within chance."


def half_sentence(rows: pd.DataFrame, counts: str) -> str:
    return f"{rows['n'].sum():,} {counts} in {rows['half'].nunique()} half-years and {rows['area_block'].nunique()} districts, each against its own average."


def time_sentence(rows: pd.DataFrame, counts: str) -> str:
    top = rows.loc[rows["n"].idxmax()]
    return f"Of {rows['n'].sum():,} {counts}, most fall on: {str(top['also']).lower()}, {top['group']} ({top['share_pct']:.0f} %)."


def response_sentence(shares: pd.DataFrame, course: pd.DataFrame, what: str) -> str:
    """The latest share of all, and whether it has moved beyond chance since the first period."""
    last, first = course.iloc[-1], course.iloc[0]
    is_apart = last["lower_pct"] > first["upper_pct"] or last["upper_pct"] < first["lower_pct"]
    since = (
        f"{'more' if last['share_pct'] > first['share_pct'] else 'less'} than at first, beyond chance"
        if is_apart
        else "within chance of where it was at first"
    )
    groups = shares["group"].nunique()
    return f"{last['share_pct']:.0f} % {what} in the latest period (between {last['lower_pct']:.0f} and {last['upper_pct']:.0f} %), {since}; {groups} groups."
