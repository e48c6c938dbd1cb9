"""When: days and hours, school days and holidays."""

from __future__ import annotations

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.figures.bars import bar_figure
from dashboard.figures.grid import grid_figure
from dashboard.findings.finding import FigureFinding as Finding
from dashboard.findings.finding import nothing_finding, source_of
from dashboard.findings.unanswered import unanswered
from dashboard.measures.intensity import hourly_intensity, per_day
from dashboard.words.periods import period_label
from dashboard.words.places import day_sentence, when_sentence
from data_loaders.release import Release


def week(release: Release, dataset: str) -> Finding:
    """Weekday by hour over the whole time, each block against an even spread over the week."""
    title = "Day and hour at which they began"
    evidence = ask(release, Months(dataset, split="hour_band", across="weekday"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="week", title=title)
    days, bands = leaves_of(release, dataset, "weekday"), leaves_of(release, dataset, "hour_band")
    frame = evidence.frame.rename(columns={"area_block": "day_block", "group_block": "hour_block"})
    names = (
        dict(zip(frame["day_block"], frame["area"], strict=True)),
        dict(zip(frame["hour_block"], frame["group"], strict=True)),
    )
    rows = hourly_intensity(frame, days=days, bands=bands)
    rows = rows.assign(day=rows["day_block"].map(names[0]), hour=rows["hour_block"].map(names[1]))
    rows["text"] = [f"{n:,} · {t:.1f}×" for n, t in zip(rows["n"], rows["times_even"], strict=True)]
    headline = when_sentence(rows, evidence.counts)
    return Finding(
        key="week",
        title=title,
        headline=headline,
        table=pd.DataFrame({"day": rows["day"], "hours": rows["hour"], evidence.counts: rows["n"], "share (%)": rows["share_pct"].round(1),
                            "times an even spread": rows["times_even"].round(2)}),
        figure=_plain_grid(rows),
        alt=f"Grid of {evidence.counts} by day of the week and hour. {headline} The table holds every figure.",
        notes=(f"{_span(evidence)}. In each tile: {evidence.counts}, and how many times as many as if spread evenly over the week.",),
        caveats=(evidence.sentence, "The time is that at which a child was last seen or reported, which can be hours after they left."),
        definition="",
        source=source_of(release),
        question=f"{title}, {_span(evidence)}",
        release_id=release.id,
    )  # fmt: skip


def _plain_grid(rows: pd.DataFrame) -> object:
    return grid_figure(rows, across="hour", down="day", value="times_even", text="text", note="")


def kind_of_day(release: Release, dataset: str) -> Finding:
    """A day at school, at the weekend and in the holidays, for each day of its kind."""
    title = "School days, weekends and holidays"
    evidence = ask(release, Months(dataset, split="day_kind"))
    if not evidence.is_shown:
        return unanswered(release, evidence, key="day-kind", title=title)
    rows = per_day(evidence.frame, rows_of(release, "calendar"), leaves_of(release, dataset, "day_kind"))
    if rows.empty:
        return nothing_finding(release, key="day-kind", title=title, reason="No school terms were delivered.")
    headline = day_sentence(rows, evidence.counts)
    return Finding(
        key="day-kind",
        title=title,
        headline=headline,
        table=pd.DataFrame({"kind of day": rows["group"], evidence.counts: rows["n"], "days": rows["days"].astype(int),
                            "a day": rows["per_day"].round(2), "from": rows["lower"].round(2), "to": rows["upper"].round(2)}),
        figure=bar_figure(rows, label="group", value="per_day", suffix=" a day"),
        alt=f"Dots with intervals: {evidence.counts} a day for each kind of day. {headline}",
        notes=(f"{_span(evidence)}.",),
        caveats=(evidence.sentence, "Kinds of day follow the school terms that the council delivered."),
        definition="",
        source=source_of(release),
        question=f"{title}, {_span(evidence)}",
        release_id=release.id,
    )  # fmt: skip


def _span(evidence: MonthsAnswer) -> str:
    return period_label(evidence.frame["period_start"].min(), evidence.frame["period_end"].max())
