"""What a series is said to have done: the same words on page, card, Overview and paper. Causes are never named."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.control_chart import ChartStatus, ControlChart
from dashboard.measures.forecast import Forecast
from dashboard.measures.series_verdict import MATTERS_PCT, Judgement
from dashboard.measures.verdict import Answer, Detectable, Direction, Estimate, Kind, Verdict
from dashboard.words import format as written
from dashboard.words.form import capital, listed

NO_CHANGE_RULE = f" No change is said to be found only where a lasting rise of {MATTERS_PCT:.0f} % would have been found in four of five such series; else we cannot tell."
NO_RANGE = {ChartStatus.TOO_FEW: "there are too few points for one"}
SMALLEST_SAID_PCT = 200  # a rise beyond which "would have been found" says nothing that helps


def series_sentence(verdict: Verdict, counts: str) -> str:
    """What is said of a monthly series in full; what a "no" denies stands in it."""
    if verdict.answer is Answer.NOT_COMPARED:
        return f"{capital(counts)}: {verdict.why}, too few to tell a change from the time of year."
    if verdict.answer is Answer.CANNOT_TELL:
        found = would_have_found(verdict.would_have_found)
        why = verdict.why or (verdict.estimate and written.would_fit(verdict.estimate.low, verdict.estimate.high))
        return f"Cannot tell whether {counts} have changed: {why}.{found}"
    if verdict.answer is Answer.NOT_CHANGED:
        season = " The months differ by time of year." if verdict.kind is Kind.SEASON else ""
        return f"No change found in {counts}.{season}{would_have_found(verdict.would_have_found)}{NO_CHANGE_RULE}"
    if verdict.answer is Answer.RECORDING_CHANGED:
        return f"{_moved(verdict, counts)}{recording_sentence(verdict)}"
    return _change(verdict, counts)


def would_have_found(found: Sequence[Detectable]) -> str:
    """What a "no" denies: kinds and sizes of change that four of five such series would have shown."""
    kinds = {
        Kind.STEP: "a level that lasts for the latest year",
        Kind.COURSE: "a steady rise or fall each year",
        Kind.LATEST: "the latest three months alone",
    }
    if not found:
        return ""
    sized = ((kinds[d.kind], d) for d in found if d.kind in kinds and d.rise_pct is not None)
    small = [f"{_size(d)} in {what}" for what, d in sized if (d.rise_pct or 0) <= SMALLEST_SAID_PCT]
    if not small:
        return " Only very large changes would have been found."
    return f" This would have been found in four of five such series: {'; '.join(small)}."


def _size(found: Detectable) -> str:
    rise = f"{written.percent(found.rise_pct or 0)} more"
    return f"{rise} or {written.percent(-found.fall_pct)} fewer" if found.fall_pct is not None else rise


def _moved(verdict: Verdict, counts: str) -> str:
    """Of records that may have changed no rise and no fall is told: only where the figures stood."""
    then, now = (written.level(level.value) if level else "" for level in (verdict.before, verdict.latest))
    assert verdict.since is not None
    return f"{capital(counts)} moved about {written.month(verdict.since)}, from {then} a month to {now}."


def _change(verdict: Verdict, counts: str) -> str:
    which = capital(verdict.direction)
    now, then = (written.level(level.value) if level else "" for level in (verdict.latest, verdict.before))
    since, until = verdict.since, verdict.until
    assert since is not None
    assert until is not None
    allowed = allowed_sentence(verdict.estimate)
    span, rose = written.months(since, until), "risen" if verdict.direction is Direction.MORE else "fallen"
    return {
        Kind.STEP: f"{which} {counts} since about {written.month(since)}: {now} a month, {then} before{allowed}.",
        Kind.COURSE: f"{capital(counts)} have {rose} steadily: {now} a month in the latest year, {then} in the first"
        f"{allowed}.",
        Kind.STEPS: f"{which} {counts} after two changes, about {written.month(since)} and {written.month(until)}: {now} a "
        f"month since, {then} before the first{allowed}.",
        Kind.ENDED: f"{which} {counts} from {written.month(since)} to {written.month(until)}: {now} a month, {then} in the "
        f"other months{allowed}. It has ended.",
        Kind.LATEST: f"{which} {counts} in the latest months ({span}): {now} a month, {then} before{allowed}. "
        "It is too early to say whether this lasts.",
        Kind.MONTHS: f"{span} {'stands' if since == until else 'stand'} out as {'high' if rose == 'risen' else 'low'}: {now} {counts}"
        f"{'' if since == until else ' a month'}, {then} in an average month. No lasting change was found.",
    }[verdict.kind]


def allowed_sentence(estimate: Estimate | None) -> str:
    """What the change is once something is allowed for, so that the two figures beside it may be divided in peace."""
    if estimate is None:
        return ""
    year = f"; {written.signed_percent(estimate.value)}"
    are = "is" if len(estimate.allowed_for) == 1 else "are"
    what = f" once {listed(estimate.allowed_for)} {are} allowed for" if estimate.allowed_for else ""
    sure = written.could_be(estimate.low, estimate.high) if estimate.is_beyond_chance else "uncertain in size"
    return f"{year}{what} ({sure})"


def to_quote(verdict: Verdict) -> str:
    """Which of several true figures of one change to say aloud."""
    made = verdict.estimate
    if verdict.answer is not Answer.CHANGED or made is None or not made.allowed_for:
        return ""
    return (
        f"To quote: the two averages of the title, as counted. The {written.signed_percent(made.value)} is the change once {listed(made.allowed_for)} "
        f"{'is' if len(made.allowed_for) == 1 else 'are'} allowed for, and two whole years side by side are another question; neither is wrong, and each has another size."
    )


def recording_sentence(verdict: Verdict) -> str:
    return (
        f" A change in recording is dated within the time when this may have begun ({'; '.join(verdict.recording)}), "
        "so the records may have changed rather than children’s lives: before and after are not compared."
    )


def limits_sentence(
    chart: ControlChart, *, unit: str = "", times: float = 1.0, digits: int = 0, afresh: str = ""
) -> str:
    """What the limits are, or why there are none. `times`: 100 with the unit " %" for a chart of shares."""
    drawn = [segment for segment in chart.segments if segment.status is ChartStatus.JUDGED]
    if not drawn:
        return f"No usual range is drawn: {NO_RANGE.get(chart.status, chart.status)}."
    end, at = ("at the end", -1) if drawn[-1] is chart.segments[-1] else ("where it ends", drawn[-1].stop - 1)
    where = "" if len(chart.segments) == 1 else " It begins again where a dashed line says so."
    low, high = (f"{line[at] * times:.{digits}f}{unit}" for line in (chart.lower, chart.upper))
    return (
        f"The shaded band is the usual range, by which each figure counted is judged: {low} to {high} {end}."
        f" {afresh}".rstrip()
        + ("" if afresh else where)
    )


def afresh_sentence(judgement: Judgement) -> str:
    """What the limits do at a change that was found: not the NHS's practice of dated changes alone, so it says so."""
    if ended := ended_sentence(judgement):
        return ended
    if not judgement.breaks:
        return ""
    if judgement.plan.excluded:
        return (
            f"It is that of the months before {written.month(judgement.breaks[0])}: the new level is too young for a range "
            "of its own."
        )
    index = pd.DatetimeIndex(judgement.shown.index)
    at = [written.month(when) for when in judgement.breaks if index.get_loc(when) in judgement.plan.rebase_at]
    if not at:
        return ""
    return (
        f"It begins again in {listed(at)}, where the level was found to have changed (dashed line); for ranges that do so "
        "only at dated events, or never, see “More” above the chart."
    )


