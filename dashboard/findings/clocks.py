"""The two clocks of return discussions: the share in time month by month, the year against the one before, and a dated change."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dashboard.ask.asking import ask
from dashboard.ask.months import Months, MonthsAnswer, leaves_of
from dashboard.ask.published import rows_of
from dashboard.charts.table import Figure, Table, heads
from dashboard.charts.trend import Point, Stretch, Trend, Turn
from dashboard.findings.course import labels_of
from dashboard.findings.design_effects import between_years, design_effect_of
from dashboard.findings.finding import About, Finding, Link, State, source_of
from dashboard.findings.reasons import not_to_be_seen, without_answer
from dashboard.findings.share_changes import share_verdict
from dashboard.findings.targets import share_target, target_sentence
from dashboard.findings.trend import has_range, signals_of, stretches_of
from dashboard.measures.attribute_charts import Variation, p_chart
from dashboard.measures.clock_series import before_and_after, clock_shares, in_points
from dashboard.measures.control_chart import ChartPlan, ChartStatus, ControlChart
from dashboard.measures.dispersion import cells_of, overdispersion
from dashboard.measures.interrupted_series import Interruption
from dashboard.measures.latest_year import years_back
from dashboard.measures.verdict import Answer, Direction, Kind, Verdict
from dashboard.words import discussions as words
from dashboard.words.form import lower_first
from dashboard.words.format import month_short, months
from dashboard.words.mix import no_year
from dashboard.words.number_format import COUNT, SHARE, SHARE_TENTH
from dashboard.words.shares import share_title
from dashboard.words.verdict import limits_sentence
from data_loaders.release import Release

CLOCKS = {
    "arranged": ("Arranged within 72 hours of return", "arranged_clock"),
    "held": ("Held within 7 days of return", "discussion"),
}
QUESTIONS = {"arranged": "Were they arranged within 72 hours?", "held": "Were they held within a week?"}
IN_TIME = ({"IN_TIME"}, {"COMPLETED_IN_TIME"})


def shares_in_time(release: Release, dataset: str, which: str) -> pd.DataFrame | None:
    """Period by period how many were in time, and of how many; None where this is not shown."""
    evidence = _answer(release, dataset, which)
    if not evidence.is_shown:
        return None
    leaves = leaves_of(release, dataset, CLOCKS[which][1])
    return clock_shares(evidence.frame, [block for block, codes in leaves.items() if codes in IN_TIME])


def clock_verdict(release: Release, dataset: str, which: str) -> Verdict | None:
    """The latest year against the one before, widened by how much the groups vary; the Overview reads the same."""
    shares = shares_in_time(release, dataset, which)
    if shares is None:
        return None
    years = [own for _, _, own in years_back(shares)][:2]
    if not years:
        return Verdict(Answer.NOT_COMPARED, Kind.YEAR_ON_YEAR, why=no_year(shares))
    latest, *before = ((float(own["n"].sum()), float(own["base"].sum())) for own in years)
    # Children are the unit; without their effect what the months show, which counts a change as spread.
    effect = design_effect_of(release, dataset, split=between_years(CLOCKS[which][1]))
    spread = (
        effect.value if effect else overdispersion(cells_of(_answer(release, dataset, which).frame, down="group_block"))
    )
    verdict = share_verdict(latest, before[0] if before else None, spread=spread, good_end=Direction.MORE)
    return replace(verdict, target_pct=share_target(release, which.upper()))


def clock(release: Release, dataset: str, which: str, event: pd.Timestamp | None) -> Finding:
    """One of the two clocks over time, with its level before and after a dated event where one is chosen."""
    evidence, key, question = _answer(release, dataset, which), f"clock-{which}", QUESTIONS[which]
    shares, verdict = shares_in_time(release, dataset, which), clock_verdict(release, dataset, which)
    if shares is None or verdict is None:
        return without_answer(release, evidence, key=key, question=question)
    if shares.empty:
        return not_to_be_seen(release, State.NOT_COVERED, "No month is covered yet.", key=key, question=question)
    compared = None if event is None else before_and_after(shares, event)
    plan = _plan(shares, None if compared is None else event)
    control = p_chart(shares["n"], shares["base"], plan=plan, variation=Variation.BETWEEN)
    stretches = _stretches(control, shares)
    what = f"Discussions {lower_first(CLOCKS[which][0]).removesuffix(' of return')}"
    title = share_title(what, verdict)
    if compared is not None and event is not None:
        title = words.event_title(what, event, [s.centre for s in stretches])
    labels = labels_of(shares)
    unmet = f"{words.interruption_sentence(None, event, '')} " if event is not None and compared is None else ""
    subtitle = f"Share of {evidence.counts} {words.each(shares)}, {months(shares['period_start'].min(), shares['period_end'].max())}. {words.latest_points(labels, 100 * shares['n'] / shares['base'])} {_drawn(stretches, compared)} {unmet}{target_sentence(release, which.upper())}"
    return Finding(
        key, question, title, subtitle, release.id, result=verdict if compared is None else in_points(compared), table=_table(labels, shares, stretches, evidence.counts),
        chart=_chart(labels, shares, stretches, control, None if compared is None else event, target=verdict.target_pct, alt=f"{title}. Share in time, {words.each(shares)}."),
        bear_in_mind=words.ACCEPT if compared is None else words.TOGETHER, about=_about(release, evidence, control, event, compared),
        links=(Link("By whom", "discussions-providers"),),
    )  # fmt: skip


def _plan(shares: pd.DataFrame, event: pd.Timestamp | None) -> ChartPlan:
    """Levels before and after an event that can be compared; else those of the years that the title compares, changed or not."""
    starts = pd.DatetimeIndex(shares["period_start"])
    if event is not None:
        return ChartPlan(rebase_at=(int(starts.searchsorted(event.replace(day=1))),))
    years = [start for start, _, _ in years_back(shares)][:2]
    return ChartPlan(rebase_at=tuple(sorted(at for at in starts.searchsorted(years).tolist() if at)))


def _stretches(control: ControlChart, shares: pd.DataFrame) -> tuple[Stretch, ...]:
    """With the share of each where its points are too few for a range, as quarters of a year are."""
    found = stretches_of(control, 0, times=100.0)
    sums = [shares.iloc[s.start : s.stop][["n", "base"]].sum() for s in found]
    return tuple(s if s.centre is not None else replace(s, centre=100 * float(own["n"] / own["base"])) for s, own in zip(found, sums, strict=True))  # fmt: skip


def _drawn(stretches: tuple[Stretch, ...], compared: Interruption | None) -> str:
    """What is drawn beside the points; a range only where there is one."""
    several = words.YEARS_DRAWN if compared is None else words.SIDES_DRAWN
    return f"{several if len(stretches) > 1 else words.LEVEL_DRAWN}{words.SHADED if has_range(stretches) else ''}"


def _answer(release: Release, dataset: str, which: str) -> MonthsAnswer:
    return ask(release, Months(dataset, split=CLOCKS[which][1], at="in_time"))


def _chart(
    labels: list[str],
    shares: pd.DataFrame,
    stretches: tuple[Stretch, ...],
    control: ControlChart,
    event: pd.Timestamp | None,
    *,
    target: float | None,
    alt: str,
) -> Trend:
    values = shares["n"] / shares["base"] * 100
    points = tuple(
        Point(s.date(), float(v), label) for s, v, label in zip(shares["period_start"], values, labels, strict=True)
    )
    is_inside = event is not None and shares["period_start"].min() <= event <= shares["period_end"].max()
    turn = (
        Turn(event.replace(day=1).date(), words.event_label(event), month_short(event), "recording")
        if event is not None and is_inside
        else None
    )
    return Trend(points, stretches, SHARE, alt, turn, signals=signals_of(control, 0), target=target)


def _table(labels: list[str], shares: pd.DataFrame, stretches: tuple[Stretch, ...], counts: str) -> Table:
    columns = heads("period", ("in time", COUNT), (f"of {counts}", COUNT), ("share", SHARE_TENTH), ("average", SHARE_TENTH), *((("usual, from", SHARE_TENTH), ("to", SHARE_TENTH)) if has_range(stretches) else ()))  # fmt: skip
    levels = [(s.centre, *((low, high) if has_range(stretches) else ())) for s in stretches for low, high in zip(s.low, s.high, strict=True)]  # fmt: skip
    rows: tuple[tuple[Figure, ...], ...] = tuple(
        (label, int(n), int(base), 100 * float(n / base), *level)
        for label, n, base, level in zip(labels, shares["n"], shares["base"], levels, strict=True)
    )
    return Table(columns, rows)


def _about(
    release: Release,
    evidence: MonthsAnswer,
    control: ControlChart,
    event: pd.Timestamp | None,
    compared: Interruption | None,
) -> About:
    change = ""
    if event is not None:
        events = rows_of(release, "events")
        label = str(events.loc[events["date"] == event, "label"].iloc[0]).removeprefix("Invented example: ")
        change = words.interruption_sentence(compared, event, label)
    afresh = "It begins again with each year." if compared is None and len(control.segments) > 1 else ""
    without = words.WITHOUT_RANGE if compared is None and control.status is not ChartStatus.JUDGED else ""
    method = " ".join(t for t in (change, limits_sentence(control, unit=" %", times=100, afresh=afresh), without) if t)
    return About(words.CLOCK, method, (evidence.sentence, words.OF_ALL), source_of(release))
