"""The one place where a verdict becomes a word, a mark and a colour: page, paper, slides and files read it here.

Blue for better, plum for worse and orange for a change that is neither follow the health service's charts, which many readers know
(NHS England, Making Data Count); a word and a shape say the same, so that nothing hangs on seeing colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dashboard.measures.verdict import Answer, Direction, Goodness, Verdict
from dashboard.words.form import in_words

Mark = Literal["better", "worse", "more", "fewer", "no-change", "cannot-tell", "recording"]

WORDS: dict[Mark, str] = {
    "better": "Better", "worse": "Worse", "more": "More", "fewer": "Fewer", "no-change": "No change found",
    "cannot-tell": "Cannot tell", "recording": "Recording changed",
}  # fmt: skip
GLYPHS: dict[Mark, str] = {
    "better": "✓", "worse": "✗", "more": "▲", "fewer": "▼", "no-change": "●", "cannot-tell": "○", "recording": "◆",
}  # fmt: skip
INKS: dict[Mark, str] = {
    "better": "better", "worse": "worse", "more": "changed", "fewer": "changed", "no-change": "ink2", "cannot-tell": "ink2",
    "recording": "ink2",
}  # fmt: skip
STILL: dict[Answer, Mark] = {
    Answer.NOT_CHANGED: "no-change", Answer.CANNOT_TELL: "cannot-tell", Answer.NOT_COMPARED: "cannot-tell",
    Answer.RECORDING_CHANGED: "recording",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A verdict in a word with its mark, which never stands alone. `reason`: why we cannot tell. `note`: the range, smaller."""

    mark: Mark
    reason: str = ""
    note: str = ""

    @property
    def word(self) -> str:
        return f"{WORDS[self.mark]}: {self.reason}" if self.reason else WORDS[self.mark]

    @property
    def ink(self) -> str:
        return INKS[self.mark]

    @property
    def is_change(self) -> bool:
        return self.ink != "ink2"


def mark_of(verdict: Verdict) -> Mark:
    """Better or worse where the measure has a good end; else more or fewer."""
    if verdict.answer is not Answer.CHANGED:
        return STILL[verdict.answer]
    if verdict.goodness is not Goodness.NEITHER:
        return "better" if verdict.goodness is Goodness.BETTER else "worse"
    return "more" if verdict.direction is Direction.MORE else "fewer"


def standing_of(verdict: Verdict, note: str = "") -> Standing:
    """What every list, title, chart and paper says of a verdict."""
    return Standing(mark_of(verdict), str(verdict.doubt or ""), note)


def verdict_word(verdict: Verdict) -> str:
    """The word of a table's column of verdicts."""
    return standing_of(verdict).word


def still_words(verdicts: Iterable[Verdict]) -> str:
    """Of those that did not change: in how many no change was found, and in how many we cannot tell; never one for the other."""
    marks = [mark_of(v) for v in verdicts if v.answer is not Answer.CHANGED]
    counts = [(WORDS[mark].lower(), marks.count(mark)) for mark in dict.fromkeys(STILL.values()) if mark in marks]
    if len(counts) == 1:
        return f"{counts[0][0]} in {'any' if counts[0][1] > 1 else 'it'}" if len(marks) > 1 else counts[0][0]
    return ", ".join(f"{word} in {in_words(n)}" for word, n in counts)
