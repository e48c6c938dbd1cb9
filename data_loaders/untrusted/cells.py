"""A cell of a document as text, the same whichever document it stands in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

EXACT = 10**15  # whole numbers from here on have lost digits in a spreadsheet


def text_of(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ";".join(map(text_of, value))
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < EXACT else f"{value:.5E}"
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
