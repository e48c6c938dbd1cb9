"""How words that blame are told: why, and what to write instead; never who wrote them."""

from __future__ import annotations

from dashboard.measures.comparison import Contrast
from dashboard.words.change import percent

PROMISE = (
    "The text is read in memory, shown to you alone, and gone with this page: it is not stored, not logged and not counted. "
    "Remove names all the same before you paste."
)
# Measured by tests/language on sentences written before the matcher was tuned, and on others that it was never changed for.
LABELLED, RECALL, PRECISION = 250, 96, 99
HELD_OUT, RECALL_HELD_OUT, PRECISION_HELD_OUT = 75, 83, 92
LIMITS = (
    f"A checker assists and cannot read. On {LABELLED} labelled sentences it found {RECALL} of 100 words that a careful reader would mark, and {PRECISION} of "
    f"100 marks were right; on {HELD_OUT} more that it had never met, {RECALL_HELD_OUT} and {PRECISION_HELD_OUT}. Blame in other words than those of the list "
    "it does not see. Quotations, adults, denials and talk about words it leaves alone, and is sometimes wrong in that."
)


def trend_sentence(change: Contrast | None) -> str:
    if change is None:
        return "There are fewer than two years of counted documents: too few to compare."
    span = f"between {percent(change.lower)} and {percent(change.upper)}"
    if not change.is_beyond_chance:
        return f"Words that blame are about as frequent as in the first year (a change {span} would fit)."
    direction = "fewer" if change.value < 1 else "more"
    return f"{direction.capitalize()} words that blame than in the first year, beyond what chance would explain: {percent(change.value)} for each 1,000 words ({span})."


def found_sentence(marks: int, words: int) -> str:
    if not words:
        return "There are no words to check."
    if not marks:
        return f"No word of the list was found in {words:,} words. That does not mean that nobody is blamed in them."
    many = "One word" if marks == 1 else f"{marks} words"
    return f"{many} that may blame a child, in {words:,} words: {1000 * marks / words:.1f} for each 1,000."
