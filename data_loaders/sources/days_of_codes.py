"""Days that a spreadsheet made of codes: of "10-12" it makes 12 October or 10 December, of "06-09" 6 September, and shows them so."""

from __future__ import annotations

import re
from collections.abc import Iterable

DAY_OF_A_CODE = re.compile(r"[0-9]{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-[0-9]{2}")
BAND = re.compile(r"[0-9]{1,2}-[0-9]{1,2}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def code_of_a_day(text: str, codes: Iterable[str]) -> str:
    """The code that such a day was; blank where it is no day, or of none of these."""
    if not DAY_OF_A_CODE.fullmatch(text):
        return ""
    numbers = sorted(MONTHS.index(part) + 1 if part in MONTHS else int(part) for part in _parts(text))
    return next((c for c in codes if BAND.fullmatch(c) and sorted(map(int, c.split("-"))) == numbers), "")


def _parts(text: str) -> list[str]:
    return [part if part.isdigit() or part in MONTHS else "0" for part in text.lower().split("-")]
