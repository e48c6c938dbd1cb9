"""From text to days, moments and texts. What cannot be proved is no value: it is named by row, with what would prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from data_loaders.sources.days import (
    DAY_FIRST,
    ISO,
    DayOrder,
    Days,
    days_of,
    is_day_alone,
    is_month_alone,
    plain_moments,
    plainly,
)
from data_loaders.sources.written import written

ZONE = "Europe/London"
# Small letters of Cyrillic and Greek that nobody tells from ours on paper, and the dashes that word processors put for a hyphen.
LOOKS_LIKE = str.maketrans(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0455\u0458\u03bf\u03b1\u03c1\u2010\u2011\u2012\u2013\u2014\u2212",
    "aceopxyisjoap------",
)
BLANKS = ("", "NA", "NR", "N/A")
LOST_DIGITS = (
    r"^[0-9](?:[.,][0-9]+E\+?|E\+)[0-9]{2,}$"  # with + or without, with a point or a comma: as programs write it
)
FEW = 6  # days of each of two kinds: by chance six of the one kind are never above the twelfth once in 300 columns
MANY_HOURS = 40  # moments that all lie between one and twelve o'clock: by chance less than once in a million columns
MANY = 5  # moments at 00:00 from which on they are days that a program wrote with an hour
# Of the filled cells of a column: hours in round numbers put a twenty-fourth there, and an evening that is rounded up twice as many.
SHARE_AT_MIDNIGHT = 0.2
CORRECT = "Correct it in the source and deliver again."
AS_TEXT = "Open the text file by importing it, with the column as text or as day-month-year, and deliver it again."
BOTH_ORDERS = "Deliver all rows in one order: of those with both numbers up to 12 nobody can tell in which they are."


@dataclass(frozen=True)
class Wrong:
    """Cells of one column that are no value, for one reason."""

    at: pd.Series
    rule: str
    what: str
    cure: str


@dataclass(frozen=True)
class Reading:
    """A column with its values; `known_to` says how exactly moments are known: "", "DAY" or "MONTH". What is doubtful is a
    value all the same: it is told, and stops nothing."""

    values: pd.Series
    wrong: tuple[Wrong, ...] = ()
    known_to: str = ""
    doubtful: tuple[Wrong, ...] = ()

    def spread(self, place: np.ndarray, rows: pd.Index) -> Reading:
        """The reading of many rows from that of their different texts; `place` of each row's text among those."""

        def of(once: pd.Series) -> pd.Series:
            return pd.Series(once.array.take(place), index=rows)

        wrong, doubtful = (tuple(replace(one, at=of(one.at)) for one in told) for told in (self.wrong, self.doubtful))
        return Reading(of(self.values), wrong, self.known_to, doubtful)


def dates(text: pd.Series, order: DayOrder, section: str) -> Reading:
    """Days. A moment is its local day; a month is none."""
    clean = plainly(text.str.strip())
    local, unread, _ = _moments(clean, order)
    made = local.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")
    return without(made, [*_day_wrongs(clean, order, section, _is_month(clean)), Wrong(unread, "unreadable value", "is no date that can be read", CORRECT)])  # fmt: skip


def datetimes(text: pd.Series, order: DayOrder, section: str) -> Reading:
    """Local moments. A column in which no row has an hour is one of days (or months); single days among moments are not guessed."""
    clean = plainly(text.str.strip())
    made, unread, skipped = _moments(clean, order)
    filled = ~clean.isin(BLANKS)
    days, months = is_day_alone(clean) | _is_excel_day(clean), is_month_alone(clean)
    midnight = filled & (made.dt.hour == 0) & (made.dt.minute == 0) & (made.dt.second == 0)
    known_to = ""
    if filled.any() and (filled == (filled & (days | months))).all():
        known_to = "MONTH" if months.any() else "DAY"
    elif filled.sum() >= MANY and (filled == midnight).all():
        known_to = "DAY"
    wrong = _day_wrongs(clean, order, section, false(clean))
    if not known_to:
        wrong.append(
            Wrong(
                days,
                "no hour",
                "is a day without an hour, while other rows have one",
                "Deliver it with its hour (an XLS does not keep that of midnight: save it as XLSX), or leave it blank.",
            )
        )
        wrong.append(Wrong(months, "no day", "is a month, while other rows have a day and an hour", "Deliver it with its day and hour, or leave it blank."))  # fmt: skip
    wrong.append(Wrong(skipped, "skipped hour", "lies in the hour that was left out when clocks went forward", CORRECT))
    wrong.append(Wrong(unread, "unreadable value", "is no datetime that can be read", CORRECT))
    doubtful = () if known_to else (*_too_many(midnight & ~days & ~months, int(filled.sum())), *_one_half(made))
    return replace(without(made, wrong, known_to), doubtful=doubtful)


def _too_many(midnight: pd.Series, filled: int) -> tuple[Wrong, ...]:
    many = int(midnight.sum())
    if many < MANY or many < SHARE_AT_MIDNIGHT * filled:
        return ()
    what = (
        f"is at 00:00, like {many:,} of {filled:,} moments of its column: programs write so where no hour was recorded"
    )
    return (
        Wrong(
            midnight,
            "many at midnight",
            what,
            "If their hour is not known, leave the moment blank; else nothing is to be done.",
        ),
    )


