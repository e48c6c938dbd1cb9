"""When they began: days of the week and hours, and kinds of day."""

from __future__ import annotations

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.rows import Column, Group, Range, Row, Rows, Words
from dashboard.charts.shapes import HeatGrid
from dashboard.charts.table import Table, heads
from dashboard.findings.design_effects import design_effect_of
from dashboard.findings.finding import About, Finding, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.measures.intensity import hourly_intensity, per_day
from dashboard.words import when as words
from dashboard.words.format import count, hundredth
from dashboard.words.number_format import COUNT, HUNDREDTH, SHARE, TENTH
from dashboard.words.periods import period_label
from data_loaders.release import Release

WEEK, KIND = "On which days, at what times?", "Is it more on school days?"


def week(release: Release, dataset: str) -> Finding:
    """Weekday by hour over the whole time, each block against an even spread over the week."""
    evidence = ask(release, Months(dataset, split="hour_band", across="weekday"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="week", question=WEEK)
    days, bands = leaves_of(release, dataset, "weekday"), leaves_of(release, dataset, "hour_band")
    frame = evidence.frame.rename(columns={"area_block": "day_block", "group_block": "hour_block"})
    of_day, of_hour = (
        dict(zip(frame[f"{n}_block"], frame[c], strict=True)) for n, c in (("day", "area"), ("hour", "group"))
    )
    rows = hourly_intensity(frame, days=days, bands=bands)
    rows = rows.assign(day=rows["day_block"].map(of_day), hour=rows["hour_block"].map(of_hour))
    lines, columns = tuple(dict.fromkeys(rows["day"])), tuple(dict.fromkeys(rows["hour"]))
    cells = {(r.day, r.hour): float(r.times_even) for r in rows.itertuples()}
    top = rows.loc[rows["times_even"].idxmax()]
    title = words.week_title(str(top["day"]), str(top["hour"]), float(top["times_even"]))
    table = Table(heads("day", "hours", (evidence.counts, COUNT), ("share", SHARE), ("times an even spread", TENTH)),
                  tuple((str(r.day), str(r.hour), int(r.n), float(r.share_pct), float(r.times_even)) for r in rows.itertuples()))  # fmt: skip
    return Finding(
        "week", WEEK, title, f"Times as many {evidence.counts} as if spread evenly over the week. {_span(evidence)}.", release.id,
        result=(str(top["day"]), str(top["hour"])), table=table,
        chart=HeatGrid(columns, lines, tuple(tuple(cells.get((line, c)) for c in columns) for line in lines), TENTH, f"{title}. Grid of days and hours."),
        bear_in_mind=words.LAST_SEEN, about=About("", "", (evidence.sentence, words.HOURS_LATER), source_of(release)),
    )  # fmt: skip


def kind_of_day(release: Release, dataset: str) -> Finding:
    """A day at school, at the weekend and in the holidays, for each day of its kind."""
    evidence = ask(release, Months(dataset, split="day_kind"))
    if not evidence.is_shown:
        return without_answer(release, evidence, key="day-kind", question=KIND)
    effect = design_effect_of(release, dataset, split="day_kind")
    rows = per_day(
        evidence.frame, rows_of(release, "calendar"), leaves_of(release, dataset, "day_kind"), design_effect=effect
    )
    if rows.empty:
        return not_to_be_seen(release, State.NOT_DELIVERED, "No school terms were delivered.", key="day-kind", question=KIND)  # fmt: skip
    title = words.kind_title(rows)
    high = float(rows["upper"].max()) * 1.05
    strip = Column("A day", 420, high=high, ticks=((0.0, "0"), (high, HUNDREDTH.write(high))))
    lines = tuple(
        Row((Words("", str(r.group), f"{count(r.n)} on {count(r.days)} days"), Range(float(r.per_day), float(r.lower), float(r.upper)),
             Words(f" {hundredth(r.lower)} to {hundredth(r.upper)}", hundredth(r.per_day))))
        for r in rows.itertuples()
    )  # fmt: skip
    table = Table(heads("kind of day", (evidence.counts, COUNT), ("days", COUNT), ("a day", HUNDREDTH), ("from", HUNDREDTH), ("to", HUNDREDTH)),
                  tuple((str(r.group), int(r.n), int(r.days), float(r.per_day), float(r.lower), float(r.upper)) for r in rows.itertuples()))  # fmt: skip
    return Finding(
        "day-kind", KIND, title, f"{evidence.counts.capitalize()} a day of each kind, and the range that would fit. {_span(evidence)}.", release.id,
        result=tuple(rows["group"]), table=table, chart=Rows((Column("Kind of day"), strip, Column("A day, could be", 140, "right")), (Group("", lines),), f"{title}.", row_height=50.0),
        bear_in_mind=words.TERMS, about=About("", words.WIDER, (evidence.sentence,), source_of(release)),
    )  # fmt: skip


def _span(evidence: MonthsAnswer) -> str:
    return period_label(evidence.frame["period_start"].min(), evidence.frame["period_end"].max())
