"""A text as words with what stands round them: enough grammar to tell where a name stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data_loaders.guard.lexicon import without_accents

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_ENDS = '.!?:;\n"“(•–—|'


@dataclass(frozen=True)
class Word:
    text: str
    plain: str  # lower case, without accents and without a possessive
    is_capital: bool
    begins: bool  # stands where any word has a capital letter
    gap: str  # what stands between it and the next word

    @property
    def is_possessive(self) -> bool:
        return self.text.lower().endswith(("'s", "’s"))


def words_of(text: str) -> tuple[Word, ...]:
    found, last = list[Word](), 0
    matches = list(WORD.finditer(text))
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        before = text[last : match.start()].strip()
        begins = not found or (bool(before) and before[-1] in SENTENCE_ENDS)
        found.append(_word(match[0], begins=begins, gap=text[match.end() : end]))
        last = match.end()
    return tuple(found)


def _word(text: str, *, begins: bool, gap: str) -> Word:
    plain = without_accents(text).lower().replace("’", "'")
    return Word(text, plain.removesuffix("'s").removesuffix("'"), text[0].isupper(), begins, gap)
