"""Shares of one year beside the year before, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import capital, fitting, in_words
from dashboard.words.format import percent, signed, signed_points, two_percents

UNCHANGED = {
    Answer.NOT_CHANGED: "no clear change", Answer.NOT_COMPARED: "not compared yet",
    Answer.RECORDING_CHANGED: "recording changed meanwhile",
}  # fmt: skip


def points_words(verdict: Verdict) -> str:
    """ "+25 points, +10 to +38"; nothing where nothing was compared."""
    if verdict.estimate is None:
        return ""
    change = verdict.estimate
    return f"{signed_points(change.value)}, {signed(change.low)} to {signed(change.high)}"


def share_title(what: str, verdict: Verdict) -> str:
    """ "Discussions arranged within 72 hours rose to 75 %, from 58 % the year before" """
    latest, before = verdict.latest, verdict.before
    if latest is None:
        return f"{what}: not compared yet"
    if before is None:
        return f"{what}: {percent(latest.value)} in the latest year"
    if verdict.answer is Answer.CHANGED:
        now, then = two_percents(latest.value, before.value)
        moved = f"{what} {'rose' if verdict.direction is Direction.MORE else 'fell'} to {now}, from {then}"
        return fitting(f"{moved} the year before", moved, f"{capital(moved[len(what) :].strip())} the year before")
    levels = f"{what}: {percent(latest.value)}, {before.value:.0f} the year before"
    unsure = "cannot tell if it changed"
    said = UNCHANGED.get(verdict.answer, f"we {unsure}")
    return fitting(f"{levels}; {said}", f"{levels}; {UNCHANGED.get(verdict.answer, unsure)}", levels[len(what) + 2 :])


def changed_groups(verdicts: Mapping[str, Verdict]) -> str:
    """Which shares changed beyond chance and which way, or that none did; short enough to follow a title."""
    changed = {n: v for n, v in verdicts.items() if v.answer is Answer.CHANGED}
    if not changed:
        return "no share clearly changed" if any(v.estimate for v in verdicts.values()) else ""
    if len(changed) == 1:
        name, one = next(iter(changed.items()))
        moved = "rose" if one.direction is Direction.MORE else "fell"
        if one.latest is None or one.before is None:
            return f"{name} {moved}"
        now, then = two_percents(one.latest.value, one.before.value)
        return f"{name} {moved} to {now}, from {then}"
    return f"{in_words(len(changed))} of {in_words(len(verdicts))} shares clearly changed"
