"""Shares of one year beside the year before, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import LONGEST
from dashboard.words.format import percent, signed
from dashboard.words.number_format import MINUS


def points_words(verdict: Verdict) -> str:
    """ "+25 points, +10 to +38"; nothing where nothing was compared."""
    if verdict.estimate is None:
        return ""
    value, low, high = (signed(v) for v in (verdict.estimate.value, verdict.estimate.low, verdict.estimate.high))
    return f"{value} point{'' if value in ('+1', f'{MINUS}1') else 's'}, {low} to {high}"


def share_title(what: str, verdict: Verdict) -> str:
    """ "Arranged within 72 hours rose to 75 %, from 58 % the year before" """
    latest, before = verdict.latest, verdict.before
    if latest is None:
        return f"{what}: not compared yet"
    if before is None:
        return f"{what}: {percent(latest.value)} in the latest year"
    if verdict.answer is Answer.CHANGED:
        moved = "rose" if verdict.direction is Direction.MORE else "fell"
        return f"{what} {moved} to {percent(latest.value)}, from {percent(before.value)} the year before"
    told = "no clear change" if verdict.answer is Answer.NOT_CHANGED else "we cannot tell if it changed"
    return f"{what}: {percent(latest.value)}, {before.value:.0f} the year before; {told}"


def changed_groups(verdicts: Mapping[str, Verdict]) -> str:
    """Which shares changed beyond chance, or that none did; short enough to follow a title."""
    changed = [n for n, v in verdicts.items() if v.answer is Answer.CHANGED]
    if not changed:
        return "no share clearly changed" if any(v.estimate for v in verdicts.values()) else ""
    one = verdicts[changed[0]]
    if len(changed) == 1 and one.latest and one.before:
        return f"{changed[0]} changed from {one.before.value:.0f} to {percent(one.latest.value)}"
    return f"{len(changed)} shares changed"


def fitting(*parts: str) -> str:
    """The parts of a title, as many as fit into one line, the first always."""
    title = parts[0]
    for part in parts[1:]:
        if part and len(f"{title}; {part}") <= LONGEST:
            title = f"{title}; {part}"
    return title[: LONGEST - 1] + "…" if len(title) > LONGEST else title
