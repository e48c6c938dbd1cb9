"""How people write days, and which of two orders a file proves by its own rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from data_loaders.sources.written import parts_written, written

DayOrder = Literal["", "day shown", "month shown", "day first", "month first"]  # proved by a row, or said by a mapping
DAY_FIRST = ("day first", "month first")  # what a mapping says
EXCEL_DAY_0 = pd.Timestamp("1899-12-30")
SLASHED = r"^(?P<one>[0-9]{1,2})[/.\-](?P<two>[0-9]{1,2})[/.\-](?P<year>[0-9]{4}|[0-9]{2})(?P<rest>[ T,]+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?)?$"
ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?$"
ISO_SLASHED = r"^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$"
NAMED = r"^[0-9]{1,2}(?:st|nd|rd|th)?[ \-][A-Za-z]{3,9}[ \-,]+[0-9]{4}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?$"
MONTHS = (r"^[0-9]{4}-[0-9]{2}$", r"^[A-Za-z]{3,9}[ \-][0-9]{4}$", r"^[0-9]{1,2}/[0-9]{4}$")
NTH = r"(?<=[0-9])(st|nd|rd|th)\b"
SERIAL = r"^[1-9][0-9]{4}(\.[0-9]+)?$"


HALVES = r"^(?P<day>.*[0-9][ Tt,]+)(?P<hour>[0-9]{1,2})(?P<rest>[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]+)?)?) ?(?P<half>[APap])\.?[Mm]\.?$"


WEEKDAY = r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? +"
HOUR_FIRST = r"^(?P<hour>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?),? +(?:on +)?(?P<day>[0-9].*[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"
MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NAME_FIRST = r"^(?P<month>[A-Za-z]{3,9})\.? +(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? +(?P<year>[0-9]{4})(?P<rest>[ ,]+[0-9]{1,2}:.*)?$"


@dataclass(frozen=True)
class Days:
    is_slashed: pd.Series
    is_doubtful: pd.Series
    is_short: pd.Series
    is_month_first: pd.Series  # the second number is no month


def plainly(text: pd.Series) -> pd.Series:
    """A day, then its hour of 24, however they were put: `Thu 1 May 2025 10:05`, `10:05 01/05/2025`, `May 1, 2025 10:05 PM`."""
    return _in_24_hours(_month_after_day(_hour_after_day(_without_weekday(text))))


def _without_weekday(text: pd.Series) -> pd.Series:
    has = written(text, "(?i)" + WEEKDAY)
    return text.where(~has, text.str.replace(WEEKDAY, "", regex=True, case=False)) if has.any() else text


def _hour_after_day(text: pd.Series) -> pd.Series:
    if not written(text, HOUR_FIRST).any():
        return text
    parts = parts_written(text, HOUR_FIRST)
    return (parts["day"] + " " + parts["hour"]).where(parts["day"].notna(), text).astype("str")


def _month_after_day(text: pd.Series) -> pd.Series:
    """A month's name can be nothing else, so that its place says nothing and proves no order."""
    if not written(text, NAME_FIRST).any():
        return text
    parts = parts_written(text, NAME_FIRST)
    is_month = parts["month"].str.lower().str.slice(0, 3).isin(MONTH_NAMES)
    rest = parts["rest"].fillna("").str.replace(r"^[ ,]+", " ", regex=True)
    return (parts["day"] + " " + parts["month"] + " " + parts["year"] + rest).where(is_month, text).astype("str")


def _in_24_hours(text: pd.Series) -> pd.Series:
    """`1/5/2025 10:05 PM` as 22:05; an hour above twelve stays as it is, for the kinds to refuse."""
    if not written(text, HALVES).any():
        return text
    parts = parts_written(text, HALVES)
    hour = pd.to_numeric(parts["hour"])
    chosen = hour.between(1, 12)
    if not chosen.any():
        return text
    late = parts["half"].str.lower() == "p"
    plain = (hour % 12 + 12 * late).fillna(0).astype(int).astype("str").str.zfill(2)
    return (parts["day"] + plain + parts["rest"]).where(chosen, text).astype("str")


