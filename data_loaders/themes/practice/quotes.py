"""Quotations: with consent, past the identity guard, read by two people, said by one of a crowd, and never of a day or a session."""

from __future__ import annotations

import pandas as pd

from data_loaders.facts import Tables
from data_loaders.safety.calendar import Calendar, month_end, month_start
from data_loaders.safety.ladder import Ladder
from data_loaders.themes.practice.bands import people
from data_loaders.themes.practice.records import first_readings, months_of

QUOTES = ["theme_code", "stance", "text", "band", "period_start", "period_end"]
QUARTER = "quarter"


def quote_table(tables: Tables, ladder: Ladder, calendar: Calendar, *, crowd: int, most: int) -> pd.DataFrame:
    """At most `most` quotations of each theme, the latest first; chosen by what they say, so that no order tells of a session."""
    empty = pd.DataFrame(columns=QUOTES)
    if most == 0:
        return empty
    sessions = tables["forum_sessions"].set_index("session_id")
    said = tables["forum_contributions"]
    said = said[(said["consent_to_quote"] == "Y") & (said["text"].str.strip() != "")]
    said = said[said["session_id"].map(sessions["attendees_n"]) >= crowd]
    said = said[read_by_two(said)]
    first = first_readings(tables["theme_codings"])
    rows = first.merge(said[["contribution_id", "session_id", "agency_band", "text"]], on="contribution_id")
    month = months_of(rows["session_id"].map(sessions["date"]))
    rows["first"] = [calendar.start_of(int(m), QUARTER) for m in month]
    ends = {first for first, _ in calendar.periods(QUARTER)}
    rows = rows[rows["first"].isin(ends)]
    if rows.empty:
        return empty
    came = people(tables, "agency")
    names = {leaf: band.code for band in ladder.steps[0] for leaf in band.leaves} if ladder.steps else {}
    leaves = {name: [leaf for leaf, band in names.items() if band == name] for name in names.values()}
    rows["band"] = [
        names[agency]
        if agency in names and sum(came.get((session, leaf), 0) for leaf in leaves[names[agency]]) >= crowd
        else ""
        for session, agency in rows[["session_id", "agency_band"]].itertuples(index=False)
    ]
    rows = rows.drop_duplicates(["theme_code", "text"]).sort_values(
        ["theme_code", "first", "text"], ascending=[True, False, True], kind="stable"
    )
    rows = rows.groupby("theme_code", sort=False).head(most)
    rows["period_start"] = pd.to_datetime([month_start(m) for m in rows["first"]]).astype("datetime64[s]")
    rows["period_end"] = pd.to_datetime([month_end(m + 2) for m in rows["first"]]).astype("datetime64[s]")
    return rows[QUOTES].reset_index(drop=True)


def read_by_two(said: pd.DataFrame) -> pd.Series:
    """Whether two people of different roles have read a text, each on a day: the guard knows shapes, people know neighbours."""
    roles = [said[name].str.strip().str.lower() for name in ("read_by_1", "read_by_2")]
    days = said["read_on_1"].notna() & said["read_on_2"].notna()
    return (roles[0] != "") & (roles[1] != "") & (roles[0] != roles[1]) & days
