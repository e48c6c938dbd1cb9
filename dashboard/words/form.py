"""Numbers of things, lists of names and lengths of titles as sentences need them; none, one and many each in their own words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

MOST = 4
NAMED_OF_JOINED = 2  # of a name that joins many: enough to know it again
LONGEST = 90  # signs of a title: two lines at 22 px beside the tabs, and one line of a slide
WHOLE = 130  # signs of a title that a long name of the data makes longer: a third line, rather than half a name
NAMED = {*calendar.month_name, *calendar.day_name}
# What stands with a group for safety, whether or not there is any of it: in brackets after the name of a survey's group, after a comma else.
NAME = r"[A-Z][\w’'-]*"
RESIDUAL = rf"((?:[a-z]+ |other and |[a-z]+ of few and )?not known(?: and other)?|other|unknown parts of {NAME}(?:,? (?:and )?{NAME})*)"
STANDS_WITH = re.compile(rf" \(with {RESIDUAL}\)|, with {RESIDUAL}(?=[^\w-]|$)")
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_of(count: int, one: str, many: str) -> str:
    """0 → "no areas", 1 → "one area", 3 → "3 areas"."""
    return f"one {one}" if count == 1 else f"{count:,} {many}" if count else f"no {many}"


def count_word(count: int) -> str:
    """ "one", "2": as `number_of` says it, without what is counted."""
    return "one" if count == 1 else f"{count:,}"


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
    """The first title that is short enough, with its groups as `headlined` names them, and then with its joined name in short; else the
    last on three lines, in short where it would need more. What cannot be put in short stands whole: half a sentence can say another."""
    titles = tuple(map(headlined, titles))
    shortened = tuple(map(_with_short_name, titles))
    short = next((t for t in (*titles, *shortened) if len(t) <= LONGEST), "")
    return short or (titles[-1] if len(titles[-1]) <= WHOLE else shortened[-1])


def _with_short_name(title: str) -> str:
    """ "Home, school, online and other: no change" → "Home, school and two more: no change"; the last two parts are joined by "and"."""
    name, colon, said = title.partition(": ")
    joined, _, rest = name.partition(" (or ")
    parts = joined.split(", ")
    if len(parts) < NAMED_OF_JOINED + 1 or not colon:
        return title
    more = len(parts) + (" and " in parts[-1]) - NAMED_OF_JOINED
    return f"{', '.join(parts[:NAMED_OF_JOINED])} and {in_words(more)} more{f' (or {rest}' if rest else ''}: {said}"


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


def headlined(text: str) -> str:
    """ "Female, with other and not known: 52 %" → "Female (or other or not known): 52 %": a headline is about the main part of a group, and
    still true of all that stands in it."""
    return STANDS_WITH.sub(lambda found: f" (or {(found[1] or found[2]).replace(' and ', ' or ')})", text)


def lower_first(name: str) -> str:
    """A name inside a sentence; an abbreviation, a month and a day of the week stay as they are."""
    is_proper = name[1:2].isupper() or name.split(" ", 1)[0] in NAMED
    return name if is_proper else f"{name[:1].lower()}{name[1:]}"
