"""Whether a sentence speaks of none, one or many, and of what is left out; the one place where that is chosen.

Polarity hangs on how many were found, and grammar on how many were looked at; the two are never mixed in one branch. A form
cannot be made without its words for none, so no list that is empty can be told as if it were not.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4
LONGEST = 90  # signs of a title: two lines at 22 px beside the tabs, and one line of a slide
NAMED = {*calendar.month_name, *calendar.day_name}
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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
    """0 → "no areas", 1 → "one area", 3 → "3 areas"."""
    return f"one {one}" if count == 1 else f"{count:,} {many}" if count else f"no {many}"


def in_words(count: int) -> str:
    """A small number as a word, where it stands without what it counts."""
    return WORDS[count] if count < len(WORDS) else f"{count:,}"


def listed(names: Sequence[str], most: int = MOST) -> str:
    """ "a", "a and b", "a, b and c", "a, b, c, d and 3 more"; nothing for none."""
    shown, more = list(names[:most]), len(names) - most
    if more > 0:
        return f"{', '.join(shown)} and {more:,} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def fitting(*titles: str) -> str:
    """The first title that is short enough; the last is cut, and shows that it is, where even it is not."""
    return next((title for title in titles if len(title) <= LONGEST), f"{titles[-1][: LONGEST - 1].rstrip()}…")


def as_many_as_fit(first: str, *parts: str) -> str:
    """The parts of a title, as many as fit into one line, the first always."""
    title = fitting(first)
    for part in parts:
        if part and len(f"{title}; {part}") <= LONGEST:
            title = f"{title}; {part}"
    return title


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def name_and_rest(label: str) -> tuple[str, str]:
    """ "North (with area not known)" → "North", "with area not known": what was joined to a group stands under its name."""
    name, found, rest = label.partition(" (with ")
    if not found:
        name, found, rest = label.partition(", with ")
    return (name, f"with {rest.rstrip(')')}") if found else (label, "")


def lower_first(name: str) -> str:
    """A name inside a sentence; an abbreviation, a month and a day of the week stay as they are."""
    is_proper = name[1:2].isupper() or name.split(" ", 1)[0] in NAMED
    return name if is_proper else f"{name[:1].lower()}{name[1:]}"


def _rest(what: Found) -> str:
    rest = what.compared - len(what.found)
    if not rest:
        return ""
    return f" This cannot be said of the other{'' if rest == 1 else f' {rest:,}'}."


def _not_compared(what: Found) -> str:
    if not what.not_compared:
        return ""
    return f" Not compared: {listed(what.not_compared)}{f' ({what.why_not})' if what.why_not else ''}."
