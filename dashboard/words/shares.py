"""Shares of one year beside the year before, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.measures.verdict import WIDE_POINTS, Answer, Direction, Verdict
from dashboard.words.against import against_target, points_short
from dashboard.words.form import capital, fitting, in_words
from dashboard.words.format import end_of_points, end_of_tenths, percent, shares_format, signed_points, two_percents
from dashboard.words.number_format import NumberFormat
from dashboard.words.standing import changed_words, verdict_phrase


def points_between(verdict: Verdict, number: NumberFormat | None = None) -> float | None:
    """The difference of the two shares themselves, by default as exact as `two_percents` writes them beside it."""
    if verdict.latest is None or verdict.before is None:
        return None
    latest, before = verdict.latest.value, verdict.before.value
    number = number or shares_format(latest, before)
    return number.rounded(number.rounded(latest) - number.rounded(before))


def points_words(verdict: Verdict) -> str:
    """ "+25 points, +10 to +38"; nothing where nothing was compared."""
    points, change = points_between(verdict), verdict.estimate
    if points is None or change is None:
        return ""
    said = signed_points(points) if points == round(points) else f"{end_of_tenths(points)} points"
    return f"{said}, {_end(change.low)} to {_end(change.high)}"


def _end(points: float) -> str:
    """An end beyond what matters is not written as if it lay within: two verdicts would seem to stand on one range."""
    is_hidden = abs(points) > WIDE_POINTS and round(abs(points)) == WIDE_POINTS
    return end_of_tenths(points) if is_hidden else end_of_points(points)


def no_change_rule(widest_points: float) -> str:
    """When a share is said not to have changed, and when that we cannot tell."""
    return (
        f"No change found: chance may make the change, and none of more than {widest_points:.0f} points either way would fit. "
        "Where a larger one would fit we cannot tell; an end that lies just beyond is written with its decimal."
    )


def share_title(what: str, verdict: Verdict) -> str:
    """ "Discussions arranged within 72 hours rose to 75 %, from 58 % the year before" """
    latest, before = verdict.latest, verdict.before
    if latest is None:
        return fitting(f"{what}: {verdict_phrase(verdict)}", capital(verdict_phrase(verdict)))
    if points_short(verdict):
        return _short_title(what, verdict)
    if before is None:
        return fitting(
            f"{what}: {percent(latest.value)} in the latest year", f"{percent(latest.value)} in the latest year"
        )
    now, then = two_percents(latest.value, before.value)
    if verdict.answer is Answer.CHANGED:
        moved = f"{what} {'rose' if verdict.direction is Direction.MORE else 'fell'} to {now}, from {then}"
        return fitting(f"{moved} the year before", moved, f"{capital(moved[len(what) :].strip())} the year before")
    levels = f"{now}, {then} the year before; {verdict_phrase(verdict)}"
    return fitting(f"{what}: {levels}", levels)


def _short_title(what: str, verdict: Verdict) -> str:
    """A missed target comes first, whatever became of the share since the year before."""
    latest, before = verdict.latest, verdict.before
    assert latest is not None
    now, then = two_percents(latest.value, before.value) if before else (percent(latest.value), "")
    moved = {Direction.MORE: "up from", Direction.FEWER: "down from"}.get(verdict.direction)
    since = f"; {moved} {then}" if moved else f"; {then} before, {verdict_phrase(verdict)}" if then else ""
    whole = against_target(verdict)
    brief = whole.partition(" the target")[0] + " target"  # "7 points short of target"
    return fitting(f"{what}: {now}, {whole}{since}", f"{what}: {now}, {brief}{since}", f"{now}, {whole}{since}", f"{now}, {brief}")  # fmt: skip


def changed_groups(verdicts: Mapping[str, Verdict]) -> str:
    """Which shares changed beyond chance and which way, or what is said of all; short enough to follow a title."""
    changed = {n: v for n, v in verdicts.items() if v.answer is Answer.CHANGED}
    if not changed:
        return changed_words(verdicts.values())
    if len(changed) == 1:
        name, one = next(iter(changed.items()))
        moved = "rose" if one.direction is Direction.MORE else "fell"
        if one.latest is None or one.before is None:
            return f"{name} {moved}"
        now, then = two_percents(one.latest.value, one.before.value)
        return f"{name} {moved} to {now}, from {then}"
    return f"{in_words(len(changed))} of {in_words(len(verdicts))} shares changed"
