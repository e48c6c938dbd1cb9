"""Targets in words: what a body wants to be reached, beside what is."""

from __future__ import annotations

import pandas as pd

from dashboard.measures.verdict import Verdict
from dashboard.words.against import against_target
from dashboard.words.contexts import ENDS
from dashboard.words.form import capital, in_words, number_of
from dashboard.words.format import day, percent

Step = tuple[float, float]  # weeks from referral, and the share that had got there

NONE_SET = "no target delivered"
NOT_SHOWN = "nothing of it can be shown"
NO_TARGET = "No target was delivered."
WHY_NONE_WITHIN = "Where no share within a target can be shown, too few contexts had got there by then, or got there right after, to be told apart."
NO_JUDGEMENT = "A target says what a body wants. Whether it is right for children is another question."
DEFINITION = (
    "The last target that has begun by the day of the release; an earlier one of the same measure ended with it."
)


def aim_words(measure: str, target: float) -> str:
    """ "within 28 days", "at least 80 %" """
    if measure.lower() in ENDS:  # a time; all others are shares
        return f"within {number_of(round(target), 'day', 'days')}"
    return f"at least {percent(target)}"


def target_words(measure: str, target: float, since: pd.Timestamp, body: str) -> str:
    return f"Target: {aim_words(measure, target)}, since {day(since)} ({body})."


def step_words(name: str, target_days: float, within: Step | None, after: Step | None) -> str:
    """Weeks and share of the last published step within the target, or of the first after it: between two steps nothing can be said."""
    target = f"{capital(name)}: target {number_of(round(target_days), 'day', 'days')}"
    if within is not None:
        return f"{target}; {_had_it(within)}."
    return f"{target}; no share within it can be shown{f', {_had_it(after)}' if after else ''}."


def step_title(name: str, target_days: float, within: Step | None, after: Step | None) -> str:
    """The same as a title, for which the sentence is too long."""
    head = f"{capital(name)}: target {number_of(round(target_days), 'day', 'days')}"
    if within is None and after is None:
        return f"{head}; no share can be shown"
    weeks, share_pct = within or after or (0.0, 0.0)
    said = f"{head}; {percent(share_pct)} within {number_of(round(weeks), 'week', 'weeks')}"
    return said if within else f"{said}; no earlier share can be shown"


def _had_it(step: Step) -> str:
    weeks, share_pct = step
    return f"{percent(share_pct)} had it within {number_of(round(weeks), 'week', 'weeks')}"


def reached_words(verdict: Verdict) -> str:
    """ "73 %, 7 points short of the target of 80 %" """
    assert verdict.latest is not None
    return f"{percent(verdict.latest.value)}, {against_target(verdict)}"


def targets_title(held: int, of: int, missed: int = 0, untold: int = 0) -> str:
    """How many of what a target can be set for have one, how many shares are short of theirs, and how many cannot be judged."""
    short = f"{in_words(missed)} {'share is' if missed == 1 else 'shares are'} short of {'it' if held == 1 else 'theirs' if missed > 1 else 'its own'}"
    open_ = f"{'it' if held == 1 else in_words(untold)} cannot be judged"
    return "; ".join((_held_title(held, of), *[short] * (missed > 0), *[open_] * (untold > 0)))


def _held_title(held: int, of: int) -> str:
    if not held:
        return f"None of {in_words(of)} measures has a target yet"
    if held == of:
        return f"All {in_words(of)} measures have a target"
    return f"{capital(in_words(held))} of {in_words(of)} measures {'has' if held == 1 else 'have'} a target"
