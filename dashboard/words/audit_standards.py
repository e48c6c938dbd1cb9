"""How standards are said that fell, rose or of which we cannot tell; a lower share that chance could make has not fallen."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words.form import as_many_as_fit, capital, in_words, lower_first

FELL, ROSE, LOWER = "Fell", "Rose", "Lower among the records read: chance could make it"
NOT_LOWER, NOT_COMPARED = "As high or higher among the records read: chance could make it", "Not compared"
KINDS = (FELL, ROSE, LOWER, NOT_LOWER, NOT_COMPARED)
UNTIED = "Tied to no indicator"


def kind_of(verdict: Verdict) -> str:
    """The heading under which a standard stands."""
    if verdict.answer is Answer.CHANGED:
        return FELL if verdict.direction is Direction.FEWER else ROSE
    if verdict.latest is None or verdict.before is None:
        return NOT_COMPARED
    return LOWER if verdict.latest.value < verdict.before.value else NOT_LOWER


def standards_title(verdicts: Sequence[Verdict], before: str) -> str:
    """`before`: the round before, or nothing. What chance could make is counted apart from what fell."""
    kinds = [kind_of(v) for v in verdicts]
    fell, rose, lower = (kinds.count(kind) for kind in (FELL, ROSE, LOWER))
    if not before:
        return "There is no round before this one, so no standard fell or rose"
    head = f"{capital(in_words(fell))} of {len(kinds):,} standards clearly fell since {lower_first(before)}"
    risen = f"{in_words(rose)} rose" if rose else ""
    return as_many_as_fit(head, risen, f"{in_words(lower)} lower: cannot tell" if lower else "")


def standards_subtitle(shown: int, of: int, tied: int, name: str) -> str:
    """How many may be shown of all that are read, and how many of all are tied to an indicator."""
    which = f"All {of:,} standards" if shown == of else f"{shown:,} of {of:,} standards, the others may not be shown"
    ties = f"{in_words(tied)} of {of:,}" if tied < of else "each"
    return f"Share of ratings good or better. {which}, {lower_first(name)}; {ties} {'is' if tied in (0, 1, of) else 'are'} tied to a national quality indicator."
