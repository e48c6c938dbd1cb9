"""A search for clusters in words: how often chance alone would do the same, and never a verdict on a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.measures.scan import Concentration

WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def circle_name(label: str, number: int) -> str:
    """The name of the place in its middle, without the number that tells two of a name apart."""
    return re.sub(r"(, centre)?( \d+)?$", "", label) or f"Circle {number}"


def scan_title(found: Sequence[Concentration]) -> str:
    """How many, and how many times at least; never where it is worst."""
    if not found:
        return "Nowhere are there clearly more incidents than we would expect"
    places = f"{WORDS.get(len(found), len(found))} {'place' if len(found) == 1 else 'places'}"
    least = int(min(circle.times for circle in found))
    more = {1: "more incidents", 2: "more than twice the incidents"}
    return f"In {places}, {more.get(least, f'more than {WORDS.get(least, least)} times the incidents')} we would expect".replace(
        "incidents we", "incidents than we", 1 if least == 1 else 0
    )


def against(circle: Concentration) -> str:
    """Recorded against expected, for a line of the list."""
    expected = f"{circle.expected:.0f}" if circle.expected >= 10 else f"{circle.expected:.1f}"
    return f"{circle.n:,} against {expected}, {circle.times:.1f} times"


def chance_sentence(found: Sequence[Concentration]) -> str:
    """How rare the weakest of them is among maps made by chance."""
    worst = max(1, round(max(circle.p for circle in found) * 100))
    times = (
        "less than once"
        if max(circle.p for circle in found) < 0.01
        else "at most once"
        if worst == 1
        else f"at most {worst} times"
    )
    return (
        f"Numbered north to south, not ranked. Chance alone would give a cluster this strong {times} in 100 such maps."
    )
