"""A search for clusters in words: how often chance alone would do the same, and never a verdict on a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.measures.scan import Concentration
from dashboard.words.form import in_words
from dashboard.words.format import count

ONE_PLACE = (
    "Several incidents at a single place can be one meeting of many: go and see what the place is, it is no cluster."
)


def circle_name(label: str, number: int, station: str = "") -> str:
    """The name of the place in its middle, without the number that tells two of a name apart, and a station in the circle."""
    place = re.sub(r"(, centre)?( \d+)?$", "", label) or f"Circle {number}"
    return f"{place}, by {station}" if station else place


def scan_title(found: Sequence[Concentration], over: str) -> str:
    """How many neighbourhoods, how many times at least, and over how long a time, since what stood out then may stand out no more;
    never where it is worst. `over`: "three years".

    A single place is no neighbourhood: beside one it stands in the list, under a heading of its own.
    """
    wide = [circle for circle in found if not circle.is_one_place]
    single = len(found) - len(wide)
    if not found:
        return f"Nowhere are there clearly more incidents than we would expect over {over}"
    at = f"{in_words(single)} single {'place' if single == 1 else 'places'}"
    if not wide:
        return f"No neighbourhood stands out; many incidents at {at} over {over}"
    several = f"{in_words(len(wide))} {'neighbourhood' if len(wide) == 1 else 'neighbourhoods'}"
    least = int(min(circle.times for circle in wide))
    more = {1: "more incidents than", 2: "more than twice the incidents"}
    times = more.get(least, f"more than {in_words(least)} times the incidents")
    return f"In {several}, {times} we would expect over {over}"


def against(circle: Concentration) -> str:
    """Recorded against expected, for a line of the list."""
    expected = f"{circle.expected:.0f}" if circle.expected >= 10 else f"{circle.expected:.1f}"
    return f"{circle.n:,} against {expected}, {circle.times:.1f} times"


def chance_sentence(found: Sequence[Concentration]) -> str:
    """How rare the weakest neighbourhood is among maps made by chance, and why a single place is another thing."""
    wide = [circle for circle in found if not circle.is_one_place]
    said = "Numbered north to south, not ranked."
    if wide:
        worst = max(circle.p for circle in wide)
        often = max(1, round(worst * 100))
        times = "less than once" if worst < 0.01 else "at most once" if often == 1 else f"at most {count(often)} times"
        said += f" Chance alone would give a neighbourhood this strong {times} in 100 such maps."
    return f"{said} {ONE_PLACE}" if len(wide) < len(found) else said
