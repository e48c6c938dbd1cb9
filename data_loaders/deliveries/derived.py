"""Labels of the values that the product derives itself (data_loaders/facts)."""

from __future__ import annotations

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
    "discussion_stage": {
        "NOT_OFFERED": "Not offered", "OFFERED": "Offered", "ACCEPTED": "Accepted", "COMPLETED": "Completed",
        "NK": "Not known",
    },
    "arranged_clock": CLOCK,
    "completed_clock": CLOCK,
}  # fmt: skip
