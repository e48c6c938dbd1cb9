"""Names of persons by the places in a sentence where a name must stand: after a title, after "called", beside "his mum"."""

from __future__ import annotations

import re

from data_loaders.guard.grammar import (
    BY_TRADE,
    CALLED,
    CLAN,
    DOTTED,
    FAMILY,
    JOINED_LETTERS,
    KNOWN_AS,
    LETTERS_OF,
    LONE,
    LOW_MISS,
    NAME_IS,
    NAMED_LINE,
    OTHER_SCRIPT,
    PSEUDONYM,
    RELATIVE,
    SCHOOL_OF,
    TITLE,
    WEE,
)
from data_loaders.guard.lexicon import Lexicon, without_accents

VOWEL = re.compile(r"[aeiouy]")  # letters without one are no word, whatever list of words they came into
PERSONS = frozenset(
    ["child", "person", "pupil", "worker"]
)  # `Child A` is nobody's name; `child KB` is somebody's letters


def is_said_in(text: str, lists: Lexicon) -> bool:
    """Whether the sentence itself says that somebody's name or initials stand in it."""
    return _title(text, lists) or _initials(text, lists) or _told(text, lists) or bool(OTHER_SCRIPT.search(text))


def _title(text: str, lists: Lexicon) -> bool:
    for match in TITLE.finditer(text):
        word = without_accents(match[1] or match[2] or match[3])
        plain = word.lower().replace("’", "'").removesuffix("'s")
        is_title_alone = match[0].split()[0].rstrip(".") in (
            "Sister",
            "Father",
            "Coach",
            "Nurse",
            "Sheriff",
            "Lady",
            "Lord",
            "Inspector",
            "Sergeant",
            "Constable",
            "Miss",
            "PS",
            "DS",
            "DI",
            "Uncle",
        )
        if plain in ("and", "or", "the", "a", "who", "for", "in", "at", "of", "is", "was"):
            continue
        if (
            is_title_alone
            and len(plain) > 1
            and lists.is_known(plain)
            and not lists.may_be_given(plain)
            and plain not in lists.surnames
        ):
            continue
        return True
    low = {match[1].removesuffix("'s") for match in LOW_MISS.finditer(text)}
    if any(name in lists.surnames and not lists.is_other(name) for name in low):
        return True
    return any(_is_clan(match[0], lists) for match in CLAN.finditer(text))


def _is_clan(name: str, lists: Lexicon) -> bool:
    return name.lower().replace("’", "'") not in lists.public


def _initials(text: str, lists: Lexicon) -> bool:
    if any(not match["name"] or not lists.is_known(match["name"].lower()) for match in DOTTED.finditer(text)):
        return True
    for match in JOINED_LETTERS.finditer(text):
        if not any(_is_common(letters.lower(), lists) for letters in match.groups()):
            return True
    for pattern in (LONE, SCHOOL_OF, LETTERS_OF):
        for match in pattern.finditer(text):
            letters = match["letters"].lower()
            first = (match["first"] if "first" in pattern.groupindex else "").strip().lower()
            before = text[: match.start()].split()
            named = first or (before[-1].lower() if before else "")
            is_common = _is_common(letters, lists)
            is_invented = named in PSEUDONYM and not (named in PERSONS and len(letters) > 1)
            if not is_common and not is_invented and not (letters == "a" and named not in ("pupil",)):
                return True
    return False


def _is_common(letters: str, lists: Lexicon) -> bool:
    return letters in lists.acronyms or (letters in lists.ordinary and bool(VOWEL.search(letters)))


def _told(text: str, lists: Lexicon) -> bool:
    """Where the sentence says itself that a name follows."""
    if NAME_IS.search(text) or NAMED_LINE.search(text):
        return True
    for match in CALLED.finditer(text):
        word = without_accents(match[0].split()[-1].strip("\"'“‘")).lower()
        if word not in lists.ordinary or lists.may_be_given(word):
            return True
    for pattern in (KNOWN_AS, RELATIVE, BY_TRADE):
        for match in pattern.finditer(text):
            plain = without_accents(match[1]).lower().replace("’", "'").removesuffix("'s")
            if lists.may_be_given(plain) or not lists.is_known(plain):
                return True
    for match in WEE.finditer(text):
        plain = without_accents(match[1]).lower().removesuffix("'s")
        is_name = plain in lists.given and (plain not in lists.ordinary)
        if is_name or (match[1][0].isupper() and not lists.is_known(plain)):
            return True
    return any(_is_family(match, lists) for match in FAMILY.finditer(text))


def _is_family(match: re.Match[str], lists: Lexicon) -> bool:
    if match[2]:
        return True
    plain = without_accents(match[1]).lower().replace("’", "'").removesuffix("'s")
    if match[1][0].isupper():
        return not lists.is_known(plain) or (plain in lists.surnames and plain not in lists.public)
    return plain in lists.surnames and not lists.is_other(plain)
