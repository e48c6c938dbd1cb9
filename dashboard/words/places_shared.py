"""What the places on the map have in common, in words."""

from __future__ import annotations

from dashboard.words.form import as_many_as_fit, capital, in_words, lower_first, number_of
from dashboard.words.format import count

TOGETHER = "several, told together only"
HIDDEN, NOTHING = "hidden", "nothing recorded"
NO_CIRCLES = "No place stands out, so there is nothing to hold side by side."
WIDER = "and places around it"
SUBTITLE = (
    "Each circle of the map: the setting and the harm recorded there most, when in its district, and what was tried."
)
HEADS = ("place", "setting recorded most", "harm recorded most", "busiest in its district", "tried there")
ALIKE = "What places share is a reason to look at that kind of place, and no verdict on anybody."
LARGEST = "The largest published group of incidents. A time of day is published for districts alone."
PER_HOUR = "Busiest: most incidents for each hour that the time of day lasts, over all days together."
JOINED = "Where a place was joined with others before it could be split, the row says so: its setting and harm are of all of them. Kinds that were joined are all named, and so is what is not known; kinds joined are no setting that places share."


def shared_title(places: int, setting: tuple[str, int], time: tuple[str, int], tried: int, *, untold: int = 0) -> str:
    """`setting`, `time`: what is said of most of them, and of how many; blank where it may not be shown of any. `untold`: of how many
    places no one setting is told: what they share with others nobody can say."""
    of = number_of(places, "place", "places")
    if places > 1 and setting[0] and setting[1] < 2:  # of one place alone it is nothing that they share
        gap = f"the setting of {in_words(untold)} is told with others only" if untold else "no setting that two share"
        busy = f"Busiest {time[0]} in {count(time[1])} of {of}" if time[1] > 1 else ""
        return (
            as_many_as_fit(busy, gap, _tried(tried)) if busy else as_many_as_fit(f"{capital(of)}: {gap}", _tried(tried))
        )
    if not setting[0]:
        head = f"{capital(of)}; no one setting may be told"
    elif places == 1:
        head = f"The one place: {lower_first(setting[0])} recorded most"
    else:
        head = f"{setting[0]}: recorded most in {count(setting[1])} of {of}"
    if places == 1:
        return as_many_as_fit(
            head,
            f"busiest {time[0]}" if time[0] else "",
            "something was tried there" if tried else "nothing was tried there",
        )
    when = f"busiest {time[0]} in {count(time[1])}" if time[0] else ""
    return as_many_as_fit(head, when, _tried(tried))


def _tried(places: int) -> str:
    return f"something was tried in {count(places) if places else 'none'}"