def ended_sentence(judgement: Judgement) -> str:
    """Where recording changed and too few months have followed for a usual range of their own: none is judged by the old one."""
    verdict, is_young = judgement.verdict, judgement.chart.status is ChartStatus.TOO_FEW
    if not is_young or verdict.answer is not Answer.RECORDING_CHANGED or verdict.since is None:
        return ""
    when = written.month(verdict.since)
    return f"It ends before {when}, when recording changed: the months since are too few for a range of their own."


def ahead_title(forecast: Forecast, counts: str, months: Sequence[pd.Timestamp]) -> str:
    """The lowest and the highest end of all months ahead."""
    low, high = forecast.ranges["lower"].min(), forecast.ranges["upper"].max()
    return f"To expect if nothing changes: {low:.0f} to {high:.0f} {counts} a month up to {written.month(months[-1])}"


def forecast_sentence(forecast: Forecast, counts: str, months: Sequence[pd.Timestamp]) -> str:
    """The range of the first and the last month ahead, and how such ranges have done."""
    first, last = forecast.ranges.iloc[0], forecast.ranges.iloc[-1]
    sentence = (
        f"Months to come, if nothing changes: {first.lower:.0f} to {first.upper:.0f} {counts} in {written.month(months[0])}, and "
        f"{last.lower:.0f} to {last.upper:.0f} in {written.month(months[-1])}. The title has the lowest and the highest end of all these months."
    )
    meant = f"Such ranges are meant to hold in {written.percent(forecast.confidence * 100)} of months"
    if not forecast.record_checked:
        return f"{sentence} {meant}; there is no record yet of how they have done here."
    each = "month" if forecast.record_checked == 1 else "months"
    return (
        f"{sentence} {meant}; made one month ahead in the past, they held in {forecast.record_inside} of "
        f"{forecast.record_checked} {each}."
    )


def season_sentence(judgement: Judgement, first_month: pd.Timestamp) -> str:
    """The months that usually hold most and least, where the season can be told from chance."""
    if judgement.trend is None:
        return ""
    if not judgement.has_season:
        made = judgement.verdict.estimate
        is_allowed = judgement.verdict.answer is Answer.CHANGED and made is not None and made.allowed_for
        return f"No clear difference by time of year{'; it is allowed for all the same, so the change is not that of the two averages' if is_allowed else ''}."
    factors = pd.Series(judgement.trend.seasonal_factors)
    names = [f"{first_month + pd.DateOffset(months=int(i)):%B}" for i in factors.index]
    high, low = int(factors.idxmax()), int(factors.idxmin())
    return (
        f"Usually most in {names[high]} ({written.signed_percent(float(factors[high]))} against an average month) and "
        f"fewest in {names[low]} ({written.signed_percent(float(factors[low]))})."
    )
