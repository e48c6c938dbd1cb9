"""Names of persons in what people write: by lists of many origins, and by the places in a sentence where a name must stand."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, certain, doubtful
from data_loaders.guard.grammar import DOES, IN, KIN, SAYS, TITLED, WITH
from data_loaders.guard.lexicon import SHORTEST, Lexicon, lexicon, without_accents
from data_loaders.guard.public_places import PLACE, SCHOOL
from data_loaders.guard.said_names import is_said_in
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
    if is_said_in(masked, lists):
        return NAME
    return found or _unknown(words, lists)


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
        return word.is_possessive and after.plain in KIN and word.plain not in lists.ordinary | lists.public | MONTHS
    if word.gap == " " and INITIAL.fullmatch(after.text) and word.plain not in lists.public | MONTHS:
        return True
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
INITIAL = re.compile("[B-HJ-Z]")  # `Blessing O`; but `May I` and `Will A`
MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "summer", "autumn", "winter", "spring"])  # fmt: skip


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


def _unknown(words: tuple[Word, ...], lists: Lexicon) -> Finding | None:
    """Words that no list holds, with a capital letter, where a person stands and a place does not."""
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if after is not None and _is_first_of_two(word, after, lists):
            return NAME
        if not _is_strange(word, lists):
            continue
        before = words[at - 1] if at else None
        if after is not None and word.gap == " " and _is_strange(after, lists) and not after.begins:
            return NAME
        if after is not None and word.is_possessive and after.plain in KIN:
            return NAME
        is_in_place = before is not None and before.plain in IN
        if not is_in_place and word.text != without_accents(word.text):
            return NAME
        if after is not None and word.gap in (" ", ", ") and not is_in_place and _acts(word, before, after):
            return NAME
        if (
            before is not None
            and not word.begins
            and before.gap == " "
            and (before.plain in WITH or _joins(words, at, lists))
        ):
            return NAME
    return None


def _is_first_of_two(word: Word, after: Word, lists: Lexicon) -> bool:
    """`Grace Quillon`: a name that is also a word, and a word that is in no list, side by side."""
    is_name = word.is_capital and lists.may_be_given(word.plain) and word.plain not in MONTHS | lists.public
    return is_name and word.gap == " " and not word.is_possessive and not after.begins and _is_strange(after, lists)


def _acts(word: Word, before: Word | None, after: Word) -> bool:
    """`Quillon said`; and within a sentence `when Quillon was`, but not `the Quillon was`."""
    is_bare = not word.begins and before is not None and before.plain not in {"the", "a", "our"}
    return after.plain in SAYS or (after.plain in DOES and is_bare)


def _joins(words: tuple[Word, ...], at: int, lists: Lexicon) -> bool:
    """`Amara and Quillon`: what is joined with a name is a name."""
    return (
        at > 1 and words[at - 1].plain == "and" and words[at - 2].is_capital and lists.may_be_given(words[at - 2].plain)
    )


def _is_strange(word: Word, lists: Lexicon) -> bool:
    is_shouted = word.text.isupper()
    return (
        word.is_capital
        and not is_shouted
        and len(word.plain) > 2
        and not lists.is_known(word.plain)
        and word.plain not in lists.ambiguous
        and not any(sign in word.text for sign in (PLACE, SCHOOL))
    )
