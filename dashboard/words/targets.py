"""Targets in words: what a body wants to be reached, beside what is."""

from __future__ import annotations

import pandas as pd

from dashboard.words.contexts import ENDS
from dashboard.words.form import capital, in_words, number_of
from dashboard.words.format import day, percent

NONE_SET = "no target delivered"
NO_TARGET = "No target was delivered."
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


def step_words(name: str, target_days: float, step: tuple[float, float] | None) -> str:
    """`step`: the last published step within the target, its weeks and share; what lies between two steps cannot be said."""
    target = f"target {number_of(round(target_days), 'day', 'days')}"
    if step is None:
        return f"{capital(name)}: {target}; no share within it can be shown."
    weeks, share_pct = step
    return f"{capital(name)}: {target}; {percent(share_pct)} had it within {number_of(round(weeks), 'week', 'weeks')}."


def targets_title(held: int, of: int) -> str:
    """How many of what a target can be set for have one."""
    if not held:
        return f"None of {in_words(of)} measures has a target yet"
    if held == of:
        return f"All {in_words(of)} measures have a target"
    return f"{capital(in_words(held))} of {in_words(of)} measures {'has' if held == 1 else 'have'} a target"
