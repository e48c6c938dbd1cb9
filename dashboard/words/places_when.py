"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd

from dashboard.words.form import capital, fitting, number_of
from dashboard.words.format import two_percents
from dashboard.words.number_format import SHARE


def halves_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No half-year can be shown for a district"
    halves = number_of(rows["half"].nunique(), "half-year", "half-years")
    districts = number_of(rows["area_block"].nunique(), "district", "districts")
    low, high = f"{rows['times'].min():.1f}", f"{rows['times'].max():.1f}"
    times = f"{low} times" if low == high else f"from {low} to {high} times"
    return capital(f"{halves} in {districts}, {times} the district’s own average")


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
    if len(course) == 1:
        return f"{SHARE.write(float(last['share_pct']))} {what}"
    now, then = two_percents(float(last["share_pct"]), float(first["share_pct"]))
    is_up, is_down = last["lower_pct"] > first["upper_pct"], last["upper_pct"] < first["lower_pct"]
    was = f"{'up' if is_up else 'down'} from {then}" if is_up or is_down else f"no clear change from {then}"
    return f"{now} {what}, {was}"
