"""The lines of a place's card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.words.form import MOST, headlined, listed, lower_first, number_of
from dashboard.words.format import percent

HIDDEN = "Hidden to protect children."
FELT = {"mostly red": "mostly red (unsafe)", "mostly green": "mostly green (safe)"}
NOT_TWO_YEARS = "No two whole years of its district are shown."


def how_much(n: int, counts: str) -> str:
    return f"{n:,} {counts}" if n else "Hidden"


def expected_said(expected: float, span: str) -> str:
    about = f"{expected:.0f}" if expected >= 10 else f"{expected:.1f}"
    return f"{span}; about {about} expected for the young people living here"


def lately_said(n: int, times: float, month: str) -> str:
    """Of the district, since a place alone has too few in one year."""
    apart = round(100 * (times - 1))
    more = f"{percent(abs(apart))} {'above' if apart > 0 else 'below'}" if apart else "as"
    return f"District: {n:,} in the year to {month}, {more} its average."


def groups_said(rows: Sequence[tuple[str, int]], counts: str, *, is_here: bool) -> str:
    """Each group with its count, as published; where it had to be joined with its neighbours, of how many together they are."""
    if not rows:
        return HIDDEN
    told = "; ".join(f"{lower_first(headlined(group))} {n:,}" for group, n in rows[:MOST])
    if len(rows) > MOST:
        told = f"{told}; and {number_of(len(rows) - MOST, 'more group', 'more groups')}"
    if is_here:
        return told[:1].upper() + told[1:]
    return f"Around it, {sum(n for _, n in rows):,} {counts}: {told}"


def is_joined(group: str) -> bool:
    """Whether a group holds several codes; what is not known, which may stand with any, makes no second one."""
    return bool(re.search(r", (?!with not known)| and ", group))


def feelings_said(felt: Sequence[tuple[str, str]]) -> str:
    """For each time of day what most felt in these hexagons; colours that differ stand side by side."""
    times: dict[str, dict[str, None]] = {}
    for what, colour in felt:
        times.setdefault(what.removeprefix("young people, "), {})[colour.split(":")[0]] = None
    if not times:
        return "No safety map was delivered for here."
    told = "; ".join(f"{time} {_colours_said(list(colours))}" for time, colours in times.items())
    return f"{told[:1].upper()}{told[1:]}".replace("withheld", "hidden")


def _colours_said(colours: list[str]) -> str:
    """Nearly every colour at once says nothing: then that it is not the same everywhere."""
    is_apart = len(colours) > 2 or {"mostly green", "mostly red"} <= set(colours)
    return "not the same everywhere" if is_apart else " or ".join(FELT.get(colour, colour) for colour in colours)


def assets_said(names: Sequence[str]) -> str:
    return (
        listed(list(dict.fromkeys(names)), 3)
        if names
        else "No library, club or other safe place was delivered for here."
    )


def done_said(done: Sequence[tuple[str, str]]) -> str:
    if not done:
        return "Nothing recorded here."
    return (
        listed([f"{what} (until {until})" if until != "now" else f"{what} (going on)" for what, until in done], 3) + "."
    )
