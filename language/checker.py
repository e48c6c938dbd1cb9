"""Finds words that blame, sentence by sentence. Pure: a text goes in, marks come out, and nothing is kept anywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.exemptions import (
    is_about_words,
    is_denied,
    is_forced,
    is_of_another,
    is_owned,
    is_said_by_who_harms,
    quoted_spans,
)
from language.terms import Term

SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?![\s”’\"')]|$)[^.!?\n]*)*(?:[.!?]+[”’\"')]*|\n|$)")
WORDS = re.compile(r"\w+(?:['’-]\w+)*")
SAME = str.maketrans(
    {"’": "'", "‘": "‘", "\u00a0": " ", "\u2011": "-", "–": "-", "\t": " "}
)  # one sign for one sign: places stay
OWN_NEGATION = re.compile(r"\b(?:not|never)\b|n't\b", re.IGNORECASE)  # "will not engage" holds its negation itself

OF_PARENTS = "FAMILY"  # its words are about a parent, who elsewhere is another than the child

# A sentence of a report has 25 words, its longest about 100. What stands further away decides nothing, and a text without a full
# stop would have to be read once for each of its marks.
REACH = 300


@dataclass(frozen=True)
class Mark:
    """One word that blames, with its sentence: `start` and `end` are places in the sentence."""

    sentence: str
    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Checked:
    words: int
    marks: tuple[Mark, ...]

    @property
    def per_1000_words(self) -> float:
        return 1000 * len(self.marks) / self.words if self.words else 0.0

    def by_category(self) -> dict[str, int]:
        return dict(Counter(mark.term.category for mark in self.marks))


def check(text: str, terms: Sequence[Term]) -> Checked:
    """Every word that blames a child, except in a quotation, of an adult, in a denial, or where words are talked about."""
    plain = text.translate(SAME)
    found: list[Mark] = []
    hits = [(m.start(), m.end(), t) for t in terms for m in t.pattern.finditer(plain)]
    if hits:
        quoted = quoted_spans(text)
        starts = list(_sentences(plain))
        for start, end, term in _longest(hits):
            if quoted and _holds(_around(quoted, start), start, end):
                continue
            first, last = _around(starts, start)
            first, last = max(first, start - REACH), min(last, end + REACH)
            if _counts(plain[first:start], plain[start:end], plain[end:last], term):
                lead = len(plain[first:last]) - len(plain[first:last].lstrip())
                found.append(Mark(text[first + lead : last].rstrip(), start - first - lead, end - first - lead, term))
    return Checked(len(WORDS.findall(text)), tuple(found))


def _counts(before: str, word: str, after: str, term: Term) -> bool:
    if term.exceptions is not None and _meets(term.exceptions, before, word, after):
        return False
    if is_about_words(before, after) or is_owned(before + word + after) or is_said_by_who_harms(before):
        return False
    if is_forced(before) or (term.category != OF_PARENTS and is_of_another(before, word, after)):
        return False
    return OWN_NEGATION.search(word) is not None or not is_denied(before)


def _meets(exceptions: re.Pattern[str], before: str, word: str, after: str) -> bool:
    """Whether a phrase in which the word is meant otherwise stands on any part of it."""
    start, end = len(before), len(before) + len(word)
    return any(m.start() < end and m.end() > start for m in exceptions.finditer(before + word + after))


def _longest(hits: list[tuple[int, int, Term]]) -> Iterator[tuple[int, int, Term]]:
    """Of marks that overlap, the first and longest: one stretch of words is marked once."""
    until = -1
    for start, end, term in sorted(hits, key=lambda h: (h[0], -h[1])):
        if start >= until:
            until = end
            yield start, end, term


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in SENTENCE.finditer(text):
        if match.end() > match.start():
            yield match.span()


def _around(spans: list[tuple[int, int]], place: int) -> tuple[int, int]:
    """The last of the spans that begins at a place or before it: the sentence, or perhaps the quotation, that holds it."""
    return spans[max(bisect_right(spans, place, key=lambda span: span[0]) - 1, 0)]


def _holds(span: tuple[int, int], start: int, end: int) -> bool:
    return span[0] <= start and end <= span[1]
