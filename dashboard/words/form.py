"""Whether a sentence speaks of none, one or many, and of what is left out; the one place where that is chosen.

Polarity hangs on how many were found, and grammar on how many were looked at; the two are never mixed in one branch. A form
cannot be made without its words for none, so no list that is empty can be told as if it were not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4
LONGEST = 90  # signs of a title
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Found:
    """What was found among what was compared, and the names of what could not be compared and why."""

    found: Sequence[str]
    compared: int
    not_compared: Sequence[str] = ()
    why_not: str = ""


@dataclass(frozen=True)
class Form:
    """`none`, `one`, `many`: what is said of none, one, several found. They may use {found}, {count}, {of} ("11 areas") and,
    in `none` alone, {none_of} ("any of the 11 areas"); other words are handed to `say`.

    `of`: what was compared, in words for one and for many: ("area", "areas"). `nothing`: where nothing could be compared.
    """

    none: str
    one: str
    many: str
    of: tuple[str, str]
    nothing: str

    def say(self, what: Found, **words: str) -> str:
        if not what.compared:
            return f"{self.nothing}{_not_compared(what)}"
        count, which = len(what.found), " that can be compared" if what.not_compared else ""
        of = f"{number_of(what.compared, *self.of)}{which}"
        if count == 0:
            none_of = f"any of the {of}" if what.compared > 1 else f"the {of}"
            return f"{self.none.format(none_of=none_of, of=of, **words)}{_not_compared(what)}"
        text = self.one if count == 1 else self.many
        return f"{text.format(found=listed(what.found), count=count, of=of, **words)}{_rest(what)}{_not_compared(what)}"


def number_of(count: int, one: str, many: str) -> str:
    """1 → "one area", 3 → "3 areas"."""
    return f"one {one}" if count == 1 else f"{count:,} {many}"


def in_words(count: int, *, none: str = "no") -> str:
    """0 to 10 as a word, more as a figure: "three of eight" reads as a sentence does."""
    return (none, *WORDS)[count] if count <= len(WORDS) else f"{count:,}"


def listed(names: Sequence[str], most: int = MOST) -> str:
    """ "a", "a and b", "a, b and c", "a, b, c, d and 3 more"; nothing for none."""
    shown, more = list(names[:most]), len(names) - most
    if more > 0:
        return f"{', '.join(shown)} and {more} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def fitting(*titles: str) -> str:
    """The first title that is short enough; the last is cut where even it is not."""
    return next((title for title in titles if len(title) <= LONGEST), titles[-1][:LONGEST])


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _rest(what: Found) -> str:
    rest = what.compared - len(what.found)
    if not rest:
        return ""
    return f" Of the other {'one' if rest == 1 else f'{rest:,}'} this cannot be said."


def _not_compared(what: Found) -> str:
    if not what.not_compared:
        return ""
    return f" Not compared: {listed(what.not_compared)}{f' ({what.why_not})' if what.why_not else ''}."
