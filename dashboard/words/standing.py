"""The one place where a verdict becomes a word of the vocabulary; titles, lists, tables and papers read it here."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.measures.verdict import Answer, Direction, Goodness, Verdict
from dashboard.words.against import missed_word
from dashboard.words.form import in_words
from dashboard.words.vocabulary import WORDS, Mark, Standing

STILL: dict[Answer, Mark] = {
    Answer.NOT_CHANGED: "no-change", Answer.CANNOT_TELL: "cannot-tell", Answer.NOT_COMPARED: "cannot-tell",
    Answer.RECORDING_CHANGED: "recording", Answer.OVERDUE: "overdue", Answer.IN_TIME: "in-time",
}  # fmt: skip


def mark_of(verdict: Verdict) -> Mark:
    """Better or worse where the measure has a good end; else more or fewer."""
    if verdict.answer is not Answer.CHANGED:
        return STILL[verdict.answer]
    if verdict.goodness is not Goodness.NEITHER:
        return "better" if verdict.goodness is Goodness.BETTER else "worse"
    return "more" if verdict.direction is Direction.MORE else "fewer"


def standing_of(verdict: Verdict, note: str = "") -> Standing:
    """What every list, title, chart and paper says of a verdict."""
    return Standing(mark_of(verdict), str(verdict.doubt or ""), note, missed_word(verdict))


def verdict_word(verdict: Verdict) -> str:
    """The word of a table's column of verdicts."""
    return standing_of(verdict).word


def verdict_phrase(verdict: Verdict) -> str:
    """The same inside a sentence: "cannot tell (too few)"."""
    standing = standing_of(verdict)
    word = WORDS[standing.mark].lower()
    return f"{word} ({standing.reason})" if standing.reason else word


def still_words(verdicts: Iterable[Verdict]) -> str:
    """Of those that did not change: in how many no change was found, and in how many we cannot tell; never one for the other."""
    marks = [mark_of(v) for v in verdicts if v.answer is not Answer.CHANGED]
    counts = [(WORDS[mark].lower(), marks.count(mark)) for mark in dict.fromkeys(STILL.values()) if mark in marks]
    if len(counts) == 1:
        return f"{counts[0][0]} in {'any' if counts[0][1] > 1 else 'it'}" if len(marks) > 1 else counts[0][0]
    return ", ".join(f"{word} in {in_words(n)}" for word, n in counts)


def changed_words(verdicts: Iterable[Verdict]) -> str:
    """The same behind another claim, which "cannot tell in any" would seem to take back: what cannot be told is named."""
    said = still_words(verdicts)
    return {"cannot tell in any": "changes: cannot tell", "cannot tell": "change: cannot tell"}.get(said, said)
