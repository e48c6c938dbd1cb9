"""A share against its target, in words: what is missed is said first, and by how much."""

from __future__ import annotations

from dashboard.measures.verdict import Verdict
from dashboard.words.format import percent
from dashboard.words.number_format import SHARE

MISSED = "target missed"


def points_short(verdict: Verdict) -> float:
    """By how many points the latest share misses its target, as both are printed; 0 where it is reached or none is set."""
    if verdict.target_pct is None or verdict.latest is None:
        return 0.0
    return max(0.0, SHARE.rounded(verdict.target_pct) - SHARE.rounded(verdict.latest.value))


def missed_word(verdict: Verdict) -> str:
    """What follows the word of a verdict whose target is not reached."""
    return MISSED if points_short(verdict) else ""


def against_target(verdict: Verdict) -> str:
    """ "7 points short of the target of 80 %", "the target of 80 % is reached"; nothing where none is set."""
    if verdict.target_pct is None or verdict.latest is None:
        return ""
    short = points_short(verdict)
    target = f"the target of {percent(verdict.target_pct)}"
    return f"{short:.0f} {'point' if short == 1 else 'points'} short of {target}" if short else f"{target} is reached"
