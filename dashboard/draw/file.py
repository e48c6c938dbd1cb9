"""The figures of a finding as a file of comma-separated values that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date

from dashboard.charts.table import Table
from dashboard.words.escaping import FORMULA

DECIMALS = 4  # more would claim a precision that no count has


def csv_text(table: Table, notes: Sequence[tuple[str, str]]) -> str:
    """What is shown and where it comes from, then the figures: numbers stay numbers, dates are written as machines sort them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # so that a cell with either sign in it is quoted
    writer.writerows([[_safe(name), _safe(value)] for name, value in notes])
    writer.writerow([_safe(c.name) for c in table.columns])
    writer.writerows([[_safe(v) for v in row] for row in table.rows])
    return "\ufeff" + text.getvalue().replace("\r\n", "\n")


def _safe(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return "" if value is None or value != value else round(value, DECIMALS)
    if isinstance(value, date):
        return value.isoformat()[:10]
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words
