"""Whether something worked, in words: the change, how sure, no cause, and plainly where nothing can be told."""

from __future__ import annotations

from dashboard.measures.comparison import Contrast
from dashboard.measures.displacement import Outcome, Pair
from dashboard.words import format as written
from dashboard.words.form import capital, number_of

AGAINST = "than if it had gone as in the comparison area"


def verdict(outcome: Outcome) -> str:
    """What came of it in a few words."""
    if outcome.relative is None:
        return f"Cannot tell: {outcome.why_not}"
    return capital(_against(outcome.relative))


def _against(change: Contrast) -> str:
    if not change.is_beyond_chance:
        return f"cannot tell: {written.would_fit(change.lower, change.upper)}"
    return f"{written.more_or_fewer(change.value)} {AGAINST} ({written.could_be(change.lower, change.upper)})"


def beside(outcome: Outcome) -> str:
    """The area next to it, against the same comparison: whether what went here came there."""
    if outcome.beside is None:
        return "no area next to it can be told"
    return _against(outcome.beside)


def pair(counts: Pair) -> str:
    return f"{counts.before:,.0f} → {counts.after:,.0f}" if counts.total else ""


def outcomes_sentence(outcomes: list[Outcome]) -> str:
    """How many of the interventions were followed by fewer, by more, and of how many it cannot be told."""
    if not outcomes:
        return "No intervention has been delivered."
    known = [o.relative for o in outcomes if o.relative is not None]
    fewer, more = sum(c.upper < 1 for c in known), sum(c.lower > 1 for c in known)
    unsure, too_early = len(known) - fewer - more, len(outcomes) - len(known)
    parts = [
        (fewer, "fewer incidents than in the comparison area"),
        (more, "more incidents than in the comparison area"),
        (unsure, "a difference that cannot be told from chance"),
        (too_early, "nothing that can be told yet"),
    ]
    told = "; ".join(f"after {n:,}, {what}" for n, what in parts if n)
    return f"Of {number_of(len(outcomes), 'intervention', 'interventions')}: {told}."