def days_of(clean: pd.Series) -> Days:
    parts = parts_written(clean, SLASHED)
    is_slashed = parts["one"].notna()
    one, two = (pd.to_numeric(parts[name]).fillna(0) for name in ("one", "two"))
    doubtful = is_slashed & (one <= 12) & (two <= 12) & (one != two)
    return Days(
        is_slashed,
        doubtful,
        is_slashed & (parts["year"].fillna("").str.len() == 2),
        is_slashed & (one <= 12) & (two > 12),
    )


def shown_order(columns: Iterable[pd.Series]) -> DayOrder:
    """What the days above the twelfth prove of all columns of one file together; a contradiction is read as day first."""
    shows: set[str] = set()
    for column in columns:
        parts = parts_written(plainly(pd.Series(column.str.strip().unique(), dtype="str")), SLASHED)
        one, two = (pd.to_numeric(parts[name]).fillna(0) for name in ("one", "two"))
        shows |= {"day shown"} if (one > 12).any() else set()
        shows |= {"month shown"} if (two > 12).any() else set()
    if "day shown" in shows:
        return "day shown"
    return "month shown" if shows else ""


def is_day_alone(clean: pd.Series) -> pd.Series:
    return (
        written(clean, r"^[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}$")
        | written(clean, r"^[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-]([0-9]{4}|[0-9]{2})$")
        | written(clean, r"^[0-9]{1,2}(?:st|nd|rd|th)?[ \-][A-Za-z]{3,9}[ \-,]+[0-9]{4}$")
    )


def is_month_alone(clean: pd.Series) -> pd.Series:
    found = pd.Series(False, index=clean.index)
    for pattern in MONTHS:
        found = found | written(clean, pattern)
    return found


def plain_moments(clean: pd.Series, order: DayOrder) -> pd.Series:
    """Naive timestamps; NaT where no way of writing fits."""
    made = pd.Series(pd.NaT, index=clean.index, dtype="datetime64[us]")
    ways = (
        (ISO, {"format": "ISO8601"}), (MONTHS[0], {"format": "%Y-%m"}), (MONTHS[2], {"format": "%m/%Y"}),
        (MONTHS[1], {"format": "mixed"}), (ISO_SLASHED, {"format": "mixed", "yearfirst": True}), (NAMED, {"format": "mixed", "dayfirst": True}),
    )  # fmt: skip
    for pattern, how in ways:
        is_open = made.isna() & (clean != "")
        if not is_open.any():
            return made
        chosen = written(clean, pattern) & is_open
        if chosen.any():
            plain = clean[chosen].str.replace(NTH, "", regex=True) if pattern == NAMED else clean[chosen]
            made[chosen] = pd.to_datetime(plain, errors="coerce", **how).astype("datetime64[us]")
    _fill_slashed(made, clean, order)
    serial = written(clean, SERIAL) & made.isna()
    if serial.any():
        days = clean[serial].astype(float)
        made[serial] = (EXCEL_DAY_0 + pd.to_timedelta((days * 86400).round(), unit="s")).astype("datetime64[us]")
    return made


def _fill_slashed(made: pd.Series, clean: pd.Series, order: DayOrder) -> None:
    parts = parts_written(clean, SLASHED)
    chosen = parts["one"].notna() & made.isna()
    if not chosen.any():
        return
    parts = parts[chosen]
    day, month = ("two", "one") if order == "month first" else ("one", "two")
    year = parts["year"].where(parts["year"].str.len() == 4, "20" + parts["year"])
    hours = (
        parts["rest"]
        .fillna("")
        .str.replace(r"^[ T,]+", "", regex=True)
        .str.replace(r"^([0-9]+)\.([0-9][0-9])", r"\1:\2", regex=True)
    )
    hours = hours.where(hours != "", "00:00").str.replace(r"^([0-9]):", r"0\1:", regex=True)
    whole = year + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2) + "T" + hours
    made[chosen] = pd.to_datetime(whole, errors="coerce", format="ISO8601").astype("datetime64[us]")
