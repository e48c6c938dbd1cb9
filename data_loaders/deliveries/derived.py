"""Labels of the values that the product derives itself (data_loaders/facts)."""

from __future__ import annotations

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
        "NONE": "Held or not offered", "NOT_WANTED": "Did not want one", "TALKED_ALREADY": "Had talked to somebody already",
        "NOT_THIS_PERSON": "Not with this person", "NOT_NOW": "Not now", "COULD_NOT_BE_REACHED": "Could not be reached",
        "OTHER": "Another reason", "NK": "Reason not known",
    },
    "push_factors": {
        "FAMILY_CONFLICT": "Conflict at home", "PLACEMENT": "Unhappy where placed", "SCHOOL": "School",
        "MENTAL_HEALTH": "Mental health", "BOREDOM": "Nothing to do", "OTHER": "Something else",
    },
    "pull_factors": {
        "FRIENDS": "Friends", "PARTY": "A party or event", "FAMILY": "Family", "RELATIONSHIP": "A relationship",
        "PLACE": "A place", "OTHER": "Something else",
    },
    "found_area_code": {},
    "source_agency": AGENCIES,
    "arranged_clock": CLOCK,
}  # fmt: skip
