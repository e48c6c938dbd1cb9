"""Change, time and response in words: what is beyond chance, never which comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import capital, fitting, headlined, in_words, lower_first, number_of
from dashboard.words.format import percent, two_percents
from dashboard.words.number_format import SHARE
from dashboard.words.standing import verdict_phrase


def is_elsewhere(name: str) -> bool:
    """Whether a district is the one of all places that are in none, or not known."""
    return name.startswith("Elsewhere")


def halves_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No half-year can be shown for a district"
    halves = number_of(rows["half"].nunique(), "half-year", "half-years")
    span = rows.groupby("area")["times"].agg(["min", "max"])
    widest = str((span["max"] - span["min"]).idxmax())
    low, high = (f"{span.loc[widest, side]:.1f}" for side in ("min", "max"))
    times = f"{low} times" if low == high else f"between {low} and {high} times"
    if len(span) == 1:
        return capital(f"{halves} of {widest}, {times} its own average")
    return fitting(
        f"{widest} moved furthest of {in_words(len(span))} districts: {times} its average",
        f"One of {in_words(len(span))} districts moved furthest: {times} its average",
    )


def times_title(rows: pd.DataFrame, hours: Mapping[str, int]) -> str:
    """The time of day with most for each of its hours: a band of eighteen hours has most in all and says nothing. `hours`: by time."""
    shares = rows.groupby("group", sort=False)["share_pct"].sum()
    known = shares[[bool(hours.get(str(time))) for time in shares.index]]
    if len(known) < 2:
        return "Times of day cannot be told apart"
    time = max(known.index, key=lambda name: known[name] / hours[str(name)])
    share = SHARE.write(float(known[time]))
    return fitting(
        f"{time}: {share} of all, in {in_words(hours[str(time)])} of the day’s 24 hours", f"{time}: {share} of all"
    )


def levels_title(shares: Sequence[tuple[str, float]], counts: str) -> str:
    """ "Level 1 62 %, level 2 and both levels 25 %, neither level 13 % of incidents": each level with its share, in their order."""
    told = [
        f"{headlined(name if at == 0 else lower_first(name))} {percent(share)}"
        for at, (name, share) in enumerate(shares)
    ]
    return fitting(f"{', '.join(told)} of {counts}", ", ".join(told), f"{told[0]} of {counts}")


def response_title(verdict: Verdict, what: str) -> str:
    """ "40 % reached a discussion, 35 the year before; no change found": what is said of the two, beside them."""
    latest, before = verdict.latest, verdict.before
    assert latest is not None
    if before is None:
        return f"{SHARE.write(latest.value)} {what}"
    now, then = two_percents(latest.value, before.value)
    if verdict.answer is Answer.CHANGED:
        return f"{now} {what}, {'up' if verdict.direction is Direction.MORE else 'down'} from {then} the year before"
    levels = f"{now} {what}, {then}"
    return fitting(
        f"{levels} the year before; {verdict_phrase(verdict)}",
        f"{levels} before; {verdict_phrase(verdict)}",
    )
