"""From text to dates, times and numbers. What cannot be read is named by row, never turned into a blank in silence."""

from __future__ import annotations

import numpy as np
import pandas as pd

ZONE = "Europe/London"
EXCEL_DAY_0 = pd.Timestamp("1899-12-30")
BLANKS = ("", "NA", "NR", "N/A")
NUMBERS = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"


def numbers(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Numbers, and which rows could not be read as one. A thousands comma is understood."""
    clean = text.str.strip().str.replace(",", "", regex=False)
    is_blank = clean.isin(BLANKS)
    is_number = clean.str.match(NUMBERS)
    return pd.to_numeric(clean.where(is_number)), ~is_blank & ~is_number


def moments(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Naive timestamps from ISO, day-first and Excel-serial text, and which rows could not be read."""
    clean = text.str.strip()
    made = pd.Series(pd.NaT, index=text.index, dtype="datetime64[us]")
    patterns = (
        (r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$", {"format": "ISO8601"}),
        (r"^\d{4}-\d{2}$", {"format": "%Y-%m"}),
        (r"^\d{1,2}/\d{1,2}/\d{4}$", {"format": "%d/%m/%Y"}),
        (r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}$", {"format": "%d/%m/%Y %H:%M"}),
        (r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}:\d{2}$", {"format": "%d/%m/%Y %H:%M:%S"}),
    )
    for pattern, how in patterns:
        chosen = clean.str.match(pattern) & made.isna()
        if chosen.any():
            made[chosen] = pd.to_datetime(clean[chosen], errors="coerce", **how).astype("datetime64[us]")
    serial = clean.str.match(r"^\d{5}(\.\d+)?$") & made.isna()
    if serial.any():
        days = clean[serial].astype(float)
        made[serial] = (EXCEL_DAY_0 + pd.to_timedelta((days * 86400).round(), unit="s")).astype("datetime64[us]")
    return made, made.isna() & ~clean.isin(BLANKS)


def with_offset(text: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Local, timezone-aware times. Text with an offset is converted; without one it is Europe/London.

    An hour that does not exist (spring) cannot be read; of an hour that exists twice (autumn) the first is taken.
    """
    clean = text.str.strip()
    has_offset = clean.str.match(r"^\d{4}-\d{2}-\d{2}[T ].*(Z|[+-]\d{2}:?\d{2})$")
    naive, unread = moments(clean.where(~has_offset, ""))
    first = np.ones(len(naive), dtype=bool)
    local = naive.dt.tz_localize(ZONE, ambiguous=first, nonexistent="NaT")
    unread = unread | (naive.notna() & local.isna())
    if has_offset.any():
        there = pd.to_datetime(clean[has_offset], utc=True, errors="coerce", format="ISO8601").dt.tz_convert(ZONE)
        local[has_offset] = there.astype(local.dtype)
        unread[has_offset] = there.isna()
    return local, unread
