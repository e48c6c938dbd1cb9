"""Labels of the values that the product derives itself (data_loaders/facts)."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.deliveries.context_kinds import CONTEXTS
from data_loaders.deliveries.places import AGENCIES

CLOCK = {"IN_TIME": "In time", "LATE": "Late", "NOT_DONE": "Not done", "NK": "Not known"}
DERIVED_LABELS: dict[str, dict[str, str]] = {
    "hour_band": {f"{h:02d}-{h + 3:02d}": f"{h:02d}:00–{h + 3:02d}:00" for h in range(0, 24, 3)},
    "weekday": {
        "MON": "Monday", "TUE": "Tuesday", "WED": "Wednesday", "THU": "Thursday", "FRI": "Friday",
        "SAT": "Saturday", "SUN": "Sunday",
    },
    "day_kind": {"SCHOOL_DAY": "School day", "WEEKEND": "Weekend", "SCHOOL_HOLIDAY": "School holiday", "NK": "Not known"},
    "duration_band": {
        "UNDER_6H": "Under 6 hours", "6_TO_24H": "6 to 24 hours", "1_TO_3D": "1 to 3 days", "OVER_3D": "Over 3 days",
        "NK": "Not known",
    },
    "repeat_band": {
        "FIRST": "First time in twelve months", "2_TO_3": "Second or third time", "4_TO_9": "Fourth to ninth time",
        "10_OR_MORE": "Tenth time or more",
    },
    "year_band": {
        "ONCE": "Children missing once that year", "2_TO_3": "Children missing two or three times",
        "4_TO_9": "Children missing four to nine times", "10_OR_MORE": "Children missing ten times or more",
    },
    "discussion_stage": {
        "NOT_OFFERED": "Not offered", "OFFERED": "Offered, not accepted", "ACCEPTED": "Accepted, not yet held",
        "COMPLETED_TIME_NK": "Held, time not known", "COMPLETED_LATE": "Held after more than 7 days",
        "COMPLETED_IN_TIME": "Held within 7 days", "NK": "Not known",
    },
    "provider_clock": {"NONE": "No discussion held"}
    | {f"{code}_{timing}": f"{name}, {words}"
       for code, name in (("POLICE", "Police"), ("SOCIAL_WORK", "Social work"), ("BARNARDOS", "Barnardo's"),
                          ("SCHOOL", "School"), ("OTHER", "Others"))
       for timing, words in (("IN_TIME", "within 7 days"), ("LATE", "later or time not known"))},
    "declined_reason": {
        "NONE": "Not declined", "NOT_WANTED": "Did not want one", "TALKED_ALREADY": "Had talked to somebody already",
        "NOT_THIS_PERSON": "Not with this person", "NOT_NOW": "Not now", "COULD_NOT_BE_REACHED": "Could not be reached",
        "OTHER": "Another reason", "NK": "Reason not known",
    },
    "push_factors": {
        "FAMILY_CONFLICT": "Conflict at home", "PLACEMENT": "Unhappy where placed", "SCHOOL": "School",
        "MENTAL_HEALTH": "Mental health", "BOREDOM": "Nothing to do", "OTHER": "Something else", "NK": "Not known",
    },
    "pull_factors": {
        "FRIENDS": "Friends", "PARTY": "A party or event", "FAMILY": "Family", "RELATIONSHIP": "A relationship",
        "PLACE": "A place", "OTHER": "Something else", "NK": "Not known",
    },
    "contexts_named": CONTEXTS,
    "offered_again": {
        "NONE": "Not declined", "Y": "Offered again", "N": "Not offered again", "NK": "Not recorded whether offered again",
    },
    "found_area_code": {},
    "source_agency": AGENCIES,
    "arranged_clock": CLOCK,
}  # fmt: skip

# What neighbours are called where they were joined: column → first and last code → name.
RUN_LABELS: dict[str, dict[tuple[str, str], str]] = {
    "year_band": {
        ("ONCE", "2_TO_3"): "Children missing up to three times", ("ONCE", "4_TO_9"): "Children missing up to nine times",
        ("2_TO_3", "4_TO_9"): "Children missing two to nine times", ("2_TO_3", "10_OR_MORE"): "Children missing twice or more",
        ("4_TO_9", "10_OR_MORE"): "Children missing four times or more",
    },
    "repeat_band": {
        ("FIRST", "2_TO_3"): "First to third time", ("FIRST", "4_TO_9"): "First to ninth time",
        ("2_TO_3", "4_TO_9"): "Second to ninth time", ("2_TO_3", "10_OR_MORE"): "Second time or more",
        ("4_TO_9", "10_OR_MORE"): "Fourth time or more",
    },
    "duration_band": {
        ("UNDER_6H", "6_TO_24H"): "Under 24 hours", ("UNDER_6H", "1_TO_3D"): "Up to 3 days",
        ("6_TO_24H", "1_TO_3D"): "6 hours to 3 days", ("6_TO_24H", "OVER_3D"): "6 hours or more",
        ("1_TO_3D", "OVER_3D"): "1 day or more",
    },
}  # fmt: skip
PROPER = ("Barnardo's", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


NAMED_TOGETHER = 20  # parts of one group that its label names: the longest is then a line of about 1,000 signs; the rows name them all


def named_together(names: Sequence[str]) -> str:
    """'Shotts and Wishaw'; of very many the first, and how many more there are."""
    if len(names) > NAMED_TOGETHER:
        names = [*names[:NAMED_TOGETHER], f"{len(names) - NAMED_TOGETHER} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def within_a_list(label: str) -> str:
    """A label in the middle of a sentence: 'Weekend and school holiday'. Names and abbreviations keep their capital."""
    is_name = label.startswith(PROPER) or label[1:2].isupper()
    return label if is_name else label[:1].lower() + label[1:]
