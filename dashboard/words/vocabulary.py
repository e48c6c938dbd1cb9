"""The one vocabulary of verdicts, each with its own word, shape and colour: page, paper, slides and files read it here.

Blue for better, plum for worse and for what is past its day, and orange for a change that is neither follow the health service's charts, which many readers know
(NHS England, Making Data Count); a word and a shape say the same, so that nothing hangs on seeing colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["better", "worse", "more", "fewer", "overdue", "in-time", "no-change", "cannot-tell", "recording"]

WORDS: dict[Mark, str] = {
    "better": "Better", "worse": "Worse", "more": "More", "fewer": "Fewer", "overdue": "Overdue", "in-time": "In time", "no-change": "No change found",
    "cannot-tell": "Cannot tell", "recording": "Recording changed",
}  # fmt: skip
GLYPHS: dict[Mark, str] = {
    "better": "✓", "worse": "✗", "more": "▲", "fewer": "▼", "overdue": "!", "in-time": "■", "no-change": "●", "cannot-tell": "○", "recording": "◆",
}  # fmt: skip
INKS: dict[Mark, str] = {
    "better": "better", "worse": "worse", "more": "changed", "fewer": "changed", "overdue": "worse", "in-time": "ink2", "no-change": "ink2", "cannot-tell": "ink2",
    "recording": "ink2",
}  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """A verdict in a word with its mark, which never stands alone. `reason`: why we cannot tell. `note`: the range, smaller.
    `against`: that a target is missed, which a change for the better does not make good."""

    mark: Mark
    reason: str = ""
    note: str = ""
    against: str = ""

    @property
    def word(self) -> str:
        word = f"{WORDS[self.mark]}: {self.reason}" if self.reason else WORDS[self.mark]
        return f"{word}, {self.against}" if self.against else word

    @property
    def ink(self) -> str:
        return INKS[self.mark]

    @property
    def is_change(self) -> bool:
        return self.ink != "ink2"
