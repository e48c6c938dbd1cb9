"""Intelligence shared: who gave to whom, how much was acted on, and whether that changed with a dated event."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.labels import code_labels
from dashboard.ask.practice import least
from dashboard.ask.published import rows_of
from dashboard.charts.shapes import Flows
from dashboard.charts.table import Table, heads
from dashboard.charts.trend import Event, Point, Trend, Turn
from dashboard.events import events_that_concern
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen
from dashboard.measures.clock_series import before_and_after, in_points
from dashboard.measures.interrupted_series import Interruption
from dashboard.measures.practice_records import acted_on_series, latest_flows
from dashboard.words.discussions import TOGETHER, interruption_sentence
from dashboard.words.form import capital
from dashboard.words.format import count, month, months
from dashboard.words.number_format import COUNT, SHARE, SHARE_TENTH
from dashboard.words.periods import period_label
from dashboard.words.practice_records import acted_title, flow_title
from data_loaders.release import Release

SHARES, ACTED = "Who shares with whom?", "Is what is shared acted on?"
ITEM = "An item is one piece of intelligence about a place, a group or a concern."
MORE = "More items are neither better nor worse: more may have been seen, or more of it shared."
OWN_RECORD = "What counts as acted on is each agency’s own record."
NOTHING = "No intelligence that was shared was delivered, or too little of it to be shown safely."
REST, AND_REST = "OTHER_FLOWS", " + OTHER_FLOWS"


def flows(release: Release) -> Finding:
    """Who gave to whom in the latest year shown."""
    sharing = rows_of(release, "practice_sharing")
    rows = latest_flows(sharing) if len(sharing) else sharing
    if rows.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, NOTHING, key="flows", question=SHARES)
    names = {**code_labels(release, "intelligence_sharing.from_agency"), REST: "Other pairs, together"}
    takers_too = {
        **names,
        REST: "Others",
        **{f"{code}{AND_REST}": f"{name}, with other pairs" for code, name in names.items()},
    }
    rows = rows.assign(giver=rows["from_agency"].map(names), taker=rows["to_agency"].map(takers_too))
    title = flow_title(int(rows["items"].sum()), int(rows["acted_on"].sum()))
    givers, takers = (tuple(dict.fromkeys(rows[side].astype(str))) for side in ("giver", "taker"))
    known = {(r.giver, r.taker): float(r.items) for r in rows.itertuples()}
    drawn = Flows(givers, takers, tuple(tuple(known.get((g, t)) for t in takers) for g in givers), f"{title}. Dots whose areas grow with the items, from agencies that gave to agencies that received.")  # fmt: skip
    columns = heads("from", "to", ("items", COUNT), ("acted on", COUNT), ("share acted on", SHARE_TENTH), ("lower", SHARE_TENTH), ("upper", SHARE_TENTH))  # fmt: skip
    lines = tuple(
        (str(r.giver), str(r.taker), int(r.items), int(r.acted_on), float(r.share_pct), float(r.lower_pct), float(r.upper_pct)) for r in rows.itertuples()
    )  # fmt: skip
    return Finding(
        "flows", SHARES, title, f"Items from the agency at the left to the agency below, {months(rows['period_start'].iloc[0], rows['period_end'].iloc[0])}.", release.id,
        table=Table(columns, lines), chart=drawn, bear_in_mind=MORE,
        about=About(f"{ITEM} {OWN_RECORD}", "", (_added_up(least(release)),), source_of(release)),
    )  # fmt: skip


def _added_up(k: int) -> str:
    return f"Pairs with fewer than {count(k)} items acted on, or not acted on, in some year are added up; where these are few or none, with the last pair by name."


def acted_on(release: Release, event: pd.Timestamp | None) -> Finding:
    """The share that was acted on over time, and its change at a dated event."""
    sharing = rows_of(release, "practice_sharing")
    rows = acted_on_series(sharing) if len(sharing) else sharing
    if rows.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, NOTHING, key="acted-on", question=ACTED)
    found = before_and_after(rows, event) if event is not None else None
    title = acted_title(found.level if found else None, event, float(rows["share_pct"].iloc[-1]))
    points = tuple(
        Point(r.period_start.date(), float(r.share_pct), period_label(r.period_start, r.period_end))
        for r in rows.itertuples()
    )
    alt = f"{title}. Share of items acted on by month; every figure stands in the table."
    columns = heads(
        "period",
        ("acted on", COUNT),
        ("of items", COUNT),
        ("share", SHARE_TENTH),
        ("from", SHARE_TENTH),
        ("to", SHARE_TENTH),
    )
    lines = tuple(
        (period_label(r.period_start, r.period_end), int(r.n), int(r.base), float(r.share_pct), float(r.lower_pct), float(r.upper_pct)) for r in rows.itertuples()
    )  # fmt: skip
    return Finding(
        "acted-on", ACTED, title, f"Share of items acted on by month; {count(int(rows['base'].sum()))} items, {months(rows['period_start'].min(), rows['period_end'].max())}.", release.id,
        result=found and in_points(found), table=Table(columns, lines), chart=Trend(points, (), SHARE, alt, _turn(found, event), _events(release, rows)),
        bear_in_mind=TOGETHER if found is not None and event is not None else OWN_RECORD,
        about=About(f"{ITEM} {OWN_RECORD}", _method(release, found, event), (MORE,), source_of(release)),
    )  # fmt: skip


def _method(release: Release, found: Interruption | None, event: pd.Timestamp | None) -> str:
    if event is None:
        return ""
    events = rows_of(release, "events")
    return interruption_sentence(found, event, str(events.loc[events["date"] == event, "label"].iloc[0]))


def _turn(found: Interruption | None, event: pd.Timestamp | None) -> Turn | None:
    if found is None or event is None or not found.level.is_beyond_chance:
        return None
    return Turn(event.date().replace(day=1), f"The level changes in {month(event)}", f"Changes in {month(event)}")


def _events(release: Release, rows: pd.DataFrame) -> tuple[Event, ...]:
    events = events_that_concern(release, "intelligence_sharing")
    inside = events[(events["date"] >= rows["period_start"].min()) & (events["date"] <= rows["period_end"].max())]
    return tuple(Event(e.date.date(), capital(str(e.label).removeprefix("Invented example: "))) for e in inside.itertuples())  # fmt: skip
