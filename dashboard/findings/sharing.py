"""Intelligence shared: who gave to whom, how much was acted on, and whether that changed with the agreement."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.practice import least
from dashboard.ask.published import rows_of
from dashboard.figures.control import mark_events
from dashboard.figures.flows import flow_figure
from dashboard.figures.theme_panels import panels_figure
from dashboard.findings.capacity import AGENCIES
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.clock_series import before_and_after
from dashboard.measures.practice_records import acted_on_series, latest_flows
from dashboard.words.discussions import interruption_sentence
from dashboard.words.periods import period_label
from dashboard.words.practice_records import acted_sentence, flow_sentence
from data_loaders.release import Release

ITEMS = "An item is one piece of intelligence about a place, a group or a concern. More items are neither better nor worse: it may be that more was seen, or told."
REST = "OTHER_FLOWS"


def flows(release: Release) -> Finding:
    """Who gave to whom in the latest year shown."""
    title = "Who shared with whom"
    rows = (
        latest_flows(rows_of(release, "practice_sharing"))
        if len(rows_of(release, "practice_sharing"))
        else pd.DataFrame()
    )
    if rows.empty:
        return not_shown(
            release,
            key="flows",
            title=title,
            reason="No intelligence that was shared was delivered, or too little of it to be shown safely.",
        )
    names = {**AGENCIES, REST: "Other pairs of agencies, together"}
    rows = rows.assign(giver=rows["from_agency"].map(names), taker=rows["to_agency"].map({**names, REST: "Others"}))
    rows["acted_text"] = [
        f"{r.share_pct:.0f} % acted on (between {r.lower_pct:.0f} and {r.upper_pct:.0f} %)" for r in rows.itertuples()
    ]
    headline = flow_sentence(rows)
    return Finding(
        key="flows", title=title, headline=headline,
        table=pd.DataFrame({"from": rows["giver"], "to": rows["taker"], "items": rows["items"], "acted on": rows["acted_on"], "share acted on (%)": rows["share_pct"].round(0),
                            "lower": rows["lower_pct"].round(0), "upper": rows["upper_pct"].round(0)}),
        figure=flow_figure(rows), alt=f"Flow diagram from agencies that gave to agencies that received. {headline} The table holds every figure.",
        notes=(period_label(rows["period_start"].iloc[0], rows["period_end"].iloc[0]) + ".",),
        caveats=(ITEMS, f"Pairs with fewer than {least(release)} items acted on, or not acted on, in some year are added up."), definition="", source=source_of(release),
        question=title, release_id=release.id,
    )  # fmt: skip


def acted_on(release: Release, event: pd.Timestamp | None) -> Finding:
    """The share that was acted on over time, and its change at a dated event."""
    title = "Acted on"
    rows = (
        acted_on_series(rows_of(release, "practice_sharing"))
        if len(rows_of(release, "practice_sharing"))
        else pd.DataFrame()
    )
    if rows.empty:
        return not_shown(
            release,
            key="acted-on",
            title=title,
            reason="No intelligence that was shared was delivered, or too little of it to be shown safely.",
        )
    rows = rows.assign(
        panel=title, period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)]
    )
    rows["label"] = [
        f"{r.period}: {r.share_pct:.0f} % of {r.base} (between {r.lower_pct:.0f} and {r.upper_pct:.0f} %)"
        for r in rows.itertuples()
    ]
    events = rows_of(release, "events")
    change = ""
    if event is not None:
        label = str(events.loc[events["date"] == event, "label"].iloc[0])
        change = interruption_sentence(before_and_after(rows, event), event, label)
    figure = mark_events(
        panels_figure(rows, start=rows["period_start"].min(), too_few=""),
        events,
        rows["period_start"].min(),
        rows["period_end"].max(),
    )
    headline = f"{acted_sentence(rows)} {change}".strip()
    return Finding(
        key="acted-on", title=title, headline=headline,
        table=pd.DataFrame({"period": rows["period"], "acted on": rows["n"], "of items": rows["base"], "share (%)": rows["share_pct"].round(1), "from": rows["lower_pct"].round(1),
                            "to": rows["upper_pct"].round(1)}),
        figure=figure, alt=f"Line with its band of uncertainty. {headline} The table holds every figure.",
        notes=("What counts as acted on is each agency’s own record.",), caveats=(ITEMS,), definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
