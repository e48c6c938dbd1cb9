"""How a division of a year is told."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.latest_year import moved_shares


def year_words(shares: pd.DataFrame) -> dict[str, str]:
    """ "latest" and "before" → the months they span."""
    spans = shares.drop_duplicates("year")
    return {r.year: f"{r.year_start:%B %Y} to {r.year_end:%B %Y}" for r in spans.itertuples()}


def years_note(years: dict[str, str]) -> str:
    names = {"latest": "Latest year", "before": "Year before"}
    return "; ".join(f"{names[year]}: {span}" for year, span in years.items()) + "."


def mix_sentence(shares: pd.DataFrame, counts: str, *, asked: str = "", said: str = "") -> str:
    """The largest group, or the one that is `asked` for, and whether any share moved by more than chance since the year before."""
    latest = shares[shares["year"] == "latest"]
    wanted = latest[latest["group"] == asked]
    top = wanted.iloc[0] if len(wanted) else latest.loc[latest["share_pct"].idxmax()]
    first = (
        f"{said if len(wanted) and said else top['group']}: {top['share_pct']:.0f} % of {counts} in the latest year "
        f"(between {top['lower_pct']:.0f} and {top['upper_pct']:.0f} %)."
    )
    if not (shares["year"] == "before").any():
        return first
    moved = [
        f"{r.group} from {r.before_pct:.0f} to {r.latest_pct:.0f} %"
        for r in moved_shares(shares).itertuples()
        if r.is_beyond_chance
    ]
    if not moved:
        return f"{first} No group’s share differs from the year before by more than chance."
    return f"{first} More than chance since the year before: {'; '.join(moved)}."
