"""Capacity: training, sessions, and what practitioners say of their time; how far indicators of it are published."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.practice import least
from dashboard.ask.published import rows_of
from dashboard.figures.grid import grid_figure
from dashboard.figures.intervals import interval_figure
from dashboard.figures.theme_panels import panels_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import source_of
from dashboard.findings.unanswered import not_shown
from dashboard.measures.practice_records import coverage
from dashboard.words.periods import period_label
from dashboard.words.practice_records import CENSUS, coverage_sentence
from data_loaders.release import Release

AGENCIES = {
    "SOCIAL_WORK": "Social work", "EDUCATION": "Education", "POLICE": "Police", "HEALTH": "Health", "CLD_YOUTH": "Youth work", "BARNARDOS": "Barnardo’s",
    "COMMUNITY": "Community", "YOUNG_PERSON": "Young people", "OTHER": "Other agencies", "NK": "Not known",
}  # fmt: skip
SESSIONS = {
    "PRACTICE_FORUM": "Practitioners’ forum",
    "FOCUS_GROUP": "Focus groups",
    "MANAGER_FEEDBACK": "Managers’ feedback",
    "REFLECTIVE": "Reflective sessions",
}
PREFIX = "capacity_"  # indicators whose id begins so are about capacity: time to coordinate, waiting


def training(release: Release) -> Finding:
    """The latest share of eligible staff who had each course, by agency."""
    title = "Training by agency"
    published = rows_of(release, "practice_training")
    if published.empty:
        return not_shown(release, key="training", title=title, reason="No training was delivered for this release.")
    rows = coverage(published)
    rows = rows.assign(
        who=rows["agency"].map(AGENCIES),
        tile=[f"{s:.0f} %" if pd.notna(s) else "withheld" for s in rows["share_pct"]],
        value=rows["share_pct"].fillna(0.0),
    )
    headline, k = coverage_sentence(rows), least(release)
    return Finding(
        key="training", title=title, headline=headline,
        table=pd.DataFrame({"course": rows["course"], "agency": rows["who"], "quarter": [f"{d:%B %Y}" for d in rows["period_start"]],
                            "eligible": [f"{e:,.0f}" if pd.notna(e) else "withheld" for e in rows["eligible"]],
                            "had it": [f"{t:,.0f}" if pd.notna(t) else "withheld" for t in rows["trained"]], "share (%)": rows["share_pct"].round(0)}),
        figure=grid_figure(rows, across="course", down="who", value="value", text="tile", note="of eligible staff"),
        alt=f"Tiles of agencies and courses with the share of eligible staff who had it. {headline}",
        notes=(f"Withheld: fewer than {k} had it, or had it not. A quarter in which fewer than {k} more had it is not shown by itself: the quarter of each figure stands in the table.",), caveats=(CENSUS,), definition="",
        source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip


def sessions(release: Release) -> Finding:
    """How many sessions of each kind were held, quarter by quarter; reflective sessions among them."""
    title = "Sessions held"
    rows = rows_of(release, "practice_sessions")
    if rows.empty:
        return not_shown(release, key="sessions", title=title, reason="No sessions were delivered for this release.")
    rows = rows.assign(
        panel=rows["type"].map(SESSIONS),
        period=[period_label(s, e) for s, e in zip(rows["period_start"], rows["period_end"], strict=True)],
    )
    rows["label"] = [f"{r.period}: {r.sessions} held" for r in rows.itertuples()]
    last = rows[rows["period_start"] == rows["period_start"].max()]
    headline = f"In {last['period'].iloc[0]}: " + "; ".join(f"{r.panel} {r.sessions}" for r in last.itertuples()) + "."
    drawn = rows.assign(share_pct=rows["sessions"], lower_pct=rows["sessions"], upper_pct=rows["sessions"])
    return Finding(
        key="sessions", title=title, headline=headline,
        table=pd.DataFrame({"kind": rows["panel"], "quarter": rows["period"], "sessions": rows["sessions"],
                            "attendances": [f"{a:,.0f}" if pd.notna(a) else "none or too few to show" for a in rows["attendees"]]}),
        figure=panels_figure(drawn, start=rows["period_start"].min(), too_few="", suffix=""),
        alt=f"Lines of sessions held in each quarter, one panel for each kind. {headline}",
        caveats=("Sessions are meetings, not people. One person who comes three times is three attendances.",), definition="", source=source_of(release), question=title,
        release_id=release.id,
    )  # fmt: skip


def capacity_indicators(release: Release) -> Finding:
    """Time to coordinate and waiting, where the partnership publishes indicators of them."""
    title = "Time to coordinate, and waiting"
    rows = rows_of(release, "indicators")
    rows = (
        rows[rows["indicator_id"].str.startswith(PREFIX)]
        .sort_values("period_end")
        .drop_duplicates("indicator_id", keep="last")
    )
    shown = rows.dropna(subset=["value", "lower", "upper"])
    if shown.empty:
        return not_shown(
            release,
            key="capacity-indicators",
            title=title,
            reason=f"No indicator of either was delivered: rows of cpc_indicators whose indicator_id begins with {PREFIX}.",
        )
    headline = (
        "; ".join(
            f"{r.indicator}: {r.value:.0f} {r.unit} (between {r.lower:.0f} and {r.upper:.0f}) in {r.period}"
            for r in shown.itertuples()
        )
        + "."
    )
    return Finding(
        key="capacity-indicators", title=title, headline=headline,
        table=pd.DataFrame({"indicator": shown["indicator"], "period": shown["period"], "value": shown["value"].round(1), "from": shown["lower"].round(1),
                            "to": shown["upper"].round(1), "unit": shown["unit"]}),
        figure=interval_figure(shown), alt=f"Dots with intervals, one strip for each indicator. {headline}",
        caveats=("They are different things and are not compared with each other.",), definition="", source=source_of(release), question=title, release_id=release.id,
    )  # fmt: skip
