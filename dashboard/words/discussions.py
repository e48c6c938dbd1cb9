"""Return discussions in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard.measures.interrupted_series import Interruption
from dashboard.words.form import fitting, listed, lower_first
from dashboard.words.format import count, month, percent, signed, signed_points, span_percent, two_percents

DEFINITION = "A return discussion is the conversation that a child is offered after having been missing."
CLOCK = "The clock is in elapsed time: a change to or from summer time neither adds nor takes an hour."
OF_ALL = "Shares are of all episodes that the release covers: those without a return on record, or without a discussion, count as not in time."
WHY = "A discussion that was not held may have been declined: it is the child’s to accept."
ACCEPT = "A discussion is the child’s to accept, and to choose with whom."
WITHOUT_RANGE = "The verdict compares the latest year with the year before, which asks for no usual range."
TOGETHER = "The two dates fall together; that does not show one brought about the other."
LEVEL_DRAWN, SIDES_DRAWN = "Line: the average.", "Lines: the averages before and after."
YEARS_DRAWN, SHADED = (
    "Lines: averages; each year compared has its own, and the points say when within them it moved.",
    " Shaded: the usual range.",
)
LATEST = 3  # points that a sentence can hold, enough to show whether a rise goes on
TO_THE_LAST_MONTH = "year to the last month"
NOT_COMPARED = "They are not compared: who is asked depends on the child and the place."
NOT_BY_WHOM = "Who arranged each discussion is not delivered, so the 72 hours are told for all together."
DEPENDS = "Who is asked to have a conversation depends on the child and the place."
LEFT_OUT = (
    "Those with too few conversations to be shown by themselves are left out. The fewer there are, the longer the time that they "
    "are added up over, so that no child can be recognised."
)
WILSON = "Wilson’s range on the number of discussions."
TOO_FEW = "Nobody had enough conversations both in time and late for a share to be shown safely."
TOO_SELDOM = "None was named often enough to be shown safely."
NO_BASE = "How many discussions were held is not shown by itself, so there is nothing to compare with."
SEVERAL = "A discussion can name several; which of them come together is not told."
SELDOM = "What is named too seldom to be shown safely is left out."


def event_label(event: pd.Timestamp) -> str:
    return f"Before and after {month(event)}"


def event_title(what: str, event: pd.Timestamp, levels: Sequence[float | None]) -> str:
    """The two levels that the chart draws; whether the share changed with the event is for the method to say."""
    before, since = (0.0 if level is None else level for level in levels)
    now, then = two_percents(since, before)
    said = f"{now} from {month(event)} on, {then} before"
    return fitting(f"{what}: {said}", said)


def each(shares: pd.DataFrame) -> str:
    """For how long each point stands: shares are of longer times where single months hold too few."""
    first = shares.iloc[0]
    months = (
        (first["period_end"].year - first["period_start"].year) * 12
        + first["period_end"].month
        - first["period_start"].month
        + 1
    )
    return {1: "a month", 3: "a quarter", 6: "a half-year", 12: "a year"}.get(months, f"over {months} months each")


def interruption_sentence(found: Interruption | None, event: pd.Timestamp, label: str) -> str:
    """Before and after an event: a difference in level, never a cause."""
    if found is None:
        return f"Too few points on one side of {month(event)} to compare before and after."
    low, high = signed(found.level.lower), signed(found.level.upper)
    later = ""
    if found.slope.is_beyond_chance:
        later = f" From then on it {'rose' if found.slope.value > 0 else 'fell'} against where it had been heading."
    when = f"In {month(event)} ({label})"
    if not found.level.is_beyond_chance:
        return f"{when} we cannot tell whether the share changed at once: {low} to {high} points would fit.{later}"
    return (
        f"{when} the share changed by {signed_points(found.level.value)} against where it had been heading (could be {low} to {high}). "
        f"{TOGETHER}{later}"
    )


def own_years(what: str, until: pd.Timestamp) -> str:
    """Of a row whose latest year ends later than that of the others."""
    return f"{what}: the year to {month(until)}, and the one before."


def provider_title(rows: pd.DataFrame, of_all: float | None = None) -> str:
    """Each in a fixed order with its share, as far as there is room; else how many lie between which shares.

    `of_all`: the share of all episodes, which is lower where many had no discussion: no share of the held stands without it.
    """
    if rows.empty:
        return "Of those held, within 7 days: no share can be shown by who had the conversation"
    each = "; ".join(f"{r.group} {percent(r.share_pct)}" for r in rows.itertuples())
    ends = span_percent(rows["share_pct"].min(), rows["share_pct"].max())
    what = "Of those held, within 7 days"  # not of all episodes, as on the clock
    beside = "" if of_all is None else f"; of all episodes {percent(of_all)}"
    by_whom = "by who had the conversation" if of_all is None else "by provider"
    return fitting(f"{what}: {each}{beside}", f"{what}: {ends}, {by_whom}{beside}")


def left_out_of_year(names: Sequence[str]) -> tuple[str, ...]:
    """What is published by longer periods than fill the year shown."""
    if not names:
        return ()
    is_one = len(names) == 1
    return (f"Left out, since the periods that {'it is' if is_one else 'they are'} published by do not fill this year: {listed(list(names), most=12)}.",)  # fmt: skip


def left_out_sentence(missing: list[str]) -> str:
    """Milestones that published groups cut through: a join that tells nothing of how many stopped there."""
    if not missing:
        return ""
    alone = "by itself" if len(missing) == 1 else "by themselves"
    return f"Not shown {alone}, to protect children: {', '.join(lower_first(m) for m in missing)}."


def latest_points(labels: Sequence[str], shares: Sequence[float]) -> str:
    """The latest points one by one, the oldest first: what a year's average does not show."""
    last = list(zip(labels, shares, strict=True))[-LATEST:]
    return f"Latest: {'; '.join(f'{percent(share)} in {label}' for label, share in last)}."


def others_held(told: int, others: int | None) -> str:
    """How many of all that were held stand in no row; nothing where that is none, or is not told."""
    if not others:
        return ""
    return f"The rows hold {count(told)} of the {count(told + others)} held; the other {count(others)} are with those who had too few to be shown alone. "
