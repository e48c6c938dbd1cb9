"""Whether something worked, in words: uncertainty first, no cause, and plainly where nothing can be told."""

from __future__ import annotations

from dashboard.measures.comparison import Contrast
from dashboard.measures.displacement import Outcome, Pair


def verdict(outcome: Outcome) -> str:
    """What came of it in a few words."""
    if outcome.relative is None:
        return f"Cannot be told: {outcome.why_not}"
    between = f"between {change(outcome.relative.lower)} and {change(outcome.relative.upper)}"
    if outcome.relative.upper < 1:
        return f"Fewer than the comparison area's course would lead to, beyond chance: {change(outcome.relative.value)} ({between})"
    if outcome.relative.lower > 1:
        return f"More than the comparison area's course would lead to, beyond chance: {change(outcome.relative.value)} ({between})"
    return f"No change beyond chance: {between}"


def change(ratio: float) -> str:
    pct = (ratio - 1) * 100
    return f"{abs(pct):.0f} % {'fewer' if pct < 0 else 'more'}"


def moved(displaced: Contrast | None, *, has_displacement: bool) -> str:
    """The displacement difference: how many incidents fewer or more, the area next to it included."""
    if displaced is None:
        return "cannot be told"
    with_next = "with the area next to it" if has_displacement else "no area next to it was named"
    word = "fewer" if displaced.value < 0 else "more"
    sure = "" if displaced.is_beyond_chance else ", within chance"
    return (
        f"{abs(displaced.value):.0f} {word} (from {displaced.lower:+.0f} to {displaced.upper:+.0f}){sure}; {with_next}"
    )


def pair(counts: Pair) -> str:
    return f"{counts.before:.0f} → {counts.after:.0f}" if counts.total else ""


def outcomes_sentence(outcomes: list[Outcome]) -> str:
    known = [o.relative for o in outcomes if o.relative is not None]
    fewer, more = sum(c.upper < 1 for c in known), sum(c.lower > 1 for c in known)
    parts = [
        f"{fewer} with fewer incidents than the comparison would lead to, beyond chance",
        *([f"{more} with more"] if more else []),
        f"{len(known) - fewer - more} without a change that can be told from chance",
        f"{len(outcomes) - len(known)} of which nothing can be told yet",
    ]
    return f"Of {len(outcomes)} interventions: {'; '.join(parts)}."
