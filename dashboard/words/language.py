"""How words that blame are told: why, and what to write instead; never who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.measures.comparison import Contrast
from dashboard.measures.verdict import Answer, Direction, Verdict
from dashboard.words import format as written
from dashboard.words.form import capital, fitting, listed, number_of
from dashboard.words.standing import verdict_phrase

YEAR = 12  # months
PROMISE = (
    "The text is read in memory and shown to you alone: it is not stored, not logged and not counted. It stays in the box of your browser until you "
    "leave this page, so that you can correct it and check it again; a document does not stay. Remove names all the same before you paste."
)


@dataclass(frozen=True)
class Measured:
    """On how many labelled sentences, how many of 100 words were found, and how many of 100 marks were right."""

    sentences: int
    recall: int
    precision: int


# Measured by tests/language, which holds these against the sentences.
TUNED = Measured(755, 100, 100)
UNTUNED = Measured(334, 91, 96)
FREER = Measured(60, 68, 87)
LATER = Measured(66, 89, 94)
LIMITS = (
    f"A checker assists and cannot read. With the product’s own list, on {UNTUNED.sentences} labelled sentences that it was never tuned on, it found {UNTUNED.recall} of 100 words that a "
    f"careful reader would mark, and {UNTUNED.precision} of 100 marks were right; on the {FREER.sentences} of them that were written most freely, {FREER.recall} and "
    f"{FREER.precision}; on the {LATER.sentences} written for its latest words, {LATER.recall} and {LATER.precision} (on the {TUNED.sentences} that it was tuned on, {TUNED.recall} and {TUNED.precision}). All were invented and labelled by those who make "
    "this product, none by a practitioner, and most with this list at hand: in real reports it finds less. It only knows the words on the list and misses other ways of blaming. It skips quotations, adults, "
    "services that own a failing, denials and talk about words, and sometimes skips too much."
)


def trend_title(verdict: Verdict | None) -> str:
    """The latest twelve months against the first twelve, with the two rates that a person would divide."""
    if verdict is None or verdict.latest is None or verdict.before is None:
        return "Too few years of counted documents to compare words that blame"
    latest, before = verdict.latest.value, verdict.before.value
    now, then = (f"{rate:.1f}" if round(latest, 1) != round(before, 1) else f"{rate:.2f}" for rate in (latest, before))
    if verdict.answer is not Answer.CHANGED:
        return f"Words that blame: {now} per 1,000 words, {then} in the first year; {verdict_phrase(verdict)}"
    which = "Fewer" if verdict.direction is Direction.FEWER else "More"
    return f"{which} words that blame: {now} per 1,000 words, from {then}"


def how_many(months: int) -> str:
    return "twelve months" if months == YEAR else number_of(months, "month", "months")


def trend_subtitle(compared: tuple[str, str], span: str) -> str:
    """`compared`: the two times of the title, as their levels are called; blank where it compares none."""
    latest, first = compared
    head = f"Title: all documents, the {latest} and the {first}. " if latest else ""
    return f"Per 1,000 words. {head}Charts: each kind of document by quarter, {span}; a quarter of few stands with the next."


def trend_surety(change: Contrast | None) -> str:
    if change is None:
        return "There are fewer than two years of counted documents."
    fit = written.would_fit(change.lower, change.upper)
    if change.is_beyond_chance:
        fit = f"{written.more_or_fewer(change.value)} ({written.could_be(change.lower, change.upper)})"
    return f"The latest twelve months against the first twelve: {fit}, widened by how much quarters vary."


def kinds_title(names: Sequence[str], of: int) -> str:
    """`of`: kinds on the list, whether or not a word of them is counted."""
    if not names:
        return "No kind of words that blame can be shown by itself"
    each = f": {listed(names)}"
    if of == 1:
        return fitting(f"The one kind of words on the list{each}", "The one kind of words on the list")
    some = f"All {written.count(of)}" if len(names) == of else f"{written.count(len(names))} of {written.count(of)}"
    said = f"{some} kinds of words on the list {'is' if len(names) == 1 else 'are'} counted"
    return fitting(f"{said}{each}", said)


OTHER_KINDS, ALL_KINDS = "Other kinds together", "All kinds together"


def uncounted_sentence(names: Sequence[str], *, together: bool = False) -> tuple[str, ...]:
    """`together`: whether kinds of which few documents have a word are counted as one."""
    how = "counted together, because too few documents have one, or not at all" if together else "not among the counts"
    return (f"On the list, and {how}: {listed(names)}.",) if names else ()


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
