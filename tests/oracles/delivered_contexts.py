"""Contexts at level 2, counted from the register of cases one by one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from delivered_rows import AS_AT, Figures, Row, codes_in, per_cent, rows_in

CAME = {
    "POLICE": "Police",
    "EDUCATION": "Education",
    "HEALTH": "Health",
    "CLD_YOUTH": "Youth work",
    "BARNARDOS": "Barnardo's",
}
CHAIRS = {"SOCIAL_WORK": "Social work", "POLICE": "Police", "EDUCATION": "Education"}
# A step, its column, the weeks within which it is asked for, and those for which each context has been followed.
STEPS = (
    ("context conference", "conference_date", 8, 32),
    ("plan", "plan_date", 16, 32),
    ("closing", "closed_date", 64, 64),
)
# Shown one by one: of a kind that many people use, of a size that hides each of them, and not sensitive.
MANY_USE = {"NEIGHBOURHOOD", "SCHOOL", "COMMERCIAL", "TRANSPORT", "YOUTH_PROVISION"}
LARGE = {"50_OR_MORE"}


def cases(folder: Path) -> list[Row]:
    """A home is weighed in the plan of a child and is no context case."""
    return [row for row in rows_in(folder, "context_cases") if row["context_type"] != "HOME"]


def taken_on(row: Row) -> bool:
    """Screened to level 2; or nothing was written down, and what follows such a screening was done."""
    done = row["stage"] not in ("REFERRAL", "SCREENING", "CLOSED") or bool(row["conference_date"])
    return row["screen_decision"] == "LEVEL_2" or (row["screen_decision"] in ("", "NK") and done)


def shown_one_by_one(row: Row) -> bool:
    wide = row["context_type"] in MANY_USE and row["size_band"] in LARGE and row["is_sensitive"] == "N"
    return wide and (taken_on(row) or row["screen_decision"] in ("", "NK"))


def is_late(row: Row) -> bool:
    return bool(row["review_due"]) and row["review_due"] < AS_AT.isoformat()


def still_open(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["stage"] != "CLOSED"]


def late_and_open(folder: Path) -> tuple[int, int]:
    """Of the open contexts at level 2, those shown one by one among them: those whose review is overdue, and all of them."""
    own = still_open([row for row in cases(folder) if taken_on(row) or shown_one_by_one(row)])
    return sum(map(is_late, own)), len(own)


def contexts(folder: Path) -> Figures:
    found: Figures = {}
    taken = [row for row in cases(folder) if taken_on(row)]
    for code, name in CAME.items():
        found["contexts-came", name, "contexts"] = sum(code in codes_in(row["agencies_attended"]) for row in taken)
        found["contexts-came", name, "of"] = len(taken)
    found["contexts-came", "Young people had a part", "contexts"] = sum(
        r["young_people_involved"] == "Y" for r in taken
    )
    found["contexts-came", "Parents had a part", "contexts"] = sum(r["parents_involved"] == "Y" for r in taken)
    for code, name in CHAIRS.items():
        found["contexts-chairs", name, "contexts"] = sum(row["chair_agency"] == code for row in taken)
    closed = [row for row in taken if row["stage"] == "CLOSED"]
    safer = sum(row["closure_outcome"] == "SAFER" for row in closed)
    found["contexts-outcomes", "Safer", "contexts"] = safer
    found["contexts-outcomes", "The same, Less safe or Not known", "contexts"] = len(closed) - safer
    first, without = (sum(row["screen_decision"] == code for row in cases(folder)) for code in ("LEVEL_1", "NO_ACTION"))
    found["contexts-level", "Answered at level 1", "contexts"] = first
    found["contexts-level", "No action", "contexts"] = without
    found["contexts-level", "Taken on at level 2 or Not known", "contexts"] = len(cases(folder)) - first - without
    return found


def waiting(folder: Path) -> Figures:
    """Of those referred long enough ago the share that had got there within so many weeks."""
    found: Figures = {}
    taken = [row for row in cases(folder) if taken_on(row)]
    for name, column, weeks, followed in STEPS:
        own = [row for row in taken if _days(row["referral_date"], AS_AT.isoformat()) >= 7 * followed]
        there = sum(bool(row[column]) and _days(row["referral_date"], row[column]) < 7 * weeks for row in own)
        found["contexts-waiting", name, "share"] = per_cent(there, len(own))
    return found


def _days(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days