def _one_half(made: pd.Series) -> tuple[Wrong, ...]:
    """Moments of which none lies between 13:00 and 00:59: whoever writes AM and PM, and loses it, halves the day."""
    filled = made.notna()
    if int(filled.sum()) < MANY_HOURS or not made[filled].dt.hour.between(1, 12).all():
        return ()
    what = f"is one of {int(filled.sum()):,} of which none lies between 13:00 and 00:59: AM and PM may have been lost"
    cure = "If times were written in halves of a day, deliver them with AM and PM, or in 24 hours; else nothing is to be done."
    return (Wrong(filled, "half of the day", what, cure),)


def _half_exchanged(clean: pd.Series, shapes: Days) -> Wrong:
    """Days of text all above the twelfth, and days of a spreadsheet all up to it: it took those that could be a month for one."""
    above = shapes.is_slashed & ~shapes.is_doubtful & ~shapes.is_month_first
    iso = written(clean, ISO)
    day = pd.to_numeric(clean[iso].str.slice(8, 10))
    is_so = (
        above.sum() >= FEW and iso.sum() >= FEW and not (shapes.is_slashed & ~above).any() and bool((day <= 12).all())
    )
    what = (
        "was made a date by a spreadsheet, and its day and month may be exchanged: every day that is left as text is above the twelfth, "
        "and none of these is"
    )
    return Wrong(iso if is_so else false(clean), "half exchanged", what, AS_TEXT)


def _day_wrongs(clean: pd.Series, order: DayOrder, section: str, months: pd.Series) -> list[Wrong]:
    cure = f'Say in mapping.toml, under [{section}], dates = "day first" or dates = "month first".'
    shapes = days_of(clean)
    return [
        Wrong(shapes.is_doubtful & (order == ""), "day or month", "may be day and month or month and day: no row of the file proves which comes first", cure),
        _half_exchanged(clean, shapes),
        Wrong(shapes.is_month_first & (order == "day shown"), "both orders", "has the month first, while other rows of the file have the day first", BOTH_ORDERS),
        Wrong(shapes.is_slashed & (order == "month shown"), "month before day", "stands in a file whose other days show that the month comes first", cure),
        Wrong(shapes.is_short & (order not in DAY_FIRST), "short year", "has a year of two digits", cure + " Then years are those from 2000."),
        Wrong(months, "no day", "is a month, not a day", "Deliver the day, or a table that is counted by month."),
    ]  # fmt: skip


def _moments(clean: pd.Series, order: DayOrder) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Timezone-aware; which rows could not be read; and of those, in which the hour does not exist (spring). Of two hours
    (autumn) the first is taken."""
    has_offset = written(clean, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$")
    naive = plain_moments(clean.where(~has_offset, ""), order)
    local = naive.dt.tz_localize(ZONE, ambiguous=np.ones(len(naive), dtype=bool), nonexistent="NaT")
    if has_offset.any():
        there = pd.to_datetime(clean[has_offset], utc=True, errors="coerce", format="ISO8601").dt.tz_convert(ZONE)
        local[has_offset] = there.astype(local.dtype)
    unread = local.isna() & ~clean.isin(BLANKS)
    return local, unread, unread & naive.notna()


def _is_month(clean: pd.Series) -> pd.Series:
    return is_month_alone(clean)


def _is_excel_day(clean: pd.Series) -> pd.Series:
    return written(clean, r"^[0-9]{5}$")


def texts(text: pd.Series) -> Reading:
    """Text as it came. What a spreadsheet has shortened is nobody's identifier any more."""
    clean = text.str.strip()
    lost = written(clean.str.upper(), LOST_DIGITS)
    wrong = [
        Wrong(lost, "lost digits", "was shortened by a spreadsheet, and others with it into the same",
              "Format the column as text in the spreadsheet before saving, and deliver again."),
    ]  # fmt: skip
    return Reading(clean, tuple(one for one in wrong if one.at.any()))


def bare_identifiers(identifiers: pd.Series) -> pd.Series:
    """Without what a spreadsheet, or whoever types, adds to one or loses of it; letters of other scripts as those they look like."""
    plain = identifiers.str.lower().str.translate(LOOKS_LIKE)
    return plain.str.replace(r"[\s{}'\"=]|\.0+$", "", regex=True).str.lstrip("0")


def alike(identifiers: pd.Series) -> tuple[Wrong, ...]:
    """Different identifiers that a spreadsheet, or whoever typed them, may have made of one."""
    bare = bare_identifiers(identifiers)
    again = bare.duplicated(keep=False) & (bare != "")
    if not again.any():
        return ()
    what = "differs from another only by small and capital letters, blanks, signs round it, zeros, or letters and dashes that look the same, and counts as another person"
    return (Wrong(again, "alike", what, "If they are one person, write them alike at the source; else nothing is to be done."),)  # fmt: skip


def with_statuses(text: pd.Series, statuses: Mapping[str, str]) -> tuple[pd.Series, pd.Series]:
    """The text without what a mapping says is no figure, and what it is instead: "" or a status."""
    if not statuses:
        return text, pd.Series("", index=text.index, dtype="str")
    found = text.str.strip().map(lambda value: statuses.get(value, "")).astype("str")
    return text.where(found == "", ""), found


def without(values: pd.Series, wrong: list[Wrong], known_to: str = "") -> Reading:
    """One reason for one cell: the first that holds."""
    told, kept = pd.Series(False, index=values.index), []
    for one in wrong:
        at = pd.Series(one.at.to_numpy(dtype=bool), index=values.index) & ~told
        if at.any():
            kept.append(Wrong(at, one.rule, one.what, one.cure))
            told = told | at
    return Reading(values.mask(told) if kept else values, tuple(kept), known_to)


def false(clean: pd.Series) -> pd.Series:
    return pd.Series(False, index=clean.index)
