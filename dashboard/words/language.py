"""How words that blame are told: why, and what to write instead; never who wrote them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.measures.comparison import Contrast
from dashboard.words import format as written
from dashboard.words.form import capital, fitting, listed, number_of

PROMISE = (
    "The text is read in memory, shown to you alone, and gone with this page: it is not stored, not logged and not counted. "
    "Remove names all the same before you paste."
)
# Measured by tests/language on sentences written before the matcher was tuned, and on others that it was never changed for.
LABELLED, RECALL, PRECISION = 250, 96, 99
HELD_OUT, RECALL_HELD_OUT, PRECISION_HELD_OUT = 75, 83, 92
LIMITS = (
    f"A checker assists and cannot read. On {LABELLED} labelled sentences it found {RECALL} of 100 words that a careful reader would mark, and {PRECISION} of "
    f"100 marks were right; on {HELD_OUT} more that it had never met, {RECALL_HELD_OUT} and {PRECISION_HELD_OUT}. It only knows "
    "the words on the list; it misses other ways of blaming. It skips quotations, adults, denials and talk about words, and sometimes skips too much."
)


def trend_title(change: Contrast | None, before: float, latest: float) -> str:
    """The latest twelve months against the first twelve, with the two rates that a person would divide."""
    if change is None:
        return "Too few years of counted documents to compare words that blame"
    now, then = (f"{rate:.1f}" if round(latest, 1) != round(before, 1) else f"{rate:.2f}" for rate in (latest, before))
    levels = f"{now} per 1,000 words, from {then}"
    if not change.is_beyond_chance:
        return f"We cannot tell whether words that blame have become fewer: {levels}"
    return f"{'Fewer' if change.value < 1 else 'More'} words that blame: {levels}"


def trend_surety(change: Contrast | None) -> str:
    if change is None:
        return "There are fewer than two years of counted documents."
    fit = written.would_fit(change.lower, change.upper)
    if change.is_beyond_chance:
        fit = f"{written.more_or_fewer(change.value)} ({written.could_be(change.lower, change.upper)})"
    return f"The latest twelve months against the first twelve: {fit}, widened by how much quarters vary."


def kinds_title(names: Sequence[str]) -> str:
    if not names:
        return "No kind of words that blame can be shown"
    kinds = "One kind" if len(names) == 1 else "Kinds"
    return fitting(f"{kinds} of words that blame: {listed(names)}", f"{len(names)} kinds of words that blame")


def list_title(number: int, *, is_own: bool) -> str:
    whose = "Your partnership’s list" if is_own else "The product’s list"
    if not number:
        return f"{whose} holds no words yet"
    return f"{whose}: {number_of(number, 'word or phrase', 'words and phrases')}, with what to write instead"


def found_sentence(marks: int, words: int) -> str:
    if not words:
        return "There are no words to check."
    if not marks:
        return f"No word of the list was found in {number_of(words, 'word', 'words')}. That does not mean that nobody is blamed in them."
    return f"{capital(number_of(marks, 'word', 'words'))} that may blame a child, in {number_of(words, 'word', 'words')}: {1000 * marks / words:.1f} for each 1,000."
