"""The word lists of the guard, as assets hold them: names of persons, ordinary words, and names that are public."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "identity"
SHORTEST = 3  # a given name of two letters is an ordinary syllable in too many languages to tell by itself
PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ı": "i"}
)


def without_accents(text: str) -> str:
    """`Łukasz` as `Lukasz`: lists hold names without accents, and people write them with and without."""
    apart = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Lexicon:
    given: frozenset[str]
    ambiguous: frozenset[str]
    surnames: frozenset[str]
    ordinary: frozenset[str]
    public: frozenset[str]
    acronyms: frozenset[str]
    place_words: frozenset[str]
    firms: frozenset[str]  # of several words, of which one or all are names of persons

    def is_given(self, word: str) -> bool:
        """A given name that is nothing else: it tells by itself, in any case."""
        return len(word) >= SHORTEST and word in self.given and not self.is_other(word)

    def may_be_given(self, word: str) -> bool:
        return word in self.given or word in self.ambiguous

    def is_other(self, word: str) -> bool:
        """Ordinary, public or both: a capital letter alone makes no name of it."""
        return word in self.ambiguous or word in self.ordinary or word in self.public

    def is_known(self, word: str) -> bool:
        stem = word.removesuffix("'s")
        if any(
            one in words
            for one in (word, stem)
            for words in (self.ordinary, self.public, self.acronyms, self.place_words)
        ):
            return True
        return any(_stem(stem, ending, more) in self.ordinary for ending, more in ENDINGS)


ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ies", "y"), ("er", ""),
           ("er", "e"), ("ers", ""), ("ness", ""), ("d", ""), ("ment", ""), ("al", ""), ("less", ""), ("ful", ""))  # fmt: skip


def _stem(word: str, ending: str, more: str) -> str:
    return word.removesuffix(ending) + more if word.endswith(ending) and len(word) > len(ending) + 2 else ""


@cache
def lexicon() -> Lexicon:
    names, ordinary, public = (_asset(name) for name in ("names", "vocabulary", "public"))
    ambiguous = _words(names["ambiguous"]["words"])
    given = frozenset[str]().union(*(_words(text) for text in names["given"].values()))
    surnames = frozenset[str]().union(*(_words(text) for text in names["surnames"].values()))
    places = _words(public["place_words"])
    known = _words(public["towns"]) | _words(public["brands"]) | _words(public["services"]) | _words(public["cited"])
    return Lexicon(
        given,
        ambiguous,
        surnames,
        _words(ordinary["words"]),
        known,
        _words(public["acronyms"]),
        places,
        _lines(public["firms"]),
    )


def _asset(name: str) -> dict[str, Any]:
    return tomllib.loads((ASSETS / f"{name}.toml").read_text(encoding="utf-8"))


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.strip().splitlines())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.split(r"\s+", without_accents(text).strip().lower()))
