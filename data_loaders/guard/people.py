"""Names of persons in what people write: by lists of many origins, and by the places in a sentence where a name must stand."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, certain, doubtful
from data_loaders.guard.grammar import (
    CALLED,
    CLAN,
    DOTTED,
    FAMILY,
    KIN,
    KNOWN_AS,
    LETTERS_OF,
    LONE,
    LOW_MISS,
    NAME_IS,
    NAMED_LINE,
    OTHER_SCRIPT,
    PSEUDONYM,
    RELATIVE,
    SAYS,
    SCHOOL_OF,
    TITLE,
    TITLED,
    WEE,
)
from data_loaders.guard.lexicon import SHORTEST, Lexicon, lexicon, without_accents
from data_loaders.guard.strange_words import MONTHS, names_a_stranger
from data_loaders.guard.words_of import Word, words_of

NAME = doubtful("the name of a person")
FULL_NAME = certain("the name of a person")


def titled_in(masked: str) -> Finding | None:
    """`Mrs Quillandra`: nobody's place is called so, whatever column it stands in."""
    lists = lexicon()
    return FULL_NAME if any(not lists.is_known(match[1].lower()) for match in TITLED.finditer(masked)) else None


def person_in(masked: str) -> Finding | None:
    """What names a person, in a text whose public places were taken out."""
    lists, words = lexicon(), words_of(masked)
    found = _listed(words, lists)
    if (found and found.level == "certain") or titled_in(masked):
        return FULL_NAME
    if _title(masked, lists) or _initials(masked, lists) or _told(masked, lists) or OTHER_SCRIPT.search(masked):
        return NAME
    return found or (NAME if names_a_stranger(words, lists) else None)


def _listed(words: tuple[Word, ...], lists: Lexicon) -> Finding | None:
    found: Finding | None = None
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        before = words[at - 1] if at else None
        is_given = _is_given(word, lists)
        if is_given and after is not None and word.gap in (" ", "-") and _is_surname(after, lists, given=word):
            return FULL_NAME
        if (
            is_given
            and before is not None
            and before.gap == ", "
            and before.is_capital
            and before.plain in lists.surnames
            and not lists.is_known(before.plain)
        ):
            return FULL_NAME
        if (
            after is not None
            and word.gap == " "
            and (_is_short_pair(word, after, lists) or _has_an_age(word, after, words[at + 2 : at + 3], lists))
        ):
            return NAME
        if is_given or _is_placed(word, before, after, lists) or _is_lone_surname(word, lists):
            found = NAME
    return found


def _is_short_pair(word: Word, after: Word, lists: Lexicon) -> bool:
    """`Li Na`: two short names side by side, each too short to tell by itself."""
    names = (word.plain, after.plain)
    are_names = all(name in lists.surnames or lists.may_be_given(name) for name in names) or (
        word.plain in lists.surnames and len(after.plain) == len(word.plain) == SHORTEST - 1
    )
    is_short = min(map(len, names)) < SHORTEST and word.is_capital and after.is_capital and not after.text.isupper()
    return (
        is_short
        and are_names
        and after.plain not in lists.ordinary
        and not (set(names) & (lists.public | lists.acronyms))
    )


def _has_an_age(word: Word, after: Word, then: tuple[Word, ...], lists: Lexicon) -> bool:
    """`noor is thirteen`: what has a child's age and may be a name is one."""
    is_name = lists.may_be_given(word.plain) and word.plain not in lists.ordinary | lists.public
    is_age = bool(AGE_FOLLOWS.match(after.gap)) or (after.gap == " " and any(w.plain in AGES for w in then))
    return is_name and after.plain in {"is", "was", "turned", "turns"} and is_age


def _is_given(word: Word, lists: Lexicon) -> bool:
    return any(lists.is_given(part) for part in {word.plain, *_parts(word.plain, lists)})


def _parts(plain: str, lists: Lexicon) -> tuple[str, ...]:
    """`jean-marc`, `abdulrahman's`: a double name counts when each half may be a name."""
    halves = tuple(plain.split("-"))
    return (
        halves
        if len(halves) == 2 and all(lists.may_be_given(half) or half in lists.surnames for half in halves)
        else ()
    )


