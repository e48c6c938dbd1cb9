"""Words that no list holds, where a person stands: the last thing that a text is read for."""

from __future__ import annotations

from data_loaders.guard.grammar import DOES, IN, KIN, SAYS, WITH
from data_loaders.guard.lexicon import Lexicon, without_accents
from data_loaders.guard.public_places import PLACE, SCHOOL
from data_loaders.guard.words_of import Word

MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "summer", "autumn", "winter", "spring"])  # fmt: skip


def names_a_stranger(words: tuple[Word, ...], lists: Lexicon) -> bool:
    """Words that no list holds, with a capital letter, where a person stands and a place does not."""
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else None
        if after is not None and _is_first_of_two(word, after, lists):
            return True
        if not _is_strange(word, lists):
            continue
        before = words[at - 1] if at else None
        if after is not None and word.gap == " " and _is_strange(after, lists) and not after.begins:
            return True
        if after is not None and word.is_possessive and after.plain in KIN:
            return True
        is_in_place = before is not None and before.plain in IN
        if not is_in_place and word.text != without_accents(word.text):
            return True
        if after is not None and word.gap in (" ", ", ") and not is_in_place and _acts(word, before, after):
            return True
        if (
            before is not None
            and not word.begins
            and before.gap == " "
            and (before.plain in WITH or _joins(words, at, lists))
        ):
            return True
    return False


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
