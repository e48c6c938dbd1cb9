"""How a division of a year is told."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.design_effect import UNKNOWN
from dashboard.measures.latest_year import moved_shares
from dashboard.words import format as written
from dashboard.words.form import Form, Found


def year_words(shares: pd.DataFrame) -> dict[str, str]:
    """ "latest" and "before" → the months they span."""
    spans = shares.drop_duplicates("year")
    return {r.year: f"{r.year_start:%B %Y} to {r.year_end:%B %Y}" for r in spans.itertuples()}


def years_note(years: dict[str, str]) -> str:
    names = {"latest": "Latest year", "before": "Year before"}
    return "; ".join(f"{names[year]}: {span}" for year, span in years.items()) + "."


MOVED = Form(
    none="No share differs clearly from the year before, of {of}.",
    one="Changed by more than chance would explain since the year before, of {of}: {found}.",
    many="Changed by more than chance would explain since the year before, of {of}: {found}.",
    of=("group", "groups"),
    nothing="No group was shown in both years.",
)


def mix_sentence(shares: pd.DataFrame, counts: str, *, asked: str = "", said: str = "") -> str:
    """The largest group, or the one that is `asked` for, and whether any share moved by more than chance since the year before.

    A share of a full count has no interval: it is what was recorded. What has one is the change.
    """
    latest = shares[shares["year"] == "latest"]
    wanted = latest[latest["group"] == asked]
    top = wanted.iloc[0] if len(wanted) else latest.loc[latest["share_pct"].idxmax()]
    name = said if len(wanted) and said else top["group"]
    first = f"{name}: {written.percent(top['share_pct'])} of {top['base']:,.0f} {counts} in the latest year."
    if not (shares["year"] == "before").any():
        return first
    if shares["dispersion"].isna().any():
        return f"{first} Cannot tell whether shares changed since the year before: {UNKNOWN}."
    moved = moved_shares(shares)
    told = [
        f"{r.group} from {r.before_pct:.0f} to {written.percent(r.latest_pct)}"
        for r in moved[moved["is_beyond_chance"]].itertuples()
    ]
    missing = list(moved.loc[moved["before_pct"].isna(), "group"])
    found = Found(told, int(moved["before_pct"].notna().sum()), missing, "not shown the year before")
    return f"{first} {MOVED.say(found)}"