def _is_surname(word: Word, lists: Lexicon, *, given: Word) -> bool:
    plain = word.plain
    is_listed = any(part in lists.surnames for part in (plain, *plain.split("-")))
    if word.is_capital and not word.begins:
        return is_listed or not lists.is_known(plain)
    return is_listed and not given.is_capital and plain not in lists.ordinary and not word.begins


def _is_placed(word: Word, before: Word | None, after: Word | None, lists: Lexicon) -> bool:
    """A word that may be a name, where a name must stand: before a surname, a verb of speech, or a relative."""
    if not lists.may_be_given(word.plain):
        return False
    if after is None:
        return False
    beside = word.gap in (" ", "-") and not word.is_possessive
    if (
        beside
        and after.plain in lists.surnames
        and (after.plain not in lists.ordinary or (word.is_capital and after.is_capital))
    ):
        is_pair = word.is_capital and after.is_capital and not after.begins
        is_low = not word.is_capital and not after.is_capital and word.plain not in lists.ordinary
        if (is_pair and not (word.plain in lists.public and after.plain in lists.public)) or (
            is_low and after.plain not in lists.public
        ):
            return True
    if not word.is_capital:
        return False
    if (
        word.is_possessive
        and after.plain in KIN
        and (
            word.plain not in lists.public
            or after.plain in ("mum", "dad", "mother", "father", "brother", "sister", "friend")
        )
    ):
        return True
    is_bare = before is None or before.plain not in {
        "the",
        "a",
        "this",
        "last",
        "next",
        "in",
        "of",
        "early",
        "late",
        "mid",
    }
    if beside and after.plain in SAYS and is_bare and word.plain not in lists.public:
        return True
    strong = (
        not word.begins
        and before is not None
        and before.plain in {"with", "told", "met", "saw", "asked", "called", "named", "about", "by"}
    )
    return strong and word.plain not in lists.public and word.plain not in MONTHS


AGES = frozenset(
    ["nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"]
)
AGE_FOLLOWS = re.compile(r" (?:9|1[0-8])\b(?![:/%.])")
VOWEL = re.compile(r"[aeiouy]")  # letters without one are no word, whatever list of words they came into
PERSONS = frozenset(
    ["child", "person", "pupil", "worker"]
)  # `Child A` is nobody's name; `child KB` is somebody's letters


def _is_lone_surname(word: Word, lists: Lexicon) -> bool:
    if word.plain in lists.public:
        return False
    plain = word.plain.removesuffix("s") if word.plain.removesuffix("s") in lists.surnames else word.plain
    if plain.startswith(("mc", "mac")) and plain in lists.surnames and plain not in lists.ordinary and len(plain) > 4:
        return True
    return (
        word.is_capital
        and len(plain) > 3
        and plain in lists.surnames
        and not lists.is_known(plain)
        and plain not in lists.ambiguous
    )


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
    for pattern in (LONE, SCHOOL_OF, LETTERS_OF):
        for match in pattern.finditer(text):
            letters = match["letters"].lower()
            first = (match["first"] if "first" in pattern.groupindex else "").strip().lower()
            before = text[: match.start()].split()
            named = first or (before[-1].lower() if before else "")
            is_common = letters in lists.acronyms or (letters in lists.ordinary and VOWEL.search(letters))
            is_invented = named in PSEUDONYM and not (named in PERSONS and len(letters) > 1)
            if not is_common and not is_invented and not (letters == "a" and named not in ("pupil",)):
                return True
    return False


def _told(text: str, lists: Lexicon) -> bool:
    """Where the sentence says itself that a name follows."""
    if NAME_IS.search(text) or NAMED_LINE.search(text):
        return True
    for match in CALLED.finditer(text):
        word = without_accents(match[0].split()[-1].strip("\"'“‘")).lower()
        if word not in lists.ordinary or lists.may_be_given(word):
            return True
    for pattern in (KNOWN_AS, RELATIVE):
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
