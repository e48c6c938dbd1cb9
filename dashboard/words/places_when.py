"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Answer, Verdict
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


def response_title(verdict: Verdict, what: str) -> str:
    """ "40 % reached a discussion, no clear change from 35": the latest year, and whether it can be told from the one before."""
    latest, before = verdict.latest, verdict.before
    assert latest is not None
    share = f"{SHARE.write(latest.value)} {what}"
    if before is None:
        return share
    if verdict.answer is Answer.CHANGED:
        return f"{share}, from {before.value:.0f} the year before"
    told = "no clear change" if verdict.answer is Answer.NOT_CHANGED else "we cannot tell if it changed"
    return f"{share}, {told} from {before.value:.0f}"
