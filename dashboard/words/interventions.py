"""Whether something worked, in words: the change, how sure, no cause, and plainly where nothing can be told."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.measures.comparison import Contrast
from dashboard.measures.displacement import Outcome
from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words import format as written
from dashboard.words.form import capital, in_words

RATIO = "Ratio of rate ratios with its range, widened by how far a few children make the figures (Altman & Bland 2003)."
NO_CAUSE_LINE = "Fewer or more afterwards does not show what brought it about."
NO_CAUSE = (
    "That fewer or more were recorded afterwards does not show what brought it about: other things change too, recording among them. "
    "An intervention can also bring more to light, and then more records are a success."
)
DISTRICT = (
    "Counts are of the whole district in which it was done, the finest that the release shows by time; what is done in a few streets "
    "can be lost in it. Whole years before and after are compared, so that the season cancels."
)
MANY = "Several interventions were looked at: of twenty without any effect, about one would look as if it had one."
AGAINST = "against the comparison area"


def verdict(outcome: Outcome) -> str:
    """What came of it in a few words."""
    if outcome.relative is None:
        return f"Cannot tell: {outcome.why_not}"
    return capital(_against(outcome.relative))


def _against(change: Contrast) -> str:
    if not change.is_beyond_chance:
        return f"cannot tell: {written.would_fit(change.lower, change.upper)}"
    return f"{written.more_or_fewer(change.value)}, {AGAINST} ({written.could_be(change.lower, change.upper)})"


def beside(outcome: Outcome) -> str:
    """The area next to it, against the same comparison: whether what went here came there."""
    if outcome.beside is None:
        return "nothing can be told"
    return _against(outcome.beside)


def verdict_short(verdict: Verdict) -> str:
    if verdict.answer is Answer.CHANGED and verdict.estimate is not None:
        return f"{written.more_or_fewer(verdict.estimate.value)}, against elsewhere"
    return "too early to say" if verdict.answer is Answer.NOT_COMPARED else "we cannot tell it from elsewhere"


def outcomes_title(answers: Sequence[Answer], directions: Sequence[Direction]) -> str:
    """After how many interventions fewer or more were recorded than elsewhere, and of how many we cannot tell."""
    if not answers:
        return "No intervention has been delivered"
    fewer, more = (
        sum(a is Answer.CHANGED and d is way for a, d in zip(answers, directions, strict=True))
        for way in (Direction.FEWER, Direction.MORE)
    )
    early = sum(a is Answer.NOT_COMPARED for a in answers)
    unsure = len(answers) - fewer - more - early
    parts = [(fewer, "fewer"), (more, "more"), (unsure, "unclear"), (early, "too early to say")]
    if len(answers) == 1:
        return f"One intervention, against elsewhere: {next(what for n, what in parts if n)}"
    counted = ", ".join(f"{in_words(n)} {what}" for n, what in parts if n)
    return f"{len(answers)} interventions, against elsewhere: {counted}"
