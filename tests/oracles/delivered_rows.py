"""Delivered rows as they stand in the file, and what a person would do with a date or a share by hand.

Nothing here knows the product: a table is a list of rows, a row a dictionary of text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

Row = dict[str, str]
# One figure on a page: the finding, the words of its row, and the head of its column.
Address = tuple[str, str, str]
Figures = dict[Address, float]

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LATEST, BEFORE, FIRST = 2025, 2024, 2023  # the council years that the invented partnership delivers, by their April
AS_AT = date(2026, 4, 20)  # the day of its extracts


@cache  # the survey has 89,000 rows, and every figure reads its table anew
def rows_in(folder: Path, table: str) -> list[Row]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def moment(text: str) -> datetime | None:
    """A local time in UTC, so that what lies between two is elapsed time; None where none is written."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC) if text else None


def hours_between(first: str, second: str) -> float | None:
    start, end = moment(first), moment(second)
    return None if start is None or end is None else (end - start) / timedelta(hours=1)


def month_words(text: str) -> str:
    """2023-04-17T10:00 → April 2023."""
    return f"{MONTHS[int(text[5:7]) - 1]} {text[:4]}"


def council_year(text: str) -> int:
    """The year in which its April lies."""
    year, month = int(text[:4]), int(text[5:7])
    return year if month >= 4 else year - 1


def quarter_words(text: str) -> str:
    year, month = int(text[:4]), int(text[5:7])
    first = 3 * ((month - 1) // 3)
    return f"{MONTHS[first][:3]}–{MONTHS[first + 2][:3]} {year}"


def months_delivered() -> list[str]:
    """April 2023 to March 2026."""
    return [f"{MONTHS[(3 + n) % 12]} {FIRST + (3 + n) // 12}" for n in range(36)]


def per_cent(part: float, whole: float) -> float:
    return 100 * part / whole


def mean(numbers: Iterable[float]) -> float:
    every = list(numbers)
    return sum(every) / len(every)


def codes_in(text: str) -> set[str]:
    """A cell with several codes: "CSE; SYV"."""
    return {part.strip() for part in text.replace("|", ";").replace(",", ";").split(";") if part.strip()}
