"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import fitting
from dashboard.words.number_format import SHARE


def halves_title(rows: pd.DataFrame) -> str:
    return f"{rows['half'].nunique()} half-years in {rows['area_block'].nunique()} districts, from {rows['times'].min():.1f} to {rows['times'].max():.1f} times their own average"


def times_title(rows: pd.DataFrame) -> str:
    """The tile with most of all, as one sentence."""
    top = rows.loc[rows["n"].idxmax()]
    share = SHARE.write(float(top["share_pct"]))
    return fitting(
        f"Most fall on “{top['also']}”, {top['group']} ({share} of all)",
        f"One kind of day and time holds {share} of all",
    )


def response_title(course: pd.DataFrame, what: str) -> str:
    """The latest share of all, and whether it can be told from that of the first period."""
    last, first = course.iloc[-1], course.iloc[0]
    is_apart = last["lower_pct"] > first["upper_pct"] or last["upper_pct"] < first["lower_pct"]
    was = f"from {first['share_pct']:.0f}" if is_apart else f"no clear change from {first['share_pct']:.0f}"
    return f"{SHARE.write(float(last['share_pct']))} {what}, {was}"
